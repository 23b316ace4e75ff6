package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.exception.FaultingTask.FLAVOUR;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.machapi.MachException;
import org.machapi.TestKernel;
import org.machapi.message.Deadline;
import org.machapi.message.OutgoingMessage;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.ThreadStatusConstants;
import org.machapi.sim.RaisedException;

/** What becomes of the state of the thread where the next handler changes it, in every way. */
@Timeout(60)
@Tag("kernel")
class ForwardingStateTest {
  private static final int FLOATS = ThreadStatusConstants.x86_FLOAT_STATE64;
  private static final int FLOAT_WORDS = 131;
  private static final int[] OLD = FaultingTask.stateFrom(300);
  private static final int[] NEW = FaultingTask.stateFrom(5000);
  private static final ExceptionBehaviour DEFAULT = FaultingTask.DEFAULT_64;
  private static final ExceptionBehaviour STATE = ExceptionBehaviour.STATE.with64BitCodes();
  private static final ExceptionBehaviour STATE_IDENTITY =
      ExceptionBehaviour.STATE_IDENTITY.with64BitCodes();
  private static final ExceptionBehaviour PROTECTED =
      ExceptionBehaviour.IDENTITY_PROTECTED.with64BitCodes();
  private static final ExceptionBehaviour STATE_PROTECTED =
      ExceptionBehaviour.STATE_IDENTITY_PROTECTED.with64BitCodes();

  private FaultingTask task = FaultingTask.onMacOs15(true);
  private NextHandler next;
  private RaisedException raised;

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(30));
  }

  private ExceptionMessage raise(ExceptionBehaviour behaviour) {
    next = NextHandler.of(task);
    task.handledBy(behaviour).setThreadState(OLD);
    raised = task.raise();
    ExceptionMessage message = task.receive();
    task.kernel.calls().clear();
    return message;
  }

  private void withoutDeveloperMode() {
    task = FaultingTask.onMacOs15(false);
  }

  private static int[] floats(int first) {
    int[] words = new int[FLOAT_WORDS];
    for (int i = 0; i < words.length; i++) {
      words[i] = first + i;
    }
    return words;
  }

  private int[] floats() {
    NativeBuffer out = NativeBuffer.allocate(4 * FLOAT_WORDS);
    NativeBuffer count = NativeBuffer.allocate(4);
    count.putInt(0, FLOAT_WORDS);
    TestKernel.expectSuccess(
        "thread_get_state",
        task.kernel
            .raw()
            .thread_get_state(task.threadPort.name(), FLOATS, out.pointer(), count.pointer()));
    int[] words = new int[FLOAT_WORDS];
    out.bytes().asIntBuffer().get(words);
    return words;
  }

  private List<String> stateCalls() {
    return task.kernel.calls().routines().stream()
        .filter(routine -> routine.endsWith("_state"))
        .toList();
  }

  static Stream<ExceptionBehaviour> withoutState() {
    return Stream.of(DEFAULT, PROTECTED);
  }

  static Stream<ExceptionBehaviour> withIdentityAndState() {
    return Stream.of(STATE_IDENTITY, STATE_PROTECTED);
  }

  @ParameterizedTest
  @MethodSource("withoutState")
  void aNewStateThatOurAnswerHasNoPlaceForIsSetInTheThread(ExceptionBehaviour ours) {
    try (ExceptionMessage message = raise(ours)) {
      next.answers(received -> received.replySuccess(FLAVOUR, NEW));
      assertThat(message.relayTo(next.wanting(STATE), soon()).isHandled()).isTrue();
      assertThat(stateCalls()).containsExactly("thread_get_state", "thread_set_state");
    }
    FaultingTask.assertHandled(raised);
    assertThat(task.threadState()).isEqualTo(NEW);
  }

  @Test
  void aNewStateIsNotSetAnyMoreWhenSomebodyElseHasAnsweredMeanwhile() {
    OutgoingMessage memory = OutgoingMessage.withRoomFor(ExceptionReply.SIZE);
    try (ExceptionMessage message = raise(DEFAULT)) {
      ExceptionHandler handler = next.wanting(STATE);
      next.answers(
          received -> {
            assertThat(message.answer().failFrom(memory)).isTrue();
            received.replySuccess(FLAVOUR, NEW);
          });
      assertThatIllegalStateException().isThrownBy(() -> message.relayTo(handler, soon()));
      assertThat(stateCalls()).doesNotContain("thread_set_state");
    }
    FaultingTask.assertBecameSignal(raised);
    assertThat(task.threadState()).isEqualTo(OLD);
  }

  @ParameterizedTest
  @MethodSource("withoutState")
  void aStateThatComesBackAsItWasIsNotSet(ExceptionBehaviour ours) {
    try (ExceptionMessage message = raise(ours)) {
      next.answers(ExceptionMessage::replySuccess);
      assertThat(message.relayTo(next.wanting(STATE), soon()).isHandled()).isTrue();
      assertThat(stateCalls()).containsExactly("thread_get_state");
    }
    FaultingTask.assertHandled(raised);
    assertThat(task.threadState()).isEqualTo(OLD);
  }

  @ParameterizedTest
  @MethodSource("withIdentityAndState")
  void whatTheNextHandlerSetsThroughThePortOfTheThreadIsNotUndone(ExceptionBehaviour ours) {
    try (ExceptionMessage message = raise(ours)) {
      next.answers(
          received -> {
            task.setThreadState(NEW);
            received.replySuccess();
          });
      ForwardResult result = message.relayTo(next.wanting(DEFAULT), soon());
      assertThat(result.losses()).containsExactly(ForwardLoss.STATE_DROPPED);
    }
    FaultingTask.assertHandled(raised);
    assertThat(task.threadState()).isEqualTo(NEW);
  }

  @Test
  void aStateOfTheSameFlavourIsNeitherReadNorSetAgain() {
    try (ExceptionMessage message = raise(STATE_IDENTITY)) {
      next.answers(received -> received.replySuccess(FLAVOUR, NEW));
      assertThat(message.relayTo(next.wanting(STATE), soon()).losses())
          .containsExactly(ForwardLoss.IDENTITY_DROPPED);
      assertThat(stateCalls()).isEmpty();
    }
    FaultingTask.assertHandled(raised);
    assertThat(task.threadState()).isEqualTo(NEW);
  }

  @ParameterizedTest
  @MethodSource("withIdentityAndState")
  void aHandlerThatWantsAnotherFlavourGetsItAndItsNewStateIsSet(ExceptionBehaviour ours) {
    try (ExceptionMessage message = raise(ours)) {
      next.answers(
          received -> {
            assertThat(received.flavour()).isEqualTo(FLOATS);
            assertThat(received.state()).isEqualTo(floats());
            received.replySuccess(FLOATS, floats(9000));
          });
      ForwardResult result = message.relayTo(next.wanting(STATE, FLOATS), soon());
      assertThat(result.losses())
          .containsExactlyInAnyOrder(ForwardLoss.STATE_DROPPED, ForwardLoss.IDENTITY_DROPPED);
      assertThat(stateCalls())
          .containsExactly("thread_get_state", "thread_set_state", "thread_get_state");
    }
    FaultingTask.assertHandled(raised);
    assertThat(floats()).isEqualTo(floats(9000));
    assertThat(task.threadState()).isEqualTo(OLD);
  }

  @Test
  void aStateOfAnotherFlavourIsNoLongerWhatTheThreadIsGivenIfThatWasSetMeanwhile() {
    try (ExceptionMessage message = raise(STATE_IDENTITY)) {
      next.answers(
          received -> {
            task.setThreadState(NEW);
            received.replySuccess(FLOATS, floats(9000));
          });
      assertThat(message.relayTo(next.wanting(STATE, FLOATS), soon()).isHandled()).isTrue();
    }
    FaultingTask.assertHandled(raised);
    assertThat(task.threadState()).isEqualTo(NEW);
    assertThat(floats()).isEqualTo(floats(9000));
  }

  @Test
  void anAnswerOfAnotherFlavourThanWasAskedIsSetToo() {
    try (ExceptionMessage message = raise(DEFAULT)) {
      next.answers(received -> received.replySuccess(FLAVOUR, NEW));
      assertThat(message.relayTo(next.wanting(STATE, FLOATS), soon()).isHandled()).isTrue();
    }
    FaultingTask.assertHandled(raised);
    assertThat(task.threadState()).isEqualTo(NEW);
  }

  @Test
  void withoutAThreadTheKernelTakesAnyFlavourThatFits() {
    try (ExceptionMessage message = raise(STATE)) {
      int[] exception = {1, 2, 3, 4};
      next.answers(
          received ->
              received.replySuccess(ThreadStatusConstants.x86_EXCEPTION_STATE64, exception));
      assertThat(message.relayTo(next.wanting(STATE), soon()).isHandled()).isTrue();
    }
    // The state of an exception cannot be set: the kernel has seen the flavour, and refused.
    FaultingTask.assertBecameSignal(raised);
  }

  @Test
  void aStateThatTheKernelRefusesToSetLeavesTheMessageUnanswered() {
    try (ExceptionMessage message = raise(DEFAULT)) {
      SortedMap<Integer, String> held = task.state();
      next.answers(received -> received.replySuccess(FLAVOUR, new int[3]));
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> message.relayTo(next.wanting(STATE), soon()))
          .satisfies(e -> assertThat(e.routine()).isEqualTo("thread_set_state"));
      assertThat(task.state()).isEqualTo(held);
      assertThat(raised.isWaiting()).isTrue();
      message.replySuccess();
    }
    FaultingTask.assertHandled(raised);
  }

  @Test
  void nobodySetsAStateOfACorpse() {
    next = NextHandler.of(task);
    ExceptionPorts.of(task.threadPort)
        .set(ExceptionType.CORPSE_NOTIFY.mask(), task.handler, DEFAULT, 0);
    task.setThreadState(OLD);
    raised = task.thread.raise(ExceptionType.CORPSE_NOTIFY.number(), 1, 2);
    try (ExceptionMessage message = task.receive()) {
      next.answers(received -> received.replySuccess(FLAVOUR, NEW));
      ForwardResult result = message.relayTo(next.wanting(STATE), soon());
      assertThat(result.losses())
          .containsExactlyInAnyOrder(ForwardLoss.IDENTITY_DROPPED, ForwardLoss.NEW_STATE_DROPPED);
    }
    FaultingTask.assertHandled(raised);
    assertThat(task.threadState()).isEqualTo(OLD);
  }

  @Test
  void aStateThatCannotBeReadAgainIsAnsweredAsItCameAndThatIsTold() {
    try (ExceptionMessage message = raise(STATE_PROTECTED)) {
      task.kernel.calls().fail("task_threads", 5);
      next.answers(ExceptionMessage::replySuccess);
      ForwardResult result = message.relayTo(next.wanting(PROTECTED), soon());
      assertThat(result.isHandled()).isTrue();
      assertThat(result.losses())
          .containsExactlyInAnyOrder(ForwardLoss.STATE_DROPPED, ForwardLoss.STATE_NOT_REFRESHED);
    }
    FaultingTask.assertHandled(raised);
    assertThat(task.threadState()).isEqualTo(OLD);
  }

  static Stream<ExceptionBehaviour> withReadPorts() {
    return Stream.of(DEFAULT, STATE_IDENTITY);
  }

  @ParameterizedTest
  @MethodSource("withReadPorts")
  void readPortsLetAHandlerThatWantsAStateSeeIt(ExceptionBehaviour ours) {
    withoutDeveloperMode();
    try (ExceptionMessage message = raise(ours)) {
      next.answers(
          received -> {
            assertThat(received.state()).isEqualTo(OLD);
            received.replySuccess();
          });
      ForwardResult result = message.forwardTo(next.wanting(STATE), soon());
      assertThat(result.isHandled()).isTrue();
      assertThat(result.losses()).containsExactly(ForwardLoss.IDENTITY_DROPPED);
    }
    FaultingTask.assertHandled(raised);
    assertThat(task.threadState()).isEqualTo(OLD);
    assertThat(task.threadReferences()).isEqualTo(1);
    assertThat(task.taskReferences()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("withReadPorts")
  void readPortsDoNotSetANewStateAndThatIsNotKeptSecret(ExceptionBehaviour ours) {
    withoutDeveloperMode();
    try (ExceptionMessage message = raise(ours)) {
      SortedMap<Integer, String> held = task.state();
      next.answers(received -> received.replySuccess(FLAVOUR, NEW));
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> message.forwardTo(next.wanting(STATE), soon()))
          .withMessageContaining("read port")
          .satisfies(e -> assertThat(e.routine()).isEqualTo("thread_set_state"));
      assertThat(task.state()).isEqualTo(held);
      assertThat(raised.isWaiting()).isTrue();
    }
    FaultingTask.assertBecameSignal(raised);
    assertThat(task.threadState()).isEqualTo(OLD);
  }
}

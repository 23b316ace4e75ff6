package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.exception.FaultingTask.CODE;
import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.exception.FaultingTask.SUBCODE;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.MachException;
import org.machapi.SendRight;
import org.machapi.TaskPort;
import org.machapi.ThreadPort;
import org.machapi.sim.RaisedException;

/** What cannot be handed on, and calls that fail on the way: nothing is sent or left behind. */
@Timeout(60)
class ForwardingFailuresTest extends MessageToForward {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mach_port_construct",
        "task_create_identity_token",
        "thread_info",
        "mach_port_kobject"
      })
  void whicheverCallFailsNothingIsLeftAndTheMessageIsUnanswered(String routine) {
    try (ExceptionMessage message = raise(DEFAULT_64)) {
      failsCleanly(message, PROTECTED, routine);
    }
    FaultingTask.assertHandled(raised);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "task_identity_token_get_task_port",
        "task_threads",
        "thread_get_state",
        "mach_msg"
      })
  void whicheverCallFailsOnTheWayFromATokenNothingIsLeft(String routine) {
    try (ExceptionMessage message = raise(PROTECTED)) {
      failsCleanly(message, STATE_IDENTITY, routine);
    }
    FaultingTask.assertHandled(raised);
  }

  private void failsCleanly(ExceptionMessage message, ExceptionBehaviour theirs, String routine) {
    SortedMap<Integer, String> held = task.state();
    task.kernel.calls().fail(routine, KERN_FAILURE);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> message.relayTo(next.wanting(theirs), soon()));
    task.kernel.calls().restore(routine);
    assertThat(task.state()).isEqualTo(held);
    assertThat(raised.isWaiting()).isTrue();
    next.assertHasNothing();
    message.replySuccess();
  }

  @Test
  void aThreadThatIsNotAmongThoseOfItsTaskIsRefused() {
    try (ExceptionMessage message = raise(PROTECTED)) {
      SortedMap<Integer, String> held = task.state();
      task.kernel.calls().fail("thread_info", 37);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> message.relayTo(next.wanting(STATE_IDENTITY), soon()))
          .withMessageContaining("has ended");
      task.kernel.calls().restore("thread_info");
      assertThat(task.state()).isEqualTo(held);
      message.replySuccess();
    }
    FaultingTask.assertHandled(raised);
  }

  @Test
  void theOtherThreadsOfTheTaskAreGivenBack() {
    IntStream.range(0, 20).forEach(i -> task.kernel.task().createThread());
    try (ExceptionMessage message = raise(PROTECTED)) {
      SortedMap<Integer, String> held = task.state();
      next.answers(
          received -> {
            assertThat(received.thread().threadId()).isEqualTo(task.threadPort.threadId());
            received.replyFailure();
          });
      message.relayTo(next.wanting(DEFAULT_64), soon());
      assertThat(task.state().keySet()).isSubsetOf(held.keySet());
    }
    FaultingTask.assertBecameSignal(raised);
  }

  @Test
  void codesThatDoNotFitAreCutAndThatIsTold() {
    try (ExceptionMessage message = raise(DEFAULT_64)) {
      next.answers(
          received -> {
            assertThat(received.codes()).containsExactly((long) (int) CODE, (long) (int) SUBCODE);
            received.replySuccess();
          });
      ForwardResult result = message.forwardTo(next.wanting(ExceptionBehaviour.DEFAULT), soon());
      assertThat(result.losses()).containsExactly(ForwardLoss.CODES_CUT);
    }
    FaultingTask.assertHandled(raised);
  }

  @Test
  void codesThatFitLoseNothing() {
    task.handledBy(DEFAULT_64);
    quiet = task.state();
    raised = task.raise(Integer.MIN_VALUE, Integer.MAX_VALUE);
    try (ExceptionMessage message = task.receive()) {
      next.answers(
          received -> {
            assertThat(received.codes())
                .isEqualTo(List.of((long) Integer.MIN_VALUE, (long) Integer.MAX_VALUE));
            received.replySuccess();
          });
      assertThat(message.forwardTo(next.wanting(ExceptionBehaviour.DEFAULT), soon()).losses())
          .isEmpty();
    }
    FaultingTask.assertHandled(raised);
  }

  @Test
  void whatWasTakenCannotBeHandedOnButIsNotMissedWhereNobodyWantsIt() {
    try (ExceptionMessage message = raise(STATE_IDENTITY);
        ThreadPort thread = message.takeThread();
        TaskPort taken = message.takeTask()) {
      assertThat(taken.name()).isEqualTo(task.kernel.self());
      assertThatIllegalStateException()
          .isThrownBy(() -> message.relayTo(next.wanting(STATE_IDENTITY), soon()));
      next.assertHasNothing();
      next.answers(ExceptionMessage::replySuccess);
      ExceptionHandler wantsState = next.wanting(ExceptionBehaviour.STATE.with64BitCodes());
      assertThat(message.relayTo(wantsState, soon()).isHandled()).isTrue();
      assertThat(thread.threadId()).isEqualTo(task.threadPort.threadId());
    }
    FaultingTask.assertHandled(raised);
  }

  @Test
  void anAnsweredMessageCannotBeRelayed() {
    try (ExceptionMessage message = raise(DEFAULT_64)) {
      message.replySuccess();
      assertThatIllegalStateException()
          .isThrownBy(() -> message.relayTo(next.wanting(PROTECTED), soon()));
    }
    FaultingTask.assertHandled(raised);
  }

  @Test
  void anImpossibleBehaviourIsRefused() {
    try (ExceptionMessage message = raise(DEFAULT_64)) {
      for (int behaviour : new int[] {0, 4, 5, 99}) {
        assertThatIllegalArgumentException()
            .isThrownBy(
                () -> message.relayTo(next.wanting(new ExceptionBehaviour(behaviour)), soon()))
            .withMessageContaining("no exception message");
      }
      message.replySuccess();
    }
    FaultingTask.assertHandled(raised);
  }

  @Test
  void readPortsAreNeverPutIntoAMessage() {
    FaultingTask victim = FaultingTask.onMacOs15(false).handledBy(DEFAULT_64);
    NextHandler theirs = NextHandler.of(victim);
    SortedMap<Integer, String> before = victim.state();
    RaisedException exception = victim.raise();
    try (ExceptionMessage message = victim.receive()) {
      victim.kernel.calls().clear();
      for (ExceptionBehaviour wanted :
          List.of(ExceptionBehaviour.DEFAULT, DEFAULT_64, STATE_IDENTITY)) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> message.relayTo(theirs.wanting(wanted), soon()))
            .withMessageContaining("must not leave its task");
      }
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> message.relayTo(theirs.wanting(PROTECTED), soon()))
          .withMessageContaining("read port")
          .satisfies(e -> assertThat(e.routine()).isEqualTo("task_create_identity_token"));
      assertThat(victim.kernel.calls().calls("mach_msg")).isEmpty();
      message.replySuccess();
    }
    FaultingTask.assertHandled(exception);
    assertThat(victim.state()).isEqualTo(before);
  }

  @Test
  void aMessageWithoutARightToAnswerIsRefused() {
    FaultingTask victim = FaultingTask.create();
    Forger forger = new Forger(victim);
    NextHandler theirs = NextHandler.of(victim);
    try (SendRight mine = victim.port.makeSend()) {
      forger.sendWithoutReply(RawMessage.exception(forger.thread(), forger.self()));
      try (ExceptionMessage message = victim.receive()) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> message.relayTo(theirs.wanting(STATE_IDENTITY), soon()))
            .withMessageContaining("right to answer");
      }
      assertThat(mine.name()).isEqualTo(victim.port.name());
    }
  }
}

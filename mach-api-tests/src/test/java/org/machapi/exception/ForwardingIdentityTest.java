package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.machapi.exception.FaultingTask.CODE;
import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.exception.FaultingTask.FLAVOUR;
import static org.machapi.exception.FaultingTask.SUBCODE;
import static org.machapi.exception.FaultingTask.TYPE;
import static org.machapi.raw.ExceptionConstants.MACH_EXCEPTION_BACKTRACE_PREFERRED;
import static org.machapi.raw.ExceptionConstants.MACH_EXCEPTION_ERRORS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;

import java.time.Duration;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.MachException;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.message.Deadline;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.NativeBuffer;
import org.machapi.sim.RaisedException;
import org.machapi.sim.SimulatedTask;
import org.machapi.sim.SimulatedThread;

/**
 * Exceptions of another task, without Developer Mode: its control port cannot be had by a token,
 * its read port can. And corpse data, which stand for neither thread nor task.
 */
@Timeout(60)
@Tag("kernel")
class ForwardingIdentityTest {
  private static final ExceptionBehaviour STATE = ExceptionBehaviour.STATE.with64BitCodes();
  private static final ExceptionBehaviour PROTECTED =
      ExceptionBehaviour.IDENTITY_PROTECTED.with64BitCodes();
  private static final ExceptionBehaviour STATE_PROTECTED =
      ExceptionBehaviour.STATE_IDENTITY_PROTECTED.with64BitCodes();

  private final FaultingTask us = FaultingTask.onMacOs15(false);
  private final NextHandler next = NextHandler.of(us);
  private final SimulatedTask victim = us.kernel.otherTask();
  // Not the one that is meant, and the first that the kernel lists.
  private final SimulatedThread another = victim.createThread();
  private final SimulatedThread thread = victim.createThread();
  private RaisedException raised;

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(30));
  }

  private ExceptionMessage raise(ExceptionBehaviour behaviour) {
    MachLibrary library = thread.library();
    int handler = us.kernel.task().grant(us.port.name(), MACH_MSG_TYPE_MAKE_SEND, victim);
    TestKernel.expectSuccess(
        "thread_set_exception_ports",
        library.thread_set_exception_ports(
            library.mach_thread_self(), TYPE.mask().bits(), handler, behaviour.code(), FLAVOUR));
    setState(FaultingTask.stateFrom(300));
    raised = thread.raise(TYPE.number(), CODE, SUBCODE);
    return us.receive();
  }

  private void setState(int[] words) {
    MachLibrary library = thread.library();
    NativeBuffer in = NativeBuffer.allocate(4 * words.length);
    in.bytes().asIntBuffer().put(words);
    TestKernel.expectSuccess(
        "thread_set_state",
        library.thread_set_state(library.mach_thread_self(), FLAVOUR, in.pointer(), words.length));
  }

  private int[] state() {
    MachLibrary library = thread.library();
    NativeBuffer out = NativeBuffer.allocate(4 * FaultingTask.STATE_WORDS + 4);
    out.putInt(4 * FaultingTask.STATE_WORDS, FaultingTask.STATE_WORDS);
    TestKernel.expectSuccess(
        "thread_get_state",
        library.thread_get_state(
            library.mach_thread_self(),
            FLAVOUR,
            out.pointer(),
            out.pointer(4 * FaultingTask.STATE_WORDS)));
    int[] words = new int[FaultingTask.STATE_WORDS];
    out.bytes().asIntBuffer().get(words);
    return words;
  }

  @Test
  void theControlPortThatTheNextHandlerWantsCannotBeHadAndNothingIsSent() {
    SortedMap<Integer, String> before = us.state();
    try (ExceptionMessage message = raise(PROTECTED)) {
      SortedMap<Integer, String> held = us.state();
      us.kernel.calls().clear();
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> message.forwardTo(next.wanting(DEFAULT_64), soon()))
          .withMessageContaining("read port")
          .satisfies(e -> assertThat(e.routine()).isEqualTo("task_identity_token_get_task_port"))
          .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_ARGUMENT));
      assertThat(us.kernel.calls().calls("mach_msg")).isEmpty();
      assertThat(us.state()).isEqualTo(held);
      message.replySuccess();
    }
    FaultingTask.assertHandled(raised);
    assertThat(us.state()).isEqualTo(before);
  }

  @Test
  void theReadPortIsEnoughForTheState() {
    SortedMap<Integer, String> before = us.state();
    try (ExceptionMessage message = raise(PROTECTED)) {
      assertThat(another.isWaiting()).isFalse();
      next.answers(
          received -> {
            assertThat(received.state()).isEqualTo(FaultingTask.stateFrom(300));
            received.replySuccess();
          });
      assertThat(message.forwardTo(next.wanting(STATE), soon()).isHandled()).isTrue();
    }
    FaultingTask.assertHandled(raised);
    assertThat(us.state()).isEqualTo(before);
  }

  @Test
  void theReadPortIsNotEnoughForANewOne() {
    SortedMap<Integer, String> before = us.state();
    try (ExceptionMessage message = raise(PROTECTED)) {
      SortedMap<Integer, String> held = us.state();
      next.answers(received -> received.replySuccess(FLAVOUR, FaultingTask.stateFrom(5000)));
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> message.forwardTo(next.wanting(STATE), soon()))
          .withMessageContaining("read port")
          .satisfies(e -> assertThat(e.routine()).isEqualTo("thread_set_state"));
      assertThat(us.state()).isEqualTo(held);
      assertThat(raised.isWaiting()).isTrue();
    }
    FaultingTask.assertBecameSignal(raised);
    assertThat(state()).isEqualTo(FaultingTask.stateFrom(300));
    assertThat(us.state()).isEqualTo(before);
  }

  @Test
  void aNewStateInTheSameFormNeedsNoPort() {
    try (ExceptionMessage message = raise(STATE_PROTECTED)) {
      us.kernel.calls().clear();
      next.answers(received -> received.replySuccess(FLAVOUR, FaultingTask.stateFrom(5000)));
      assertThat(message.relayTo(next.wanting(STATE), soon()).isHandled()).isTrue();
      assertThat(us.kernel.calls().calls("task_identity_token_get_task_port")).isEmpty();
    }
    FaultingTask.assertHandled(raised);
    assertThat(state()).isEqualTo(FaultingTask.stateFrom(5000));
  }

  @Test
  void whatTheNextHandlerDidByThePortIsReadAgainByTheReadPort() {
    SortedMap<Integer, String> before = us.state();
    try (ExceptionMessage message = raise(STATE_PROTECTED)) {
      next.answers(
          received -> {
            setState(FaultingTask.stateFrom(7000));
            received.replySuccess();
          });
      ForwardResult result = message.relayTo(next.wanting(PROTECTED), soon());
      assertThat(result.losses()).containsExactly(ForwardLoss.STATE_DROPPED);
    }
    FaultingTask.assertHandled(raised);
    assertThat(state()).isEqualTo(FaultingTask.stateFrom(7000));
    assertThat(us.state()).isEqualTo(before);
  }

  @Test
  void corpseDataGoToAHandlerOfTheirKindOnly() {
    ExceptionBehaviour prefersBacktrace =
        new ExceptionBehaviour(DEFAULT_64.code() | MACH_EXCEPTION_BACKTRACE_PREFERRED);
    SortedMap<Integer, String> before = us.state();
    try (ExceptionClient client = new ExceptionClient(us.mach);
        SendRight data = us.port.makeSend()) {
      client.send(
          us.handler,
          ExceptionToRaise.of(ExceptionType.CORPSE_NOTIFY, 12, 0).withCorpseData(data),
          Deadline.immediate());
      try (ExceptionMessage message = us.receive()) {
        for (ExceptionForm form : ForwardingPairsTest.forms()) {
          assertThatIllegalArgumentException()
              .isThrownBy(() -> message.forwardTo(next.wanting(form.behaviour()), soon()))
              .withMessageContaining("corpse data");
        }
        next.assertHasNothing();
        assertThat(message.forwardTo(next.wanting(prefersBacktrace), soon()).isDirect()).isTrue();
      }
      try (ExceptionMessage message = next.receive()) {
        assertThat(message.codes()).containsExactly(12L, 0L);
        assertThat(message.token()).isNotNull();
        message.replySuccess();
      }
      assertThat(client.receiveReply(Deadline.immediate()).isSuccess()).isTrue();
    }
    assertThat(us.state()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {MACH_EXCEPTION_ERRORS, MACH_EXCEPTION_BACKTRACE_PREFERRED})
  void whatTheKernelDoesNotLookAtInABehaviourMakesNoOtherForm(int bit) {
    ExceptionBehaviour behaviour = new ExceptionBehaviour(PROTECTED.code() | bit);
    us.handledBy(behaviour);
    RaisedException raised = us.raise();
    try (ExceptionMessage message = us.receive()) {
      // The kernel has delivered it in that form itself.
      assertThat(message.behaviour()).isEqualTo(PROTECTED);
      assertThat(message.forwardTo(next.wanting(behaviour), soon()).isDirect()).isTrue();
    }
    try (ExceptionMessage message = next.receive()) {
      message.replySuccess();
    }
    FaultingTask.assertHandled(raised);
  }

  @Test
  void corpseDataAreRelayedToo() {
    ExceptionBehaviour prefersBacktrace =
        new ExceptionBehaviour(PROTECTED.code() | MACH_EXCEPTION_BACKTRACE_PREFERRED);
    try (ExceptionClient client = new ExceptionClient(us.mach);
        SendRight data = us.port.makeSend()) {
      client.send(
          us.handler,
          ExceptionToRaise.of(ExceptionType.CORPSE_NOTIFY, 12, 0).withCorpseData(data),
          Deadline.immediate());
      try (ExceptionMessage message = us.receive()) {
        next.answers(
            received -> {
              assertThat(received.request().form()).isEqualTo(ExceptionForm.MACH_RAISE_BACKTRACE);
              received.replySuccess();
            });
        assertThat(message.relayTo(next.wanting(prefersBacktrace), soon()).isHandled()).isTrue();
      }
      assertThat(client.receiveReply(Deadline.immediate()).isSuccess()).isTrue();
    }
  }

  @Test
  void otherMessagesGoToAHandlerThatPrefersBacktracesAsIfItDidNot() {
    ExceptionBehaviour prefersBacktrace =
        new ExceptionBehaviour(STATE.code() | MACH_EXCEPTION_BACKTRACE_PREFERRED);
    try (ExceptionMessage message = raise(STATE)) {
      assertThat(message.forwardTo(next.wanting(prefersBacktrace), soon()).isDirect()).isTrue();
    }
    try (ExceptionMessage message = next.receive()) {
      assertThat(message.state()).isEqualTo(FaultingTask.stateFrom(300));
      message.replySuccess();
    }
    FaultingTask.assertHandled(raised);
  }
}

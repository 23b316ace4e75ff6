package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.exception.FaultingTask.FLAVOUR;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.MessageConstants.MACH_RCV_PORT_DIED;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMED_OUT;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ID;
import static org.machapi.raw.MigErrorConstants.MIG_SERVER_DIED;

import java.util.SortedMap;
import jnr.ffi.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.DeadNameException;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.message.Deadline;
import org.machapi.message.MalformedMessageException;
import org.machapi.message.ReceiveInterruptedException;
import org.machapi.raw.MachMsgLayout;

/** Answers of the next handler that are none, come too late, or do not come. */
@Timeout(60)
class ForwardingAnswersTest extends MessageToForward {

  private static void assertCode(MachException e, int code) {
    assertThat(e.kernReturn().code()).isEqualTo(code);
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerThatIsNoneIsFailureAndTold(MalformedReply kind) {
    try (ExceptionMessage message = raise(DEFAULT_64)) {
      next.answers(received -> kind.answer(next, received));
      ForwardResult result = message.relayTo(next.wanting(STATE_IDENTITY), soon());
      assertThat(result.isHandled()).isFalse();
      assertCode(result.problem(), kind.code);
      assertThat(result.answer().code()).isEqualTo(kind.code);
    }
    FaultingTask.assertBecameSignal(raised);
  }

  @Test
  void memoryAndRightsInAnAnswerAreReleased() {
    long mapped = task.kernel.task().mappedBytes();
    for (int i = 0; i < 10; i++) {
      boolean memory = i % 2 == 0;
      try (ExceptionMessage message = raise(DEFAULT_64)) {
        next.answers(
            received ->
                MalformedReply.send(
                    next,
                    received,
                    memory ? MalformedReply.withMemory(next) : MalformedReply.withTask(next)));
        ForwardResult result = message.relayTo(next.wanting(STATE_IDENTITY), soon());
        assertThat(result.problem()).isInstanceOf(MalformedMessageException.class);
      }
      FaultingTask.assertBecameSignal(raised);
    }
    assertThat(task.kernel.task().mappedBytes()).isEqualTo(mapped);
  }

  @Test
  void garbageInTheFieldOfTheVoucherDoesNoHarm() {
    try (ExceptionMessage message = raise(STATE_IDENTITY)) {
      RawMessage good = new RawMessage(2507).voucherField(0xdead).ndr().ints(0, FLAVOUR, 42);
      next.answers(received -> MalformedReply.send(next, received, good.ints(new int[42])));
      assertThat(message.relayTo(next.wanting(STATE_IDENTITY), soon()).isHandled()).isTrue();
    }
    FaultingTask.assertHandled(raised);
    assertThat(task.threadState()).containsOnly(0);
  }

  @Test
  void anAnswerThatBringsAVoucherCountsAndTheVoucherStaysNowhere() {
    try (ExceptionMessage message = raise(STATE_IDENTITY)) {
      next.answers(
          received ->
              MalformedReply.send(
                  next, received, MalformedReply.withVoucher(next, FLAVOUR, new int[42])));
      assertThat(message.relayTo(next.wanting(STATE_IDENTITY), soon()).isHandled()).isTrue();
    }
    FaultingTask.assertHandled(raised);
    assertThat(task.threadState()).containsOnly(0);
  }

  @Test
  void aHandlerThatGivesUpTheRightToAnswerHasFailed() {
    try (ExceptionMessage message = raise(DEFAULT_64)) {
      next.answers(
          received -> {
            try (PortRight reply = received.takeReplyRight()) {
              assertThat(reply).isNotNull();
            }
          });
      ForwardResult result = message.relayTo(next.wanting(STATE_IDENTITY), soon());
      assertThat(result.answer().code()).isEqualTo(MIG_SERVER_DIED);
      assertThat(result.isHandled()).isFalse();
      assertThat(result.problem()).isNull();
    }
    FaultingTask.assertBecameSignal(raised);
  }

  @Test
  void aHandlerThatEndsBeforeItReceivesHasFailed() {
    ExceptionMessage message = raise(DEFAULT_64);
    ExceptionHandler handler = next.wanting(STATE_IDENTITY);
    int[] calls = {0};
    task.kernel
        .calls()
        .before(
            "mach_msg",
            () -> {
              if (++calls[0] == 2) {
                next.receiveRight.close();
              }
            });
    assertThat(message.relayTo(handler, soon()).answer().code()).isEqualTo(MIG_SERVER_DIED);
    message.close();
    FaultingTask.assertBecameSignal(raised);
    quiet = null;
    assertThat(task.threadReferences()).isEqualTo(1);
  }

  @Test
  void aDeadHandlerLeavesTheMessageUnanswered() {
    ExceptionHandler handler = next.wanting(STATE_IDENTITY);
    next.receiveRight.close();
    try (ExceptionMessage message = raise(DEFAULT_64)) {
      SortedMap<Integer, String> held = task.state();
      assertThatExceptionOfType(DeadNameException.class)
          .isThrownBy(() -> message.relayTo(handler, soon()));
      assertThat(task.state()).isEqualTo(held);
      assertThat(raised.isWaiting()).isTrue();
      message.replySuccess();
    }
    FaultingTask.assertHandled(raised);
  }

  @Test
  void aFullQueueLeavesTheMessageUnanswered() {
    next.port.fill();
    try (ExceptionMessage message = raise(DEFAULT_64)) {
      SortedMap<Integer, String> held = task.state();
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> message.relayTo(next.wanting(STATE_IDENTITY), Deadline.immediate()))
          .satisfies(e -> assertCode(e, MACH_SEND_TIMED_OUT));
      assertThat(task.state()).hasSameSizeAs(held);
      assertThat(task.threadReferences()).isEqualTo(2);
      assertThat(raised.isWaiting()).isTrue();
      message.replySuccess();
    }
    FaultingTask.assertHandled(raised);
  }

  @Test
  void aHandlerThatDoesNotAnswerLeavesTheMessageUnanswered() {
    try (ExceptionMessage message = raise(DEFAULT_64)) {
      SortedMap<Integer, String> held = task.state();
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> message.relayTo(next.wanting(STATE_IDENTITY), Deadline.immediate()))
          .satisfies(e -> assertCode(e, MACH_RCV_TIMED_OUT));
      assertThat(raised.isWaiting()).isTrue();
      // The next handler holds none of our rights but its own.
      next.receive().close();
      assertThat(task.state()).isEqualTo(held);
    }
    FaultingTask.assertBecameSignal(raised);
  }

  @Test
  void aLateAnswerIsNotTakenForTheAnswerToALaterMessage() {
    ExceptionMessage late;
    try (ExceptionMessage message = raise(DEFAULT_64)) {
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> message.relayTo(next.wanting(STATE_IDENTITY), Deadline.immediate()));
      late = next.receive();
      message.replyFailure();
    }
    FaultingTask.assertBecameSignal(raised);
    try (ExceptionMessage message = raise(DEFAULT_64)) {
      NextHandler other = NextHandler.of(task);
      other.answers(
          received -> {
            // Now the first handler wakes up, and says the contrary.
            late.close();
            received.replySuccess();
          });
      assertThat(message.relayTo(other.wanting(STATE_IDENTITY), soon()).isHandled()).isTrue();
      other.right.close();
    }
    FaultingTask.assertHandled(raised);
  }

  @Test
  void afterATimeoutTheMessageCanBeHandedToSomebodyElse() {
    NextHandler silent = NextHandler.of(task);
    try (ExceptionMessage message = raise(DEFAULT_64)) {
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> message.relayTo(silent.wanting(STATE_IDENTITY), Deadline.immediate()));
      next.answers(ExceptionMessage::replySuccess);
      assertThat(message.relayTo(next.wanting(PROTECTED), soon()).isHandled()).isTrue();
    }
    FaultingTask.assertHandled(raised);
    silent.receive().close();
  }

  @Test
  void anInterruptLeavesTheMessageUnansweredAndTheStatusSet() throws InterruptedException {
    try (ExceptionMessage message = raise(DEFAULT_64)) {
      SortedMap<Integer, String> held = task.state();
      Thread waiting = Thread.currentThread();
      Thread handler =
          new Thread(
              () -> {
                try (ExceptionMessage received = next.receiver.receive(soon())) {
                  assertThat(received).isNotNull();
                  waiting.interrupt();
                }
              });
      handler.start();
      assertThatExceptionOfType(ReceiveInterruptedException.class)
          .isThrownBy(() -> message.relayTo(next.wanting(STATE_IDENTITY), Deadline.none()));
      assertThat(Thread.interrupted()).isTrue();
      handler.join();
      assertThat(task.state()).isEqualTo(held);
      message.replySuccess();
    }
    FaultingTask.assertHandled(raised);
  }

  @Test
  void whoIsInterruptedAlreadySendsNothing() {
    try (ExceptionMessage message = raise(DEFAULT_64)) {
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(ReceiveInterruptedException.class)
          .isThrownBy(() -> message.relayTo(next.wanting(STATE_IDENTITY), soon()));
      assertThat(Thread.interrupted()).isTrue();
      next.assertHasNothing();
      message.replySuccess();
    }
    FaultingTask.assertHandled(raised);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, KERN_FAILURE, 14, MIG_BAD_ID, MACH_RCV_TIMED_OUT, Integer.MIN_VALUE})
  void whateverNumberAFailureHasTheKernelHearsTheOneItKnows(int code) {
    assertThat(answerOf(code)).isEqualTo(KERN_FAILURE);
    FaultingTask.assertBecameSignal(raised);
  }

  @Test
  void theOneNumberThatTheKernelTakesForSuccessGoesBackAsItIs() {
    // exception_triage_thread in XNU's osfmk/kern/exception.c.
    assertThat(answerOf(MACH_RCV_PORT_DIED)).isEqualTo(MACH_RCV_PORT_DIED);
    FaultingTask.assertHandled(raised);
  }

  /** Has the next handler answer with a number; returns the one that the kernel is told. */
  private int answerOf(int code) {
    int[] told = {0};
    try (ExceptionMessage message = raise(DEFAULT_64)) {
      next.answers(
          received -> {
            MalformedReply.send(next, received, new RawMessage(2507).ndr().ints(code));
            task.kernel
                .calls()
                .on(
                    "mach_msg",
                    (arguments, kernel) -> {
                      Pointer sent = (Pointer) arguments.get(0);
                      if (sent.getInt(MachMsgLayout.MSGH_ID) == 2505) {
                        told[0] = sent.getInt(ExceptionReply.RETURN_CODE);
                      }
                      return kernel.call();
                    });
          });
      ForwardResult result = message.relayTo(next.wanting(STATE_IDENTITY), soon());
      assertThat(result.answer().code()).isEqualTo(code);
      assertThat(result.isHandled()).isFalse();
      task.kernel.calls().restore("mach_msg");
    }
    return told[0];
  }
}

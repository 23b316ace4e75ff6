package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_RCV_INTERRUPTED;
import static org.machapi.raw.MessageConstants.MACH_RCV_MSG;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_ONCE;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.Loan;
import org.machapi.Mach;
import org.machapi.PortRight;
import org.machapi.PortSet;
import org.machapi.ReceiveRight;
import org.machapi.ReceiveSource;
import org.machapi.RecordingLibrary;
import org.machapi.RemotePort;
import org.machapi.TestKernel;
import org.machapi.Threads;

/**
 * Closing a port or a set, and interrupting a thread, end the wait for a message: whenever they
 * happen, and nobody else's wait.
 */
@Timeout(60)
class ReceiveWakeTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final ReceiveRight port = ReceiveRight.allocate(mach);
  private final PortSet set = PortSet.allocate(mach);

  ReceiveWakeTest() {
    set.add(port);
  }

  /** What a thread receives from. */
  enum Source {
    PORT,
    SET
  }

  private PortRight right(Source source) {
    return source == Source.PORT ? port : set;
  }

  private ReceiveSource source(Source source) {
    return source == Source.PORT ? port : set;
  }

  private void send(int id) {
    RawMessage.to(port.name(), MACH_MSG_TYPE_MAKE_SEND).id(id).send(kernel.raw());
  }

  /** A message of the same form as those by which the library wakes. */
  private void sendWake(int name) {
    RawMessage.to(name, MACH_MSG_TYPE_MAKE_SEND_ONCE).id(MACH_NOTIFY_SEND_ONCE).send(kernel.raw());
  }

  private static int receiveId(ReceiveSource source, Deadline deadline) {
    try (ReceivedMessage message =
        ReceivedMessage.receive(source, MessageBuffer.forMessagesOf(64), deadline)) {
      return message == null ? RemotePort.NOTHING : message.id();
    }
  }

  private static Threads.Running<Integer> receiving(ReceiveSource source, Deadline deadline) {
    return Threads.start(() -> receiveId(source, deadline));
  }

  private static Threads.Running<Integer> blocked(ReceiveSource source) {
    Threads.Running<Integer> running = receiving(source, Deadline.none());
    running.awaitStop();
    return running;
  }

  private List<RecordingLibrary.Call> calls(int option) {
    return kernel.calls().calls("mach_msg").stream()
        .filter(call -> (call.argument(1) & option) != 0)
        .toList();
  }

  /** Does something once, when a thread is about to wait in the kernel for a message. */
  private void beforeTheWait(RecordingLibrary.Action action) {
    AtomicBoolean done = new AtomicBoolean();
    kernel
        .calls()
        .on(
            "mach_msg",
            (arguments, call) -> {
              if (((int) arguments.get(1) & MACH_RCV_MSG) != 0 && !done.getAndSet(true)) {
                action.run();
              }
              return call.call();
            });
  }

  private void assertInterrupted(Threads.Running<Integer> receiving) {
    assertThatExceptionOfType(ReceiveInterruptedException.class)
        .isThrownBy(receiving::await)
        .withMessageContaining("MACH_RCV_INTERRUPTED")
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(MACH_RCV_INTERRUPTED));
  }

  private void assertEndedByClose(Threads.Running<Integer> receiving) {
    assertThatIllegalStateException()
        .isThrownBy(receiving::await)
        .withMessageContaining("is closed");
  }

  // Close

  @ParameterizedTest
  @EnumSource
  void closeEndsAWaitWithoutLimit(Source source) throws Exception {
    int name = right(source).name();
    Threads.Running<Integer> receiving = blocked(source(source));
    right(source).close();
    assertEndedByClose(receiving);
    assertThat(kernel.type(name).bits()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void closeEndsAWaitThatHasALimit(Source source) throws Exception {
    int name = right(source).name();
    Threads.Running<Integer> receiving =
        receiving(source(source), Deadline.in(Duration.ofHours(1)));
    receiving.awaitStop();
    right(source).close();
    assertEndedByClose(receiving);
    assertThat(kernel.type(name).bits()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void closeJustBeforeTheWaitInTheKernelEndsItToo(Source source) throws Exception {
    int name = right(source).name();
    beforeTheWait(() -> right(source).close());
    assertEndedByClose(receiving(source(source), Deadline.none()));
    assertThat(kernel.type(name).bits()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aMessageThatCameBeforeTheCloseIsReceivedAllTheSame(Source source) throws Exception {
    int name = right(source).name();
    beforeTheWait(
        () -> {
          send(21);
          right(source).close();
        });
    assertThat(receiving(source(source), Deadline.none()).await()).isEqualTo(21);
    assertThat(kernel.type(name).bits()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void closeEndsTheWaitsOfAll(Source source) throws Exception {
    Threads.Running<Integer> first = blocked(source(source));
    Threads.Running<Integer> second = blocked(source(source));
    Threads.Running<Integer> third = blocked(source(source));
    right(source).close();
    assertEndedByClose(first);
    assertEndedByClose(second);
    assertEndedByClose(third);
  }

  @Test
  void nobodyIsWokenWhereNobodyWaits() {
    try (Loan loan = port.lend()) {
      kernel.calls().clear();
      port.close();
      assertThat(kernel.calls().calls()).isEmpty();
      assertThat(kernel.type(loan.name())).hasToString("RECEIVE");
    }
    assertThat(kernel.calls().routines()).containsExactly("mach_port_destruct");
  }

  @Test
  void aPortThatIsUsedOtherwiseGoesBackWhenThatUseEndsAndTheWaitEndsAtOnce() throws Exception {
    Threads.Running<Integer> receiving = blocked(port);
    int name = port.name();
    try (Loan loan = port.lend()) {
      assertThat(loan.name()).isEqualTo(name);
      port.close();
      assertEndedByClose(receiving);
      assertThat(kernel.type(name)).hasToString("RECEIVE");
    }
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void closingAMemberLeavesTheWaitAtTheSet() throws Exception {
    ReceiveRight other = ReceiveRight.allocate(mach);
    set.add(other);
    Threads.Running<Integer> receiving = blocked(set);
    other.close();
    assertThat(receiving.result().isDone()).isFalse();
    send(22);
    assertThat(receiving.await()).isEqualTo(22);
  }

  @Test
  void closingTheSetLeavesTheWaitAtAMember() throws Exception {
    Threads.Running<Integer> receiving = blocked(port);
    set.close();
    send(23);
    assertThat(receiving.await()).isEqualTo(23);
  }

  // Interrupts

  @ParameterizedTest
  @EnumSource
  void anInterruptEndsTheWaitAndStaysSet(Source source) throws Exception {
    Threads.Running<Boolean> receiving =
        Threads.start(
            () -> {
              try {
                receiveId(source(source), Deadline.none());
                return false;
              } catch (ReceiveInterruptedException e) {
                return Thread.currentThread().isInterrupted();
              }
            });
    receiving.awaitStop();
    receiving.thread().interrupt();
    assertThat(receiving.await()).isTrue();
    // The port is as it was, and so is what comes next.
    send(31);
    assertThat(receiveId(source(source), Deadline.none())).isEqualTo(31);
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptBeforeTheCallCountsAndTheKernelIsNotAsked(Source source) throws Exception {
    send(32);
    kernel.calls().clear();
    assertInterrupted(
        Threads.start(
            () -> {
              Thread.currentThread().interrupt();
              return receiveId(source(source), Deadline.in(Duration.ofHours(1)));
            }));
    assertThat(kernel.calls().calls()).isEmpty();
    assertThat(receiveId(source(source), Deadline.immediate())).isEqualTo(32);
  }

  @Test
  void whoDoesNotWaitIsNotInterrupted() throws Exception {
    send(33);
    Threads.run(
        () -> {
          Thread.currentThread().interrupt();
          assertThat(receiveId(port, Deadline.immediate())).isEqualTo(33);
          assertThat(receiveId(port, Deadline.immediate())).isEqualTo(RemotePort.NOTHING);
          assertThat(Thread.interrupted()).isTrue();
        });
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptJustBeforeTheWaitInTheKernelEndsItToo(Source source) throws Exception {
    beforeTheWait(interruptOf(Thread.currentThread()));
    assertThatExceptionOfType(ReceiveInterruptedException.class)
        .isThrownBy(() -> receiveId(source(source), Deadline.none()));
    assertThat(Thread.interrupted()).isTrue();
  }

  /** Interrupts as another thread does. */
  private static RecordingLibrary.Action interruptOf(Thread thread) {
    return () -> runMeanwhile(thread::interrupt);
  }

  /** Runs something in another thread to its end, in a thread that may be interrupted. */
  private static void runMeanwhile(Runnable action) {
    Threads.Running<Void> running =
        Threads.start(
            () -> {
              action.run();
              return null;
            });
    awaitTrue(() -> running.result().isDone());
  }

  /** Waits for something, also in a thread that is interrupted; not for ever. */
  private static void awaitTrue(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(50).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("it did not happen");
      }
      Thread.onSpinWait();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMessageThatCameBeforeTheInterruptIsReceivedAndTheWakeIsNot(Source source) throws Exception {
    Thread self = Thread.currentThread();
    beforeTheWait(
        () -> {
          send(34);
          interruptOf(self).run();
        });
    assertThat(receiveId(source(source), Deadline.none())).isEqualTo(34);
    assertThat(Thread.interrupted()).isTrue();
    // The wake is left over. Whoever receives next goes on to the message behind it.
    send(35);
    assertThat(receiveId(source(source), Deadline.immediate())).isEqualTo(35);
    assertThat(receiveId(source(source), Deadline.immediate())).isEqualTo(RemotePort.NOTHING);
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptEndsTheWaitOfItsThreadOnly(Source source) throws Exception {
    Threads.Running<Integer> first = blocked(source(source));
    Threads.Running<Integer> second = blocked(source(source));
    Threads.Running<Integer> third = blocked(source(source));
    second.thread().interrupt();
    assertInterrupted(second);
    first.thread().interrupt();
    assertInterrupted(first);
    assertThat(third.result().isDone()).isFalse();
    send(36);
    assertThat(third.await()).isEqualTo(36);
  }

  @Test
  void whoeverWaitsForItsTurnStopsAtItsDeadline() throws Exception {
    Threads.Running<Integer> first = blocked(port);
    assertThat(receiveId(port, Deadline.in(Duration.ofMillis(1)))).isEqualTo(RemotePort.NOTHING);
    assertThat(first.result().isDone()).isFalse();
    send(37);
    assertThat(first.await()).isEqualTo(37);
  }

  @Test
  void aWakeThatAnotherThreadReceivesWithoutWaitingIsSentAgain() throws Exception {
    Thread self = Thread.currentThread();
    AtomicInteger taken = new AtomicInteger();
    beforeTheWait(
        () -> {
          interruptOf(self).run();
          // Takes the wake before the thread that it is for gets to the kernel.
          runMeanwhile(() -> taken.set(receiveId(port, Deadline.immediate())));
        });
    assertThatExceptionOfType(ReceiveInterruptedException.class)
        .isThrownBy(() -> receiveId(port, Deadline.none()));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(taken.get()).isEqualTo(RemotePort.NOTHING);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aWakeOfAMemberThatComesThroughTheSetIsSentOn(boolean close) throws Exception {
    int setName = set.name();
    int portName = port.name();
    AtomicBoolean first = new AtomicBoolean();
    AtomicBoolean takenThroughSet = new AtomicBoolean();
    Threads.Running<Integer>[] atPort = running();
    kernel
        .calls()
        .on(
            "mach_msg",
            (arguments, call) -> {
              boolean receives = ((int) arguments.get(1) & MACH_RCV_MSG) != 0;
              if (receives && arguments.get(4).equals(portName) && !first.getAndSet(true)) {
                Thread thread = Thread.currentThread();
                runMeanwhile(close ? port::close : thread::interrupt);
                atPort[1] = Threads.start(() -> receiveId(set, Deadline.immediate()));
                awaitTrue(takenThroughSet::get);
              }
              Object result = call.call();
              if (receives && arguments.get(4).equals(setName)) {
                takenThroughSet.set(true);
              }
              return result;
            });
    atPort[0] = receiving(port, Deadline.none());
    if (close) {
      assertEndedByClose(atPort[0]);
    } else {
      assertInterrupted(atPort[0]);
    }
    assertThat(atPort[1].await()).isEqualTo(RemotePort.NOTHING);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  private static Threads.Running<Integer>[] running() {
    return new Threads.Running[2];
  }

  // What is no wake

  @ParameterizedTest
  @EnumSource
  void aSendOnceNotificationOfTheKernelIsReceived(Source source) throws Exception {
    Threads.Running<Integer> receiving = blocked(source(source));
    port.makeSendOnce().close();
    assertThat(receiving.await()).isEqualTo(MACH_NOTIFY_SEND_ONCE);
    sendWake(port.name());
    port.makeSendOnce().close();
    assertThat(receiveId(source(source), Deadline.immediate())).isEqualTo(MACH_NOTIFY_SEND_ONCE);
    assertThat(receiveId(source(source), Deadline.immediate())).isEqualTo(RemotePort.NOTHING);
  }

  @Test
  void aMessageOfTheSameFormFromAnotherTaskIsReceived() {
    RemotePort client = kernel.remotePort();
    int there = kernel.task().grant(port.name(), MACH_MSG_TYPE_MAKE_SEND, client.owner());
    RawMessage.to(there, MACH_MSG_TYPE_COPY_SEND)
        .id(MACH_NOTIFY_SEND_ONCE)
        .send(client.owner().library());
    assertThat(receiveId(port, Deadline.immediate())).isEqualTo(MACH_NOTIFY_SEND_ONCE);
  }

  @Test
  void aMessageOfTheTaskItselfWithTheSameIdentifierIsReceived() {
    RawMessage.to(port.name(), MACH_MSG_TYPE_MAKE_SEND)
        .id(MACH_NOTIFY_SEND_ONCE)
        .word(1)
        .send(kernel.raw());
    assertThat(receiveId(port, Deadline.immediate())).isEqualTo(MACH_NOTIFY_SEND_ONCE);
    ReceiveRight reply = ReceiveRight.allocate(mach);
    RawMessage.to(port.name(), MACH_MSG_TYPE_MAKE_SEND)
        .id(MACH_NOTIFY_SEND_ONCE)
        .replyTo(reply.name(), MACH_MSG_TYPE_MAKE_SEND_ONCE)
        .send(kernel.raw());
    assertThat(receiveId(port, Deadline.immediate())).isEqualTo(MACH_NOTIFY_SEND_ONCE);
    assertThat(receiveId(reply, Deadline.immediate())).isEqualTo(MACH_NOTIFY_SEND_ONCE);
  }

  @Test
  void strayWakesDoNotMakeAWaitLonger() {
    kernel.calls().clear();
    for (int i = 0; i < 3; i++) {
      sendWake(port.name());
    }
    assertThat(receiveId(port, Deadline.in(Duration.ofMillis(20)))).isEqualTo(RemotePort.NOTHING);
    List<Integer> timeouts = calls(MACH_RCV_MSG).stream().map(call -> call.argument(5)).toList();
    assertThat(timeouts).hasSizeGreaterThanOrEqualTo(4).isSortedAccordingTo((a, b) -> b - a);
    assertThat(timeouts.get(0)).isLessThanOrEqualTo(20);
  }

  @Test
  void aWakeNeedsNoRoomInTheQueueAndNoName() throws Exception {
    Thread self = Thread.currentThread();
    int limit = 5;
    beforeTheWait(
        () -> {
          for (int i = 0; i < limit; i++) {
            send(40 + i);
          }
          kernel.calls().clear();
          interruptOf(self).run();
          assertThat(calls(MACH_SEND_MSG)).hasSize(1).allMatch(call -> call.result().equals(0));
        });
    int names = kernel.snapshot().size();
    assertThat(receiveId(port, Deadline.none())).isEqualTo(40);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(kernel.snapshot()).hasSize(names);
    for (int i = 1; i < limit; i++) {
      assertThat(receiveId(port, Deadline.none())).isEqualTo(40 + i);
    }
    assertThat(receiveId(port, Deadline.immediate())).isEqualTo(RemotePort.NOTHING);
  }

  @ParameterizedTest
  @EnumSource
  void manyInterruptsAndMessagesAtOnceLoseNothing(Source source) throws Exception {
    int messages = 300;
    AtomicInteger received = new AtomicInteger();
    List<Threads.Running<Void>> receivers =
        List.of(
            counting(source(source), received),
            counting(source(source), received),
            counting(source(source), received));
    Threads.Running<Void> interrupting =
        Threads.start(
            () -> {
              while (received.get() < messages) {
                receivers.forEach(running -> running.thread().interrupt());
                Thread.yield();
              }
              return null;
            });
    for (int i = 0; i < messages; i++) {
      int sent = i;
      awaitTrue(() -> received.get() >= sent);
      send(100);
    }
    interrupting.await();
    right(source).close();
    for (Threads.Running<Void> running : receivers) {
      running.await();
    }
    assertThat(received.get()).isEqualTo(messages);
  }

  /** Receives until the source is closed, whatever interrupts it. */
  private static Threads.Running<Void> counting(ReceiveSource source, AtomicInteger received) {
    return Threads.start(
        () -> {
          while (true) {
            try {
              if (receiveId(source, Deadline.none()) == 100) {
                received.incrementAndGet();
              }
            } catch (ReceiveInterruptedException e) {
              Thread.interrupted();
            } catch (IllegalStateException e) {
              return null;
            }
          }
        });
  }
}

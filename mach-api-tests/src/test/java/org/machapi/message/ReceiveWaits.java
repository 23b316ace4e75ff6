package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_RCV_INTERRUPTED;
import static org.machapi.raw.MessageConstants.MACH_RCV_MSG;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_ONCE;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.machapi.Mach;
import org.machapi.PortRight;
import org.machapi.PortSet;
import org.machapi.ReceiveRight;
import org.machapi.ReceiveSource;
import org.machapi.RecordingLibrary;
import org.machapi.RemotePort;
import org.machapi.TestKernel;
import org.machapi.Threads;

/** A port and a set with it, threads that wait there, and what ends their waits. */
abstract class ReceiveWaits {
  final TestKernel kernel = TestKernel.create();
  final Mach mach = kernel.mach();
  final ReceiveRight port = ReceiveRight.allocate(mach);
  final PortSet set = PortSet.allocate(mach);

  ReceiveWaits() {
    set.add(port);
  }

  /** What a thread receives from. */
  enum Source {
    PORT,
    SET
  }

  final PortRight right(Source source) {
    return source == Source.PORT ? port : set;
  }

  final ReceiveSource source(Source source) {
    return source == Source.PORT ? port : set;
  }

  final void send(int id) {
    RawMessage.to(port.name(), MACH_MSG_TYPE_MAKE_SEND).id(id).send(kernel.raw());
  }

  /** A message of the same form as those by which the library wakes. */
  final void sendWake(int name) {
    RawMessage.to(name, MACH_MSG_TYPE_MAKE_SEND_ONCE).id(MACH_NOTIFY_SEND_ONCE).send(kernel.raw());
  }

  static int receiveId(ReceiveSource source, Deadline deadline) {
    try (ReceivedMessage message =
        ReceivedMessage.receive(source, MessageBuffer.forMessagesOf(64), deadline)) {
      return message == null ? RemotePort.NOTHING : message.id();
    }
  }

  static Threads.Running<Integer> receiving(ReceiveSource source, Deadline deadline) {
    return Threads.start(() -> receiveId(source, deadline));
  }

  static Threads.Running<Integer> blocked(ReceiveSource source) {
    Threads.Running<Integer> running = receiving(source, Deadline.none());
    running.awaitStop();
    return running;
  }

  final List<RecordingLibrary.Call> calls(int option) {
    return kernel.calls().calls("mach_msg").stream()
        .filter(call -> (call.argument(1) & option) != 0)
        .toList();
  }

  /** Does something once, when a thread is about to wait in the kernel for a message. */
  final void beforeTheWait(RecordingLibrary.Action action) {
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

  final void assertInterrupted(Threads.Running<Integer> receiving) {
    assertThatExceptionOfType(ReceiveInterruptedException.class)
        .isThrownBy(receiving::await)
        .withMessageContaining("MACH_RCV_INTERRUPTED")
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(MACH_RCV_INTERRUPTED));
  }

  final void assertEndedByClose(Threads.Running<Integer> receiving) {
    assertThatIllegalStateException()
        .isThrownBy(receiving::await)
        .withMessageContaining("is closed");
  }

  /** Interrupts as another thread does. */
  static RecordingLibrary.Action interruptOf(Thread thread) {
    return () -> runMeanwhile(thread::interrupt);
  }

  /** Runs something in another thread to its end, in a thread that may be interrupted. */
  static void runMeanwhile(Runnable action) {
    Threads.Running<Void> running =
        Threads.start(
            () -> {
              action.run();
              return null;
            });
    Threads.awaitTrue(() -> running.result().isDone());
  }
}

package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.MessageConstants.MACH_MSG_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_RCV_INTERRUPTED;
import static org.machapi.raw.MessageConstants.MACH_RCV_TRAILER_AUDIT;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;
import static org.machapi.raw.MessageConstants.MACH_SEND_NO_BUFFER;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.raw.NativeBuffer;

/**
 * An interrupt that tells the library of itself late: with JDK 25 that may come after the thread
 * has gone on and the source was closed. It must not reach the kernel by a name that is given back,
 * nor throw at whoever called {@link Thread#interrupt()}.
 */
@Tag("kernel")
@Timeout(60)
class LateInterruptTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();

  private static Threads.Running<Integer> blocked(Receivers receivers, PortRight source) {
    Threads.Running<Integer> running =
        Threads.start(
            () ->
                receivers.receive(
                    source,
                    NativeBuffer.allocate(256),
                    MACH_RCV_TRAILER_AUDIT << 24,
                    Long.MAX_VALUE));
    running.awaitStop();
    return running;
  }

  /**
   * Tells of an interrupt, and just before that reaches the kernel lets the thread go on and closes
   * the source.
   *
   * @return what the name meant when the wake was sent to it
   */
  private PortType closedJustBeforeTheWake(Receivers receivers, PortRight source, int target)
      throws Exception {
    Threads.Running<Integer> waiting = blocked(receivers, source);
    Thread late = Thread.currentThread();
    AtomicReference<PortType> meant = new AtomicReference<>();
    AtomicInteger ended = new AtomicInteger();
    kernel
        .calls()
        .on(
            "mach_msg",
            (arguments, call) -> {
              if (Thread.currentThread() == late && ((int) arguments.get(1) & MACH_SEND_MSG) != 0) {
                Threads.run(
                    () -> {
                      waiting.thread().interrupt();
                      WakeMessage.send(mach, receivers.wakeName(source.name()));
                    });
                ended.set(waiting.await());
                source.close();
                meant.set(kernel.type(target));
              }
              return call.call();
            });
    new InterruptHook(receivers, source).wakeup();
    assertThat(ended.get()).isEqualTo(MACH_RCV_INTERRUPTED);
    return meant.get();
  }

  @Test
  void thePortStaysUntilTheWakeIsSent() throws Exception {
    ReceiveRight port = ReceiveRight.allocate(mach);
    int name = port.name();
    assertThat(closedJustBeforeTheWake(new Receivers(), port, name)).hasToString("RECEIVE");
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void theSetStaysUntilTheWakeIsSent() throws Exception {
    PortSet set = PortSet.allocate(mach);
    int name = set.name();
    assertThat(closedJustBeforeTheWake(new SetReceivers(new WakePort()), set, name))
        .hasToString("PORT_SET");
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void nothingReachesTheKernelAfterTheSourceIsGone() throws Exception {
    ReceiveRight port = ReceiveRight.allocate(mach);
    ReceiveRight other = ReceiveRight.allocate(mach);
    Receivers receivers = new Receivers();
    InterruptHook late = new InterruptHook(receivers, port);
    // Somebody waits all the time, as far as the receivers know.
    Threads.Running<Integer> waiting = blocked(receivers, other);
    port.close();
    kernel.calls().clear();
    late.wakeup();
    assertThat(kernel.calls().calls()).isEmpty();
    waiting.thread().interrupt();
    assertThat(waiting.await()).isEqualTo(MACH_RCV_INTERRUPTED);
    other.close();
  }

  @Test
  void interruptsOneAfterTheOtherSendOneWake() throws Exception {
    ReceiveRight port = ReceiveRight.allocate(mach);
    Receivers receivers = new Receivers();
    InterruptHook hook = new InterruptHook(receivers, port);
    Threads.Running<Integer> waiting = blocked(receivers, port);
    int name = port.name();
    // None of them reaches the thread for now, and the first not the kernel either.
    AtomicInteger sent = new AtomicInteger();
    kernel
        .calls()
        .on(
            "mach_msg",
            (arguments, call) -> {
              if (((int) arguments.get(1) & MACH_SEND_MSG) == 0) {
                return call.call();
              }
              return sent.getAndIncrement() == 0 ? MACH_SEND_NO_BUFFER : MACH_MSG_SUCCESS;
            });
    hook.wakeup();
    assertThat(sent.get()).isEqualTo(1);
    for (int i = 0; i < 10; i++) {
      hook.wakeup();
    }
    assertThat(sent.get()).isEqualTo(2);
    // A close is told whatever came before.
    receivers.wake(mach, name);
    assertThat(sent.get()).isEqualTo(3);
    kernel.calls().restore("mach_msg");
    waiting.thread().interrupt();
    WakeMessage.send(mach, name);
    assertThat(waiting.await()).isEqualTo(MACH_RCV_INTERRUPTED);
    port.close();
  }

  @Test
  void itWakesWhoWaitsWhileTheSourceIsThere() throws Exception {
    ReceiveRight port = ReceiveRight.allocate(mach);
    Receivers receivers = new Receivers();
    Threads.Running<Integer> waiting = blocked(receivers, port);
    kernel.calls().clear();
    new InterruptHook(receivers, port).wakeup();
    assertThat(kernel.calls().calls("mach_msg"))
        .anySatisfy(
            call -> {
              assertThat(call.argument(1) & MACH_SEND_MSG).isNotZero();
              assertThat(call.result()).isEqualTo(0);
            });
    // A wake without an interrupt ends nothing.
    assertThat(waiting.result().isDone()).isFalse();
    waiting.thread().interrupt();
    assertThat(waiting.await()).isEqualTo(MACH_RCV_INTERRUPTED);
    port.close();
  }
}

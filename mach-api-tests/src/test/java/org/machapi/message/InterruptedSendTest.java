package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.machapi.raw.MachMsgLayout.DESCRIPTORS;
import static org.machapi.raw.MachMsgLayout.MSGH_ID;
import static org.machapi.raw.MachMsgLayout.MSGH_REMOTE_PORT;
import static org.machapi.raw.MessageConstants.MACH_SEND_INTERRUPT;
import static org.machapi.raw.MessageConstants.MACH_SEND_INTERRUPTED;

import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.Threads;
import org.machapi.raw.NativeBuffer;

/**
 * A send that waits for room while somebody aborts its thread. The C library would send again with
 * the header of before and leave rights behind.
 */
@Timeout(60)
class InterruptedSendTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final RemotePort server = kernel.remotePort();
  private final SendRight destination = SendRight.adopt(mach, server.name());
  private final OutgoingMessage message = OutgoingMessage.withRoomFor(64);
  private final int waiting = server.fill();

  /** Starts to send, and tells the port of the thread that does. */
  private Threads.Running<Void> start(CompletableFuture<Integer> port, Threads.Action sending) {
    return Threads.start(
        () -> {
          port.complete(kernel.raw().mach_thread_self());
          kernel.calls().clear();
          sending.run();
          return null;
        });
  }

  private void interrupt(Threads.Running<Void> sending, int threadPort, int times) {
    for (int i = 1; i <= times; i++) {
      sending.awaitStop();
      while (kernel.calls().calls("mach_msg").size() < i) {
        TestKernel.expectSuccess("thread_abort", kernel.raw().thread_abort(threadPort));
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void whatCameBackIsSentAgainAndNothingIsLeftBehind() throws Exception {
    ReceiveRight port = ReceiveRight.allocate(mach);
    SendRight copied = Cargo.send(kernel);
    destination.kernelObject();
    copied.kernelObject();
    message.begin(7).copy(copied);
    CompletableFuture<Integer> threadPort = new CompletableFuture<>();
    Threads.Running<Void> sending =
        start(threadPort, () -> message.request(destination, port, Deadline.none()));
    interrupt(sending, threadPort.get(), 3);
    assertThat(kernel.calls().calls("mach_msg"))
        .allSatisfy(call -> assertThat(call.result()).isEqualTo(MACH_SEND_INTERRUPTED))
        .allSatisfy(call -> assertThat(call.argument(1) & MACH_SEND_INTERRUPT).isNotZero());
    server.receive();
    sending.await();
    for (int i = 1; i < waiting; i++) {
      server.receive();
    }
    NativeBuffer arrived = server.receive();
    assertThat(arrived.getInt(MSGH_ID)).isEqualTo(7);
    assertThat(server.ownersReferences(arrived.getInt(MSGH_REMOTE_PORT), Right.SEND_ONCE))
        .isEqualTo(1);
    assertThat(server.ownersReferences(arrived.getInt(DESCRIPTORS), Right.SEND)).isEqualTo(1);
    assertThat(destination.references(Right.SEND)).isEqualTo(1);
    assertThat(copied.references(Right.SEND)).isEqualTo(1);
    // No right to answer was made in vain, of which the port would be told.
    assertThat(port.status().queuedMessages()).isZero();
    assertThat(port.status().sendOnceRights()).isEqualTo(1);
  }

  @Test
  void aSendThatIsInterruptedForEverEndsAndNothingIsLost() {
    SendRight moved = Cargo.send(kernel);
    kernel.calls().fail("mach_msg", MACH_SEND_INTERRUPTED);
    message.begin(7).move(moved).copy(Cargo.send(kernel));
    SortedMap<Integer, String> before = kernel.snapshot();
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> message.send(destination, Deadline.none()))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(MACH_SEND_INTERRUPTED));
    assertThat(kernel.snapshot()).isEqualTo(before);
    moved.close();
    assertThat(kernel.snapshot()).hasSize(before.size() - 1);
  }
}

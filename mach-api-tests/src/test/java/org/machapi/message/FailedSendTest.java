package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.raw.MachMsgLayout.DESCRIPTORS;
import static org.machapi.raw.MachMsgLayout.MSGH_DESCRIPTOR_COUNT;
import static org.machapi.raw.MachMsgLayout.MSGH_ID;
import static org.machapi.raw.MachMsgLayout.MSGH_LOCAL_PORT;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_SIZE;
import static org.machapi.raw.MessageConstants.MACH_MSG_IPC_SPACE;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_RIGHT;
import static org.machapi.raw.MessageConstants.MACH_SEND_NO_BUFFER;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMED_OUT;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_ONCE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SortedMap;
import jnr.ffi.Pointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.Threads;
import org.machapi.raw.NativeBuffer;
import org.machapi.sim.KernelConfiguration;

/**
 * Who owns what after a send that failed, for each class of failure and each way to send. Whatever
 * the kernel does to the rights in the message, the port space shows it.
 */
@Tag("kernel")
@Timeout(60)
class FailedSendTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final RemotePort server = kernel.remotePort();
  private final RemotePort client = kernel.remotePort();
  private final SendRight destination = SendRight.adopt(mach, server.name());
  private final SendRight carried = SendRight.adopt(mach, kernel.remotePort().name());
  private final OutgoingMessage message = OutgoingMessage.withRoomFor(64);

  private static ByteBuffer word(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(value).flip();
  }

  private void assertFails(int code, Runnable sending) {
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(sending::run)
        .satisfies(e -> assertThat(e.routine()).isEqualTo("mach_msg"))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(code));
  }

  // No room: the message comes back, with rights in place of what was copied or made.

  @Test
  void afterASendThatFoundNoRoomNoReferenceIsGainedOrLost() {
    server.fill();
    message.begin(1).copy(carried).copy(destination).copy(carried).data(word(7));
    SortedMap<Integer, String> before = kernel.snapshot();
    for (int i = 0; i < 3; i++) {
      assertFails(MACH_SEND_TIMED_OUT, () -> message.send(destination, Deadline.immediate()));
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }

  @Test
  void theSameMessageCanBeSentAgainWhenThereIsRoom() {
    int waiting = server.fill();
    message.begin(1).copy(carried).data(word(7));
    assertFails(MACH_SEND_TIMED_OUT, () -> message.send(destination, Deadline.immediate()));
    for (int i = 0; i < waiting; i++) {
      server.receive();
    }
    SortedMap<Integer, String> before = kernel.snapshot();
    message.send(destination, Deadline.immediate());
    assertThat(kernel.snapshot()).isEqualTo(before);
    NativeBuffer arrived = server.receive();
    assertThat(arrived.getInt(MSGH_ID)).isEqualTo(1);
    assertThat(arrived.getInt(MSGH_DESCRIPTOR_COUNT)).isEqualTo(1);
    assertThat(arrived.getInt(DESCRIPTORS + PORT_DESCRIPTOR_SIZE)).isEqualTo(7);
  }

  @Test
  void afterARequestThatFoundNoRoomThePortOfTheAnswerIsToldThatNoneWillCome() {
    server.fill();
    try (ReceiveRight replyPort = ReceiveRight.allocate(mach)) {
      SortedMap<Integer, String> before = kernel.snapshot();
      message.begin(1).copy(carried);
      assertFails(
          MACH_SEND_TIMED_OUT, () -> message.request(destination, replyPort, Deadline.immediate()));
      assertThat(kernel.snapshot()).isEqualTo(before);
      assertThat(receiveId(replyPort)).isEqualTo(MACH_NOTIFY_SEND_ONCE);
      assertThat(receiveId(replyPort)).isEqualTo(RemotePort.NOTHING);
    }
  }

  private static int receiveId(ReceiveRight port) {
    try (ReceivedMessage received =
        ReceivedMessage.receive(port, MessageBuffer.forMessagesOf(256), Deadline.immediate())) {
      return received == null ? RemotePort.NOTHING : received.id();
    }
  }

  @Test
  void afterAForwardThatFoundNoRoomTheRightToAnswerIsStillTheCallers() {
    server.fill();
    SendOnceRight reply = SendOnceRight.adopt(mach, client.grantSendOnce());
    message.begin(1).copy(carried);
    assertFails(
        MACH_SEND_TIMED_OUT, () -> message.forward(destination, reply, Deadline.immediate()));
    // The client was told nothing; its answer can still be given, by whatever name the right has.
    assertThat(client.receiveId()).isEqualTo(RemotePort.NOTHING);
    assertThat(kernel.type(reply.name())).hasToString("SEND_ONCE");
    assertThat(kernel.references(server.name(), Right.SEND)).isEqualTo(1);
    assertThat(kernel.references(carried.name(), Right.SEND)).isEqualTo(1);
    message.begin(105).answer(reply, Deadline.immediate());
    assertThat(client.receiveId()).isEqualTo(105);
  }

  @Test
  void aRightToAnswerThatIsClosedWhileTheForwardFailsGoesBackOnce() throws Exception {
    server.fill();
    SendOnceRight reply = SendOnceRight.adopt(mach, client.grantSendOnce());
    SortedMap<Integer, String> before = kernel.snapshot();
    int name = reply.name();
    kernel.calls().before("mach_msg", () -> Threads.run(reply::close));
    assertFails(
        MACH_SEND_TIMED_OUT,
        () -> message.begin(1).forward(destination, reply, Deadline.immediate()));
    before.remove(name);
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(client.receiveId()).isEqualTo(MACH_NOTIFY_SEND_ONCE);
    assertThat(client.receiveId()).isEqualTo(RemotePort.NOTHING);
  }

  @Test
  void afterAForwardOfASendRightThatFoundNoRoomItIsStillTheCallers() {
    server.fill();
    SendRight reply = SendRight.adopt(mach, client.name());
    SortedMap<Integer, String> before = kernel.snapshot();
    assertFails(
        MACH_SEND_TIMED_OUT,
        () -> message.begin(1).forward(destination, reply, Deadline.immediate()));
    assertThat(kernel.references(reply.name(), Right.SEND)).isEqualTo(1);
    assertThat(kernel.snapshot()).hasSameSizeAs(before);
    reply.close();
    assertThat(kernel.snapshot()).hasSize(before.size() - 1);
  }

  @Test
  void afterAnAnswerThatFoundNoRoomTheRightIsStillTheCallers() {
    client.fill();
    SendRight reply = SendRight.adopt(mach, client.name());
    SendRight other = reply.copy();
    SortedMap<Integer, String> before = kernel.snapshot();
    message.begin(105).copy(carried);
    assertFails(MACH_SEND_TIMED_OUT, () -> message.answer(reply, Deadline.immediate()));
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(reply.name()).isEqualTo(client.name());
    reply.close();
    other.close();
    assertThat(kernel.type(client.name()).bits()).isZero();
  }

  @Test
  void whatCameBackIsGivenBackEvenIfThePortSpaceHadNoRoomForAllOfIt() {
    TestKernel small = TestKernel.create(KernelConfiguration.builder().maximumNames(20).build());
    RemotePort full = small.remotePort();
    full.fill();
    SendRight to = SendRight.adopt(small.mach(), full.name());
    ReceiveRight replyPort = ReceiveRight.allocate(small.mach());
    fillNames(small);
    SortedMap<Integer, String> before = small.snapshot();
    assertFails(
        MACH_SEND_TIMED_OUT | MACH_MSG_IPC_SPACE,
        () -> message.begin(1).request(to, replyPort, Deadline.immediate()));
    assertThat(small.snapshot()).isEqualTo(before);
    // The kernel destroyed the send-once right that found no name.
    assertThat(receiveId(replyPort)).isEqualTo(MACH_NOTIFY_SEND_ONCE);
  }

  private static void fillNames(TestKernel kernel) {
    NativeBuffer out = NativeBuffer.allocate(4);
    int code;
    do {
      code =
          kernel.raw().mach_port_allocate(kernel.self(), Right.DEAD_NAME.number(), out.pointer());
    } while (code == 0);
  }

  @ParameterizedTest
  @CsvSource({"0x10000004, -1", "0x10002004, 0"})
  void aRightToAnswerThatDidNotComeBackIsGone(String code, int left) {
    server.fill();
    int name = client.grantSendOnce();
    SendOnceRight reply = SendOnceRight.adopt(mach, name);
    // Its port died while the message waited (MACH_PORT_DEAD comes back), or no name was free for
    // it any more (MACH_PORT_NULL, and a bit in the code): XNU ipc_kmsg.c:ipc_kmsg_copyout_port.
    kernel
        .calls()
        .on(
            "mach_msg",
            (arguments, rest) -> {
              assertThat(rest.call()).isEqualTo(MACH_SEND_TIMED_OUT);
              Pointer buffer = (Pointer) arguments.get(0);
              kernel.deallocate(buffer.getInt(MSGH_LOCAL_PORT));
              buffer.putInt(MSGH_LOCAL_PORT, left);
              return Integer.decode(code);
            });
    assertFails(
        Integer.decode(code),
        () -> message.begin(1).forward(destination, reply, Deadline.immediate()));
    assertGone(reply, name);
  }

  @Test
  void aFailureBeforeTheMessageWasReadTakesNothing() {
    SendOnceRight reply = SendOnceRight.adopt(mach, client.grantSendOnce());
    SortedMap<Integer, String> before = kernel.snapshot();
    kernel.calls().fail("mach_msg", MACH_SEND_NO_BUFFER);
    message.begin(1).copy(carried);
    assertFails(MACH_SEND_NO_BUFFER, () -> message.send(destination, Deadline.immediate()));
    assertFails(
        MACH_SEND_NO_BUFFER, () -> message.forward(destination, reply, Deadline.immediate()));
    assertFails(MACH_SEND_NO_BUFFER, () -> message.answer(reply, Deadline.immediate()));
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(reply.name()).isPositive();
    reply.close();
  }

  // A right that is not what it was: the kernel destroys the header and what came before.

  /** Makes the name of a right that is to be copied invalid behind the library's back. */
  private void spoilCarried() {
    carried.kernelObject();
    message.begin(1).copy(destination).copy(carried).copy(destination);
    kernel.deallocate(carried.name());
  }

  @Test
  void afterASendWithAnInvalidRightTheSenderOwnsWhatItOwned() {
    spoilCarried();
    SortedMap<Integer, String> before = kernel.snapshot();
    assertFails(MACH_SEND_INVALID_RIGHT, () -> message.send(destination, Deadline.immediate()));
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(server.receiveId()).isEqualTo(RemotePort.NOTHING);
  }

  @Test
  void afterARequestWithAnInvalidRightThePortOfTheAnswerIsToldThatNoneWillCome() {
    try (ReceiveRight replyPort = ReceiveRight.allocate(mach)) {
      spoilCarried();
      SortedMap<Integer, String> before = kernel.snapshot();
      assertFails(
          MACH_SEND_INVALID_RIGHT,
          () -> message.request(destination, replyPort, Deadline.immediate()));
      assertThat(kernel.snapshot()).isEqualTo(before);
      assertThat(receiveId(replyPort)).isEqualTo(MACH_NOTIFY_SEND_ONCE);
      assertThat(receiveId(replyPort)).isEqualTo(RemotePort.NOTHING);
    }
  }

  @Test
  void afterAForwardWithAnInvalidRightTheRightToAnswerIsGoneAndTheObjectKnows() {
    int name = client.grantSendOnce();
    SendOnceRight reply = SendOnceRight.adopt(mach, name);
    spoilCarried();
    assertFails(
        MACH_SEND_INVALID_RIGHT, () -> message.forward(destination, reply, Deadline.immediate()));
    assertGone(reply, name);
    assertThat(kernel.references(server.name(), Right.SEND)).isEqualTo(1);
  }

  @Test
  void afterAnAnswerWithAnInvalidRightTheRightToAnswerIsGoneAndTheObjectKnows() {
    int name = client.grantSendOnce();
    SendOnceRight reply = SendOnceRight.adopt(mach, name);
    spoilCarried();
    assertFails(MACH_SEND_INVALID_RIGHT, () -> message.answer(reply, Deadline.immediate()));
    assertGone(reply, name);
  }

  private void assertGone(SendOnceRight reply, int name) {
    assertThat(kernel.type(name).bits()).isZero();
    assertThat(client.receiveId()).isEqualTo(MACH_NOTIFY_SEND_ONCE);
    assertThatIllegalStateException().isThrownBy(reply::name).withMessageContaining("given away");
    kernel.calls().clear();
    reply.close();
    assertThat(kernel.calls().calls()).isEmpty();
  }
}

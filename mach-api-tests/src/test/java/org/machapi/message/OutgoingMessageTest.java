package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.raw.MachMsgLayout.DESCRIPTORS;
import static org.machapi.raw.MachMsgLayout.HEADER_SIZE;
import static org.machapi.raw.MachMsgLayout.MSGH_BITS;
import static org.machapi.raw.MachMsgLayout.MSGH_DESCRIPTOR_COUNT;
import static org.machapi.raw.MachMsgLayout.MSGH_ID;
import static org.machapi.raw.MachMsgLayout.MSGH_REMOTE_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_SIZE;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_NAME;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_SIZE;
import static org.machapi.raw.MessageConstants.MACH_MSGH_BITS_REMOTE_MASK;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_PORT_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_PORT_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMEOUT;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.Loan;
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

/** What is sent, and what that changes. */
@Tag("kernel")
@Timeout(60)
class OutgoingMessageTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final RemotePort server = kernel.remotePort();
  private final SendRight destination = SendRight.adopt(mach, server.name());
  private final OutgoingMessage message = OutgoingMessage.withRoomFor(64);

  private static ByteBuffer words(int... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.nativeOrder());
    for (int value : values) {
      bytes.putInt(value);
    }
    return bytes.flip();
  }

  @Test
  void aMessageArrivesWithItsIdAndBytes() {
    message.begin(1000).data(words(1, 2)).data(words(3)).send(destination, Deadline.immediate());
    NativeBuffer arrived = server.receive();
    assertThat(arrived.getInt(MSGH_ID)).isEqualTo(1000);
    assertThat(arrived.getInt(MSGH_SIZE)).isEqualTo(HEADER_SIZE + 12);
    assertThat(arrived.getInt(HEADER_SIZE)).isEqualTo(1);
    assertThat(arrived.getInt(HEADER_SIZE + 4)).isEqualTo(2);
    assertThat(arrived.getInt(HEADER_SIZE + 8)).isEqualTo(3);
    assertThat(arrived.getInt(MSGH_REMOTE_PORT)).isEqualTo(MACH_PORT_NULL);
  }

  @Test
  void aSentMessageLeavesTheSenderWhatItOwned() {
    RemotePort carried = kernel.remotePort();
    SendRight right = SendRight.adopt(mach, carried.name());
    SortedMap<Integer, String> before = kernel.snapshot();
    message.begin(1).copy(right).send(destination, Deadline.immediate());
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(destination.name()).isEqualTo(server.name());
    assertThat(right.name()).isEqualTo(carried.name());
  }

  @Test
  void theReceiverGetsAReferenceOfItsOwnToEachCopiedRight() {
    RemotePort carried = kernel.remotePort();
    SendRight right = SendRight.adopt(mach, carried.name());
    int known = carried.copyFor(server.owner());
    assertThat(server.ownersReferences(known, Right.SEND)).isEqualTo(1);
    message.begin(1).copy(right).copy(right).data(words(7));
    assertThat(message.rights()).isEqualTo(2);
    message.send(destination, Deadline.immediate());
    NativeBuffer arrived = server.receive();
    assertThat(arrived.getInt(MSGH_DESCRIPTOR_COUNT)).isEqualTo(2);
    assertThat(arrived.getInt(DESCRIPTORS + PORT_DESCRIPTOR_NAME)).isEqualTo(known);
    assertThat(arrived.getInt(DESCRIPTORS + PORT_DESCRIPTOR_SIZE + PORT_DESCRIPTOR_NAME))
        .isEqualTo(known);
    assertThat(arrived.getInt(DESCRIPTORS + 2 * PORT_DESCRIPTOR_SIZE)).isEqualTo(7);
    assertThat(server.ownersReferences(known, Right.SEND)).isEqualTo(3);
    right.close();
    assertThat(server.ownersReferences(known, Right.SEND)).isEqualTo(3);
  }

  @Test
  void theOwnTaskCanBeCopiedToo() {
    SortedMap<Integer, String> before = kernel.snapshot();
    message.begin(1).copy(mach.task()).send(destination, Deadline.immediate());
    int name = server.receive().getInt(DESCRIPTORS + PORT_DESCRIPTOR_NAME);
    assertThat(server.ownersReferences(name, Right.SEND)).isEqualTo(1);
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void aRightWhosePortHasDiedArrivesDeadAndStaysTheSendersToClose() {
    RemotePort carried = kernel.remotePort();
    SendRight right = SendRight.adopt(mach, carried.name());
    carried.die();
    message.begin(1).copy(right).send(destination, Deadline.immediate());
    assertThat(server.receive().getInt(DESCRIPTORS + PORT_DESCRIPTOR_NAME))
        .isEqualTo(MACH_PORT_DEAD);
    assertThat(kernel.references(carried.name(), Right.DEAD_NAME)).isEqualTo(1);
    right.close();
    assertThat(kernel.type(carried.name()).bits()).isZero();
  }

  @Test
  void aRequestCarriesANewSendOnceRightAndTheAnswerComesBack() {
    try (ReceiveRight replyPort = ReceiveRight.allocate(mach)) {
      SortedMap<Integer, String> before = kernel.snapshot();
      message.begin(5).request(destination, replyPort, Deadline.immediate());
      assertThat(kernel.snapshot()).isEqualTo(before);
      NativeBuffer request = server.receive();
      assertThat(request.getInt(MSGH_BITS) & MACH_MSGH_BITS_REMOTE_MASK)
          .isEqualTo(MACH_MSG_TYPE_PORT_SEND_ONCE);
      int reply = request.getInt(MSGH_REMOTE_PORT);
      RawMessage.to(reply, MACH_MSG_TYPE_PORT_SEND_ONCE).id(105).send(server.owner().library());
      assertThat(receiveId(replyPort)).isEqualTo(105);
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }

  private static int receiveId(ReceiveRight port) {
    try (ReceivedMessage received =
        ReceivedMessage.receive(port, MessageBuffer.forMessagesOf(256), Deadline.immediate())) {
      return received == null ? RemotePort.NOTHING : received.id();
    }
  }

  @Test
  void aForwardedRightToAnswerIsTheReceivers() {
    RemotePort client = kernel.remotePort();
    SendOnceRight reply = SendOnceRight.adopt(mach, client.grantSendOnce());
    int name = reply.name();
    message.begin(5).forward(destination, reply, Deadline.immediate());
    assertThat(kernel.type(name).bits()).isZero();
    assertThatIllegalStateException().isThrownBy(reply::name).withMessageContaining("given away");
    kernel.calls().clear();
    reply.close();
    assertThat(kernel.calls().calls()).isEmpty();
    NativeBuffer forwarded = server.receive();
    RawMessage.to(forwarded.getInt(MSGH_REMOTE_PORT), MACH_MSG_TYPE_PORT_SEND_ONCE)
        .id(105)
        .send(server.owner().library());
    assertThat(client.receiveId()).isEqualTo(105);
  }

  @Test
  void aForwardedSendRightToAnswerIsMovedNotCopied() {
    RemotePort client = kernel.remotePort();
    SendRight reply = SendRight.adopt(mach, client.name());
    SendRight other = reply.copy();
    message.begin(5).forward(destination, reply, Deadline.immediate());
    assertThat(kernel.references(client.name(), Right.SEND)).isEqualTo(1);
    NativeBuffer forwarded = server.receive();
    assertThat(forwarded.getInt(MSGH_BITS) & MACH_MSGH_BITS_REMOTE_MASK)
        .isEqualTo(MACH_MSG_TYPE_PORT_SEND);
    reply.close();
    other.close();
    assertThat(kernel.type(client.name()).bits()).isZero();
  }

  @Test
  void anAnswerUsesTheSendOnceRightUp() {
    RemotePort client = kernel.remotePort();
    SendOnceRight reply = SendOnceRight.adopt(mach, client.grantSendOnce());
    int name = reply.name();
    message.begin(105).answer(reply, Deadline.immediate());
    assertThat(kernel.type(name).bits()).isZero();
    kernel.calls().clear();
    reply.close();
    assertThat(kernel.calls().calls()).isEmpty();
    assertThat(client.receiveId()).isEqualTo(105);
    assertThat(client.receiveId()).isEqualTo(RemotePort.NOTHING);
  }

  @Test
  void anAnswerUsesASendRightUpToo() {
    RemotePort client = kernel.remotePort();
    SendRight reply = SendRight.adopt(mach, client.name());
    message.begin(105).answer(reply, Deadline.immediate());
    assertThat(kernel.type(client.name()).bits()).isZero();
    kernel.calls().clear();
    reply.close();
    assertThat(kernel.calls().calls()).isEmpty();
    assertThat(client.receiveId()).isEqualTo(105);
  }

  @Test
  void aMessageCanBeFilledAndSentAgainAndAgain() {
    RemotePort carried = kernel.remotePort();
    SendRight right = SendRight.adopt(mach, carried.name());
    message.begin(1).copy(right).data(words(11)).send(destination, Deadline.immediate());
    message.send(destination, Deadline.immediate());
    message.begin(2).data(words(22)).send(destination, Deadline.immediate());
    assertThat(message.rights()).isZero();
    for (int i = 0; i < 2; i++) {
      NativeBuffer first = server.receive();
      assertThat(first.getInt(MSGH_ID)).isEqualTo(1);
      assertThat(first.getInt(MSGH_DESCRIPTOR_COUNT)).isEqualTo(1);
      assertThat(first.getInt(DESCRIPTORS + PORT_DESCRIPTOR_SIZE)).isEqualTo(11);
    }
    NativeBuffer second = server.receive();
    assertThat(second.getInt(MSGH_ID)).isEqualTo(2);
    assertThat(second.getInt(MSGH_SIZE)).isEqualTo(HEADER_SIZE + 4);
    assertThat(second.getInt(HEADER_SIZE)).isEqualTo(22);
  }

  @Test
  void aMessageOfNothingButAHeaderCanBeSent() {
    message.begin(9).send(destination, Deadline.immediate());
    NativeBuffer arrived = server.receive();
    assertThat(arrived.getInt(MSGH_SIZE)).isEqualTo(HEADER_SIZE);
    assertThat(arrived.getInt(MSGH_ID)).isEqualTo(9);
  }

  @Test
  void theBufferWithTheDataIsLeftAsItWas() {
    ByteBuffer data = words(1, 2, 3);
    data.position(4).limit(8);
    message.begin(1).data(data).send(destination, Deadline.immediate());
    assertThat(data.position()).isEqualTo(4);
    assertThat(data.limit()).isEqualTo(8);
    NativeBuffer arrived = server.receive();
    assertThat(arrived.getInt(MSGH_SIZE)).isEqualTo(HEADER_SIZE + 4);
    assertThat(arrived.getInt(HEADER_SIZE)).isEqualTo(2);
  }

  @Test
  void rightsComeBeforeData() {
    message.begin(1).data(words(1));
    assertThatIllegalStateException()
        .isThrownBy(() -> message.copy(destination))
        .withMessageContaining("rights come before data");
    assertThat(message.rights()).isZero();
  }

  @Test
  void whatFindsNoRoomIsRefusedAndTheMessageStaysAsItWas() {
    OutgoingMessage small = OutgoingMessage.withRoomFor(20);
    small.begin(1).copy(destination);
    assertThatIllegalStateException()
        .isThrownBy(() -> small.copy(destination))
        .withMessageContaining("room");
    assertThatIllegalStateException()
        .isThrownBy(() -> small.data(words(1, 2)))
        .withMessageContaining("room");
    assertThat(small.rights()).isEqualTo(1);
    small.data(words(7)).send(destination, Deadline.immediate());
    NativeBuffer arrived = server.receive();
    assertThat(arrived.getInt(MSGH_DESCRIPTOR_COUNT)).isEqualTo(1);
    assertThat(arrived.getInt(DESCRIPTORS + PORT_DESCRIPTOR_SIZE)).isEqualTo(7);
  }

  @Test
  void lessThanNoRoomIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OutgoingMessage.withRoomFor(-1))
        .withMessageContaining("-1");
  }

  @Test
  void aSendWaitsUntilThereIsRoom() throws Exception {
    int waiting = server.fill();
    for (Deadline deadline : List.of(Deadline.none(), Deadline.in(Duration.ofSeconds(50)))) {
      kernel.calls().clear();
      Threads.Running<Void> sending =
          Threads.start(
              () -> {
                message.begin(77).send(destination, deadline);
                return null;
              });
      sending.awaitStop();
      assertThat(sending.result().isDone()).isFalse();
      server.receive();
      sending.await();
      int options = kernel.calls().calls("mach_msg").get(0).argument(1);
      assertThat((options & MACH_SEND_TIMEOUT) != 0).isEqualTo(deadline.isLimited());
    }
    for (int i = 0; i < waiting - 2; i++) {
      server.receive();
    }
    assertThat(server.receiveId()).isEqualTo(77);
    assertThat(server.receiveId()).isEqualTo(77);
    assertThat(server.receiveId()).isEqualTo(RemotePort.NOTHING);
  }

  @Test
  void aClosedRightIsRefusedBeforeTheKernelIsAskedAndTheRightToAnswerIsStillTheCallers() {
    RemotePort client = kernel.remotePort();
    SendOnceRight reply = SendOnceRight.adopt(mach, client.grantSendOnce());
    SendRight closed = SendRight.adopt(mach, kernel.remotePort().name());
    closed.kernelObject();
    message.begin(1).copy(destination).copy(closed);
    closed.close();
    SortedMap<Integer, String> before = kernel.snapshot();
    kernel.calls().clear();
    for (Runnable sending :
        List.<Runnable>of(
            () -> message.send(destination, Deadline.immediate()),
            () -> message.forward(destination, reply, Deadline.immediate()),
            () -> message.answer(reply, Deadline.immediate()))) {
      assertThatIllegalStateException().isThrownBy(sending::run).withMessageContaining("is closed");
    }
    assertThat(kernel.calls().routines()).doesNotContain("mach_msg");
    assertThat(kernel.snapshot()).isEqualTo(before);
    // No loan stayed open, and no transfer.
    message.begin(105).answer(reply, Deadline.immediate());
    assertThat(client.receiveId()).isEqualTo(105);
    destination.close();
    assertThat(kernel.type(server.name()).bits()).isZero();
  }

  @Test
  void aRightToAnswerThatIsInUseIsNotSent() {
    SendOnceRight reply = SendOnceRight.adopt(mach, kernel.remotePort().grantSendOnce());
    kernel.calls().clear();
    try (Loan loan = reply.lend()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> message.begin(1).answer(reply, Deadline.immediate()))
          .withMessageContaining("in use");
      assertThat(loan.name()).isPositive();
    }
    assertThat(kernel.calls().routines()).doesNotContain("mach_msg");
    reply.close();
  }

  @Test
  void aMessageWhoseSizeIsNoMultipleOfFourIsRefusedAndNothingIsTaken() {
    SendOnceRight reply = SendOnceRight.adopt(mach, kernel.remotePort().grantSendOnce());
    SortedMap<Integer, String> before = kernel.snapshot();
    message.begin(1).data(ByteBuffer.allocate(3));
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> message.forward(destination, reply, Deadline.immediate()))
        .withMessageContaining("MACH_SEND_MSG_TOO_SMALL");
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(reply.name()).isPositive();
    reply.close();
  }
}

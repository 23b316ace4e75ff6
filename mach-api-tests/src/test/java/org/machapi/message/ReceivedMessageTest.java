package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MachMsgLayout.HEADER_SIZE;
import static org.machapi.raw.MachMsgLayout.MSGH_ID;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_ONCE;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.Mach;
import org.machapi.PortRight;
import org.machapi.ReceiveRight;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.raw.NativeBuffer;

/** What arrives, and who owns what of it. */
@Tag("kernel")
@Timeout(60)
class ReceivedMessageTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final ReceiveRight port = ReceiveRight.allocate(mach);
  private final MessageBuffer buffer = MessageBuffer.forMessagesOf(512);

  /** A message of the test's task to its own port, through a right made for it. */
  private RawMessage message() {
    return RawMessage.to(port.name(), MACH_MSG_TYPE_MAKE_SEND);
  }

  private ReceivedMessage receive() {
    ReceivedMessage message = ReceivedMessage.receive(port, buffer, Deadline.immediate());
    assertThat(message).isNotNull();
    return message;
  }

  private ReceivedMessage receiveOrNull(Deadline deadline) {
    return ReceivedMessage.receive(port, buffer, deadline);
  }

  @Test
  void ifNoneComesInTimeNothingWasAcquiredAndTheBufferIsFree() {
    SortedMap<Integer, String> before = kernel.snapshot();
    assertThat(receiveOrNull(Deadline.immediate())).isNull();
    assertThat(receiveOrNull(Deadline.in(Duration.ofMillis(1)))).isNull();
    assertThat(kernel.snapshot()).isEqualTo(before);
    message().id(7).send(kernel.raw());
    receive().close();
  }

  @Test
  void aMessageIsReadWithItsIdSizeAndBytes() {
    message().id(1234).word(11).word(22).send(kernel.raw());
    try (ReceivedMessage received = receive()) {
      assertThat(received.mach()).isSameAs(mach);
      assertThat(received.id()).isEqualTo(1234);
      assertThat(received.size()).isEqualTo(HEADER_SIZE + 8);
      assertThat(received.outcome().code()).isEqualTo(KERN_SUCCESS);
      ByteBuffer bytes = received.bytes();
      assertThat(bytes.order()).isEqualTo(ByteOrder.nativeOrder());
      assertThat(bytes.remaining()).isEqualTo(HEADER_SIZE + 8);
      assertThat(bytes.getInt(MSGH_ID)).isEqualTo(1234);
      assertThat(bytes.getInt(HEADER_SIZE)).isEqualTo(11);
      assertThat(bytes.getInt(HEADER_SIZE + 4)).isEqualTo(22);
      assertThatExceptionOfType(ReadOnlyBufferException.class).isThrownBy(() -> bytes.putInt(0));
    }
  }

  @Test
  void messagesArriveInTheOrderInWhichTheyWereSent() {
    for (int id = 1; id <= 3; id++) {
      message().id(id).send(kernel.raw());
    }
    for (int id = 1; id <= 3; id++) {
      try (ReceivedMessage received = receive()) {
        assertThat(received.id()).isEqualTo(id);
      }
    }
  }

  @Test
  void theKernelSaysWhoSentAMessageWhateverItsSize() {
    RemotePort other = kernel.remotePort();
    SendRight send = port.makeSend();
    int there = kernel.task().grant(send.name(), MACH_MSG_TYPE_COPY_SEND, other.owner());
    for (int words = 0; words < 3; words++) {
      RawMessage message = RawMessage.to(there, MACH_MSG_TYPE_COPY_SEND);
      for (int i = 0; i < words; i++) {
        message.word(-1);
      }
      message.send(other.owner().library());
      try (ReceivedMessage received = receive()) {
        assertThat(received.sender().pid()).isEqualTo(processNumber(other)).isPositive();
        assertThat(received.sender().isKernel()).isFalse();
      }
    }
    message().send(kernel.raw());
    try (ReceivedMessage received = receive()) {
      assertThat(received.sender().pid()).isEqualTo(mach.task().pid());
    }
    send.close();
  }

  private static int processNumber(RemotePort port) {
    NativeBuffer out = NativeBuffer.allocate(4);
    int self = port.owner().library().mach_task_self_().get();
    TestKernel.expectSuccess(
        "pid_for_task", port.owner().library().pid_for_task(self, out.pointer()));
    return out.getInt(0);
  }

  @Test
  void aNotificationComesFromTheKernel() {
    port.makeSendOnce().close();
    try (ReceivedMessage received = receive()) {
      assertThat(received.id()).isEqualTo(MACH_NOTIFY_SEND_ONCE);
      assertThat(received.sender().isKernel()).isTrue();
    }
  }

  @Test
  void aBufferServesOneMessageUntilItIsClosed() {
    message().id(1).send(kernel.raw());
    message().id(2).send(kernel.raw());
    ReceivedMessage first = receive();
    kernel.calls().clear();
    assertThatIllegalStateException()
        .isThrownBy(() -> receiveOrNull(Deadline.immediate()))
        .withMessageContaining("still holds a message");
    assertThat(kernel.calls().calls()).isEmpty();
    assertThat(first.id()).isEqualTo(1);
    first.close();
    try (ReceivedMessage second = receive()) {
      assertThat(second.id()).isEqualTo(2);
      // A second close of the first does not end the use by this one.
      first.close();
      assertThatIllegalStateException().isThrownBy(() -> receiveOrNull(Deadline.immediate()));
    }
  }

  @Test
  void aMessageThatIsClosedTellsNoMoreThanWhatItKept() {
    message().id(1).replyTo(port.name(), MACH_MSG_TYPE_MAKE_SEND_ONCE).send(kernel.raw());
    ReceivedMessage received = receive();
    received.close();
    kernel.calls().clear();
    for (Runnable use :
        List.<Runnable>of(
            received::id,
            received::bytes,
            received::sender,
            received::takeReplyRight,
            () -> received.takePortName(0))) {
      assertThatIllegalStateException()
          .isThrownBy(use::run)
          .withMessageContaining("message is closed");
    }
    received.close();
    assertThat(kernel.calls().calls()).isEmpty();
    assertThat(received.size()).isEqualTo(HEADER_SIZE);
    assertThat(received.outcome().isSuccess()).isTrue();
  }

  // The right to answer

  @Test
  void theRightToAnswerIsTakenOutExactlyOnce() {
    RemotePort client = kernel.remotePort();
    int there = grantSend(client);
    RawMessage.to(there, MACH_MSG_TYPE_COPY_SEND)
        .replyTo(client.receiveName(), MACH_MSG_TYPE_MAKE_SEND_ONCE)
        .send(client.owner().library());
    ReceivedMessage received = receive();
    PortRight reply = received.takeReplyRight();
    assertThat(reply).isInstanceOf(SendOnceRight.class);
    assertThat(kernel.type(reply.name())).hasToString("SEND_ONCE");
    assertThat(received.takeReplyRight()).isNull();
    received.close();
    // It is the taker's now, whatever becomes of the message.
    assertThat(kernel.type(reply.name())).hasToString("SEND_ONCE");
    assertThat(client.receiveId()).isEqualTo(RemotePort.NOTHING);
    OutgoingMessage.withRoomFor(0).begin(107).answer(reply, Deadline.immediate());
    assertThat(client.receiveId()).isEqualTo(107);
  }

  /** Gives a client a send right to the port of the test; returns its name there. */
  private int grantSend(RemotePort client) {
    return kernel.task().grant(port.name(), MACH_MSG_TYPE_MAKE_SEND, client.owner());
  }

  @Test
  void aRightToAnswerThatNobodyTookGoesBackAndTheSenderIsTold() {
    RemotePort client = kernel.remotePort();
    int there = grantSend(client);
    SortedMap<Integer, String> before = kernel.snapshot();
    RawMessage.to(there, MACH_MSG_TYPE_COPY_SEND)
        .replyTo(client.receiveName(), MACH_MSG_TYPE_MAKE_SEND_ONCE)
        .send(client.owner().library());
    ReceivedMessage received = receive();
    assertThat(kernel.snapshot()).isNotEqualTo(before);
    assertThat(client.receiveId()).isEqualTo(RemotePort.NOTHING);
    received.close();
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(client.receiveId()).isEqualTo(MACH_NOTIFY_SEND_ONCE);
  }

  @Test
  void aSendRightToAnswerIsTakenAsWhatItIs() {
    RemotePort client = kernel.remotePort();
    int there = grantSend(client);
    RawMessage.to(there, MACH_MSG_TYPE_COPY_SEND)
        .replyTo(client.receiveName(), MACH_MSG_TYPE_MAKE_SEND)
        .send(client.owner().library());
    try (ReceivedMessage received = receive();
        PortRight reply = received.takeReplyRight()) {
      assertThat(reply).isInstanceOf(SendRight.class);
      assertThat(reply.name()).isEqualTo(client.name());
      assertThat(kernel.references(client.name(), Right.SEND)).isEqualTo(2);
    }
    assertThat(kernel.references(client.name(), Right.SEND)).isEqualTo(1);
  }

  @Test
  void aSendRightToAnswerThatNobodyTookGoesBackByOneReference() {
    RemotePort client = kernel.remotePort();
    int there = grantSend(client);
    RawMessage.to(there, MACH_MSG_TYPE_COPY_SEND)
        .replyTo(client.receiveName(), MACH_MSG_TYPE_MAKE_SEND)
        .send(client.owner().library());
    ReceivedMessage received = receive();
    assertThat(kernel.references(client.name(), Right.SEND)).isEqualTo(2);
    received.close();
    assertThat(kernel.references(client.name(), Right.SEND)).isEqualTo(1);
  }

  @Test
  void withoutARightToAnswerThereIsNoneToTake() {
    message().send(kernel.raw());
    try (ReceivedMessage received = receive()) {
      assertThat(received.takeReplyRight()).isNull();
    }
  }

  @Test
  void aRightToAnswerThatDiedOnItsWayIsNoneToTake() {
    RemotePort client = kernel.remotePort();
    int there = grantSend(client);
    RawMessage.to(there, MACH_MSG_TYPE_COPY_SEND)
        .replyTo(client.receiveName(), MACH_MSG_TYPE_MAKE_SEND_ONCE)
        .send(client.owner().library());
    client.die();
    SortedMap<Integer, String> before = kernel.snapshot();
    try (ReceivedMessage received = receive()) {
      assertThat(received.takeReplyRight()).isNull();
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void theRightInTheMessageIsNotMistakenForThePort() {
    // The port's own name stands in the local field; it is no right of the message's.
    message().send(kernel.raw());
    receive().close();
    assertThat(kernel.type(port.name())).hasToString("RECEIVE");
    assertThat(port.name()).isNotEqualTo(MACH_PORT_NULL);
  }
}

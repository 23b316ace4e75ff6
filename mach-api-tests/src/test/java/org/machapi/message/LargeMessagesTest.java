package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_ONCE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.RemotePort;
import org.machapi.TestKernel;
import org.machapi.Threads;

/** Messages that are larger than the buffer: dropped, kept, or the buffer grows. */
@Timeout(60)
class LargeMessagesTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final ReceiveRight port = ReceiveRight.allocate(mach);
  private final ReceiveRight reply = ReceiveRight.allocate(mach);

  private void send(int id, int size) {
    RawMessage.to(port.name(), MACH_MSG_TYPE_MAKE_SEND)
        .id(id)
        .replyTo(reply.name(), MACH_MSG_TYPE_MAKE_SEND_ONCE)
        .zeros(size - 24)
        .send(kernel.raw());
  }

  private int receiveId(MessageBuffer buffer) {
    return receiveId(buffer, Deadline.immediate());
  }

  private int receiveId(MessageBuffer buffer, Deadline deadline) {
    try (ReceivedMessage message = ReceivedMessage.receive(port, buffer, deadline)) {
      return message == null ? RemotePort.NOTHING : message.id();
    }
  }

  private int told() {
    try (ReceivedMessage message =
        ReceivedMessage.receive(reply, MessageBuffer.forMessagesOf(64), Deadline.immediate())) {
      return message == null ? RemotePort.NOTHING : message.id();
    }
  }

  @Test
  void aMessageThatIsDroppedIsGoneAndItsSenderIsTold() {
    MessageBuffer buffer = MessageBuffer.forMessagesOf(100);
    send(1, 200);
    send(2, 100);
    assertThatExceptionOfType(MessageTooLargeException.class)
        .isThrownBy(() -> receiveId(buffer))
        .withMessageContaining("destroyed it with all it carried")
        .satisfies(
            e -> {
              assertThat(e.isQueued()).isFalse();
              assertThat(e.messageSize()).isZero();
            });
    assertThat(told()).isEqualTo(MACH_NOTIFY_SEND_ONCE);
    assertThat(receiveId(buffer)).isEqualTo(2);
  }

  @Test
  void aMessageThatIsKeptIsReceivedWithABufferOfTheSizeTold() {
    MessageBuffer buffer = MessageBuffer.keepingLarger(100);
    send(1, 200);
    for (int i = 0; i < 2; i++) {
      MessageTooLargeException tooLarge = null;
      try {
        receiveId(buffer);
      } catch (MessageTooLargeException e) {
        tooLarge = e;
      }
      assertThat(tooLarge).isNotNull().hasMessageContaining("200 bytes and is still queued");
      assertThat(tooLarge.isQueued()).isTrue();
      assertThat(tooLarge.messageSize()).isEqualTo(200);
    }
    assertThat(port.status().queuedMessages()).isEqualTo(1);
    assertThat(told()).isEqualTo(RemotePort.NOTHING);
    assertThat(receiveId(MessageBuffer.keepingLarger(200))).isEqualTo(1);
  }

  @Test
  void aBufferGrowsToItsMaximumAndKeepsLargerMessagesQueued() {
    MessageBuffer buffer = MessageBuffer.growing(24, 1000);
    send(1, 1000);
    assertThat(receiveId(buffer)).isEqualTo(1);
    kernel.calls().clear();
    send(2, 1000);
    assertThat(receiveId(buffer)).isEqualTo(2);
    // It has grown for good.
    assertThat(kernel.calls().calls("mach_msg")).hasSize(1);
    send(3, 1100);
    assertThatExceptionOfType(MessageTooLargeException.class)
        .isThrownBy(() -> receiveId(buffer))
        .satisfies(e -> assertThat(e.messageSize()).isEqualTo(1100));
    assertThat(receiveId(MessageBuffer.forMessagesOf(1100))).isEqualTo(3);
  }

  @Test
  void aBufferGrowsForWhoeverWaits() throws Exception {
    MessageBuffer buffer = MessageBuffer.growing(24, 4096);
    Threads.Running<Integer> receiving = Threads.start(() -> receiveId(buffer, Deadline.none()));
    receiving.awaitStop();
    send(4, 2000);
    assertThat(receiving.await()).isEqualTo(4);
  }

  @Test
  void aBufferThatIsToGrowDownIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> MessageBuffer.growing(100, 99));
    assertThatIllegalArgumentException().isThrownBy(() -> MessageBuffer.growing(23, 99));
    assertThatIllegalArgumentException().isThrownBy(() -> MessageBuffer.keepingLarger(23));
    assertThat(receiveId(MessageBuffer.growing(24, 24))).isEqualTo(RemotePort.NOTHING);
  }
}

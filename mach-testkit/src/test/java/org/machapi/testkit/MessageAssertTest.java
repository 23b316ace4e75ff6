package org.machapi.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.testkit.MachAssertions.assertThat;

import java.nio.ByteBuffer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.message.Deadline;
import org.machapi.message.DescriptorKind;
import org.machapi.message.MessageBuffer;
import org.machapi.message.OutOfLineMemory;
import org.machapi.message.OutgoingMessage;
import org.machapi.message.ReceivedMessage;

/** Assertions about messages and the memory they bring. */
@Simulated
@NoPortLeaks
class MessageAssertTest {
  private final Mach mach;
  private final OutgoingMessage outgoing = OutgoingMessage.withRoomFor(256);

  MessageAssertTest(Mach mach) {
    this.mach = mach;
  }

  private static void assertFails(ThrowingCallable assertion, String message) {
    assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessage(message);
  }

  /** Sends what has been put together, and receives it. */
  private ReceivedMessage sendAndReceive(ReceiveRight port) {
    try (SendRight send = port.makeSend()) {
      outgoing.send(send, Deadline.immediate());
    }
    ReceivedMessage message =
        ReceivedMessage.receive(port, MessageBuffer.forMessagesOf(256), Deadline.immediate());
    if (message == null) {
      throw new AssertionError("no message");
    }
    return message;
  }

  @Test
  void whatIsCarriedByKindAndOrder() {
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight log = port.makeSend()) {
      outgoing
          .begin(1000)
          .copy(log)
          .memory(ByteBuffer.wrap(new byte[] {1, 2, 3}))
          .makeSendOnce(port)
          .data(ByteBuffer.wrap(new byte[] {4, 5, 6, 7}));
      try (ReceivedMessage message = sendAndReceive(port)) {
        assertThat(message)
            .hasId(1000)
            .carries(DescriptorKind.SEND, DescriptorKind.MEMORY, DescriptorKind.SEND_ONCE)
            .hasData((byte) 4, (byte) 5, (byte) 6, (byte) 7);
        assertFails(() -> assertThat(message).hasId(1001), "Expected message 1001, but it is 1000");
        assertFails(
            () -> assertThat(message).carries(DescriptorKind.SEND, DescriptorKind.SEND_ONCE),
            "Expected message 1000 to carry [SEND, SEND_ONCE],"
                + " but it carries [SEND, MEMORY, SEND_ONCE]");
        assertFails(
            () -> assertThat(message).carries(),
            "Expected message 1000 to carry nothing, but it carries [SEND, MEMORY, SEND_ONCE]");
        assertFails(
            () -> assertThat(message).hasData((byte) 4, (byte) 5),
            "Expected message 1000 to have other data:"
                + " from byte 2 on it is 06 07 of 4 bytes, not the end of 2 bytes");
        try (OutOfLineMemory memory = message.takeMemory(1)) {
          assertThat(memory).hasSize(3).hasBytes((byte) 1, (byte) 2, (byte) 3);
          assertFails(
              () -> assertThat(memory).hasSize(4), "Expected 4 bytes of memory, but there are 3");
          assertFails(
              () -> assertThat(memory).hasBytes((byte) 1, (byte) 9, (byte) 3),
              "Expected memory with other content:"
                  + " from byte 1 on it is 02 03 of 3 bytes, not 09 03 of 3 bytes");
        }
      }
    }
  }

  @Test
  void aMessageThatCarriesNothing() {
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      outgoing.begin(7);
      try (ReceivedMessage message = sendAndReceive(port)) {
        assertThat(message).hasId(7).carries().hasData();
        assertFails(
            () -> assertThat(message).carries(DescriptorKind.PORTS),
            "Expected message 7 to carry [PORTS], but it carries nothing");
      }
    }
  }

  @Test
  void anAssertionTakesNothingOut() {
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight log = port.makeSend()) {
      outgoing.begin(1).copy(log);
      try (ReceivedMessage message = sendAndReceive(port)) {
        RightsSnapshot before = RightsSnapshot.of(mach.space());
        assertThat(message).carries(DescriptorKind.SEND).hasData();
        assertThat(mach.space()).hasSameRightsAs(before);
        try (SendRight taken = message.takeSend(0)) {
          assertThat(taken).isNotNull();
          assertThat(message).carries(DescriptorKind.SEND);
        }
      }
    }
  }

  @Test
  void longDataIsShownFromWhereItDiffers() {
    byte[] sent = new byte[64];
    byte[] expected = sent.clone();
    expected[40] = 1;
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      outgoing.begin(7).data(ByteBuffer.wrap(sent));
      try (ReceivedMessage message = sendAndReceive(port)) {
        assertFails(
            () -> assertThat(message).hasData(expected),
            "Expected message 7 to have other data: from byte 40 on it is"
                + " 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 ... of 64 bytes, not"
                + " 01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 ... of 64 bytes");
      }
    }
  }

  @Test
  void nothingIsNoMessage() {
    assertThatThrownBy(() -> MachAssertions.assertThat((ReceivedMessage) null).carries())
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> MachAssertions.assertThat((OutOfLineMemory) null).hasSize(0))
        .isInstanceOf(AssertionError.class);
  }
}

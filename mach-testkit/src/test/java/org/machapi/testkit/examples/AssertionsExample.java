package org.machapi.testkit.examples;

import static org.machapi.testkit.MachAssertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.message.Deadline;
import org.machapi.message.DescriptorKind;
import org.machapi.message.MessageBuffer;
import org.machapi.message.OutgoingMessage;
import org.machapi.message.ReceivedMessage;
import org.machapi.testkit.RightsSnapshot;
import org.machapi.testkit.Simulated;

@Simulated
class AssertionsExample {

  @Test
  void rights(Mach mach) {
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight send = port.makeSend()) {
      assertThat(port).isOpen().hasReferences(1);
      assertThat(send).isNotPegged().isNotDead().hasReferences(2);
    }
  }

  @Test
  void space(Mach mach) {
    RightsSnapshot before = RightsSnapshot.of(mach.space());
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight send = port.makeSend()) {
      assertThat(mach.space()).hasNames(2).hasReferences(send.name(), Right.SEND, 1);
      assertThat(mach.space()).hasSameRightsAs(before);
    }
  }

  @Test
  void message(Mach mach) {
    OutgoingMessage outgoing = OutgoingMessage.withRoomFor(128);
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight send = port.makeSend()) {
      outgoing.begin(7).copy(send).memory(ByteBuffer.wrap(new byte[] {1, 2, 3}));
      outgoing.send(send, Deadline.immediate());
      MessageBuffer buffer = MessageBuffer.forMessagesOf(128);
      try (ReceivedMessage message = ReceivedMessage.receive(port, buffer, Deadline.immediate())) {
        assertThat(message).hasId(7).carries(DescriptorKind.MEMORY, DescriptorKind.SEND);
      }
    }
  }
}

package org.machapi.testkit.examples;

import org.junit.jupiter.api.Test;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.message.Deadline;
import org.machapi.message.MessageBuffer;
import org.machapi.message.OutgoingMessage;
import org.machapi.message.ReceivedMessage;
import org.machapi.testkit.NoPortLeaks;
import org.machapi.testkit.Simulated;

@Simulated
@NoPortLeaks
class LeakExample {

  @Test
  void references(Mach mach) {
    ReceiveRight port = ReceiveRight.allocate(mach);
    try (SendRight send = port.makeSend()) {
      for (int i = 0; i < 3; i++) {
        send.copy();
      }
    }
  }

  @Test
  void message(Mach mach) {
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight send = port.makeSend();
        ReceiveRight log = ReceiveRight.allocate(mach)) {
      OutgoingMessage.withRoomFor(64).begin(1).makeSend(log).send(send, Deadline.immediate());
      MessageBuffer buffer = MessageBuffer.forMessagesOf(64);
      ReceivedMessage.receive(port, buffer, Deadline.immediate()); // and nobody closes it
    }
  }

  @Test
  void anotherFailure(Mach mach) {
    ReceiveRight.allocate(mach);
    throw new IllegalStateException("the test's own");
  }
}

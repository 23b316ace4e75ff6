package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.MessageConstants.MACH_MSG_OOL_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;

import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.RemotePort;
import org.machapi.TestKernel;

/** A port, and a task that sends what a test makes up to it. */
abstract class ReceivedDescriptorsFixture {
  final TestKernel kernel = TestKernel.create();
  final Mach mach = kernel.mach();
  final ReceiveRight port = ReceiveRight.allocate(mach);
  final RemotePort sender = kernel.remotePort();
  final MessageBuffer buffer = MessageBuffer.forMessagesOf(512);
  final int destination;
  final SortedMap<Integer, String> before;
  final long mapped;

  ReceivedDescriptorsFixture() {
    destination = kernel.task().grant(port.name(), MACH_MSG_TYPE_MAKE_SEND, sender.owner());
    kernel.deallocate(sender.name());
    before = kernel.snapshot();
    mapped = kernel.task().mappedBytes();
  }

  /** Whatever a test does: in the end the task has what it had before. */
  @AfterEach
  void nothingIsLeft() {
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(kernel.task().mappedBytes()).isEqualTo(mapped);
  }

  final RawMessage message() {
    return RawMessage.to(destination, MACH_MSG_TYPE_COPY_SEND);
  }

  final ReceivedMessage arrive(RawMessage message) {
    message.send(sender.owner().library());
    ReceivedMessage received = ReceivedMessage.receive(port, buffer, Deadline.immediate());
    assertThat(received).isNotNull();
    return received;
  }

  final long memory(int... values) {
    return RawMessage.memoryOf(sender.owner().library(), values);
  }

  final int newPortOfTheSender() {
    return kernel.newReceiveRightOf(sender.owner());
  }

  /** One of each kind, in the order of the enumeration, without a guarded one. */
  final RawMessage oneOfEach() {
    int name = sender.receiveName();
    return message()
        .port(name, MACH_MSG_TYPE_MAKE_SEND)
        .port(name, MACH_MSG_TYPE_MAKE_SEND_ONCE)
        .port(newPortOfTheSender(), MACH_MSG_TYPE_MOVE_RECEIVE)
        .memory(MACH_MSG_OOL_DESCRIPTOR, memory(11, 22), 8)
        .ports(memory(name, MACH_PORT_NULL, name), 3, MACH_MSG_TYPE_MAKE_SEND)
        .word(77)
        .word(88);
  }

  static final DescriptorKind[] EACH = {
    DescriptorKind.SEND,
    DescriptorKind.SEND_ONCE,
    DescriptorKind.RECEIVE,
    DescriptorKind.MEMORY,
    DescriptorKind.PORTS
  };
}

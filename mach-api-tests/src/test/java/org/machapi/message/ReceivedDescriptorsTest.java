package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.MachMsgLayout.DESCRIPTORS;
import static org.machapi.raw.MessageConstants.MACH_MSG_GUARD_FLAGS_UNGUARDED_ON_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_OOL_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_ONCE;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.PortSet;
import org.machapi.ReceiveRight;
import org.machapi.Right;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.TestKernel;

/** What is taken out of a message, and what stays in it. */
@Tag("kernel")
@Timeout(60)
@SuppressWarnings("try") // what is closed is looked at afterwards
class ReceivedDescriptorsTest extends ReceivedDescriptorsFixture {
  @Test
  void aMessageTellsWhatItsDescriptorsCarryAndWhatFollows() {
    try (ReceivedMessage received = arrive(oneOfEach())) {
      assertThat(received.descriptors()).isEqualTo(EACH.length);
      for (int i = EACH.length - 1; i >= 0; i--) {
        assertThat(received.descriptor(i)).isEqualTo(EACH[i]);
      }
      received.expectDescriptors(EACH);
      ByteBuffer data = received.data(8);
      assertThat(data.order()).isEqualTo(ByteOrder.nativeOrder());
      assertThat(data.isReadOnly()).isTrue();
      assertThat(data.remaining()).isEqualTo(8);
      assertThat(data.getInt()).isEqualTo(77);
      assertThat(data.getInt()).isEqualTo(88);
      for (int none : new int[] {-1, EACH.length}) {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
            .isThrownBy(() -> received.descriptor(none));
      }
    }
  }

  @Test
  void whatIsTakenOutIsTheTakersAndOutlivesTheMessage() {
    ReceivedMessage received = arrive(oneOfEach());
    SendRight send = received.takeSend(0);
    SendOnceRight once = received.takeSendOnce(1);
    ReceiveRight receive = received.takeReceive(2);
    OutOfLineMemory memory = received.takeMemory(3);
    OutOfLinePorts ports = received.takePorts(4);
    kernel.calls().clear();
    received.close();
    assertThat(kernel.calls().calls()).isEmpty();
    // One reference taken by itself, two of the array.
    assertThat(kernel.references(send.name(), Right.SEND)).isEqualTo(3);
    assertThat(kernel.type(once.name())).hasToString("SEND_ONCE");
    assertThat(receive.status().isGuarded()).isTrue();
    assertThat(memory.size()).isEqualTo(8);
    assertThat(ByteBuffer.wrap(memory.toByteArray()).order(ByteOrder.nativeOrder()).getInt(4))
        .isEqualTo(22);
    send.close();
    once.close();
    assertThat(sender.receiveId()).isEqualTo(MACH_NOTIFY_SEND_ONCE);
    receive.close();
    memory.close();
    ports.close();
  }

  @Test
  void whatIsTakenTwiceIsThereOnce() {
    try (ReceivedMessage received = arrive(oneOfEach());
        PortRight send = received.takePort(0);
        PortRight once = received.takePort(1);
        PortRight receive = received.takePort(2);
        OutOfLineMemory memory = received.takeMemory(3);
        OutOfLinePorts ports = received.takePorts(4)) {
      assertThat(send).isInstanceOf(SendRight.class);
      assertThat(once).isInstanceOf(SendOnceRight.class);
      assertThat(receive).isInstanceOf(ReceiveRight.class);
      assertThat(received.takeSend(0)).isNull();
      assertThat(received.takeSendOnce(1)).isNull();
      assertThat(received.takeReceive(2)).isNull();
      assertThat(received.takePort(0)).isNull();
      try (OutOfLineMemory again = received.takeMemory(3);
          OutOfLinePorts rest = received.takePorts(4)) {
        assertThat(again.size()).isZero();
        assertThat(again.toByteArray()).isEmpty();
        assertThat(rest.size()).isZero();
      }
      assertThat(memory.size()).isEqualTo(8);
      assertThat(ports.size()).isEqualTo(3);
    }
  }

  @Test
  void nullAndDeadRightsAreTakenAsNullAndEmptyMemoryAsEmpty() {
    try (ReceivedMessage received =
        arrive(
            message()
                .port(MACH_PORT_NULL, MACH_MSG_TYPE_MAKE_SEND)
                .port(MACH_PORT_DEAD, MACH_MSG_TYPE_MAKE_SEND_ONCE)
                .port(MACH_PORT_NULL, MACH_MSG_TYPE_MOVE_RECEIVE)
                .memory(MACH_MSG_OOL_DESCRIPTOR, 0, 0)
                .ports(0, 0, MACH_MSG_TYPE_MOVE_SEND))) {
      received.expectDescriptors(EACH);
      assertThat(received.takeSend(0)).isNull();
      assertThat(received.takeSendOnce(1)).isNull();
      assertThat(received.takeReceive(2)).isNull();
      assertThat(received.takePort(2)).isNull();
      try (OutOfLineMemory memory = received.takeMemory(3);
          OutOfLinePorts ports = received.takePorts(4)) {
        assertThat(memory.size()).isZero();
        assertThat(ports.size()).isZero();
      }
    }
  }

  @Test
  void aReceiveRightThatCannotBeAdoptedStaysInTheMessage() {
    try (ReceivedMessage received =
        arrive(message().port(newPortOfTheSender(), MACH_MSG_TYPE_MOVE_RECEIVE))) {
      kernel.calls().fail("mach_port_guard", KERN_FAILURE);
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> received.takeReceive(0))
          .withMessageStartingWith("mach_port_guard: KERN_FAILURE");
      kernel.calls().restore("mach_port_guard");
      try (ReceiveRight right = received.takeReceive(0)) {
        assertThat(kernel.type(right.name())).hasToString("RECEIVE");
      }
    }
  }

  // Guarded receive rights

  @Test
  void aGuardedReceiveRightIsTakenWithItsGuard() {
    try (ReceivedMessage received = arrive(message().guarded(newPortOfTheSender()))) {
      assertThat(received.descriptor(0)).isEqualTo(DescriptorKind.GUARDED_RECEIVE);
      try (ReceiveRight right = received.takeReceive(0)) {
        assertThat(right.status().isGuarded()).isTrue();
        assertThat(received.takeReceive(0)).isNull();
      }
    }
  }

  @Test
  void aReceiveRightThatCameWithoutGuardInADescriptorForGuardedOnesIsGuardedHere() {
    try (ReceivedMessage received =
        arrive(message().guarded(newPortOfTheSender(), MACH_MSG_GUARD_FLAGS_UNGUARDED_ON_SEND))) {
      assertThat(received.descriptor(0)).isEqualTo(DescriptorKind.GUARDED_RECEIVE);
      try (ReceiveRight right = received.takeReceive(0)) {
        assertThat(right.status().isGuarded()).isTrue();
        assertThat(right.status().isImmovable()).isFalse();
      }
    }
    arrive(message().guarded(newPortOfTheSender(), MACH_MSG_GUARD_FLAGS_UNGUARDED_ON_SEND)).close();
  }

  @Test
  void aGuardedReceiveRightThatNobodyTookGoesBackEvenIfItsGuardWasRemoved() {
    arrive(message().guarded(newPortOfTheSender())).close();
    try (ReceivedMessage received = arrive(message().guarded(newPortOfTheSender()))) {
      int name = received.bytes().getInt(DESCRIPTORS + 12);
      long guard = received.bytes().getLong(DESCRIPTORS);
      // mach_msg_destroy removes the guard first, which ends the process if there is none.
      TestKernel.expectSuccess(
          "mach_port_unguard", kernel.raw().mach_port_unguard(kernel.self(), name, guard));
    }
  }

  @Test
  void aMessageTellsThePortAndTheTrailer() {
    try (PortSet set = PortSet.allocate(mach);
        ReceiveRight other = ReceiveRight.allocate(mach)) {
      set.add(port);
      set.add(other);
      for (int number = 0; number < 3; number++) {
        message().send(sender.owner().library());
        try (ReceivedMessage received =
            ReceivedMessage.receive(set, buffer, Deadline.immediate())) {
          assertThat(received.receivedFrom()).isEqualTo(port.name());
          assertThat(received.isFrom(port)).isTrue();
          assertThat(received.isFrom(other)).isFalse();
          Trailer trailer = received.trailer();
          assertThat(trailer.sequenceNumber()).isEqualTo(number);
          assertThat(trailer.sender()).isEqualTo(received.sender());
          assertThat(trailer.context())
              .isEqualTo(kernel.calls().calls("mach_port_construct").get(0).arguments().get(2));
          assertThat(received.isFromKernel()).isFalse();
        }
      }
      other.makeSendOnce().close();
      try (ReceivedMessage received = ReceivedMessage.receive(set, buffer, Deadline.immediate())) {
        assertThat(received.isFromKernel()).isTrue();
        assertThat(received.isFrom(other)).isTrue();
      }
    }
  }

  @Test
  void aClosedMessageTellsNothing() {
    ReceivedMessage received = arrive(oneOfEach());
    received.close();
    for (Runnable use :
        List.<Runnable>of(
            received::descriptors,
            () -> received.descriptor(0),
            () -> received.takeSend(0),
            () -> received.takePort(0),
            () -> received.takeMemory(3),
            received::data,
            received::trailer,
            received::isFromKernel,
            received::receivedFrom,
            () -> received.expectId(0),
            received::expectDescriptors)) {
      assertThatIllegalStateException().isThrownBy(use::run).withMessageContaining("is closed");
    }
  }
}

package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.MachMsgLayout.DESCRIPTORS;
import static org.machapi.raw.MachMsgLayout.HEADER_SIZE;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_SIZE;
import static org.machapi.raw.MessageConstants.MACH_MSG_GUARD_FLAGS_UNGUARDED_ON_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_OOL_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ARGUMENTS;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ID;
import static org.machapi.raw.MigErrorConstants.MIG_TYPE_ERROR;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_ONCE;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.PortSet;
import org.machapi.ReceiveRight;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.TestKernel;

/** What is taken out of a message, what stays in it, and what becomes of one that is malformed. */
@Tag("kernel")
@Timeout(60)
@SuppressWarnings("try") // what is closed is looked at afterwards
class ReceivedDescriptorsTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final ReceiveRight port = ReceiveRight.allocate(mach);
  private final RemotePort sender = kernel.remotePort();
  private final MessageBuffer buffer = MessageBuffer.forMessagesOf(512);
  private final int destination;
  private final SortedMap<Integer, String> before;
  private final long mapped;

  ReceivedDescriptorsTest() {
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

  private RawMessage message() {
    return RawMessage.to(destination, MACH_MSG_TYPE_COPY_SEND);
  }

  private ReceivedMessage arrive(RawMessage message) {
    message.send(sender.owner().library());
    ReceivedMessage received = ReceivedMessage.receive(port, buffer, Deadline.immediate());
    assertThat(received).isNotNull();
    return received;
  }

  private long memory(int... values) {
    return RawMessage.memoryOf(sender.owner().library(), values);
  }

  private int newPortOfTheSender() {
    return kernel.newReceiveRightOf(sender.owner());
  }

  /** One of each kind, in the order of the enumeration, without a guarded one. */
  private RawMessage oneOfEach() {
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

  private static final DescriptorKind[] EACH = {
    DescriptorKind.SEND,
    DescriptorKind.SEND_ONCE,
    DescriptorKind.RECEIVE,
    DescriptorKind.MEMORY,
    DescriptorKind.PORTS
  };

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

  // Arrays and memory

  @Test
  void rightsAreTakenOutOfAnArrayOneByOneAndTheRestGoesBack() {
    try (ReceivedMessage received = arrive(oneOfEach());
        OutOfLinePorts ports = received.takePorts(4)) {
      assertThat(ports.kind()).isEqualTo(DescriptorKind.SEND);
      try (PortRight first = ports.take(0)) {
        assertThat(first).isInstanceOf(SendRight.class);
        assertThat(ports.take(0)).isNull();
        assertThat(ports.take(1)).isNull();
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> ports.take(3));
        // The message's own, and two of the array.
        assertThat(kernel.references(first.name(), Right.SEND)).isEqualTo(3);
        ports.close();
        assertThat(kernel.references(first.name(), Right.SEND)).isEqualTo(2);
        assertThatIllegalStateException().isThrownBy(() -> ports.take(2));
      }
    }
  }

  @Test
  void anArrayOfReceiveRightsIsGuardedAsItIsTakenOut() {
    long array = memory(newPortOfTheSender(), newPortOfTheSender());
    try (ReceivedMessage received = arrive(message().ports(array, 2, MACH_MSG_TYPE_MOVE_RECEIVE));
        OutOfLinePorts ports = received.takePorts(0);
        PortRight right = ports.take(1)) {
      assertThat(((ReceiveRight) right).status().isGuarded()).isTrue();
    }
  }

  @Test
  void theMemoryOfAnArrayIsGivenBackWhenItIsTaken() {
    int name = sender.receiveName();
    try (ReceivedMessage received =
            arrive(message().ports(memory(name), 1, MACH_MSG_TYPE_MAKE_SEND));
        OutOfLinePorts ports = received.takePorts(0)) {
      assertThat(ports.size()).isEqualTo(1);
      assertThat(kernel.task().mappedBytes()).isEqualTo(mapped);
    }
  }

  @Test
  void memoryIsCopiedOutInPartsAndNotBeyondItsEnd() {
    int[] numbers = new int[50_000];
    numbers[49_999] = 0x1234;
    try (ReceivedMessage received =
            arrive(message().memory(MACH_MSG_OOL_DESCRIPTOR, memory(numbers), 200_000));
        OutOfLineMemory memory = received.takeMemory(0)) {
      ByteBuffer part = ByteBuffer.allocateDirect(4).order(ByteOrder.nativeOrder());
      memory.copyTo(199_996, part);
      assertThat(part.flip().getInt()).isEqualTo(0x1234);
      assertThat(memory.toByteArray()).hasSize(200_000);
      memory.copyTo(200_000, ByteBuffer.allocate(0));
      for (long offset : new long[] {-1, 199_997, Long.MAX_VALUE}) {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
            .isThrownBy(() -> memory.copyTo(offset, ByteBuffer.allocate(4)));
      }
      memory.close();
      memory.close();
      assertThatIllegalStateException().isThrownBy(memory::toByteArray);
      assertThatIllegalStateException().isThrownBy(() -> memory.copyTo(0, ByteBuffer.allocate(1)));
    }
  }

  // What the sender got wrong

  private void assertMalformed(RawMessage message, int code, Consumer<ReceivedMessage> use) {
    ReceivedMessage received = arrive(message);
    assertThatExceptionOfType(MalformedMessageException.class)
        .isThrownBy(() -> use.accept(received))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(code));
    // Everything is released at once, not only in the end.
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(kernel.task().mappedBytes()).isEqualTo(mapped);
    assertThatIllegalStateException().isThrownBy(received::id);
    // And the buffer is free.
    assertThat(ReceivedMessage.receive(port, buffer, Deadline.immediate())).isNull();
  }

  @Test
  void toTakeSomethingElseThanTheSenderGaveReleasesEverything() {
    List<Consumer<ReceivedMessage>> wrong =
        List.of(
            message -> message.takeSend(1),
            message -> message.takeSend(3),
            message -> message.takeSendOnce(0),
            message -> message.takeReceive(1),
            message -> message.takeReceive(4),
            message -> message.takePort(3),
            message -> message.takePort(4),
            message -> message.takeMemory(2),
            message -> message.takeMemory(4),
            message -> message.takePorts(3),
            message -> message.takeSend(5),
            message -> message.takePorts(Integer.MAX_VALUE),
            message -> message.expectDescriptors(DescriptorKind.SEND_ONCE, null, null, null, null));
    for (Consumer<ReceivedMessage> use : wrong) {
      assertMalformed(oneOfEach(), MIG_TYPE_ERROR, use);
    }
    assertMalformed(message().word(1), MIG_TYPE_ERROR, message -> message.takeSend(0));
  }

  @Test
  void aMessageOfAnotherIdentifierCountOrSizeIsRefused() {
    assertMalformed(oneOfEach().id(3), MIG_BAD_ID, message -> message.expectId(4));
    assertMalformed(oneOfEach(), MIG_BAD_ARGUMENTS, message -> message.expectDescriptors());
    assertMalformed(
        oneOfEach(),
        MIG_BAD_ARGUMENTS,
        message -> message.expectDescriptors(DescriptorKind.SEND, DescriptorKind.SEND_ONCE));
    assertMalformed(oneOfEach(), MIG_BAD_ARGUMENTS, message -> message.data(9));
    assertMalformed(message(), MIG_BAD_ARGUMENTS, message -> message.data(1));
    assertMalformed(message(), MIG_BAD_ARGUMENTS, message -> message.data(Integer.MAX_VALUE));
    try (ReceivedMessage received = arrive(message().id(5).word(1))) {
      received.expectId(5);
      received.expectDescriptors();
      assertThat(received.data(4).getInt()).isEqualTo(1);
    }
  }

  @Test
  void aNegativeIndexIsTheCallersFaultAndTheMessageStaysOpen() {
    try (ReceivedMessage received = arrive(oneOfEach())) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> received.takeSend(-1));
      assertThat(received.descriptors()).isEqualTo(EACH.length);
    }
  }

  /**
   * The shapes that kernels let through, as recorded from one (topic "malformed"): whichever comes,
   * it can be looked at, and close gives all back.
   */
  @Test
  void whatAKernelLetsThroughOfOddMessagesIsReceivedAndGivenBack() {
    int name = sender.receiveName();
    List<RawMessage> shapes =
        List.of(
            message().complexWithoutDescriptors(),
            message().complexWithoutDescriptors().zeros(40),
            message().zeros(16).word(-1),
            // A body that says one, with another one behind it, which is data.
            message()
                .port(name, MACH_MSG_TYPE_MAKE_SEND)
                .port(name, MACH_MSG_TYPE_MAKE_SEND)
                .descriptorCount(1),
            // A disposition of nothing with no right.
            message().port(MACH_PORT_NULL, 0),
            message().port(MACH_PORT_DEAD, MACH_MSG_TYPE_MOVE_RECEIVE),
            // Five descriptors made of zeros: null rights.
            message().complexWithoutDescriptors().descriptorCount(5).zeros(5 * 12),
            // Bits that mean nothing.
            message().bits(1 << 13).port(name, MACH_MSG_TYPE_MAKE_SEND),
            message().bits(1 << 25).port(name, MACH_MSG_TYPE_MAKE_SEND_ONCE));
    for (RawMessage shape : shapes) {
      try (ReceivedMessage received = arrive(shape)) {
        for (int i = 0; i < received.descriptors(); i++) {
          assertThat(received.descriptor(i))
              .isIn(
                  DescriptorKind.SEND,
                  DescriptorKind.SEND_ONCE,
                  DescriptorKind.RECEIVE,
                  DescriptorKind.OTHER);
        }
        assertThat(received.data().remaining()).isLessThanOrEqualTo(received.size() - HEADER_SIZE);
      }
      assertThat(kernel.snapshot()).isEqualTo(before);
      sender.receiveId();
    }
  }

  @Test
  void aSecondDescriptorThatIsNotCountedIsData() {
    int name = sender.receiveName();
    try (ReceivedMessage received =
        arrive(
            message()
                .port(name, MACH_MSG_TYPE_MAKE_SEND)
                .port(name, MACH_MSG_TYPE_MAKE_SEND)
                .descriptorCount(1))) {
      assertThat(received.descriptors()).isEqualTo(1);
      assertThat(received.data(0).remaining()).isEqualTo(PORT_DESCRIPTOR_SIZE);
      // What stands there is a number of the sender's, and no right of ours.
      assertThat(received.data().getInt()).isEqualTo(name);
    }
  }

  @Test
  void aRightThatNobodyCanSayTheKindOfIsTakenAsNull() {
    try (ReceivedMessage received = arrive(message().port(MACH_PORT_NULL, 0))) {
      assertThat(received.descriptor(0)).isEqualTo(DescriptorKind.OTHER);
      assertThat(received.takePort(0)).isNull();
    }
  }

  // Where it came from

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

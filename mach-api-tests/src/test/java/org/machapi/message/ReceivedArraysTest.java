package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.raw.KernReturnConstants.KERN_MEMORY_ERROR;
import static org.machapi.raw.KernReturnConstants.KERN_NO_SPACE;
import static org.machapi.raw.MessageConstants.MACH_MSG_OOL_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.ReceiveRight;
import org.machapi.Right;
import org.machapi.SendRight;

/** Arrays of rights and memory that came with a message. */
@Timeout(60)
@SuppressWarnings("try") // what is closed is looked at afterwards
class ReceivedArraysTest extends ReceivedDescriptorsFixture {
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

  @Test
  void memoryWhosePagesAreGoneIsAnErrorAndStaysOwned() {
    try (ReceivedMessage received =
            arrive(message().memory(MACH_MSG_OOL_DESCRIPTOR, memory(new int[50_000]), 200_000));
        OutOfLineMemory memory = received.takeMemory(0)) {
      long held = kernel.task().mappedBytes();
      int[] rounds = {0};
      kernel
          .calls()
          .on(
              "mach_vm_read_overwrite",
              (arguments, rest) -> rounds[0]++ < 2 ? rest.call() : KERN_MEMORY_ERROR);
      ByteBuffer target = ByteBuffer.allocate(200_000);
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> memory.copyTo(0, target))
          .withMessageContaining("mach_vm_read_overwrite")
          .withMessageContaining("KERN_MEMORY_ERROR");
      assertThat(target.position()).as("two parts of 64 KiB were read").isEqualTo(2 * 64 * 1024);
      assertThat(target.limit()).isEqualTo(200_000);
      assertThat(kernel.task().mappedBytes()).as("no copy is left").isEqualTo(held);
      kernel.calls().restore("mach_vm_read_overwrite");
      assertThat(memory.toByteArray()).as("it can be tried again").hasSize(200_000);
    }
  }

  @Test
  void memoryIsOwnedAlsoWhenThereIsNoRoomForACopy() {
    try (ReceivedMessage received =
            arrive(message().memory(MACH_MSG_OOL_DESCRIPTOR, memory(1, 2), 8));
        OutOfLineMemory memory = received.takeMemory(0)) {
      kernel.calls().fail("mach_vm_allocate", KERN_NO_SPACE);
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(memory::toByteArray)
          .withMessageContaining("KERN_NO_SPACE");
      kernel.calls().restore("mach_vm_allocate");
      assertThat(memory.toByteArray()).hasSize(8);
    }
  }
}

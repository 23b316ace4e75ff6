package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_NO_SPACE;
import static org.machapi.raw.KernReturnConstants.KERN_RESOURCE_SHORTAGE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_MEMORY;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;

import java.nio.ByteBuffer;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.junit.jupiter.api.Test;
import org.machapi.raw.NativeBuffer;

class MemoryMapTest {
  private static final int PAGE = 16_384;
  private static final int VM_FLAGS_ANYWHERE = 1;

  private final SimulatedTask task = SimulatedKernel.create().createTask("test");
  private final Program program = Program.of(task);

  private long allocate(long size) {
    int result =
        program.mach.mach_vm_allocate(program.self, program.out.pointer(), size, VM_FLAGS_ANYWHERE);
    assertThat(result).isEqualTo(KERN_SUCCESS);
    return program.out.getLong(0);
  }

  @Test
  void memoryIsZeroedPageAlignedAndRealToTheLastByte() {
    long address = allocate(PAGE + 1);
    assertThat(address % PAGE).isZero();
    assertThat(task.mappedBytes()).isEqualTo(2 * PAGE);
    Pointer memory = Pointer.wrap(Runtime.getSystemRuntime(), address, 2 * PAGE);
    assertThat(memory.getByte(2 * PAGE - 1)).isZero();
    memory.putByte(2 * PAGE - 1, (byte) 7);
    assertThat(memory.getByte(2 * PAGE - 1)).isEqualTo((byte) 7);
  }

  @Test
  void deallocatingTakesWholePagesAndIsFineWithWhatIsNotThere() {
    long address = allocate(3 * PAGE);
    assertThat(program.mach.mach_vm_deallocate(program.self, address + PAGE + 5, 1))
        .isEqualTo(KERN_SUCCESS);
    assertThat(task.mappedBytes()).isEqualTo(2 * PAGE);
    assertThat(task.isMapped(address, PAGE)).isTrue();
    assertThat(task.isMapped(address + PAGE, 1)).isFalse();
    assertThat(task.isMapped(address + 2 * PAGE, PAGE)).isTrue();
    assertThat(task.isMapped(address, 3 * PAGE)).isFalse();
    assertThat(program.mach.mach_vm_deallocate(program.self, address, 3 * PAGE))
        .isEqualTo(KERN_SUCCESS);
    assertThat(program.mach.mach_vm_deallocate(program.self, address, 3 * PAGE))
        .isEqualTo(KERN_SUCCESS);
    assertThat(task.mappedBytes()).isZero();
  }

  @Test
  void rangesBeyondTheEndOfAllMemoryAreRefused() {
    assertThat(program.mach.mach_vm_deallocate(program.self, -PAGE, 2 * PAGE))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.mach.mach_vm_deallocate(program.self, 0, -1))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(task.isMapped(-1, 2)).isFalse();
  }

  @Test
  void aTaskGetsNoMoreThanItsLimit() {
    KernelConfiguration small = KernelConfiguration.builder().maximumMemory(2 * PAGE).build();
    SimulatedTask poor = SimulatedKernel.create(small).createTask("poor");
    Program its = Program.of(poor);
    assertThat(its.mach.mach_vm_allocate(its.self, its.out.pointer(), 2 * PAGE, VM_FLAGS_ANYWHERE))
        .isEqualTo(KERN_SUCCESS);
    assertThat(its.mach.mach_vm_allocate(its.self, its.out.pointer(), 1, VM_FLAGS_ANYWHERE))
        .isEqualTo(KERN_NO_SPACE);
    assertThat(its.mach.mach_vm_allocate(its.self, its.out.pointer(), -1, VM_FLAGS_ANYWHERE))
        .isEqualTo(KERN_NO_SPACE);
    assertThat(poor.mappedBytes()).isEqualTo(2 * PAGE);
  }

  @Test
  void arraysThatCallsReturnAreMemoryOfTheCallersToGiveBack() {
    program.receiveRight();
    NativeBuffer out = NativeBuffer.allocate(32);
    assertThat(
            program.mach.mach_port_names(
                program.self, out.pointer(), out.pointer(8), out.pointer(16), out.pointer(24)))
        .isEqualTo(KERN_SUCCESS);
    assertThat(task.mappedBytes()).isEqualTo(2 * PAGE);
    assertThat(out.getInt(8)).isEqualTo(2);
    program.mach.mach_vm_deallocate(program.self, out.getLong(0), 8);
    assertThat(task.mappedBytes()).isEqualTo(PAGE);
    program.mach.mach_vm_deallocate(program.self, out.getLong(16), 8);
    assertThat(task.mappedBytes()).isZero();
  }

  @Test
  void aListOfNamesThatFindsNoRoomLeavesNothingBehind() {
    KernelConfiguration small = KernelConfiguration.builder().maximumMemory(PAGE).build();
    SimulatedTask poor = SimulatedKernel.create(small).createTask("poor");
    Program its = Program.of(poor);
    NativeBuffer out = NativeBuffer.allocate(32);
    assertThat(
            its.mach.mach_port_names(
                its.self, out.pointer(), out.pointer(8), out.pointer(16), out.pointer(24)))
        .isEqualTo(KERN_RESOURCE_SHORTAGE);
    assertThat(poor.mappedBytes()).isZero();
  }

  private int sendMemory(int port, long address, int length, boolean deallocate) {
    program.header(port, 19, 0, 0, 1);
    program.message.putInt(0, 19 | 1 << 31);
    program.message.putInt(24, 1);
    program.message.putLong(28, address);
    program.message.bytes().put(36, (byte) (deallocate ? 1 : 0));
    program.message.bytes().put(37, (byte) 1);
    program.message.bytes().put(39, (byte) 1);
    program.message.putInt(40, length);
    return program.send(MACH_SEND_MSG, 44, 0);
  }

  @Test
  void memoryTravelsInAMessageAndEndsWhereTheReceiverEndsIt() {
    int port = program.receiveAndSendRight();
    long address = allocate(100);
    Pointer.wrap(Runtime.getSystemRuntime(), address, 100).putInt(96, 0x12345678);
    assertThat(sendMemory(port, address, 100, true)).isEqualTo(MACH_MSG_SUCCESS);
    assertThat(task.mappedBytes()).isZero();
    assertThat(program.receive(port)).isEqualTo(MACH_MSG_SUCCESS);
    long arrived = program.message.getLong(28);
    assertThat(Pointer.wrap(Runtime.getSystemRuntime(), arrived, 100).getInt(96))
        .isEqualTo(0x12345678);
    assertThat(task.mappedBytes()).isEqualTo(PAGE);
    program.mach.mach_vm_deallocate(program.self, arrived, 100);
    assertThat(task.mappedBytes()).isZero();
  }

  @Test
  void anAddressThatTheTaskHasNotMappedIsNeverFollowed() {
    int port = program.receiveAndSendRight();
    ByteBuffer elsewhere = ByteBuffer.allocateDirect(64);
    long address = Pointer.wrap(Runtime.getSystemRuntime(), elsewhere).address();
    assertThat(sendMemory(port, address, 64, false)).isEqualTo(MACH_SEND_INVALID_MEMORY);
    assertThat(sendMemory(port, 8, 64, false)).isEqualTo(MACH_SEND_INVALID_MEMORY);
    long mine = allocate(PAGE);
    assertThat(sendMemory(port, mine, PAGE + 1, false)).isEqualTo(MACH_SEND_INVALID_MEMORY);
    assertThat(sendMemory(port, mine, -1, false)).isEqualTo(MACH_SEND_INVALID_MEMORY);
    assertThat(sendMemory(port, mine + PAGE - 4, 4, false)).isEqualTo(MACH_MSG_SUCCESS);
  }

  @Test
  void memoryOfATaskThatEndsIsGone() {
    allocate(PAGE);
    task.terminate();
    assertThat(task.mappedBytes()).isZero();
  }
}

package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_MEMORY;
import static org.machapi.raw.SpecialPortConstants.TASK_INSPECT_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_READ_PORT;

import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.junit.jupiter.api.Test;
import org.machapi.raw.NativeBuffer;

class MemoryCopyTest {
  private static final int PAGE = 16_384;
  private static final int ANYWHERE = 1;

  private final SimulatedKernel kernel = SimulatedKernel.create();
  private final SimulatedTask task = kernel.createTask("one");
  private final SimulatedTask other = kernel.createTask("two");
  private final Program program = Program.of(task);
  private final Program others = Program.of(other);
  private final int control = other.grant(others.self, MACH_MSG_TYPE_COPY_SEND, task);

  private static long allocate(Program its, long size) {
    assertThat(its.mach.vm_allocate(its.self, its.out.pointer(), size, ANYWHERE)).isZero();
    return its.out.getLong(0);
  }

  private static Pointer at(long address) {
    return Pointer.wrap(Runtime.getSystemRuntime(), address);
  }

  @Test
  void theOldNamesAllocateAndDeallocateInAnyTask() {
    assertThat(program.mach.vm_allocate(control, program.out.pointer(), PAGE + 1, ANYWHERE))
        .isZero();
    long address = program.out.getLong(0);
    assertThat(other.mappedBytes()).isEqualTo(2 * PAGE);
    assertThat(task.mappedBytes()).isZero();
    assertThat(program.mach.vm_deallocate(control, address, PAGE + 1)).isZero();
    assertThat(other.mappedBytes()).isZero();
    assertThat(program.mach.vm_allocate(program.self, program.out.pointer(), 0, 0)).isZero();
    assertThat(program.out.getLong(0)).isZero();
  }

  @Test
  void theOldNamesFailAsTheNewOnesDo() {
    assertThat(program.mach.vm_allocate(0, program.out.pointer(), 1, ANYWHERE))
        .isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(program.mach.vm_deallocate(0, 0, 1)).isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(program.mach.vm_deallocate(program.self, -1, 2)).isEqualTo(KERN_INVALID_ARGUMENT);
    int thread = program.mach.mach_thread_self();
    assertThat(program.mach.vm_allocate(thread, program.out.pointer(), 1, ANYWHERE))
        .isEqualTo(KERN_INVALID_ARGUMENT);
  }

  private int read(int target, long address, long size, long data) {
    return program.mach.mach_vm_read_overwrite(target, address, size, data, program.out.pointer());
  }

  @Test
  void memoryOfAnotherTaskIsReadIntoOnesOwn() {
    long theirs = allocate(others, PAGE);
    long mine = allocate(program, PAGE);
    at(theirs).putLong(96, 0x123456789abcdefL);
    at(mine).putLong(16, -1);
    assertThat(read(control, theirs + 96, 8, mine + 8)).isEqualTo(KERN_SUCCESS);
    assertThat(program.out.getLong(0)).isEqualTo(8);
    assertThat(at(mine).getLong(8)).isEqualTo(0x123456789abcdefL);
    assertThat(at(mine).getLong(16)).isEqualTo(-1);
    assertThat(task.mappedBytes() + other.mappedBytes()).isEqualTo(2 * PAGE);
  }

  @Test
  void aRangeIsReadAsItWasThoughItOverlapsItsCopy() {
    long mine = allocate(program, 3 * PAGE);
    at(mine).putInt(0, 7);
    at(mine).putInt(PAGE, 8);
    assertThat(read(program.self, mine, 2 * PAGE, mine + PAGE)).isZero();
    assertThat(at(mine).getInt(PAGE)).isEqualTo(7);
    assertThat(at(mine).getInt(2 * PAGE)).isEqualTo(8);
  }

  @Test
  void aReadThatIsRefusedWritesNothing() {
    long theirs = allocate(others, PAGE);
    long mine = allocate(program, PAGE);
    program.out.putLong(0, 55);
    assertThat(read(control, theirs + 8, PAGE, mine)).isEqualTo(KERN_INVALID_ADDRESS);
    assertThat(read(control, theirs, PAGE, mine + 8)).isEqualTo(KERN_INVALID_ADDRESS);
    assertThat(read(control, theirs, -1, mine)).isEqualTo(KERN_INVALID_ADDRESS);
    assertThat(read(0, theirs, 8, mine)).isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(program.out.getLong(0)).isEqualTo(55);
    NativeBuffer small = NativeBuffer.allocate(4);
    assertThat(program.mach.mach_vm_read_overwrite(control, theirs, 8, mine, small.pointer()))
        .isEqualTo(KERN_INVALID_ADDRESS);
    assertThat(read(control, 8, 0, 8)).isZero();
    assertThat(program.out.getLong(0)).isZero();
  }

  private int special(int which) {
    program.mach.task_get_special_port(control, which, program.out.pointer());
    return program.out.getInt(0);
  }

  @Test
  void theReadPortWillDoToReadAndNotToWrite() {
    long theirs = allocate(others, PAGE);
    long mine = allocate(program, PAGE);
    int readPort = special(TASK_READ_PORT);
    assertThat(read(readPort, theirs, 8, mine)).isZero();
    assertThat(read(special(TASK_INSPECT_PORT), theirs, 8, mine)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.mach.mach_vm_write(readPort, theirs, mine, 8))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.mach.mach_vm_write(readPort, theirs, 8, 8))
        .isEqualTo(MACH_SEND_INVALID_MEMORY);
  }

  @Test
  void dataAreWrittenIntoTheMemoryOfATask() {
    long theirs = allocate(others, PAGE);
    long mine = allocate(program, PAGE);
    at(mine).putInt(4, 0x1234);
    at(theirs).putInt(104, -1);
    assertThat(program.mach.mach_vm_write(control, theirs + 100, mine + 4, 4)).isZero();
    assertThat(at(theirs).getInt(100)).isEqualTo(0x1234);
    assertThat(at(theirs).getInt(104)).isEqualTo(-1);
    assertThat(task.mappedBytes() + other.mappedBytes()).isEqualTo(2 * PAGE);
  }

  @Test
  void dataAreWrittenWholeOrNotAtAll() {
    long theirs = allocate(others, PAGE);
    long mine = allocate(program, PAGE);
    at(mine).putInt(0, 1);
    assertThat(program.mach.mach_vm_write(control, theirs + PAGE - 4, mine, 8))
        .isEqualTo(KERN_INVALID_ADDRESS);
    assertThat(at(theirs).getInt(PAGE - 4)).isZero();
    assertThat(program.mach.mach_vm_write(control, 8, mine, 0)).isZero();
    assertThat(program.mach.mach_vm_write(control, theirs, 8, 0)).isZero();
    assertThat(program.mach.mach_vm_write(control, theirs, mine, -1))
        .isEqualTo(MACH_SEND_INVALID_MEMORY);
    assertThat(program.mach.mach_vm_write(0, theirs, 8, 8)).isEqualTo(MACH_SEND_INVALID_DEST);
    other.terminate();
    assertThat(program.mach.mach_vm_write(control, theirs, mine, 8))
        .isEqualTo(MACH_SEND_INVALID_DEST);
  }
}

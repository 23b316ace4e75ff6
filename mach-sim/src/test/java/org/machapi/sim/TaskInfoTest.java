package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.raw.ExceptionConstants.EXCEPTION_DEFAULT;
import static org.machapi.raw.ExceptionConstants.EXC_MASK_BAD_ACCESS;
import static org.machapi.raw.ExceptionConstants.EXC_MASK_BREAKPOINT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_TASK;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.KernReturnConstants.KERN_NOT_SUPPORTED;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MigErrorConstants.MIG_ARRAY_TOO_LARGE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.SpecialPortConstants.TASK_INSPECT_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_NAME_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_READ_PORT;
import static org.machapi.raw.SpecialPortConstants.THREAD_INSPECT_PORT;
import static org.machapi.raw.SpecialPortConstants.THREAD_READ_PORT;

import org.junit.jupiter.api.Test;
import org.machapi.raw.NativeBuffer;

class TaskInfoTest {
  private final Program program = on(MachineArchitecture.ARM64);
  private final NativeBuffer info = NativeBuffer.allocate(64);
  private final NativeBuffer masks = NativeBuffer.allocate(128);
  private final NativeBuffer handlers = NativeBuffer.allocate(256);
  private final NativeBuffer behaviors = NativeBuffer.allocate(128);
  private final NativeBuffer flavors = NativeBuffer.allocate(128);

  private static Program on(MachineArchitecture architecture) {
    return Program.on(
        SimulatedKernel.create(KernelConfiguration.builder().architecture(architecture).build()));
  }

  private int info(Program of, int name, int flavor, int room) {
    of.out.putInt(0, room);
    return of.mach.task_info(name, flavor, info.pointer(), of.out.pointer());
  }

  private int special(int which) {
    program.mach.task_get_special_port(program.self, which, program.out.pointer());
    return program.out.getInt(0);
  }

  private static void allocate(Program of, int pages) {
    assertThat(of.mach.mach_vm_allocate(of.self, of.out.pointer(), 16_384L * pages, 1)).isZero();
  }

  private int taskHandlers(int name, int mask) {
    program.out.putInt(0, 32);
    return program.mach.task_get_exception_ports_info(
        name,
        mask,
        masks.pointer(),
        program.out.pointer(),
        handlers.pointer(),
        behaviors.pointer(),
        flavors.pointer());
  }

  private int threadHandlers(int name, int mask) {
    program.out.putInt(0, 32);
    return program.mach.thread_get_exception_ports_info(
        name,
        mask,
        masks.pointer(),
        program.out.pointer(),
        handlers.pointer(),
        behaviors.pointer(),
        flavors.pointer());
  }

  @Test
  void theBasicInfoHasMemorySuspensionsAndPolicy() {
    allocate(program, 3);
    program.mach.mach_vm_deallocate(program.self, program.out.getLong(0), 16_384);
    program.mach.task_suspend(program.self);
    assertThat(info(program, special(TASK_NAME_PORT), 20, 12)).isEqualTo(KERN_SUCCESS);
    assertThat(program.out.getInt(0)).isEqualTo(12);
    assertThat(info.getLong(0)).isEqualTo(2 * 16_384);
    assertThat(info.getLong(8)).isEqualTo(2 * 16_384);
    assertThat(info.getLong(16)).isEqualTo(3 * 16_384);
    assertThat(info.getInt(40)).isEqualTo(1);
    assertThat(info.getInt(44)).isEqualTo(1);
  }

  @Test
  void theOldBasicFlavorsDependOnTheArchitecture() {
    Program intel = on(MachineArchitecture.X86_64);
    allocate(intel, 1);
    assertThat(info(intel, intel.self, 5, 10)).isEqualTo(KERN_SUCCESS);
    assertThat(intel.out.getInt(0)).isEqualTo(10);
    assertThat(info.getLong(4)).isEqualTo(16_384);
    assertThat(info.getInt(36)).isEqualTo(1);
    assertThat(info(intel, intel.self, 18, 10)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(info(program, program.self, 18, 10)).isEqualTo(KERN_SUCCESS);
    assertThat(program.out.getInt(0)).isEqualTo(10);
    assertThat(info(program, program.self, 5, 10)).isEqualTo(KERN_SUCCESS);
    assertThat(program.out.getInt(0)).isEqualTo(8);
  }

  @Test
  void theSmallBasicFlavorsTellTheMemoryOrTheMostOfIt() {
    allocate(program, 2);
    program.mach.mach_vm_deallocate(program.self, program.out.getLong(0), 16_384);
    assertThat(info(program, program.self, 4, 8)).isEqualTo(KERN_SUCCESS);
    assertThat(info.getInt(8)).isEqualTo(16_384);
    assertThat(info.getInt(28)).isEqualTo(1);
    assertThat(info(program, program.self, 6, 8)).isEqualTo(KERN_SUCCESS);
    assertThat(info.getInt(4)).isEqualTo(16_384);
    assertThat(info.getInt(8)).isEqualTo(2 * 16_384);
  }

  @Test
  void whatCanNotBeToldIsAnError() {
    assertThat(info(program, program.self, 20, 11)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(info(program, program.self, 17, 12)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(info(program, program.mach.mach_host_self(), 20, 12))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(info(program, 0, 20, 12)).isEqualTo(MACH_SEND_INVALID_DEST);
    program.out.putInt(0, 12);
    assertThat(program.mach.task_info(program.self, 20, null, program.out.pointer()))
        .isEqualTo(KERN_INVALID_ADDRESS);
    assertThat(program.mach.task_info(program.self, 20, info.pointer(), null))
        .isEqualTo(KERN_INVALID_ADDRESS);
  }

  @Test
  void noFactCanBeSet() {
    assertThat(program.mach.task_set_info(program.self, 20, info.pointer(), 12))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.mach.task_set_info(program.self, 24, info.pointer(), 1))
        .isEqualTo(KERN_NOT_SUPPORTED);
    assertThat(program.mach.task_set_info(0, 20, info.pointer(), 95))
        .isEqualTo(MIG_ARRAY_TOO_LARGE);
    assertThat(program.mach.task_set_info(0, 24, info.pointer(), 1))
        .isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(program.mach.task_set_info(special(TASK_READ_PORT), 24, info.pointer(), 1))
        .isEqualTo(KERN_INVALID_ARGUMENT);
  }

  @Test
  void guardExceptionsHaveTheUsualBehaviorAndNoOther() {
    info.putInt(0, 99);
    int inspect = special(TASK_INSPECT_PORT);
    assertThat(program.mach.task_get_exc_guard_behavior(inspect, info.pointer())).isZero();
    assertThat(info.getInt(0)).isZero();
    assertThat(program.mach.task_get_exc_guard_behavior(special(TASK_NAME_PORT), info.pointer()))
        .isEqualTo(KERN_INVALID_TASK);
    assertThat(program.mach.task_get_exc_guard_behavior(program.self, null))
        .isEqualTo(KERN_INVALID_ADDRESS);
    assertThat(program.mach.task_set_exc_guard_behavior(program.self, 0)).isEqualTo(KERN_SUCCESS);
    assertThat(program.mach.task_set_exc_guard_behavior(program.self, 0x100))
        .isEqualTo(KERN_INVALID_VALUE);
    assertThat(program.mach.task_set_exc_guard_behavior(inspect, 0)).isEqualTo(KERN_INVALID_TASK);
    assertThatThrownBy(() -> program.mach.task_set_exc_guard_behavior(program.self, 0x10))
        .isInstanceOf(UnsimulatedRoutineException.class);
  }

  @Test
  void theHandlersOfATaskAreDescribedWithoutRights() {
    int port = program.receiveAndSendRight();
    int mask = EXC_MASK_BAD_ACCESS | EXC_MASK_BREAKPOINT;
    program.mach.task_set_exception_ports(
        program.self, EXC_MASK_BAD_ACCESS, port, EXCEPTION_DEFAULT, 0);
    handlers.putLong(0, -1);
    handlers.putLong(8, -1);
    assertThat(taskHandlers(special(TASK_READ_PORT), mask)).isEqualTo(KERN_SUCCESS);
    assertThat(program.out.getInt(0)).isEqualTo(2);
    assertThat(masks.getInt(0)).isEqualTo(EXC_MASK_BAD_ACCESS);
    assertThat(masks.getInt(4)).isEqualTo(EXC_MASK_BREAKPOINT);
    assertThat(behaviors.getInt(0)).isEqualTo(EXCEPTION_DEFAULT);
    assertThat(handlers.getLong(0)).isZero();
    assertThat(handlers.getLong(8)).isZero();
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    assertThat(taskHandlers(special(TASK_INSPECT_PORT), mask)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(taskHandlers(program.self, 1 << 30)).isEqualTo(KERN_INVALID_ARGUMENT);
  }

  @Test
  void theHandlersOfAThreadAreDescribedWithoutRights() {
    int thread = program.mach.mach_thread_self();
    int port = program.receiveAndSendRight();
    assertThat(threadHandlers(thread, EXC_MASK_BAD_ACCESS)).isEqualTo(KERN_SUCCESS);
    assertThat(program.out.getInt(0)).as("it never had one").isZero();
    program.mach.thread_set_exception_ports(
        thread, EXC_MASK_BAD_ACCESS, port, EXCEPTION_DEFAULT, 0);
    program.mach.thread_get_special_port(thread, THREAD_READ_PORT, program.out.pointer());
    assertThat(threadHandlers(program.out.getInt(0), EXC_MASK_BAD_ACCESS)).isZero();
    assertThat(program.out.getInt(0)).isEqualTo(1);
    assertThat(masks.getInt(0)).isEqualTo(EXC_MASK_BAD_ACCESS);
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    program.mach.thread_get_special_port(thread, THREAD_INSPECT_PORT, program.out.pointer());
    assertThat(threadHandlers(program.out.getInt(0), EXC_MASK_BAD_ACCESS))
        .isEqualTo(KERN_INVALID_ARGUMENT);
  }

  @Test
  void handlersThatDoNotFitAreNotAskedFor() {
    program.out.putInt(0, 32);
    NativeBuffer small = NativeBuffer.allocate(64);
    int result =
        program.mach.task_get_exception_ports_info(
            program.self,
            EXC_MASK_BAD_ACCESS,
            masks.pointer(),
            program.out.pointer(),
            small.pointer(),
            behaviors.pointer(),
            flavors.pointer());
    assertThat(result).isEqualTo(KERN_INVALID_ADDRESS);
  }
}

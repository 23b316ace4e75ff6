package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MigErrorConstants.MIG_ARRAY_TOO_LARGE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.SpecialPortConstants.TASK_INSPECT_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_NAME_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_READ_PORT;
import static org.machapi.raw.SpecialPortConstants.THREAD_INSPECT_PORT;
import static org.machapi.raw.SpecialPortConstants.THREAD_READ_PORT;
import static org.machapi.raw.ThreadStatusConstants.x86_THREAD_STATE64;
import static org.machapi.raw.ThreadStatusConstants.x86_THREAD_STATE64_COUNT;

import org.junit.jupiter.api.Test;
import org.machapi.raw.NativeBuffer;

class SelfTest {
  private final SimulatedKernel kernel =
      SimulatedKernel.create(
          KernelConfiguration.builder().architecture(MachineArchitecture.X86_64).build());
  private final SimulatedTask task = kernel.createTask("one");
  private final Program program = Program.of(task);

  @Test
  void theTrapsGiveOneMoreReferenceOfTheSameName() {
    int thread = program.mach.mach_thread_self();
    assertThat(program.mach.thread_self_trap()).isEqualTo(thread);
    assertThat(program.references(thread, MACH_PORT_RIGHT_SEND)).isEqualTo(2);
    int host = program.mach.host_self_trap();
    assertThat(program.mach.mach_host_self()).isEqualTo(host);
    assertThat(program.references(host, MACH_PORT_RIGHT_SEND)).isEqualTo(2);
    SimulatedThread second = task.createThread();
    assertThat(second.library().thread_self_trap()).isNotEqualTo(thread).isPositive();
  }

  @Test
  void thePageSizeIsThatOfTheKernelWhateverTheHost() {
    assertThat(program.mach.host_page_size(0x7fff03, program.out.pointer())).isZero();
    assertThat(program.out.getLong(0)).isEqualTo(16_384);
    assertThat(program.mach.host_page_size(0, NativeBuffer.allocate(4).pointer()))
        .isEqualTo(KERN_INVALID_ADDRESS);
  }

  @Test
  void eachFlavorOfTheOwnTaskPortIsSelf() {
    assertThat(program.mach.mach_task_is_self(program.self)).isEqualTo(1);
    for (int which : new int[] {TASK_NAME_PORT, TASK_INSPECT_PORT, TASK_READ_PORT}) {
      assertThat(program.mach.task_get_special_port(program.self, which, program.out.pointer()))
          .isZero();
      int name = program.out.getInt(0);
      assertThat(name).isNotEqualTo(program.self);
      assertThat(program.mach.mach_task_is_self(name)).isEqualTo(1);
      assertThat(program.references(name, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    }
  }

  @Test
  void nothingElseIsSelf() {
    SimulatedTask other = kernel.createTask("two");
    int control = other.grant(Program.of(other).self, MACH_MSG_TYPE_COPY_SEND, task);
    int port = program.receiveAndSendRight();
    int dead = program.allocate(MACH_PORT_RIGHT_DEAD_NAME);
    int thread = program.mach.mach_thread_self();
    for (int name : new int[] {control, port, dead, thread, 0, -1, 0x7fff03}) {
      assertThat(program.mach.mach_task_is_self(name)).isZero();
    }
  }

  @Test
  void aNameThatIsSelfIsNotLookedUp() {
    program.mach.mach_port_deallocate(program.self, program.self);
    assertThat(program.mach.mach_task_is_self(program.self)).isEqualTo(1);
  }

  private int state(int thread, boolean set, NativeBuffer state, int count) {
    NativeBuffer room = NativeBuffer.allocate(4);
    room.putInt(0, count);
    return set
        ? program.mach.act_set_state(thread, x86_THREAD_STATE64, state.pointer(), count)
        : program.mach.act_get_state(thread, x86_THREAD_STATE64, state.pointer(), room.pointer());
  }

  /** Returns the name of the port of another thread. */
  private static int portOf(SimulatedThread thread) {
    return thread.library().mach_thread_self();
  }

  @Test
  void theStateOfAnotherThreadIsKept() {
    int thread = portOf(task.createThread());
    NativeBuffer state = NativeBuffer.allocate(4 * x86_THREAD_STATE64_COUNT);
    state.putLong(8, 0x1234);
    assertThat(state(thread, true, state, x86_THREAD_STATE64_COUNT)).isZero();
    NativeBuffer read = NativeBuffer.allocate(4 * x86_THREAD_STATE64_COUNT);
    assertThat(state(thread, false, read, x86_THREAD_STATE64_COUNT)).isZero();
    assertThat(read.getLong(8)).isEqualTo(0x1234);
    assertThat(program.references(thread, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
  }

  @Test
  void theCallingThreadHasNoStateUnderTheOldNames() {
    NativeBuffer state = NativeBuffer.allocate(4 * x86_THREAD_STATE64_COUNT);
    int own = program.mach.mach_thread_self();
    for (boolean set : new boolean[] {false, true}) {
      assertThat(state(own, set, state, x86_THREAD_STATE64_COUNT)).isEqualTo(KERN_INVALID_ARGUMENT);
    }
    SimulatedThread second = task.createThread();
    assertThat(second.library().act_set_state(portOf(second), 4, state.pointer(), 42))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(second.library().act_set_state(own, 4, state.pointer(), 42)).isZero();
  }

  private int special(int thread, int which) {
    assertThat(program.mach.thread_get_special_port(thread, which, program.out.pointer())).isZero();
    return program.out.getInt(0);
  }

  @Test
  void aReadPortWillDoToGetAStateOnly() {
    int thread = portOf(task.createThread());
    NativeBuffer state = NativeBuffer.allocate(4 * x86_THREAD_STATE64_COUNT);
    int read = special(thread, THREAD_READ_PORT);
    assertThat(state(read, false, state, x86_THREAD_STATE64_COUNT)).isZero();
    assertThat(state(read, true, state, x86_THREAD_STATE64_COUNT)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(state(special(thread, THREAD_INSPECT_PORT), false, state, 42))
        .isEqualTo(KERN_INVALID_ARGUMENT);
  }

  @Test
  void aStateOfTheWrongSizeOrThreadIsRefused() {
    SimulatedThread ending = task.createThread();
    int thread = portOf(ending);
    NativeBuffer state = NativeBuffer.allocate(4 * x86_THREAD_STATE64_COUNT);
    assertThat(state(thread, false, state, 41)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(state(thread, true, state, 41)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(state(thread, true, state, 1297)).isEqualTo(MIG_ARRAY_TOO_LARGE);
    assertThat(state(0, true, state, -1)).isEqualTo(MIG_ARRAY_TOO_LARGE);
    assertThat(state(0, true, state, 42)).isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(state(program.self, false, state, 42)).isEqualTo(KERN_INVALID_ARGUMENT);
    ending.exit();
    assertThat(state(thread, false, state, 42)).isEqualTo(MACH_SEND_INVALID_DEST);
  }
}

package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_CAPABILITY;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MachMsgLayout.HEADER_SIZE;
import static org.machapi.raw.MachMsgLayout.MSGH_BITS;
import static org.machapi.raw.MachMsgLayout.MSGH_DESCRIPTOR_COUNT;
import static org.machapi.raw.MessageConstants.MACH_MSGH_BITS_COMPLEX;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_REPLY;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_RIGHT;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMEOUT;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;
import static org.machapi.raw.PortConstants.MPG_FLAGS_MOD_REFS_PINNED_COPYIN;
import static org.machapi.raw.PortConstants.MPG_FLAGS_MOD_REFS_PINNED_DEALLOC;
import static org.machapi.raw.PortConstants.MPG_FLAGS_MOD_REFS_PINNED_DESTROY;
import static org.machapi.raw.PortConstants.kGUARD_EXC_IMMOVABLE;
import static org.machapi.raw.PortConstants.kGUARD_EXC_MOD_REFS;
import static org.machapi.raw.SpecialPortConstants.TASK_BOOTSTRAP_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_KERNEL_PORT;
import static org.machapi.raw.SpecialPortConstants.THREAD_KERNEL_PORT;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.junit.jupiter.api.Test;
import org.machapi.raw.MachLibrary;

/** Tasks as macOS hardens its own programs: control ports that are pinned and immovable. */
class HardenedTaskTest {
  private final List<GuardException> guards = new ArrayList<>();
  private final SimulatedKernel kernel =
      SimulatedKernel.create(
          KernelConfiguration.builder()
              .generation(KernelGeneration.XNU_11417)
              .hardenedTasks(true)
              .guardListener(guards::add)
              .build());
  private final SimulatedTask task = kernel.createTask("hardened");
  private final Program program = Program.of(task);
  private final MachLibrary mach = program.mach;
  private final int self = program.self;

  private int references(int name) {
    return program.references(name, MACH_PORT_RIGHT_SEND);
  }

  /** Expects the one fatal guard exception that tells how a pinned reference was to go. */
  private void expectPinned(int name, long way) {
    assertThat(guards).hasSize(1);
    GuardException guard = guards.get(0);
    assertThat(guard.flavor()).isEqualTo(kGUARD_EXC_MOD_REFS);
    assertThat(guard.fatal()).isTrue();
    assertThat(guard.name()).isEqualTo(name);
    assertThat(guard.subcode()).isEqualTo(way);
    assertThat(references(name)).as("it stays").isEqualTo(1);
    guards.clear();
  }

  private void expectImmovable(int name) {
    assertThat(guards).hasSize(1);
    assertThat(guards.get(0).flavor()).isEqualTo(kGUARD_EXC_IMMOVABLE);
    assertThat(guards.get(0).fatal()).isTrue();
    assertThat(guards.get(0).name()).isEqualTo(name);
    guards.clear();
  }

  private int send(int destination, int name, int disposition) {
    program.header(destination, MACH_MSG_TYPE_COPY_SEND, 0, 0, 5);
    program.message.putInt(MSGH_BITS, MACH_MSGH_BITS_COMPLEX | MACH_MSG_TYPE_COPY_SEND);
    program.message.putInt(MSGH_DESCRIPTOR_COUNT, 1);
    program.message.putInt(28, name);
    program.message.putInt(32, 0);
    program.message.putInt(36, disposition << 16);
    return program.send(MACH_SEND_MSG | MACH_SEND_TIMEOUT, 40, 0);
  }

  private int special(int which) {
    assertThat(mach.task_get_special_port(self, which, program.out.pointer()))
        .isEqualTo(KERN_SUCCESS);
    return program.out.getInt(0);
  }

  @Test
  void onlyXnu11417HardensTasks() {
    for (KernelGeneration generation : KernelGeneration.values()) {
      KernelConfiguration.Builder builder =
          KernelConfiguration.builder().generation(generation).hardenedTasks(true);
      if (generation != KernelGeneration.XNU_11417) {
        assertThatThrownBy(builder::build)
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining(generation.name());
      }
      builder.hardenedTasks(false).build();
    }
  }

  @Test
  void theLastReferenceToTheTaskItselfCannotBeGivenUp() {
    assertThat(mach.mach_port_deallocate(self, self)).isEqualTo(KERN_INVALID_CAPABILITY);
    expectPinned(self, MPG_FLAGS_MOD_REFS_PINNED_DEALLOC);
    assertThat(program.changeReferences(self, MACH_PORT_RIGHT_SEND, -1))
        .isEqualTo(KERN_INVALID_CAPABILITY);
    expectPinned(self, MPG_FLAGS_MOD_REFS_PINNED_DEALLOC);
    assertThat(mach.mach_port_destroy(self, self)).isEqualTo(KERN_INVALID_CAPABILITY);
    expectPinned(self, MPG_FLAGS_MOD_REFS_PINNED_DESTROY);
    int port = program.receiveAndSendRight();
    assertThat(send(port, self, MACH_MSG_TYPE_MOVE_SEND)).isEqualTo(MACH_SEND_INVALID_RIGHT);
    expectPinned(self, MPG_FLAGS_MOD_REFS_PINNED_COPYIN);
    program.header(self, MACH_MSG_TYPE_MOVE_SEND, 0, 0, 5);
    assertThat(program.send(MACH_SEND_MSG, HEADER_SIZE, 0)).isEqualTo(MACH_SEND_INVALID_DEST);
    expectPinned(self, MPG_FLAGS_MOD_REFS_PINNED_COPYIN);
    assertThat(mach.thread_terminate(self)).isEqualTo(MACH_SEND_INVALID_DEST);
    expectPinned(self, MPG_FLAGS_MOD_REFS_PINNED_COPYIN);
  }

  @Test
  void withoutAListenerItKills() {
    Program its =
        Program.on(
            SimulatedKernel.create(
                KernelConfiguration.builder()
                    .generation(KernelGeneration.XNU_11417)
                    .hardenedTasks(true)
                    .build()));
    assertThatThrownBy(() -> its.mach.mach_port_deallocate(its.self, its.self))
        .isInstanceOf(FatalGuardError.class)
        .hasMessageContaining("MOD_REFS")
        .hasMessageContaining("pinned");
  }

  @Test
  void referencesBesidesCanBeGivenUp() {
    assertThat(mach.task_self_trap()).isEqualTo(self);
    program.changeReferences(self, MACH_PORT_RIGHT_SEND, 2);
    assertThat(references(self)).isEqualTo(4);
    assertThat(mach.mach_port_deallocate(self, self)).isEqualTo(KERN_SUCCESS);
    assertThat(program.changeReferences(self, MACH_PORT_RIGHT_SEND, -2)).isEqualTo(KERN_SUCCESS);
    assertThat(references(self)).isEqualTo(1);
    assertThat(guards).isEmpty();
    mach.task_self_trap();
    assertThat(mach.mach_port_destroy(self, self))
        .as("destroying takes all, so the last one, too")
        .isEqualTo(KERN_INVALID_CAPABILITY);
    assertThat(references(self)).isEqualTo(2);
  }

  @Test
  void controlPortsCannotBeSent() {
    int thread = mach.mach_thread_self();
    int port = program.receiveAndSendRight();
    for (int name : new int[] {self, thread}) {
      int before = references(name);
      assertThat(send(port, name, MACH_MSG_TYPE_COPY_SEND)).isEqualTo(MACH_SEND_INVALID_RIGHT);
      expectImmovable(name);
      program.header(port, MACH_MSG_TYPE_COPY_SEND, name, MACH_MSG_TYPE_COPY_SEND, 5);
      assertThat(program.send(MACH_SEND_MSG, HEADER_SIZE, 0)).isEqualTo(MACH_SEND_INVALID_REPLY);
      assertThat(guards.remove(1).flavorName()).isEqualTo("SEND_INVALID_REPLY");
      expectImmovable(name);
      assertThat(references(name)).isEqualTo(before);
    }
    mach.task_self_trap();
    assertThat(send(port, self, MACH_MSG_TYPE_MOVE_SEND)).isEqualTo(MACH_SEND_INVALID_RIGHT);
    expectImmovable(self);
    assertThat(references(self)).isEqualTo(2);
  }

  @Test
  void controlPortsCannotBeLeftWithTheKernelForOthers() {
    assertThat(mach.task_set_special_port(self, TASK_BOOTSTRAP_PORT, self))
        .isEqualTo(KERN_INVALID_RIGHT);
    program.out.putInt(0, self);
    assertThat(mach.mach_ports_register(self, program.out.pointer(), 1))
        .isEqualTo(KERN_INVALID_RIGHT);
    assertThat(mach.mach_ports_register(self, program.out.pointer(), 0)).isEqualTo(KERN_SUCCESS);
    assertThat(references(self)).isEqualTo(1);
    assertThat(guards).isEmpty();
  }

  @Test
  void theMovablePortOfTheTaskHasAnotherName() {
    int movable = special(TASK_KERNEL_PORT);
    assertThat(movable).isNotEqualTo(self);
    assertThat(special(TASK_KERNEL_PORT)).isEqualTo(movable);
    assertThat(references(movable)).isEqualTo(2);
    assertThat(references(self)).isEqualTo(1);
    assertThat(mach.mach_task_is_self(movable)).isEqualTo(1);
    assertThat(mach.mach_port_type(movable, self, program.out.pointer())).isEqualTo(KERN_SUCCESS);
    assertThat(mach.mach_port_deallocate(self, movable)).isEqualTo(KERN_SUCCESS);
    assertThat(mach.mach_port_deallocate(self, movable)).isEqualTo(KERN_SUCCESS);
    assertThat(mach.mach_port_deallocate(self, movable)).isEqualTo(KERN_INVALID_NAME);
  }

  @Test
  void theMovablePortOfAThreadHasAnotherName() {
    int thread = mach.mach_thread_self();
    assertThat(mach.thread_get_special_port(thread, THREAD_KERNEL_PORT, program.out.pointer()))
        .isEqualTo(KERN_SUCCESS);
    int movable = program.out.getInt(0);
    assertThat(movable).isNotEqualTo(thread);
    assertThat(mach.thread_suspend(movable)).isEqualTo(KERN_SUCCESS);
    assertThat(mach.thread_resume(thread)).as("both mean the same thread").isEqualTo(KERN_SUCCESS);
    assertThat(mach.mach_port_deallocate(self, movable)).isEqualTo(KERN_SUCCESS);
    assertThat(program.type(thread)).isEqualTo(MACH_PORT_TYPE_SEND);
  }

  @Test
  void theMovablePortGoesToOthersAndComesHomeAsTheTasksOwn() {
    SimulatedTask other = kernel.createTask("other");
    Program its = Program.of(other);
    int theirs = its.receiveAndSendRight();
    int there = other.grant(theirs, MACH_MSG_TYPE_COPY_SEND, task);
    int movable = special(TASK_KERNEL_PORT);
    assertThat(send(there, movable, MACH_MSG_TYPE_MOVE_SEND)).isEqualTo(KERN_SUCCESS);
    assertThat(its.receive(theirs)).isEqualTo(KERN_SUCCESS);
    int arrived = its.message.getInt(28);
    assertThat(its.mach.pid_for_task(arrived, its.out.pointer())).isEqualTo(KERN_SUCCESS);
    assertThat(its.out.getInt(0)).isEqualTo(pid());
    int port = program.receiveAndSendRight();
    movable = special(TASK_KERNEL_PORT);
    assertThat(send(port, movable, MACH_MSG_TYPE_COPY_SEND)).isEqualTo(KERN_SUCCESS);
    assertThat(program.receive(port)).isEqualTo(KERN_SUCCESS);
    assertThat(program.message.getInt(28)).as("what arrives is the own port").isEqualTo(self);
    assertThat(references(self)).isEqualTo(2);
    assertThat(references(movable)).isEqualTo(1);
    assertThat(guards).isEmpty();
  }

  private int pid() {
    assertThat(mach.pid_for_task(self, program.out.pointer())).isEqualTo(KERN_SUCCESS);
    return program.out.getInt(0);
  }

  @Test
  void whoAsksForHimselfGetsHisOwnPortAndOthersTheMovableOne() {
    int pid = pid();
    assertThat(mach.task_for_pid(self, pid, program.out.pointer())).isEqualTo(KERN_SUCCESS);
    assertThat(program.out.getInt(0)).isEqualTo(self);
    assertThat(references(self)).isEqualTo(2);
    mach.task_create_identity_token(self, program.out.pointer());
    int token = program.out.getInt(0);
    assertThat(mach.task_identity_token_get_task_port(token, 0, program.out.pointer()))
        .isEqualTo(KERN_SUCCESS);
    assertThat(program.out.getInt(0)).isEqualTo(self);
    assertThat(references(self)).isEqualTo(3);
    Program its = Program.of(kernel.createTask("other"));
    assertThat(its.mach.task_for_pid(its.self, pid, its.out.pointer())).isEqualTo(KERN_SUCCESS);
    int mine = its.out.getInt(0);
    assertThat(its.mach.mach_port_deallocate(its.self, mine))
        .as("it is pinned for its own task only")
        .isEqualTo(KERN_SUCCESS);
    assertThat(guards).isEmpty();
  }

  @Test
  void theListOfThreadsHasTheirOwnPorts() {
    int thread = mach.mach_thread_self();
    assertThat(mach.task_threads(self, program.out.pointer(), program.out.pointer(8)))
        .isEqualTo(KERN_SUCCESS);
    assertThat(program.out.getInt(8)).isEqualTo(1);
    int listed = Pointer.wrap(Runtime.getSystemRuntime(), program.out.getLong(0), 4).getInt(0);
    assertThat(listed).isEqualTo(thread);
    assertThat(references(thread)).isEqualTo(3);
  }

  @Test
  void theThreadLibraryKeepsTheLastReferenceToAThread() {
    int thread = mach.mach_thread_self();
    assertThat(references(thread)).as("its own, and this one").isEqualTo(2);
    assertThat(mach.mach_port_deallocate(self, thread)).isEqualTo(KERN_SUCCESS);
    assertThat(guards).isEmpty();
    assertThat(mach.mach_port_deallocate(self, thread)).isEqualTo(KERN_INVALID_CAPABILITY);
    expectPinned(thread, MPG_FLAGS_MOD_REFS_PINNED_DEALLOC);
  }

  @Test
  void aThreadThatEndsIsUnpinnedAndTheLibrarysReferenceGoes() throws Exception {
    AtomicInteger name = new AtomicInteger();
    Eventually.inAThread(() -> name.set(task.library().mach_thread_self()));
    assertThat(program.type(name.get())).isEqualTo(MACH_PORT_TYPE_DEAD_NAME);
    assertThat(program.references(name.get(), MACH_PORT_RIGHT_DEAD_NAME)).isEqualTo(1);
    assertThat(mach.mach_port_deallocate(self, name.get())).isEqualTo(KERN_SUCCESS);
    assertThat(guards).isEmpty();
  }

  @Test
  void aThreadThatNobodyNamedLeavesNoName() throws Exception {
    int before = names();
    Eventually.inAThread(() -> task.library().mach_host_self());
    assertThat(names()).as("but that of the host").isEqualTo(before + 1);
  }

  private int names() {
    int result =
        mach.mach_port_names(
            self,
            program.out.pointer(),
            program.out.pointer(8),
            program.out.pointer(16),
            program.out.pointer(24));
    assertThat(result).isEqualTo(KERN_SUCCESS);
    return program.out.getInt(8);
  }

  @Test
  void aThreadThatIsNoneOfTheLibrarysIsImmovableAndNotPinned() {
    assertThat(mach.thread_create(self, program.out.pointer())).isEqualTo(KERN_SUCCESS);
    int thread = program.out.getInt(0);
    int port = program.receiveAndSendRight();
    assertThat(send(port, thread, MACH_MSG_TYPE_COPY_SEND)).isEqualTo(MACH_SEND_INVALID_RIGHT);
    expectImmovable(thread);
    assertThat(mach.mach_port_deallocate(self, thread)).isEqualTo(KERN_SUCCESS);
    assertThat(guards).isEmpty();
  }

  @Test
  void anotherTaskCannotTakeAPinnedRightAwayAndIsNotKilledForIt() {
    Program its = Program.of(kernel.createTask("debugger"));
    its.mach.task_for_pid(its.self, pid(), its.out.pointer());
    int target = its.out.getInt(0);
    assertThat(its.mach.mach_port_deallocate(target, self)).isEqualTo(KERN_INVALID_CAPABILITY);
    assertThat(its.mach.mach_port_destroy(target, self)).isEqualTo(KERN_INVALID_CAPABILITY);
    assertThat(
            its.mach.mach_port_extract_right(
                target, self, MACH_MSG_TYPE_COPY_SEND, its.out.pointer(), its.out.pointer(4)))
        .isEqualTo(KERN_INVALID_CAPABILITY);
    assertThat(guards).isEmpty();
    assertThat(references(self)).isEqualTo(1);
  }

  @Test
  void aTaskThatEndsTakesItsPinnedPortsAlong() {
    Program its = Program.of(kernel.createTask("debugger"));
    its.mach.task_for_pid(its.self, pid(), its.out.pointer());
    int target = its.out.getInt(0);
    mach.mach_thread_self();
    task.terminate();
    assertThat(its.type(target)).isEqualTo(MACH_PORT_TYPE_DEAD_NAME);
    assertThat(guards).isEmpty();
  }

  @Test
  void anOrdinaryTaskHasOnePortForAll() {
    SimulatedKernel ordinary =
        SimulatedKernel.create(
            KernelConfiguration.builder().generation(KernelGeneration.XNU_11417).build());
    Program its = Program.on(ordinary);
    its.mach.task_get_special_port(its.self, TASK_KERNEL_PORT, its.out.pointer());
    assertThat(its.out.getInt(0)).isEqualTo(its.self);
    assertThat(its.references(its.self, MACH_PORT_RIGHT_SEND)).isEqualTo(2);
    int thread = its.mach.mach_thread_self();
    assertThat(its.references(thread, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    assertThat(its.mach.mach_port_deallocate(its.self, thread)).isEqualTo(KERN_SUCCESS);
    its.mach.mach_port_deallocate(its.self, its.self);
    assertThat(its.mach.mach_port_deallocate(its.self, its.self)).isEqualTo(KERN_SUCCESS);
    assertThat(its.mach.mach_port_deallocate(its.self, its.self))
        .as("the task can no longer name itself")
        .isEqualTo(MACH_SEND_INVALID_DEST);
  }
}

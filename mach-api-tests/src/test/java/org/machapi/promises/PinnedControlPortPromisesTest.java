package org.machapi.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.promises.PromisedTask.answers;
import static org.machapi.promises.PromisedTask.succeeds;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.PortConstants.kGUARD_EXC_IMMOVABLE;
import static org.machapi.raw.PortConstants.kGUARD_EXC_INVALID_OPTIONS;
import static org.machapi.raw.PortConstants.kGUARD_EXC_MOD_REFS;
import static org.machapi.raw.SpecialPortConstants.TASK_BOOTSTRAP_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_INSPECT_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_KERNEL_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_READ_PORT;
import static org.machapi.raw.SpecialPortConstants.THREAD_INSPECT_PORT;
import static org.machapi.raw.SpecialPortConstants.THREAD_KERNEL_PORT;
import static org.machapi.raw.SpecialPortConstants.THREAD_READ_PORT;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.Threads;
import org.machapi.raw.KernelMemory;
import org.machapi.sim.GuardException;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.KernelGeneration;

/**
 * What XNU's own test of pinned and immovable control ports promises of a hardened task (XNU
 * tests/imm_pinned_control_port.c and imm_pinned_control_port_crasher.c, as in release 11417).
 *
 * <p>Two things differ. A task begins with one reference to itself here and with two on macOS, so
 * that the second is taken first. And {@code processor_set_tasks} and {@code mach_msg2} are not
 * bound: what they promise is left out, but for the plain message, which {@code mach_msg} sends.
 */
@Timeout(60)
class PinnedControlPortPromisesTest {
  private final PromisedTask task = PromisedTask.hardened();

  private int special(int which) {
    succeeds(task.mach.task_get_special_port(task.self, which, task.out().pointer()));
    return task.out().getInt(0);
  }

  private int threadSpecial(int thread, int which) {
    succeeds(task.mach.thread_get_special_port(thread, which, task.out().pointer()));
    return task.out().getInt(0);
  }

  /** Expects what kills the process, before anything else is raised. */
  private void assertKilledFor(int flavour) {
    assertThat(task.guards).isNotEmpty();
    GuardException first = task.guards.get(0);
    assertThat(first.flavor()).as(first.toString()).isEqualTo(flavour);
    assertThat(first.fatal()).isTrue();
  }

  private int portToSendTo() {
    int port = task.receiveRight();
    succeeds(task.insert(port, port, MACH_MSG_TYPE_MAKE_SEND));
    return port;
  }

  // Which names there are

  @Test
  void theKernelPortOfTheTaskHasAnotherNameThanTheTaskItself() {
    assertThat(special(TASK_KERNEL_PORT)).isNotEqualTo(task.self);
  }

  @Test
  void whoLooksForItsOwnProcessGetsTheTaskItself() {
    succeeds(task.mach.pid_for_task(task.self, task.out().pointer()));
    int pid = task.out().getInt(0);
    succeeds(task.mach.task_for_pid(task.self, pid, task.out().pointer()));
    assertThat(task.out().getInt(0)).isEqualTo(task.self);
  }

  @Test
  void theKernelPortOfAThreadHasAnotherNameThanTheThreadItself() {
    int thread = task.mach.mach_thread_self();
    assertThat(threadSpecial(thread, THREAD_KERNEL_PORT)).isNotEqualTo(thread);
  }

  @Test
  void theThreadItselfIsAmongTheThreadsOfTheTask() {
    int thread = task.mach.mach_thread_self();
    assertThat(threads()).contains(thread);
  }

  private int[] threads() {
    succeeds(
        task.mach.task_threads(task.self, task.out().pointer(), task.out().pointer(Long.BYTES)));
    return KernelMemory.takeInts(
        task.mach, task.self, task.out().getLong(0), task.out().getInt(Long.BYTES));
  }

  // What is left with the kernel for others

  @Test
  void theTaskItselfIsNoSpecialPort() {
    answers(
        KERN_INVALID_RIGHT,
        task.mach.task_set_special_port(task.self, TASK_BOOTSTRAP_PORT, task.self));
    assertThat(task.guards).isEmpty();
  }

  @Test
  void theThreadItselfIsNoSpecialPort() {
    int thread = task.mach.mach_thread_self();
    answers(
        KERN_INVALID_RIGHT, task.mach.thread_set_special_port(thread, THREAD_KERNEL_PORT, thread));
    assertThat(task.guards).isEmpty();
  }

  @Test
  void theTaskItselfIsNotRegisteredAndAnOrdinaryPortIs() {
    task.out().putInt(0, task.self);
    answers(KERN_INVALID_RIGHT, task.mach.mach_ports_register(task.self, task.out().pointer(), 1));
    task.out().putInt(0, portToSendTo());
    succeeds(task.mach.mach_ports_register(task.self, task.out().pointer(), 1));
    assertThat(task.guards).isEmpty();
  }

  // Pinned: the last reference stays

  @Test
  void theReferencesOfAThreadAreNotCountedDownToNothing() {
    int thread = task.mach.mach_thread_self();
    assertThat(task.references(thread, MACH_PORT_RIGHT_SEND)).isEqualTo(2);
    task.mach.mach_port_mod_refs(task.self, thread, MACH_PORT_RIGHT_SEND, -2);
    assertKilledFor(kGUARD_EXC_MOD_REFS);
  }

  @Test
  void aThreadOfTheThreadLibraryDoesNotGiveUpItself() throws Exception {
    Threads.run(
        () -> {
          int thread = task.mach.mach_thread_self();
          succeeds(task.mach.mach_port_deallocate(task.self, thread));
          task.mach.mach_port_deallocate(task.self, thread);
        });
    assertKilledFor(kGUARD_EXC_MOD_REFS);
  }

  @Test
  void theTaskDoesNotGiveUpItself() {
    assertThat(task.mach.task_self_trap()).isEqualTo(task.self);
    succeeds(task.mach.mach_port_deallocate(task.self, task.self));
    assertThat(task.guards).isEmpty();
    task.mach.mach_port_deallocate(task.self, task.self);
    assertKilledFor(kGUARD_EXC_MOD_REFS);
  }

  @Test
  void theReferencesOfTheTaskAreNotCountedDownToNothing() {
    task.mach.task_self_trap();
    task.mach.mach_port_mod_refs(task.self, task.self, MACH_PORT_RIGHT_SEND, -2);
    assertKilledFor(kGUARD_EXC_MOD_REFS);
  }

  @Test
  void theListedThreadsArePinnedToo() {
    succeeds(task.mach.mach_port_deallocate(task.self, task.mach.mach_thread_self()));
    int listed = threads()[0];
    succeeds(task.mach.mach_port_deallocate(task.self, listed));
    assertThat(task.guards).isEmpty();
    task.mach.mach_port_mod_refs(task.self, listed, MACH_PORT_RIGHT_SEND, -1);
    assertKilledFor(kGUARD_EXC_MOD_REFS);
  }

  @Test
  void theTaskDoesNotDestroyItself() {
    task.mach.mach_port_destroy(task.self, task.self);
    assertKilledFor(kGUARD_EXC_MOD_REFS);
  }

  @Test
  void theLastReferenceDoesNotGoWithAMessageToTheTaskEither() {
    task.sendHeader(2000, task.self, MACH_MSG_TYPE_MOVE_SEND, 0, 0);
    assertKilledFor(kGUARD_EXC_MOD_REFS);
  }

  // Immovable: no message carries it

  @ParameterizedTest
  @ValueSource(ints = {MACH_MSG_TYPE_MOVE_SEND, MACH_MSG_TYPE_COPY_SEND})
  void theTaskItselfDoesNotTravel(int disposition) {
    // With one reference only, moving it would be refused for being the last.
    task.mach.task_self_trap();
    task.sendRight(0, portToSendTo(), task.self, disposition);
    assertKilledFor(kGUARD_EXC_IMMOVABLE);
  }

  @ParameterizedTest
  @ValueSource(ints = {MACH_MSG_TYPE_MOVE_SEND, MACH_MSG_TYPE_COPY_SEND})
  void theThreadItselfDoesNotTravel(int disposition) {
    task.sendRight(0, portToSendTo(), task.mach.mach_thread_self(), disposition);
    assertKilledFor(kGUARD_EXC_IMMOVABLE);
  }

  @Test
  void theReadPortOfTheTaskDoesNotTravel() {
    task.sendRight(0, portToSendTo(), special(TASK_READ_PORT), MACH_MSG_TYPE_COPY_SEND);
    assertKilledFor(kGUARD_EXC_IMMOVABLE);
  }

  @Test
  void theInspectPortOfTheTaskDoesNotTravel() {
    task.sendRight(0, portToSendTo(), special(TASK_INSPECT_PORT), MACH_MSG_TYPE_MOVE_SEND);
    assertKilledFor(kGUARD_EXC_IMMOVABLE);
  }

  @Test
  void theInspectPortOfAThreadDoesNotTravel() {
    int inspect = threadSpecial(task.mach.mach_thread_self(), THREAD_INSPECT_PORT);
    task.sendRight(0, portToSendTo(), inspect, MACH_MSG_TYPE_MOVE_SEND);
    assertKilledFor(kGUARD_EXC_IMMOVABLE);
  }

  @Test
  void theReadPortOfAThreadDoesNotTravel() {
    int read = threadSpecial(task.mach.mach_thread_self(), THREAD_READ_PORT);
    task.sendRight(0, portToSendTo(), read, MACH_MSG_TYPE_COPY_SEND);
    assertKilledFor(kGUARD_EXC_IMMOVABLE);
  }

  @Test
  void theTaskItselfIsNoPortToAnswerTo() {
    task.mach.task_self_trap();
    task.sendHeader(2000, task.self, MACH_MSG_TYPE_MOVE_SEND, task.self, MACH_MSG_TYPE_MOVE_SEND);
    assertKilledFor(kGUARD_EXC_IMMOVABLE);
  }

  @Test
  void aThreadThatIsNoneOfTheLibrarysIsNotPinnedAndDoesNotTravel() {
    succeeds(task.mach.thread_create(task.self, task.out().pointer()));
    succeeds(task.mach.mach_port_deallocate(task.self, task.out().getInt(0)));
    assertThat(task.guards).isEmpty();
    int port = portToSendTo();
    succeeds(task.mach.thread_create(task.self, task.out().pointer()));
    task.sendRight(0, port, task.out().getInt(0), MACH_MSG_TYPE_MOVE_SEND);
    assertKilledFor(kGUARD_EXC_IMMOVABLE);
  }

  // Plain messages go to queues

  @Test
  void aPlainMessageToTheTaskKills() {
    int before = task.references(task.self, MACH_PORT_RIGHT_SEND);
    task.sendHeader(3409, task.self, MACH_MSG_TYPE_COPY_SEND, 0, 0);
    assertKilledFor(kGUARD_EXC_INVALID_OPTIONS);
    assertThat(task.references(task.self, MACH_PORT_RIGHT_SEND)).isEqualTo(before);
  }

  @Test
  void aPlainMessageToTheTaskKillsAnOrdinaryProcessTooButNotOnMacOs11() {
    PromisedTask ordinary = PromisedTask.on(KernelGeneration.XNU_11417);
    ordinary.sendHeader(3409, ordinary.self, MACH_MSG_TYPE_COPY_SEND, 0, 0);
    assertThat(ordinary.guards)
        .singleElement()
        .satisfies(guard -> assertThat(guard.flavor()).isEqualTo(kGUARD_EXC_INVALID_OPTIONS));
    PromisedTask older = PromisedTask.on(KernelGeneration.XNU_7195);
    succeeds(older.sendHeader(3409, older.self, MACH_MSG_TYPE_COPY_SEND, 0, 0));
    assertThat(older.guards).isEmpty();
  }

  @Test
  void aTimerIsAQueueForThisPurpose() {
    PromisedTask ordinary =
        PromisedTask.on(KernelConfiguration.builder().generation(KernelGeneration.XNU_11417));
    int timer = ordinary.mach.mk_timer_create();
    succeeds(ordinary.sendHeader(0, timer, MACH_MSG_TYPE_MAKE_SEND, 0, 0));
    assertThat(ordinary.guards).isEqualTo(List.of());
  }
}

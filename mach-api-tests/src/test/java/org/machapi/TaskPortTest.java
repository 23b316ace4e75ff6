package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;

import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.raw.MachLibrary;
import org.machapi.sim.SimulatedTask;

@Tag("kernel")
@Timeout(60)
class TaskPortTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();

  @Test
  void tenUsesOfTheOwnTaskAddNoReference() {
    int before = kernel.references(kernel.self(), Right.SEND);
    kernel.calls().clear();
    for (int i = 0; i < 10; i++) {
      Task self = mach.task();
      assertThat(self.name()).isEqualTo(kernel.self());
      try (Loan loan = self.lend()) {
        assertThat(loan.name()).isEqualTo(kernel.self());
      }
    }
    assertThat(kernel.calls().calls()).isEmpty();
    assertThat(kernel.references(kernel.self(), Right.SEND)).isEqualTo(before);
  }

  @Test
  void theTrapThatAddsAReferenceIsNeverUsedAndItsFunctionIsNotBound() {
    assertThat(Stream.of(MachLibrary.class.getMethods()).map(method -> method.getName()))
        .contains("mach_task_self_")
        .doesNotContain("mach_task_self");
    mach.task().pid();
    mach.task().copy().close();
    assertThat(kernel.calls().routines()).doesNotContain("task_self_trap");
  }

  @Test
  void theOwnTaskCanBeLookedAtLikeAnyOther() {
    Task self = mach.task();
    assertThat(self.mach()).isSameAs(mach);
    assertThat(self.type()).hasToString("SEND");
    assertThat(self.references(Right.SEND)).isEqualTo(kernel.references(kernel.self(), Right.SEND));
    assertThat(self.kernelObject()).hasToString("IKOT_TASK_CONTROL");
    assertThat(self.isDead()).isFalse();
    assertThat(self.isPegged()).isFalse();
    assertThat(self).hasToString("Task 0x" + Integer.toHexString(kernel.self()));
  }

  @Test
  void copyOfTheOwnTaskOwnsAReference() {
    int before = kernel.references(kernel.self(), Right.SEND);
    TaskPort copy = mach.task().copy();
    assertThat(copy.name()).isEqualTo(kernel.self());
    assertThat(kernel.references(kernel.self(), Right.SEND)).isEqualTo(before + 1);
    copy.close();
    copy.close();
    assertThat(kernel.references(kernel.self(), Right.SEND)).isEqualTo(before);
  }

  @Test
  void aCopyOfTheOwnTaskThatFailsAcquiresNothing() {
    int before = kernel.references(kernel.self(), Right.SEND);
    kernel.calls().fail("mach_port_mod_refs", KERN_FAILURE);
    assertThatExceptionOfType(MachException.class).isThrownBy(() -> mach.task().copy());
    assertThat(kernel.references(kernel.self(), Right.SEND)).isEqualTo(before);
  }

  @Test
  void copyOfATaskPortOwnsAReferenceOfItsOwn() {
    TaskPort other = otherTaskPort(kernel.otherTask());
    TaskPort copy = other.copy();
    assertThat(kernel.references(other.name(), Right.SEND)).isEqualTo(2);
    other.close();
    assertThat(copy.pid()).isPositive();
    int name = copy.name();
    copy.close();
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void adoptTakesOverTheCallersReference() {
    TaskPort other = otherTaskPort(kernel.otherTask());
    int name = other.name();
    assertThat(kernel.references(name, Right.SEND)).isEqualTo(1);
    other.close();
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void adoptRefusesWhatIsNoTaskAndReleasesNothing() {
    int plain = kernel.remotePort().name();
    int thread = kernel.raw().mach_thread_self();
    int receive = kernel.newReceiveRight();
    SortedMap<Integer, String> before = kernel.snapshot();
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> TaskPort.adopt(mach, plain))
        .withMessageContaining("mach_port_kobject: KERN_INVALID_ARGUMENT (4): ")
        .withMessageContaining("stands for IKOT_NONE, which is not the control port of a task")
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_ARGUMENT));
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> TaskPort.adopt(mach, thread))
        .withMessageContaining("stands for IKOT_THREAD_CONTROL");
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> TaskPort.adopt(mach, receive))
        .satisfies(e -> assertThat(e.routine()).isEqualTo("mach_port_type"))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_RIGHT));
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> TaskPort.adopt(mach, 0x4711))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_NAME));
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void adoptOfATaskThatHasEndedSaysSoAndTheReferenceCanBeAdoptedAsADeadName() {
    SimulatedTask task = kernel.otherTask();
    int name = grantTaskPort(task);
    task.terminate();
    assertThatExceptionOfType(DeadNameException.class)
        .isThrownBy(() -> TaskPort.adopt(mach, name))
        .satisfies(e -> assertThat(e.routine()).isEqualTo("mach_port_type"));
    assertThat(kernel.references(name, Right.DEAD_NAME)).isEqualTo(1);
    DeadName.adopt(mach, name).close();
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void adoptUncheckedMakesNoCall() {
    int name = grantTaskPort(kernel.otherTask());
    kernel.calls().clear();
    TaskPort port = TaskPort.adoptUnchecked(mach, name);
    assertThat(kernel.calls().calls()).isEmpty();
    port.close();
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void tasksHaveDifferentProcessNumbers() {
    try (TaskPort other = otherTaskPort(kernel.otherTask())) {
      assertThat(other.pid()).isPositive().isNotEqualTo(mach.task().pid());
    }
  }

  @Test
  void theProcessNumberOfATaskThatHasEndedIsRefusedAndNothingIsReleased() {
    SimulatedTask task = kernel.otherTask();
    try (TaskPort other = otherTaskPort(task)) {
      task.terminate();
      assertThatExceptionOfType(DeadNameException.class)
          .isThrownBy(other::pid)
          .satisfies(e -> assertThat(e.routine()).isEqualTo("pid_for_task"))
          .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_FAILURE));
      assertThat(kernel.references(other.name(), Right.DEAD_NAME)).isEqualTo(1);
    }
  }

  private int grantTaskPort(SimulatedTask task) {
    int self = task.library().mach_task_self_().get();
    return task.grant(self, MACH_MSG_TYPE_COPY_SEND, kernel.task());
  }

  private TaskPort otherTaskPort(SimulatedTask task) {
    return TaskPort.adopt(mach, grantTaskPort(task));
  }
}

package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_PROTECTION_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;

import java.util.SortedMap;
import jnr.ffi.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.raw.NativeBuffer;
import org.machapi.sim.SimulatedTask;

/** Tasks by the number of their process. */
@Timeout(60)
class TaskLookupTest {
  private static final int NOBODY = 99_999;

  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final SimulatedTask other = kernel.otherTask();
  private final int otherPid = pidOf(other);

  /** Which port is looked for. */
  enum Wanted {
    CONTROL("task_for_pid", "IKOT_TASK_CONTROL") {
      @Override
      SendRight find(Mach mach, int pid) {
        return TaskPort.forPid(mach, pid);
      }
    },
    READ("task_for_pid", "IKOT_TASK_READ") {
      @Override
      SendRight find(Mach mach, int pid) {
        return TaskReadPort.forPid(mach, pid);
      }
    },
    INSPECT("task_for_pid", "IKOT_TASK_INSPECT") {
      @Override
      SendRight find(Mach mach, int pid) {
        return TaskInspectPort.forPid(mach, pid);
      }
    },
    NAME("task_name_for_pid", "IKOT_TASK_NAME") {
      @Override
      SendRight find(Mach mach, int pid) {
        return TaskNamePort.forPid(mach, pid);
      }
    };

    final String routine;
    final String object;

    Wanted(String routine, String object) {
      this.routine = routine;
      this.object = object;
    }

    abstract SendRight find(Mach mach, int pid);
  }

  private static int pidOf(SimulatedTask task) {
    NativeBuffer out = NativeBuffer.allocate(4);
    TestKernel.expectSuccess(
        "pid_for_task",
        task.library().pid_for_task(task.library().mach_task_self_().get(), out.pointer()));
    return out.getInt(0);
  }

  /** Has the routine write a name of the test's choice and answer as it likes. */
  private void answer(String routine, int code, int name) {
    kernel
        .calls()
        .on(
            routine,
            (arguments, rest) -> {
              ((Pointer) arguments.get(2)).putInt(0, name);
              return code;
            });
  }

  @ParameterizedTest
  @EnumSource
  void thePortIsThatOfTheProcessAndOneReferenceIsOwned(Wanted wanted) {
    SortedMap<Integer, String> before = kernel.snapshot();
    SendRight port = wanted.find(mach, otherPid);
    assertThat(port.kernelObject()).hasToString(wanted.object);
    assertThat(((NamedTask) port).pid()).isEqualTo(otherPid);
    assertThat(kernel.references(port.name(), Right.SEND)).isEqualTo(1);
    // Nothing else is held: what it came through has gone back.
    assertThat(kernel.snapshot()).hasSize(before.size() + 1);
    port.close();
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void aProcessThatIsNotThereIsAnErrorAndNothingIsOwned(Wanted wanted) {
    SortedMap<Integer, String> before = kernel.snapshot();
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> wanted.find(mach, NOBODY))
        .withMessageStartingWith(wanted.routine + ": KERN_FAILURE (5)")
        .withMessageContaining("Process " + NOBODY + ". No such process, or not allowed.")
        .satisfies(e -> assertThat(e.routine()).isEqualTo(wanted.routine))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_FAILURE));
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(kernel.calls().routines())
        .doesNotContain("mach_port_deallocate", "task_get_special_port");
  }

  @Test
  void aRefusalNamesEveryEntitlementAndSettingThatMayBeMissing() {
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> TaskPort.forPid(mach, NOBODY))
        .withMessageContainingAll(
            "root",
            "com.apple.security.cs.debugger",
            "com.apple.security.get-task-allow",
            "hardened runtime",
            "System Integrity Protection",
            "Developer Mode");
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> TaskNamePort.forPid(mach, NOBODY))
        .withMessageContainingAll("same user", "root", "com.apple.system-task-ports.name.safe");
    answer("task_for_pid", KERN_PROTECTION_FAILURE, MACH_PORT_NULL);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> TaskPort.forPid(mach, otherPid))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_PROTECTION_FAILURE));
  }

  @Test
  void theKernelIsNobodysTask() {
    assertThatExceptionOfType(MachException.class).isThrownBy(() -> TaskPort.forPid(mach, 0));
  }

  @ParameterizedTest
  @EnumSource
  void whateverAFailureLeavesInTheOutVariableIsNotReleased(Wanted wanted) {
    int foreign = kernel.remotePort().name();
    int before = kernel.references(foreign, Right.SEND);
    answer(wanted.routine, KERN_FAILURE, foreign);
    assertThatExceptionOfType(MachException.class).isThrownBy(() -> wanted.find(mach, otherPid));
    assertThat(kernel.references(foreign, Right.SEND)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {MACH_PORT_NULL, MACH_PORT_DEAD})
  void successWithoutAPortIsAnErrorThatSaysWhy(int none) {
    answer("task_for_pid", KERN_SUCCESS, none);
    answer("task_name_for_pid", KERN_SUCCESS, none);
    SortedMap<Integer, String> before = kernel.snapshot();
    for (Wanted wanted : Wanted.values()) {
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> wanted.find(mach, otherPid))
          .withMessageContaining(
              none == MACH_PORT_DEAD ? "Developer Mode is off" : "has just ended");
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void aWeakerPortThatIsNotGivenGivesTheControlPortBack() {
    SortedMap<Integer, String> before = kernel.snapshot();
    kernel.calls().fail("task_get_special_port", KERN_INVALID_ARGUMENT);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> TaskReadPort.forPid(mach, otherPid))
        .satisfies(e -> assertThat(e.routine()).isEqualTo("task_get_special_port"));
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> TaskInspectPort.forPid(mach, otherPid));
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void theOwnProcessGivesTheOwnTaskWithAReferenceMore() {
    int before = kernel.references(kernel.self(), Right.SEND);
    try (TaskPort self = TaskPort.forPid(mach, mach.task().pid())) {
      assertThat(self.name()).isEqualTo(kernel.self());
      assertThat(kernel.references(kernel.self(), Right.SEND)).isEqualTo(before + 1);
    }
    assertThat(kernel.references(kernel.self(), Right.SEND)).isEqualTo(before);
  }

  @Test
  void aTaskThatEndsAfterItWasFoundIsADeadName() {
    try (TaskPort port = TaskPort.forPid(mach, otherPid)) {
      other.terminate();
      assertThat(port.isDead()).isTrue();
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> TaskPort.forPid(mach, otherPid));
    }
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self());
  }
}

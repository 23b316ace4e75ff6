package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;

import java.time.Duration;
import jnr.ffi.Pointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.raw.MachTaskBasicInfoLayout;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.ThreadBasicInfoLayout;
import org.machapi.raw.ThreadInfoConstants;
import org.machapi.sim.SimulatedTask;
import org.machapi.sim.SimulatedThread;

/** What a task and a thread tell about themselves. */
@Tag("kernel")
@Timeout(60)
class InfoTest {
  private static final int MACH_TASK_BASIC_INFO = 20;

  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();

  private TaskPort portOf(SimulatedTask task) {
    int self = task.library().mach_task_self_().get();
    return TaskPort.adopt(mach, task.grant(self, MACH_MSG_TYPE_COPY_SEND, kernel.task()));
  }

  @Test
  void theSizeOfATaskIsWhatTheKernelHasMapped() {
    NativeBuffer address = NativeBuffer.allocate(8);
    long before = mach.task().info().virtualSize();
    assertThat(before).isEqualTo(kernel.task().mappedBytes());
    TestKernel.expectSuccess(
        "mach_vm_allocate",
        kernel.raw().mach_vm_allocate(kernel.self(), address.pointer(), 100_000, 1));
    TaskInfo info = mach.task().info();
    assertThat(info.virtualSize()).isEqualTo(kernel.task().mappedBytes()).isGreaterThan(before);
    assertThat(info.residentSize()).isEqualTo(info.virtualSize());
    TestKernel.expectSuccess(
        "mach_vm_deallocate",
        kernel.raw().mach_vm_deallocate(kernel.self(), address.getLong(0), 100_000));
    TaskInfo after = mach.task().info();
    assertThat(after.virtualSize()).isEqualTo(before);
    assertThat(after.largestResidentSize()).isEqualTo(info.virtualSize());
  }

  @Test
  void suspensionsOfATaskAreCounted() {
    try (TaskPort task = portOf(kernel.otherTask())) {
      assertThat(task.info().suspendCount()).isZero();
      try (Suspension first = task.suspend();
          Suspension second = task.suspend()) {
        assertThat(task.info().suspendCount()).isEqualTo(2);
        assertThat(first).isNotSameAs(second);
      }
      assertThat(task.info().suspendCount()).isZero();
      assertThat(task.info().policy()).isEqualTo(1);
    }
  }

  @Test
  void everyFieldOfATaskIsReadWhereDarwinHasIt() {
    kernel
        .calls()
        .on(
            "task_info",
            (arguments, rest) -> {
              Pointer out = (Pointer) arguments.get(2);
              assertThat(arguments.get(1)).isEqualTo(MACH_TASK_BASIC_INFO);
              assertThat(((Pointer) arguments.get(3)).getInt(0))
                  .isEqualTo(MachTaskBasicInfoLayout.SIZE / 4);
              out.putLong(MachTaskBasicInfoLayout.VIRTUAL_SIZE, 1L << 40);
              out.putLong(MachTaskBasicInfoLayout.RESIDENT_SIZE, 2L << 32);
              out.putLong(MachTaskBasicInfoLayout.RESIDENT_SIZE_MAX, 3L << 32);
              out.putInt(MachTaskBasicInfoLayout.USER_TIME_SECONDS, 4);
              out.putInt(MachTaskBasicInfoLayout.USER_TIME_MICROSECONDS, 5);
              out.putInt(MachTaskBasicInfoLayout.SYSTEM_TIME_SECONDS, 6);
              out.putInt(MachTaskBasicInfoLayout.SYSTEM_TIME_MICROSECONDS, 999_999);
              out.putInt(MachTaskBasicInfoLayout.POLICY, 8);
              out.putInt(MachTaskBasicInfoLayout.SUSPEND_COUNT, 9);
              return KERN_SUCCESS;
            });
    assertThat(mach.task().info())
        .isEqualTo(
            new TaskInfo(
                1L << 40,
                2L << 32,
                3L << 32,
                Duration.ofSeconds(4).plusNanos(5_000),
                Duration.ofSeconds(6).plusNanos(999_999_000),
                8,
                9));
  }

  @Test
  void aThreadThatRunsAndOneThatStandsStill() {
    SimulatedThread thread = kernel.task().createThread();
    try (ThreadPort self = ThreadPort.self(mach);
        ThreadPort port = ThreadPort.adopt(mach, thread.library().mach_thread_self())) {
      assertThat(self.info().runState()).isEqualTo(ThreadInfoConstants.TH_STATE_RUNNING);
      assertThat(port.info().suspendCount()).isZero();
      try (Suspension suspension = port.suspend()) {
        assertThat(port.info().suspendCount()).isEqualTo(1);
        assertThat(port.info().runState()).isEqualTo(ThreadInfoConstants.TH_STATE_STOPPED);
        assertThat(suspension).isNotNull();
      }
      assertThat(port.info().suspendCount()).isZero();
    }
  }

  @Test
  void everyFieldOfAThreadIsReadWhereDarwinHasIt() {
    kernel
        .calls()
        .on(
            "thread_info",
            (arguments, rest) -> {
              Pointer out = (Pointer) arguments.get(2);
              assertThat(arguments.get(1)).isEqualTo(ThreadInfoConstants.THREAD_BASIC_INFO);
              assertThat(((Pointer) arguments.get(3)).getInt(0))
                  .isEqualTo(ThreadInfoConstants.THREAD_BASIC_INFO_COUNT);
              out.putInt(ThreadBasicInfoLayout.USER_TIME_SECONDS, 1);
              out.putInt(ThreadBasicInfoLayout.USER_TIME_MICROSECONDS, 2);
              out.putInt(ThreadBasicInfoLayout.SYSTEM_TIME_SECONDS, 3);
              out.putInt(ThreadBasicInfoLayout.SYSTEM_TIME_MICROSECONDS, 4);
              out.putInt(ThreadBasicInfoLayout.CPU_USAGE, 250);
              out.putInt(ThreadBasicInfoLayout.POLICY, 6);
              out.putInt(ThreadBasicInfoLayout.RUN_STATE, 7);
              out.putInt(ThreadBasicInfoLayout.FLAGS, 8);
              out.putInt(ThreadBasicInfoLayout.SUSPEND_COUNT, 9);
              return KERN_SUCCESS;
            });
    try (ThreadPort self = ThreadPort.self(mach)) {
      assertThat(self.info())
          .isEqualTo(
              new ThreadInfo(
                  Duration.ofSeconds(1).plusNanos(2_000),
                  Duration.ofSeconds(3).plusNanos(4_000),
                  0.25,
                  6,
                  7,
                  8,
                  9));
    }
  }

  @Test
  void whoHasEndedTellsNothingAndNothingIsReleased() {
    SimulatedTask other = kernel.otherTask();
    SimulatedThread thread = kernel.task().createThread();
    try (TaskPort task = portOf(other);
        ThreadPort port = ThreadPort.adopt(mach, thread.library().mach_thread_self())) {
      other.terminate();
      thread.exit();
      assertThatExceptionOfType(DeadNameException.class)
          .isThrownBy(task::info)
          .satisfies(e -> assertThat(e.routine()).isEqualTo("task_info"));
      assertThatExceptionOfType(DeadNameException.class)
          .isThrownBy(port::info)
          .satisfies(e -> assertThat(e.routine()).isEqualTo("thread_info"));
      assertThat(kernel.references(task.name(), Right.DEAD_NAME)).isEqualTo(1);
      assertThat(kernel.references(port.name(), Right.DEAD_NAME)).isEqualTo(1);
    }
  }
}

package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.SpecialPortConstants.TASK_NAME_PORT;
import static org.machapi.raw.SpecialPortConstants.THREAD_READ_PORT;
import static org.machapi.raw.ThreadInfoConstants.THREAD_BASIC_INFO;
import static org.machapi.raw.ThreadInfoConstants.THREAD_BASIC_INFO_COUNT;

import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.raw.NativeBuffer;
import org.machapi.sim.SimulatedTask;
import org.machapi.sim.SimulatedThread;

@Tag("kernel")
@Timeout(60)
class SuspensionTest {
  /** Where {@code thread_basic_info} has the suspend count. */
  private static final int SUSPEND_COUNT = 32;

  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final SimulatedThread thread = kernel.task().createThread();
  private final SimulatedTask otherTask = kernel.otherTask();

  private ThreadPort threadPort() {
    return ThreadPort.adopt(mach, thread.library().mach_thread_self());
  }

  private TaskPort taskPort() {
    int self = otherTask.library().mach_task_self_().get();
    return TaskPort.adopt(mach, otherTask.grant(self, MACH_MSG_TYPE_COPY_SEND, kernel.task()));
  }

  private int suspendCount(int threadName) {
    NativeBuffer info = NativeBuffer.allocate(4 * THREAD_BASIC_INFO_COUNT + 4);
    int countAt = 4 * THREAD_BASIC_INFO_COUNT;
    info.putInt(countAt, THREAD_BASIC_INFO_COUNT);
    TestKernel.expectSuccess(
        "thread_info",
        kernel
            .raw()
            .thread_info(threadName, THREAD_BASIC_INFO, info.pointer(), info.pointer(countAt)));
    return info.getInt(SUSPEND_COUNT);
  }

  /** Resumes a task until the kernel says that it runs; returns how often it had to. */
  private int resumeAll(int taskName) {
    int count = 0;
    while (kernel.raw().task_resume(taskName) == KERN_SUCCESS) {
      count++;
    }
    return count;
  }

  @Test
  void suspensionsOfAThreadCountAndEachIsTakenBackOnce() {
    try (ThreadPort port = threadPort()) {
      Suspension first = port.suspend();
      Suspension second = port.suspend();
      assertThat(suspendCount(port.name())).isEqualTo(2);
      second.close();
      second.close();
      assertThat(suspendCount(port.name())).isEqualTo(1);
      first.close();
      assertThat(suspendCount(port.name())).isZero();
    }
  }

  @Test
  void suspensionsOfATaskCountAndEachIsTakenBackOnce() {
    try (TaskPort port = taskPort()) {
      Suspension first = port.suspend();
      Suspension second = port.suspend();
      assertThat(resumeAll(port.name())).isEqualTo(2);
      kernel.raw().task_suspend(port.name());
      kernel.raw().task_suspend(port.name());
      second.close();
      second.close();
      assertThat(resumeAll(port.name())).isEqualTo(1);
      kernel.raw().task_suspend(port.name());
      first.close();
      assertThat(resumeAll(port.name())).isZero();
    }
  }

  @Test
  void aSuspensionHoldsAReferenceOfItsOwn() {
    ThreadPort port = threadPort();
    int name = port.name();
    Suspension suspension = port.suspend();
    assertThat(kernel.references(name, Right.SEND)).isEqualTo(2);
    port.close();
    assertThat(suspendCount(name)).isEqualTo(1);
    suspension.close();
    assertThat(kernel.type(name).bits()).isZero();
    assertThat(kernel.calls().calls("thread_resume")).hasSize(1);
  }

  @Test
  void aSuspensionOfATaskHoldsAReferenceOfItsOwn() {
    TaskPort port = taskPort();
    int name = port.name();
    Suspension suspension = port.suspend();
    assertThat(kernel.references(name, Right.SEND)).isEqualTo(2);
    port.close();
    suspension.close();
    assertThat(kernel.type(name).bits()).isZero();
    assertThat(kernel.calls().calls("task_resume"))
        .extracting(RecordingLibrary.Call::result)
        .containsExactly(KERN_SUCCESS);
  }

  @Test
  void theCallingThreadIsRefusedBeforeTheKernelIsAsked() {
    try (ThreadPort self = ThreadPort.self(mach)) {
      SortedMap<Integer, String> before = kernel.snapshot();
      assertThatIllegalArgumentException()
          .isThrownBy(self::suspend)
          .withMessageContaining("is the calling thread");
      assertThat(kernel.calls().routines()).doesNotContain("thread_suspend");
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }

  @Test
  void theCallingThreadIsRefusedByItsReadPortToo() {
    int control = kernel.raw().mach_thread_self();
    NativeBuffer out = NativeBuffer.allocate(4);
    TestKernel.expectSuccess(
        "thread_get_special_port",
        kernel.raw().thread_get_special_port(control, THREAD_READ_PORT, out.pointer()));
    try (ThreadReadPort read = ThreadReadPort.adopt(mach, out.getInt(0))) {
      assertThatIllegalArgumentException().isThrownBy(read::suspend);
      assertThat(kernel.calls().routines()).doesNotContain("thread_suspend");
    }
  }

  @Test
  void theOwnTaskIsRefusedBeforeTheKernelIsAsked() {
    int before = kernel.references(kernel.self(), Right.SEND);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mach.task().suspend())
        .withMessageContaining("is the task of this program");
    try (TaskPort copy = mach.task().copy()) {
      assertThatIllegalArgumentException().isThrownBy(copy::suspend);
    }
    assertThat(kernel.calls().routines()).doesNotContain("task_suspend");
    assertThat(kernel.references(kernel.self(), Right.SEND)).isEqualTo(before);
  }

  @Test
  void aThreadThatCannotBeSuspendedIsNotStoppedAndNothingIsAcquired() {
    try (ThreadPort port = threadPort()) {
      SortedMap<Integer, String> before = kernel.snapshot();
      kernel.calls().fail("thread_suspend", KERN_INVALID_ARGUMENT);
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(port::suspend)
          .withMessageContaining("thread_suspend: KERN_INVALID_ARGUMENT (4): ")
          .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_ARGUMENT));
      assertThat(kernel.snapshot()).isEqualTo(before);
      assertThat(suspendCount(port.name())).isZero();
    }
  }

  @Test
  void aTaskPortThatIsTooWeakIsRefusedByTheKernelAndNothingIsAcquired() {
    NativeBuffer out = NativeBuffer.allocate(4);
    TaskPort control = taskPort();
    TestKernel.expectSuccess(
        "task_get_special_port",
        kernel.raw().task_get_special_port(control.name(), TASK_NAME_PORT, out.pointer()));
    try (TaskPort weak = TaskPort.adoptUnchecked(mach, out.getInt(0))) {
      SortedMap<Integer, String> before = kernel.snapshot();
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(weak::suspend)
          .withMessageContaining("is a name port (IKOT_TASK_NAME), and this needs a read port.")
          .satisfies(e -> assertThat(e.routine()).isEqualTo("task_suspend"))
          .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_ARGUMENT));
      assertThat(kernel.snapshot()).isEqualTo(before);
      assertThat(resumeAll(control.name())).isZero();
    }
    control.close();
  }

  @Test
  void aThreadThatHasEndedIsRefusedAndNothingIsAcquired() {
    try (ThreadPort port = threadPort()) {
      thread.exit();
      SortedMap<Integer, String> before = kernel.snapshot();
      assertThatExceptionOfType(DeadNameException.class).isThrownBy(port::suspend);
      assertThat(kernel.calls().routines()).doesNotContain("thread_suspend");
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }

  @Test
  void aTaskThatHasEndedIsRefusedAndNothingIsAcquired() {
    try (TaskPort port = taskPort()) {
      otherTask.terminate();
      SortedMap<Integer, String> before = kernel.snapshot();
      assertThatExceptionOfType(DeadNameException.class).isThrownBy(port::suspend);
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }

  @Test
  void aThreadThatEndsWhileItIsSuspendedNeedsNoResumingAndTheReferenceGoesBack() {
    ThreadPort port = threadPort();
    int name = port.name();
    Suspension suspension = port.suspend();
    port.close();
    thread.exit();
    suspension.close();
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void aRefusedResumeThrowsNothingAndTheReferenceGoesBack() {
    ThreadPort port = threadPort();
    Suspension suspension = port.suspend();
    kernel.calls().fail("thread_resume", KERN_FAILURE);
    suspension.close();
    assertThat(kernel.references(port.name(), Right.SEND)).isEqualTo(1);
    port.close();
  }

  @Test
  void twoThreadsThatCloseOneSuspensionResumeOnceByANameThatIsStillHeld() throws Exception {
    ThreadPort port = threadPort();
    int name = port.name();
    Suspension suspension = port.suspend();
    port.close();
    AtomicReference<Threads.Running<Void>> second = new AtomicReference<>();
    kernel
        .calls()
        .before(
            "thread_resume",
            () -> {
              // The other close ends or waits, as it likes; but this call is not to lose its name.
              second.set(
                  Threads.start(
                      () -> {
                        suspension.close();
                        return null;
                      }));
              second.get().awaitStopIn("close");
            });
    suspension.close();
    second.get().await();
    assertThat(kernel.calls().calls("thread_resume"))
        .extracting(RecordingLibrary.Call::result)
        .containsExactly(KERN_SUCCESS);
    assertThat(kernel.type(name).bits()).isZero();
  }
}

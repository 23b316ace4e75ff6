package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_ABORTED;
import static org.machapi.raw.KernReturnConstants.KERN_NOT_WAITING;
import static org.machapi.raw.KernReturnConstants.KERN_OPERATION_TIMED_OUT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.KernReturnConstants.KERN_TERMINATED;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;

import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.raw.MachLibrary;

/** Threads that wait for semaphores, and what wakes them. */
@Timeout(30)
class SemaphoreWaitTest {
  private static final int FIFO = 0;
  private static final int LIFO = 2;

  private final SimulatedKernel kernel = SimulatedKernel.create();
  private final SimulatedTask task = kernel.createTask("one");
  private final Program program = Program.of(task);

  private int semaphore(int policy) {
    assertThat(program.mach.semaphore_create(program.self, program.out.pointer(), policy, 0))
        .isEqualTo(KERN_SUCCESS);
    return program.out.getInt(0);
  }

  private static FutureTask<Integer> start(
      SimulatedThread thread, ToIntFunction<MachLibrary> call) {
    FutureTask<Integer> started = Eventually.call(() -> call.applyAsInt(thread.library()));
    Eventually.until(thread::isWaiting);
    return started;
  }

  @Test
  void aSignalWakesOneThreadAndIsNotCounted() throws Exception {
    int name = semaphore(FIFO);
    FutureTask<Integer> wait = start(task.createThread(), mach -> mach.semaphore_wait(name));
    assertThat(program.mach.semaphore_signal(name)).isEqualTo(KERN_SUCCESS);
    assertThat(wait.get()).isEqualTo(KERN_SUCCESS);
    assertThat(program.mach.semaphore_timedwait_trap(name, 0, 0))
        .isEqualTo(KERN_OPERATION_TIMED_OUT);
    assertThat(program.references(name, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
  }

  @Test
  void whoCameFirstIsWokenFirst() throws Exception {
    int name = semaphore(FIFO);
    FutureTask<Integer> first = start(task.createThread(), mach -> mach.semaphore_wait(name));
    FutureTask<Integer> second = start(task.createThread(), mach -> mach.semaphore_wait(name));
    program.mach.semaphore_signal(name);
    assertThat(first.get()).isEqualTo(KERN_SUCCESS);
    assertThat(second.isDone()).isFalse();
    program.mach.semaphore_signal(name);
    assertThat(second.get()).isEqualTo(KERN_SUCCESS);
  }

  @Test
  void withTheOtherPolicyWhoCameLastIsWokenFirst() throws Exception {
    int name = semaphore(LIFO);
    FutureTask<Integer> first = start(task.createThread(), mach -> mach.semaphore_wait(name));
    FutureTask<Integer> second = start(task.createThread(), mach -> mach.semaphore_wait(name));
    program.mach.semaphore_signal(name);
    assertThat(second.get()).isEqualTo(KERN_SUCCESS);
    assertThat(first.isDone()).isFalse();
    program.mach.semaphore_signal(name);
    assertThat(first.get()).isEqualTo(KERN_SUCCESS);
  }

  @Test
  void aSignalToAllWakesAll() throws Exception {
    int name = semaphore(FIFO);
    FutureTask<Integer> first = start(task.createThread(), mach -> mach.semaphore_wait(name));
    FutureTask<Integer> second = start(task.createThread(), mach -> mach.semaphore_wait_trap(name));
    assertThat(program.mach.semaphore_signal_all(name)).isEqualTo(KERN_SUCCESS);
    assertThat(first.get()).isEqualTo(KERN_SUCCESS);
    assertThat(second.get()).isEqualTo(KERN_SUCCESS);
  }

  @Test
  void aSignalToAThreadWakesThatOneOnly() throws Exception {
    int name = semaphore(FIFO);
    SimulatedThread chosen = task.createThread();
    int port = chosen.library().mach_thread_self();
    FutureTask<Integer> first = start(task.createThread(), mach -> mach.semaphore_wait(name));
    FutureTask<Integer> second = start(chosen, mach -> mach.semaphore_wait(name));
    assertThat(program.mach.semaphore_signal_thread(name, port)).isEqualTo(KERN_SUCCESS);
    assertThat(second.get()).isEqualTo(KERN_SUCCESS);
    assertThat(program.mach.semaphore_signal_thread(name, port)).isEqualTo(KERN_NOT_WAITING);
    assertThat(first.isDone()).isFalse();
    assertThat(program.mach.semaphore_signal_thread(name, MACH_PORT_NULL)).isEqualTo(KERN_SUCCESS);
    assertThat(first.get()).isEqualTo(KERN_SUCCESS);
  }

  @Test
  void aSemaphoreThatIsDestroyedReleasesWhoWaits() throws Exception {
    int name = semaphore(FIFO);
    FutureTask<Integer> wait = start(task.createThread(), mach -> mach.semaphore_wait(name));
    FutureTask<Integer> timed =
        start(task.createThread(), mach -> mach.semaphore_timedwait_trap(name, -1, 0));
    assertThat(program.mach.semaphore_destroy(program.self, name)).isEqualTo(KERN_SUCCESS);
    assertThat(wait.get()).isEqualTo(KERN_TERMINATED);
    assertThat(timed.get()).isEqualTo(KERN_TERMINATED);
  }

  @Test
  void theEndOfItsOwnerReleasesWhoWaits() throws Exception {
    SimulatedTask other = kernel.createTask("two");
    int name = semaphore(FIFO);
    int theirs = task.grant(name, MACH_MSG_TYPE_COPY_SEND, other);
    FutureTask<Integer> wait = start(other.createThread(), mach -> mach.semaphore_wait(theirs));
    task.terminate();
    assertThat(wait.get()).isEqualTo(KERN_TERMINATED);
  }

  @Test
  void aThreadThatEndsWhileItWaitsTakesNoSignal() throws Exception {
    int name = semaphore(FIFO);
    SimulatedThread thread = task.createThread();
    FutureTask<Integer> wait = start(thread, mach -> mach.semaphore_wait(name));
    thread.exit();
    program.mach.semaphore_signal(name);
    assertThat(wait.get()).isEqualTo(KERN_ABORTED);
    assertThat(program.mach.semaphore_timedwait_trap(name, 0, 0)).isEqualTo(KERN_SUCCESS);
  }

  @Test
  void aWaitHoldsTheSemaphoreWithoutItsName() throws Exception {
    Task owner = new Task(new Kernel(KernelConfiguration.builder().build()), "owner");
    Program alone = new Program(new SimulatedLibrary(owner, null));
    alone.mach.semaphore_create(alone.self, alone.out.pointer(), FIFO, 0);
    int name = alone.out.getInt(0);
    SimulatedThread thread = new SimulatedThread(owner.newThread());
    FutureTask<Integer> wait = start(thread, mach -> mach.semaphore_wait(name));
    alone.mach.mach_port_deallocate(alone.self, name);
    assertThat(owner.semaphores).hasSize(1);
    assertThat(wait.isDone()).isFalse();
    thread.exit();
    assertThat(wait.get()).isEqualTo(KERN_ABORTED);
    assertThat(owner.semaphores).isEmpty();
  }

  @Test
  void aWaitWithALimitEndsWithItAndTakesNoSignal() {
    int name = semaphore(FIFO);
    long start = System.nanoTime();
    assertThat(program.mach.semaphore_timedwait_trap(name, 0, 20_000_000))
        .isEqualTo(KERN_OPERATION_TIMED_OUT);
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
    program.mach.semaphore_signal(name);
    assertThat(program.mach.semaphore_timedwait_trap(name, 0, 0)).isEqualTo(KERN_SUCCESS);
  }

  @Test
  void aWaitWithALimitCanBeEndedBefore() throws Exception {
    int name = semaphore(FIFO);
    FutureTask<Integer> wait =
        start(task.createThread(), mach -> mach.semaphore_timedwait_trap(name, -1, 999_999_999));
    program.mach.semaphore_signal(name);
    assertThat(wait.get()).isEqualTo(KERN_SUCCESS);
  }

  @Test
  void whoSignalsAndWaitsIsRegisteredFirst() throws Exception {
    int lock = semaphore(FIFO);
    int condition = semaphore(FIFO);
    FutureTask<Integer> wait =
        start(task.createThread(), mach -> mach.semaphore_wait_signal(condition, lock));
    assertThat(program.mach.semaphore_wait(lock)).isEqualTo(KERN_SUCCESS);
    assertThat(program.mach.semaphore_signal_all(condition)).isEqualTo(KERN_SUCCESS);
    assertThat(wait.get()).isEqualTo(KERN_SUCCESS);
    assertThat(program.mach.semaphore_timedwait_signal_trap(condition, lock, 0, 1))
        .isEqualTo(KERN_OPERATION_TIMED_OUT);
    assertThat(program.mach.semaphore_timedwait_trap(lock, 0, 0)).isEqualTo(KERN_SUCCESS);
  }

  @Test
  void anInterruptOfTheJavaThreadIsKeptForAfterwards() throws Exception {
    int name = semaphore(FIFO);
    SimulatedThread thread = task.createThread();
    FutureTask<Boolean> call =
        new FutureTask<>(
            () -> {
              thread.library().semaphore_timedwait_trap(name, -1, 0);
              return Thread.interrupted();
            });
    Thread javaThread = new Thread(call, "interrupted");
    javaThread.start();
    Eventually.until(thread::isWaiting);
    javaThread.interrupt();
    program.mach.semaphore_signal(name);
    assertThat(call.get()).isTrue();
  }
}

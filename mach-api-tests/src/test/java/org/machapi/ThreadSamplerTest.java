package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.raw.KernReturnConstants.KERN_RESOURCE_SHORTAGE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jnr.ffi.Pointer;
import jnr.ffi.Variable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.NativeBuffer;
import org.machapi.sim.SimulatedTask;
import org.machapi.sim.SimulatedThread;

@Tag("kernel")
@Timeout(60)
class ThreadSamplerTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final SimulatedTask other = kernel.otherTask();
  private TaskPort task;

  @BeforeEach
  void getTask() {
    int self = other.library().mach_task_self_().get();
    task = TaskPort.adopt(mach, other.grant(self, MACH_MSG_TYPE_COPY_SEND, kernel.task()));
    other.createThread();
  }

  private static List<Integer> names(ThreadSampler sampler) {
    return IntStream.range(0, sampler.size()).mapToObj(sampler::name).toList();
  }

  @Test
  void theSamplerOwnsAReferenceToTheTaskAndAsksNothingYet() {
    kernel.calls().clear();
    ThreadSampler sampler = ThreadSampler.of(task);
    assertThat(kernel.calls().routines()).containsExactly("mach_port_mod_refs");
    assertThat(kernel.references(task.name(), Right.SEND)).isEqualTo(2);
    assertThat(sampler.size()).isZero();
    int name = task.name();
    task.close();
    assertThat(sampler.refresh()).isPositive();
    sampler.close();
    assertThat(kernel.type(name).bits()).isZero();
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self());
  }

  @Test
  void aSamplerThatCannotHoldTheTaskAcquiresNothing() {
    SortedMap<Integer, String> before = kernel.snapshot();
    other.terminate();
    assertThatExceptionOfType(DeadNameException.class).isThrownBy(() -> ThreadSampler.of(task));
    assertThat(kernel.snapshot()).hasSameSizeAs(before);
  }

  @Test
  void eachRoundOwnsOneReferenceToEachThread() {
    SortedMap<Integer, String> before = kernel.snapshot();
    long memory = kernel.task().mappedBytes();
    try (ThreadSampler sampler = ThreadSampler.of(task)) {
      for (int round = 0; round < 10; round++) {
        int count = sampler.refresh();
        assertThat(sampler.size()).isEqualTo(count);
        for (int name : names(sampler)) {
          assertThat(kernel.references(name, Right.SEND)).isEqualTo(1);
        }
        assertThat(kernel.task().mappedBytes()).isEqualTo(memory);
        assertThat(kernel.snapshot()).hasSize(before.size() + count);
      }
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void aThreadThatLivesKeepsItsNameFromRoundToRound() {
    try (ThreadSampler sampler = ThreadSampler.of(task)) {
      sampler.refresh();
      List<Integer> first = names(sampler);
      for (int round = 0; round < 40; round++) {
        sampler.refresh();
        assertThat(names(sampler)).isEqualTo(first);
      }
    }
  }

  @Test
  void threadsComeAndGoAndTheirReferencesGoBack() {
    try (ThreadSampler sampler = ThreadSampler.of(task)) {
      int before = sampler.refresh();
      SimulatedThread thread = other.createThread();
      assertThat(sampler.refresh()).isEqualTo(before + 1);
      List<Integer> names = names(sampler);
      thread.exit();
      assertThat(sampler.refresh()).isEqualTo(before);
      names.stream()
          .filter(name -> !names(sampler).contains(name))
          .forEach(name -> assertThat(kernel.type(name).bits()).isZero());
    }
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self(), task.name());
  }

  @Test
  void manyThreadsFindRoom() {
    SortedMap<Integer, String> before = kernel.snapshot();
    try (ThreadSampler sampler = ThreadSampler.of(task)) {
      int few = sampler.refresh();
      List<SimulatedThread> many = Stream.generate(other::createThread).limit(500).toList();
      assertThat(sampler.refresh()).isEqualTo(few + 500);
      assertThat(names(sampler)).doesNotHaveDuplicates();
      assertThat(sampler.refresh()).isEqualTo(few + 500);
      many.forEach(SimulatedThread::exit);
      assertThat(sampler.refresh()).isEqualTo(few);
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void aRoundThatFailsLeavesTheOneBefore() {
    try (ThreadSampler sampler = ThreadSampler.of(task)) {
      int count = sampler.refresh();
      List<Integer> names = names(sampler);
      SortedMap<Integer, String> before = kernel.snapshot();
      kernel.calls().fail("task_threads", KERN_RESOURCE_SHORTAGE);
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(sampler::refresh)
          .satisfies(e -> assertThat(e.routine()).isEqualTo("task_threads"))
          .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_RESOURCE_SHORTAGE));
      assertThat(sampler.size()).isEqualTo(count);
      assertThat(names(sampler)).isEqualTo(names);
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self(), task.name());
  }

  @Test
  void aTaskThatHasEndedIsSaidToBeDeadAndCloseGivesTheDeadNamesBack() {
    try (ThreadSampler sampler = ThreadSampler.of(task)) {
      sampler.refresh();
      other.terminate();
      assertThatExceptionOfType(DeadNameException.class).isThrownBy(sampler::refresh);
      assertThat(kernel.type(sampler.name(0)).has(Right.DEAD_NAME)).isTrue();
    }
    task.close();
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self());
  }

  @Test
  void aPortThatIsTooWeakIsNamed() {
    try (TaskNamePort weak = task.namePort();
        TaskInspectPort claimed = TaskInspectPort.adoptUnchecked(mach, weak.copy().relinquish());
        ThreadSampler sampler = ThreadSampler.of(claimed)) {
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(sampler::refresh)
          .withMessageContaining("(IKOT_TASK_NAME), and this needs an inspect port.");
    }
  }

  @Test
  void namesThatDenoteNothingAreLeftOut() {
    other.createThread();
    other.createThread();
    try (ThreadSampler sampler = ThreadSampler.of(task)) {
      int all = sampler.refresh();
      kernel
          .calls()
          .on(
              "task_threads",
              (arguments, rest) -> {
                Object code = rest.call();
                long address = ((Pointer) arguments.get(1)).getLong(0);
                Pointer names = Pointer.wrap(jnr.ffi.Runtime.getSystemRuntime(), address, 8);
                kernel.deallocate(names.getInt(0));
                kernel.deallocate(names.getInt(4));
                names.putInt(0, MACH_PORT_DEAD);
                names.putInt(4, MACH_PORT_NULL);
                return code;
              });
      assertThat(sampler.refresh()).isEqualTo(all - 2);
      assertThat(names(sampler)).doesNotContain(MACH_PORT_DEAD, MACH_PORT_NULL);
      assertThat(kernel.calls().calls("mach_port_deallocate"))
          .allMatch(call -> call.result().equals(KERN_SUCCESS));
    }
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self(), task.name());
  }

  @Test
  void anAnswerWithoutSenseGivesItsMemoryBackAndLeavesTheRoundBefore() {
    long memory = kernel.task().mappedBytes();
    try (ThreadSampler sampler = ThreadSampler.of(task)) {
      int count = sampler.refresh();
      List<Integer> names = names(sampler);
      kernel
          .calls()
          .on(
              "task_threads",
              (arguments, rest) -> {
                ((Pointer) arguments.get(1)).putLong(0, 0x4000);
                ((Pointer) arguments.get(2)).putInt(0, -1);
                return KERN_SUCCESS;
              });
      kernel.calls().clear();
      assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(sampler::refresh);
      assertThat(kernel.calls().calls("mach_vm_deallocate"))
          .singleElement()
          .satisfies(
              call ->
                  assertThat(call.arguments())
                      .containsExactly(kernel.self(), 0x4000L, 0xffff_ffffL * 4));
      assertThat(sampler.size()).isEqualTo(count);
      assertThat(names(sampler)).isEqualTo(names);
    }
    assertThat(kernel.task().mappedBytes()).isEqualTo(memory);
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self(), task.name());
  }

  @Test
  void afterCloseEverythingIsRefusedAndASecondCloseDoesNothing() {
    ThreadSampler sampler = ThreadSampler.of(task);
    sampler.refresh();
    sampler.close();
    kernel.calls().clear();
    sampler.close();
    assertThatIllegalStateException()
        .isThrownBy(sampler::refresh)
        .withMessageContaining("is closed");
    assertThatIllegalStateException().isThrownBy(sampler::size);
    assertThatIllegalStateException().isThrownBy(() -> sampler.name(0));
    assertThat(kernel.calls().calls()).isEmpty();
  }

  @Test
  void thereIsNoThreadBeyondTheEnd() {
    try (ThreadSampler sampler = ThreadSampler.of(task)) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> sampler.name(0));
      int count = sampler.refresh();
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> sampler.name(count));
      assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> sampler.name(-1));
    }
  }

  @Test
  void aCloseInTheMiddleOfARoundWaitsForItsEndAndNothingIsLost() throws Exception {
    ThreadSampler sampler = ThreadSampler.of(task);
    sampler.refresh();
    AtomicReference<Threads.Running<Void>> closing = new AtomicReference<>();
    kernel
        .calls()
        .before(
            "task_threads",
            () -> {
              closing.set(
                  Threads.start(
                      () -> {
                        sampler.close();
                        return null;
                      }));
              closing.get().awaitStopIn("close");
            });
    sampler.refresh();
    closing.get().await();
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self(), task.name());
  }

  /** A kernel that answers from memory of its own, and makes no object. */
  abstract static class QuietKernel implements MachLibrary {
    static final int THREADS = 50;
    static final int TASK = 0x103;

    final NativeBuffer names = NativeBuffer.allocate(4 * THREADS);
    final long address = names.pointer().address();
    final Variable<Integer> self =
        new Variable<>() {
          @Override
          public Integer get() {
            return TASK;
          }

          @Override
          public void set(Integer value) {
            throw new UnsupportedOperationException();
          }
        };
    long given;
    long takenBack;
    long mapped;

    @Override
    public Variable<Integer> mach_task_self_() {
      return self;
    }

    @Override
    public int mach_port_mod_refs(int task, int name, int right, int delta) {
      return KERN_SUCCESS;
    }

    @Override
    public int mach_port_get_refs(int task, int name, int right, Pointer refs) {
      refs.putInt(0, 2);
      return KERN_SUCCESS;
    }

    @Override
    public int mach_port_deallocate(int task, int name) {
      takenBack++;
      return KERN_SUCCESS;
    }

    @Override
    public int task_threads(int task, Pointer list, Pointer count) {
      for (int i = 0; i < THREADS; i++) {
        names.putInt(4 * i, 0x1003 + 0x100 * i);
      }
      given += THREADS;
      mapped += 4L * THREADS;
      list.putLong(0, address);
      count.putInt(0, THREADS);
      return KERN_SUCCESS;
    }

    @Override
    public int mach_vm_deallocate(int task, long at, long size) {
      mapped -= size;
      return KERN_SUCCESS;
    }
  }

  @Test
  void aRoundMakesNoObject() throws Exception {
    QuietKernel quiet = PartialLibrary.of(QuietKernel.class);
    ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    try (ThreadSampler sampler = ThreadSampler.of(Mach.of(quiet, "answers from memory").task())) {
      long sum = 0;
      long leastMade = Long.MAX_VALUE;
      // The JVM makes things of its own in between, once each; an object of each round would be in
      // all of these.
      for (int stretch = 0; stretch < 10; stretch++) {
        long before = bean.getThreadAllocatedBytes(thread);
        for (int round = 0; round < 10_000; round++) {
          sum += sample(sampler);
        }
        leastMade = Math.min(leastMade, bean.getThreadAllocatedBytes(thread) - before);
      }
      assertThat(leastMade).isZero();
      assertThat(sum).isPositive();
      assertThat(quiet.given - quiet.takenBack).isEqualTo(QuietKernel.THREADS);
      assertThat(quiet.mapped).isZero();
    }
    // All threads, and the task.
    assertThat(quiet.takenBack).isEqualTo(quiet.given + 1);
  }

  private static long sample(ThreadSampler sampler) {
    long sum = 0;
    int count = sampler.refresh();
    for (int i = 0; i < count; i++) {
      sum += sampler.name(i);
    }
    return sum;
  }
}

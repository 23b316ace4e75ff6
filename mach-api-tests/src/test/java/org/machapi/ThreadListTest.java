package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.raw.KernReturnConstants.KERN_RESOURCE_SHORTAGE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.stream.IntStream;
import jnr.ffi.Pointer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.sim.SimulatedTask;
import org.machapi.sim.SimulatedThread;

@Tag("kernel")
@Timeout(60)
class ThreadListTest {
  private static final int THREADS = 5;

  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final SimulatedTask other = kernel.otherTask();
  private final List<SimulatedThread> threads = new ArrayList<>();
  private TaskPort task;

  @BeforeEach
  void makeThreads() {
    int self = other.library().mach_task_self_().get();
    task = TaskPort.adopt(mach, other.grant(self, MACH_MSG_TYPE_COPY_SEND, kernel.task()));
    // So far it has the thread of this test, which asked for the name.
    int before = kernelCount();
    IntStream.range(0, THREADS).forEach(i -> threads.add(other.createThread()));
    assertThat(kernelCount()).isEqualTo(before + THREADS);
    kernel.calls().clear();
  }

  /** Asks the kernel itself, and gives back what it gives. */
  private int kernelCount() {
    try (ThreadPortList list = task.threads()) {
      return list.size();
    }
  }

  @Test
  void theListOwnsOneReferenceToEachThreadAndCloseGivesThemBack() {
    SortedMap<Integer, String> before = kernel.snapshot();
    ThreadPortList list = task.threads();
    assertThat(list.size()).isGreaterThanOrEqualTo(THREADS);
    for (MachThread thread : list) {
      assertThat(kernel.references(thread.name(), Right.SEND)).isEqualTo(1);
    }
    kernel.calls().clear();
    list.close();
    assertThat(kernel.calls().calls("mach_port_deallocate")).hasSize(list.size());
    list.close();
    assertThat(kernel.calls().calls("mach_port_deallocate")).hasSize(list.size());
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void theMemoryOfTheKernelIsGivenBackAtOnce() {
    long before = kernel.task().mappedBytes();
    ThreadPortList list = task.threads();
    assertThat(kernel.task().mappedBytes()).isEqualTo(before);
    assertThat(kernel.calls().calls("mach_vm_deallocate"))
        .singleElement()
        .satisfies(call -> assertThat(call.arguments().get(2)).isEqualTo(4L * list.size()));
    list.close();
  }

  @Test
  void theViewsAreTheThreadsOfTheTaskInTheOrderOfTheKernel() {
    try (ThreadPortList list = task.threads()) {
      List<Long> ids = new ArrayList<>();
      list.forEach(thread -> ids.add(thread.threadId()));
      assertThat(ids).doesNotHaveDuplicates().hasSize(list.size());
      for (int i = 0; i < list.size(); i++) {
        assertThat(list.get(i).threadId()).isEqualTo(ids.get(i));
      }
    }
  }

  @Test
  void whatIsTakenIsTheTakersAndCloseGivesBackTheRest() {
    ThreadPortList list = task.threads();
    MachThread view = list.get(1);
    ThreadPort taken = list.take(1);
    assertThat(taken.name()).isEqualTo(view.name());
    list.close();
    assertThat(kernel.references(taken.name(), Right.SEND)).isEqualTo(1);
    assertThat(view.threadId()).isEqualTo(taken.threadId());
    int name = taken.name();
    taken.close();
    assertThat(kernel.type(name).bits()).isZero();
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self(), task.name());
  }

  @Test
  void whatIsTakenIsNotInTheListAnyMore() {
    try (ThreadPortList list = task.threads();
        ThreadPort first = list.take(0);
        ThreadPort last = list.take(list.size() - 1)) {
      List<Integer> left = new ArrayList<>();
      list.forEach(thread -> left.add(thread.name()));
      assertThat(left).hasSize(list.size() - 2).doesNotContain(first.name(), last.name());
      assertThatIllegalStateException()
          .isThrownBy(() -> list.get(0))
          .withMessageContaining("has been taken");
      assertThatIllegalStateException().isThrownBy(() -> list.take(0));
    }
  }

  @Test
  void aListOfWhichAllIsTakenHasNothingToGiveBack() {
    ThreadPortList list = task.threads();
    List<ThreadPort> taken = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      taken.add(list.take(i));
    }
    assertThat(list).isEmpty();
    kernel.calls().clear();
    list.close();
    assertThat(kernel.calls().calls()).isEmpty();
    taken.forEach(ThreadPort::close);
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self(), task.name());
  }

  @Test
  void afterCloseNothingIsTakenAndViewsAreNoGood() {
    ThreadPortList list = task.threads();
    MachThread view = list.get(0);
    list.close();
    kernel.calls().clear();
    assertThatIllegalStateException()
        .isThrownBy(() -> list.take(0))
        .withMessageContaining("closed");
    assertThatIllegalStateException().isThrownBy(view::threadId);
    assertThatIllegalStateException().isThrownBy(() -> list.get(0).threadId());
    assertThat(kernel.calls().calls()).isEmpty();
  }

  @Test
  void thereIsNoThreadBeyondTheEnd() {
    try (ThreadPortList list = task.threads()) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> list.get(list.size()));
      assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.take(-1));
      Iterator<MachThread> iterator = list.iterator();
      IntStream.range(0, list.size()).forEach(i -> iterator.next());
      assertThat(iterator.hasNext()).isFalse();
      assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(iterator::next);
    }
  }

  @Test
  void throughAWeakerPortTheThreadsAreWeakerToo() {
    SortedMap<Integer, String> before = kernel.snapshot();
    try (TaskReadPort read = task.readPort();
        TaskInspectPort inspect = task.inspectPort();
        ThreadReadPortList readers = read.threads();
        ThreadInspectPortList inspectors = inspect.threads();
        ThreadPortList controllers = task.threads()) {
      assertThat(readers).allMatch(thread -> thread.kernelObject().flavour() == Flavour.READ);
      assertThat(inspectors).allMatch(thread -> thread.kernelObject().flavour() == Flavour.INSPECT);
      assertThat(controllers)
          .allMatch(thread -> thread.kernelObject().flavour() == Flavour.CONTROL);
      try (ThreadReadPort taken = readers.take(0);
          ThreadInspectPort same = inspectors.take(0)) {
        assertThat(taken.threadId()).isEqualTo(same.threadId());
        assertThat(taken.name()).isNotEqualTo(same.name());
      }
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void aThreadThatEndsMeanwhileIsADeadNameAndIsGivenBackLikeAnyOther() {
    SortedMap<Integer, String> before = kernel.snapshot();
    try (ThreadPortList list = task.threads()) {
      threads.get(2).exit();
      assertThat(list).filteredOn(MachThread::isDead).hasSize(1);
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void namesThatDenoteNothingAreLeftOut() {
    int all = kernelCount();
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
    SortedMap<Integer, String> before = kernel.snapshot();
    try (ThreadPortList list = task.threads()) {
      assertThat(list.size()).isEqualTo(all - 2);
      assertThat(list).allMatch(thread -> thread.type().has(Right.SEND));
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void aFailureAcquiresNothing() {
    SortedMap<Integer, String> before = kernel.snapshot();
    kernel.calls().fail("task_threads", KERN_RESOURCE_SHORTAGE);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(task::threads)
        .satisfies(e -> assertThat(e.routine()).isEqualTo("task_threads"))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_RESOURCE_SHORTAGE));
    kernel.calls().restore("task_threads");
    assertThat(kernel.snapshot()).isEqualTo(before);
    other.terminate();
    assertThatExceptionOfType(DeadNameException.class).isThrownBy(task::threads);
    assertThat(kernel.task().mappedBytes()).isZero();
  }

  @Test
  void theObserverIsToldOfEachThread() {
    RecordingObserver observer = new RecordingObserver();
    mach.observe(observer);
    int size;
    try (ThreadPortList list = task.threads()) {
      size = list.size();
      assertThat(observer.events).hasSize(size).allMatch(e -> e.startsWith("acquired ThreadPort"));
    }
    assertThat(observer.events).hasSize(2 * size).endsWith("released KERN_SUCCESS (0)");
  }

  @Test
  void theThreadsOfTheOwnTaskAreToBeHadThroughItsView() throws Exception {
    try (ThreadPort self = ThreadPort.self(mach);
        ThreadPortList list = mach.task().threads()) {
      assertThat(list).extracting(MachThread::name).contains(self.name());
      assertThat(kernel.references(self.name(), Right.SEND)).isEqualTo(2);
    }
  }
}

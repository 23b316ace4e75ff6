package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_CAPABILITY;

import java.util.List;
import java.util.SortedMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.sim.FatalGuardError;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.KernelGeneration;

/**
 * The own control ports, whose last reference nobody may give back: in a hardened task macOS kills
 * the process, elsewhere the task is lost for everybody in the process.
 */
@Timeout(60)
class HardenedTaskTest {
  private static TestKernel kernel(boolean hardened) {
    return TestKernel.create(
        KernelConfiguration.builder()
            .generation(KernelGeneration.XNU_11417)
            .hardenedTasks(hardened)
            .build());
  }

  @Test
  void theKernelOfTheTestDoesKillForTheLastReference() {
    TestKernel kernel = kernel(true);
    assertThatExceptionOfType(FatalGuardError.class)
        .isThrownBy(() -> kernel.deallocate(kernel.self()));
    int thread = kernel.raw().mach_thread_self();
    kernel.deallocate(thread);
    assertThatExceptionOfType(FatalGuardError.class).isThrownBy(() -> kernel.deallocate(thread));
  }

  @Test
  void closingTheOwnThreadsPortDropsOnlyTheReferenceThatWasAdded() {
    TestKernel kernel = kernel(true);
    Mach mach = kernel.mach();
    int name = kernel.raw().mach_thread_self();
    kernel.deallocate(name);
    int before = kernel.references(name, Right.SEND);
    for (int i = 0; i < 10; i++) {
      try (ThreadPort self = ThreadPort.self(mach);
          ThreadPort copy = self.copy()) {
        assertThat(copy.name()).isEqualTo(name);
        assertThat(kernel.references(name, Right.SEND)).isEqualTo(before + 2);
      }
      assertThat(kernel.references(name, Right.SEND)).isEqualTo(before);
    }
  }

  @Test
  void everythingThatGivesPortsOfTheOwnTaskAndThreadsGivesBackNoMoreThanItGot() {
    TestKernel kernel = kernel(true);
    Mach mach = kernel.mach();
    // The first call makes this thread one of the task, which its library then holds a reference
    // to.
    ThreadPort.self(mach).close();
    SortedMap<Integer, String> before = kernel.snapshot();
    try (TaskPort copy = mach.task().copy();
        TaskPort byProcess = TaskPort.forPid(mach, mach.task().pid());
        TaskReadPort read = mach.task().readPort();
        ThreadPortList threads = mach.task().threads();
        ThreadSampler sampler = ThreadSampler.of(mach.task());
        ThreadPort thread = ThreadPort.self(mach);
        ThreadReadPort readThread = thread.readPort()) {
      sampler.refresh();
      sampler.refresh();
      assertThat(threads).extracting(MachThread::name).contains(thread.name());
      assertThat(kernel.references(kernel.self(), Right.SEND)).isEqualTo(4);
      assertThat(List.of(copy, byProcess)).allMatch(port -> port.name() == kernel.self());
      assertThatIllegalArgumentException().isThrownBy(readThread::suspend);
      assertThat(read.pid()).isEqualTo(copy.pid());
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theOnlyReferenceToTheOwnTaskCannotBeAdopted(boolean hardened) {
    TestKernel kernel = kernel(hardened);
    SortedMap<Integer, String> before = kernel.snapshot();
    List<BiFunction<Mach, Integer, SendRight>> adopts = List.of(SendRight::adopt, TaskPort::adopt);
    for (BiFunction<Mach, Integer, SendRight> adopt : adopts) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> adopt.apply(kernel.mach(), kernel.self()))
          .withMessageContaining("is the own task, and its only reference is that of")
          .withMessageContaining("mach_task_self_");
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aReferenceToTheOwnTaskThatTheCallerDoesOwnIsAdopted(boolean hardened) {
    TestKernel kernel = kernel(hardened);
    int before = kernel.references(kernel.self(), Right.SEND);
    TaskPort port = TaskPort.adopt(kernel.mach(), kernel.raw().task_self_trap());
    assertThat(kernel.references(kernel.self(), Right.SEND)).isEqualTo(before + 1);
    port.close();
    assertThat(kernel.references(kernel.self(), Right.SEND)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theLastReferenceToTheOwnTaskNeverGoesToTheKernelWhoeverClaimsToOwnIt(boolean hardened) {
    TestKernel kernel = kernel(hardened);
    RecordingObserver observer = new RecordingObserver();
    kernel.mach().observe(observer);
    kernel.calls().clear();
    TaskPort wrong = TaskPort.adoptUnchecked(kernel.mach(), kernel.self());
    wrong.close();
    wrong.close();
    SendRight alsoWrong = SendRight.adoptUnchecked(kernel.mach(), kernel.self());
    alsoWrong.close();
    assertThat(kernel.calls().routines()).doesNotContain("mach_port_deallocate");
    assertThat(kernel.references(kernel.self(), Right.SEND)).isEqualTo(1);
    assertThat(observer.events)
        .contains("released " + new KernReturn(KERN_INVALID_CAPABILITY))
        .doesNotContain("released KERN_SUCCESS (0)");
    assertThat(kernel.mach().task().pid()).isPositive();
  }

  @Test
  void noOtherNameCostsAQuestionAtClose() {
    TestKernel kernel = kernel(true);
    ThreadPort port = ThreadPort.self(kernel.mach());
    kernel.calls().clear();
    port.close();
    assertThat(kernel.calls().routines()).containsExactly("mach_port_deallocate");
  }
}

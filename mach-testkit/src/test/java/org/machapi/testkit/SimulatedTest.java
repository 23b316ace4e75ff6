package org.machapi.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.census.Ledger;
import org.machapi.sim.KernelGeneration;
import org.machapi.sim.MachineArchitecture;
import org.machapi.sim.SimulatedKernel;
import org.machapi.sim.SimulatedTask;

/** The simulated kernel that each test has. */
@Timeout(120)
class SimulatedTest {

  @Simulated
  static class AllOfOne {
    private static final Queue<Mach> SEEN = new ConcurrentLinkedQueue<>();
    private final Mach fromTheConstructor;

    AllOfOne(Mach mach) {
      fromTheConstructor = mach;
    }

    @BeforeEach
    void before(Mach mach) {
      assertThat(mach).isSameAs(fromTheConstructor);
    }

    @RepeatedTest(2)
    void test(Mach mach, Ledger ledger, SimulatedKernel kernel, SimulatedTask task) {
      assertThat(mach).isSameAs(fromTheConstructor);
      assertThat(mach.library()).isSameAs(task.library());
      assertThat(kernel.createTask("other").library()).isNotSameAs(task.library());
      try (ReceiveRight port = ReceiveRight.allocate(mach)) {
        assertThat(ledger.held(port.name())).hasSize(1);
      }
      SEEN.add(mach);
    }

    @AfterEach
    void after(Mach mach) {
      assertThat(mach).isSameAs(fromTheConstructor);
    }
  }

  @Test
  void allThatATestAsksForIsOfOneKernelAndEachTestHasItsOwn() {
    AllOfOne.SEEN.clear();
    Run run = Run.of(AllOfOne.class);

    assertThat(run.tests()).hasSize(2);
    assertThat(run.failed()).isEmpty();
    assertThat(AllOfOne.SEEN).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void theTaskEndsWithTheTest() {
    AllOfOne.SEEN.clear();
    Run.of(AllOfOne.class);

    assertThat(AllOfOne.SEEN)
        .allSatisfy(
            mach ->
                assertThatThrownBy(() -> mach.space().names()).isInstanceOf(MachException.class));
  }

  @Simulated
  static class OfTheClass {
    private static final Queue<Mach> SEEN = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void open(Mach mach) {
      SEEN.add(mach);
    }

    @RepeatedTest(2)
    void shared(Mach mach) {
      SEEN.add(mach);
    }

    @Test
    @Simulated(seed = 2)
    void other(Mach mach) {
      assertThat(mach).isNotIn(SEEN);
    }
  }

  @Test
  void aKernelThatTheClassAskedForIsThatOfItsTests() {
    OfTheClass.SEEN.clear();
    Run run = Run.of(OfTheClass.class);

    assertThat(run.failed()).isEmpty();
    assertThat(OfTheClass.SEEN).hasSize(3);
    assertThat(List.copyOf(OfTheClass.SEEN).stream().distinct()).hasSize(1);
  }

  @Simulated(generation = KernelGeneration.XNU_11417, task = "of the class")
  static class Configured {
    @Test
    void ofTheClass(SimulatedKernel kernel, SimulatedTask task) {
      assertThat(kernel.configuration().generation()).isEqualTo(KernelGeneration.XNU_11417);
      assertThat(task.name()).isEqualTo("of the class");
    }

    @Test
    @Simulated(
        generation = KernelGeneration.XNU_2782,
        architecture = MachineArchitecture.ARM64,
        bootstrapServer = true,
        maximumNames = 20,
        developerMode = false)
    void ofTheMethod(Mach mach, SimulatedKernel kernel, SimulatedTask task) {
      assertThat(kernel.configuration().generation()).isEqualTo(KernelGeneration.XNU_2782);
      assertThat(task.name()).isEqualTo("test");
      assertThat(mach.space().names()).hasSize(2);
    }

    @Test
    @Simulated(generation = KernelGeneration.XNU_11417, hardenedTasks = true)
    void hardened(SimulatedKernel kernel) {
      assertThat(kernel.configuration().generation()).isEqualTo(KernelGeneration.XNU_11417);
    }
  }

  @Test
  void theNearestAnnotationSaysWhatTheKernelIsLike() {
    Run run = Run.of(Configured.class);

    assertThat(run.tests()).hasSize(3);
    assertThat(run.failed()).isEmpty();
  }

  @Simulated(hardenedTasks = true)
  static class Impossible {
    @Test
    void test(Mach mach) {}
  }

  @Test
  void aKernelThatCannotBeFailsTheTest() {
    assertThat(Run.of(Impossible.class).onlyFailed().message())
        .contains("XNU_7195 does not harden tasks here");
  }

  static class NotSimulated {
    @Test
    @NoPortLeaks
    void test(Mach mach) {}
  }

  @Test
  @ResourceLock(PortLeaks.SYSTEM_SPACE)
  void nothingIsGivenWithoutTheAnnotation() {
    assertThat(Run.of(NotSimulated.class).onlyFailed().message())
        .contains("No ParameterResolver registered for parameter [org.machapi.Mach");
  }

  @Simulated
  @NoPortLeaks
  static class Repeatable {
    private static final Queue<Integer> NAMES = new ConcurrentLinkedQueue<>();

    @RepeatedTest(5)
    void test(Mach mach) {
      NAMES.add(ReceiveRight.allocate(mach).name());
    }
  }

  @Test
  void namesAreTheSameInEachRun() {
    Repeatable.NAMES.clear();
    Run.of(Repeatable.class);

    assertThat(Repeatable.NAMES).hasSize(5).containsOnly(0x203);
  }

  @Simulated
  @NoPortLeaks
  static class SideBySide {
    private static CyclicBarrier both = new CyclicBarrier(2);

    @Test
    void keeps(Mach mach) throws InterruptedException, BrokenBarrierException, TimeoutException {
      ReceiveRight.allocate(mach);
      both.await(60, TimeUnit.SECONDS);
    }

    @Test
    void givesBack(Mach mach)
        throws InterruptedException, BrokenBarrierException, TimeoutException {
      ReceiveRight.allocate(mach).close();
      both.await(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void testsRunSideBySideAndEachAnswersForItself() {
    SideBySide.both = new CyclicBarrier(2);
    Run.Ended failed = Run.sideBySide(SideBySide.class).onlyFailed();

    assertThat(failed.name()).isEqualTo("keeps(Mach)");
    assertThat(failed.message())
        .startsWith("1 right was not given back:")
        .endsWith("    0x203: RECEIVE 1; before: nothing");
  }
}

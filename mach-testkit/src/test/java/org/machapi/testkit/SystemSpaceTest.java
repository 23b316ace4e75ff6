package org.machapi.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.machapi.Mach;
import org.machapi.PortRight;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.census.Ledger;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.PortConstants;

/** Leaks in the port space of the program, which is not the test's alone. */
@Timeout(120)
@ResourceLock(PortLeaks.SYSTEM_SPACE)
class SystemSpaceTest {

  /** What the tests that are run keep on purpose; given back here, since the space goes on. */
  private static final Queue<PortRight> KEPT = new ConcurrentLinkedQueue<>();

  private static ReceiveRight keep() {
    ReceiveRight port = ReceiveRight.allocate();
    KEPT.add(port);
    return port;
  }

  /** Gives back what was kept; returns its names. */
  private static List<Integer> giveBack() {
    List<Integer> names = KEPT.stream().map(PortRight::name).distinct().toList();
    KEPT.forEach(PortRight::close);
    KEPT.clear();
    return names;
  }

  @NoPortLeaks
  static class Keeps {
    @Test
    void keeps() {
      KEPT.add(keep().makeSend());
    }

    @Test
    void givesBack() {
      try (ReceiveRight port = ReceiveRight.allocate();
          SendRight send = port.makeSend()) {
        assertThat(send.name()).isEqualTo(port.name());
      }
    }

    @Test
    void releasedBehindTheLibrary() {
      try (ReceiveRight port = ReceiveRight.allocate()) {
        Mach mach = Mach.system();
        mach.library().mach_port_deallocate(mach.taskSelf(), port.makeSend().name());
      }
    }
  }

  /** Destroys a receive right from a raw call. */
  private static void destroy(Mach mach, int name) {
    mach.library()
        .mach_port_mod_refs(mach.taskSelf(), name, PortConstants.MACH_PORT_RIGHT_RECEIVE, -1);
  }

  private static int allocateRaw(MachLibrary library) {
    NativeBuffer name = NativeBuffer.allocate(4);
    library.mach_port_allocate(
        library.mach_task_self_().get(), PortConstants.MACH_PORT_RIGHT_RECEIVE, name.pointer());
    return name.getInt(0);
  }

  @Test
  void theRecordSaysWhatATestKeptAndTheClassDoesNotTellItAgain() {
    Run.Ended failed = Run.of(Keeps.class).onlyFailed();

    int name = giveBack().get(0);
    assertThat(failed.name()).isEqualTo("keeps()");
    assertThat(failed.message())
        .startsWith("2 rights were not given back:\n  1 acquired at ")
        .contains("Keeps.keeps(")
        .endsWith(
            "The kernel counts:\n    0x"
                + Integer.toHexString(name)
                + ": SEND 1, RECEIVE 1; before: nothing");
  }

  @NoPortLeaks
  static class OfTheClass {
    @BeforeAll
    static void open() {
      KEPT.add(ReceiveRight.allocate());
    }

    @Test
    void test() {}
  }

  @Test
  void whatTheClassKeepsFailsTheClass() {
    Run.Ended failed = Run.of(OfTheClass.class).onlyFailed();

    giveBack();
    assertThat(failed.isTest()).isFalse();
    assertThat(failed.message()).startsWith("1 right was not given back:").contains(".open(");
  }

  static class Raw {
    private static final AtomicInteger NAME = new AtomicInteger();

    @Test
    @NoPortLeaks
    void passes() {
      destroy(Mach.system(), NAME.getAndSet(allocateRaw(Mach.system().library())));
    }

    @Test
    @NoPortLeaks(unrecorded = true)
    void fails() {
      destroy(Mach.system(), NAME.getAndSet(allocateRaw(Mach.system().library())));
    }
  }

  @Test
  void whatTheLibraryHasNoRecordOfCountsIfTheTestSaysSo() {
    Raw.NAME.set(allocateRaw(Mach.system().library()));
    Run.Ended failed = Run.of(Raw.class).onlyFailed();

    int name = Raw.NAME.get();
    destroy(Mach.system(), name);
    assertThat(failed.name()).isEqualTo("fails()");
    assertThat(failed.message())
        .startsWith("1 right was not given back:\n  1 without record")
        .endsWith("    0x" + Integer.toHexString(name) + ": RECEIVE 1; before: nothing");
  }

  @NoPortLeaks(unrecorded = true)
  static class PortOfAThread {
    private static final AtomicInteger NAME = new AtomicInteger();

    @Test
    void test() {
      // What a JVM does for each of its threads, too.
      NAME.set(Mach.system().library().mach_thread_self());
    }
  }

  @Test
  void portsOfThreadsCountOnlyIfTheLibraryAcquiredThem() {
    Run run = Run.of(PortOfAThread.class);

    Mach.system()
        .library()
        .mach_port_deallocate(Mach.system().taskSelf(), PortOfAThread.NAME.get());
    assertThat(run.tests()).hasSize(1);
    assertThat(run.failed()).isEmpty();
  }

  @NoPortLeaks
  static class Labels {
    private static final AtomicReference<Ledger> LEDGER = new AtomicReference<>();

    @Test
    void test(Ledger ledger) {
      LEDGER.set(ledger);
      ledger.label(keep().name(), "render server");
    }
  }

  @Test
  void aTestCanHaveTheLedgerAndGiveLabels() {
    Run.Ended failed = Run.of(Labels.class).onlyFailed();

    giveBack();
    assertThat(failed.message()).contains(" \"render server\": RECEIVE 1; before: nothing");
  }

  @Test
  void theLedgerIsTakenAwayWhenAllTestsHaveRun() {
    Run.of(Labels.class);
    giveBack();

    try (ReceiveRight port = ReceiveRight.allocate()) {
      assertThat(Labels.LEDGER.get().held(port.name())).isEmpty();
    }
  }

  @NoPortLeaks
  static class KeepsInItsConstructor {
    KeepsInItsConstructor() {
      keep();
    }

    @Test
    void test() {}
  }

  @Test
  void whatAConstructorAcquiresIsTheTestsHereToo() {
    Run.Ended failed = Run.of(KeepsInItsConstructor.class).onlyFailed();

    giveBack();
    assertThat(failed.isTest()).isTrue();
  }

  @NoPortLeaks
  static class OneAtATime {
    private static final AtomicInteger RUNNING = new AtomicInteger();
    private static final AtomicInteger MOST = new AtomicInteger();

    @RepeatedTest(50)
    void test() {
      MOST.accumulateAndGet(RUNNING.incrementAndGet(), Math::max);
      ReceiveRight.allocate().close();
      RUNNING.decrementAndGet();
    }
  }

  static class OneAtATimeByMethod {
    @RepeatedTest(50)
    @NoPortLeaks
    void test() {
      OneAtATime.MOST.accumulateAndGet(OneAtATime.RUNNING.incrementAndGet(), Math::max);
      ReceiveRight.allocate().close();
      OneAtATime.RUNNING.decrementAndGet();
    }
  }

  @Test
  void testsOfTheSameSpaceRunOneAtATime() {
    OneAtATime.MOST.set(0);
    Run run = Run.sideBySide(OneAtATime.class, OneAtATimeByMethod.class);

    assertThat(run.tests()).hasSize(100);
    assertThat(run.failed()).isEmpty();
    assertThat(OneAtATime.MOST).hasValue(1);
  }

  /** A class that is there from before its first test until after its last. */
  @NoPortLeaks
  abstract static class Whole {
    private static final AtomicInteger THERE = new AtomicInteger();
    private static final AtomicInteger MOST = new AtomicInteger();

    @BeforeAll
    static void come() {
      MOST.accumulateAndGet(THERE.incrementAndGet(), Math::max);
    }

    @RepeatedTest(20)
    void test() {
      MOST.accumulateAndGet(THERE.get(), Math::max);
    }

    @AfterAll
    static void go() {
      THERE.decrementAndGet();
    }
  }

  static class One extends Whole {}

  static class Another extends Whole {}

  static class AThird extends Whole {}

  @Test
  void classesOfTheSameSpaceRunOneAtATime() {
    Whole.MOST.set(0);
    Run run = Run.sideBySide(One.class, Another.class, AThird.class);

    assertThat(run.tests()).hasSize(60);
    assertThat(run.failed()).isEmpty();
    assertThat(Whole.MOST).hasValue(1);
  }

  @ExtendWith(PortLeaks.class)
  static class AtOnce {
    // One has begun before the other takes its port, else it would find the port there already.
    private static CountDownLatch begun = new CountDownLatch(1);
    private static CountDownLatch held = new CountDownLatch(1);
    private static CountDownLatch over = new CountDownLatch(1);

    @Test
    void holds() throws InterruptedException {
      assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
      try (ReceiveRight port = ReceiveRight.allocate()) {
        assertThat(port.name()).isNotZero();
        held.countDown();
        assertThat(over.await(60, TimeUnit.SECONDS)).isTrue();
      }
    }

    @Test
    void ends() throws InterruptedException {
      begun.countDown();
      assertThat(held.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void testsWithoutTheLockAreToldThatTheyWereNotAlone() {
    AtOnce.begun = new CountDownLatch(1);
    AtOnce.held = new CountDownLatch(1);
    AtOnce.over = new CountDownLatch(1);
    Run run =
        Run.sideBySide(
            ended -> {
              if (ended.name().equals("ends()")) {
                AtOnce.over.countDown();
              }
            },
            AtOnce.class);

    List<Run.Ended> failed = run.failed();
    assertThat(failed).extracting(Run.Ended::name).containsExactly("ends()");
    assertThat(failed.get(0).message())
        .startsWith("1 right was not given back:")
        .contains("AtOnce.holds(")
        .endsWith(
            "Other tests used the same port space meanwhile; what they held at that moment"
                + " is in this list.");
  }
}

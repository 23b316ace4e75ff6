package org.machapi.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.machapi.Mach;
import org.machapi.PortRight;
import org.machapi.ReceiveRight;
import org.machapi.RightsObserver;
import org.machapi.census.Ledger;
import org.machapi.census.LedgerLevel;

/** A test that changes the ledger that it is judged by fails for that, and no other test does. */
@Timeout(120)
@ResourceLock(PortLeaks.SYSTEM_SPACE)
class LedgerChangesTest {
  private static final String TEST = "The ledger that the test is judged by was changed ";
  private static final String CLASS = "The ledger that the class is judged by was changed ";
  private static final String MEANWHILE = "meanwhile, and has been put back:\n  ";
  private static final String BEFORE = "before it began, so that not everything has a record:\n  ";

  /** What is kept on purpose in the space of the program, which goes on. */
  private static final Queue<PortRight> KEPT = new ConcurrentLinkedQueue<>();

  static void keep() {
    KEPT.add(ReceiveRight.allocate());
  }

  @AfterEach
  void giveBack() {
    KEPT.forEach(PortRight::close);
    KEPT.clear();
  }

  private static List<String> told(Class<?> type) {
    return Run.of(type).failed().stream().map(one -> one.name() + ": " + one.message()).toList();
  }

  @NoPortLeaks
  @TestMethodOrder(MethodName.class)
  static class ChangesAndLeavesIt {
    @Test
    void a1Level(Ledger ledger) {
      ledger.setLevel(LedgerLevel.COUNT);
    }

    @Test
    void a2Sampling(Ledger ledger) {
      ledger.setSampling(16);
    }

    @Test
    void a3Releasing(Ledger ledger) {
      ledger.setReleasingLost(true);
    }

    @Test
    void a4Nobody() {
      Mach.system().observe(null);
    }

    @Test
    void a5Another() {
      Ledger.on(Mach.system());
    }

    @Test
    void a6Several(Ledger ledger) {
      ledger.setLevel(LedgerLevel.SAMPLED);
      ledger.setSampling(2);
    }

    @Test
    void bFindsItPutBack(Ledger ledger) {
      assertThat(Mach.system().observer()).isSameAs(ledger);
      assertThat(ledger.level()).isEqualTo(LedgerLevel.ALL);
      assertThat(ledger.sampling()).isEqualTo(Ledger.DEFAULT_SAMPLING);
      assertThat(ledger.isReleasingLost()).isFalse();
    }

    @Test
    void cKeeps() {
      keep();
    }
  }

  @Test
  void whatWasChangedIsNamedAndPutBackAndLaterTestsAreJudgedAsEver() {
    List<String> told = told(ChangesAndLeavesIt.class);

    assertThat(told.subList(0, told.size() - 1))
        .containsExactly(
            "a1Level(Ledger): " + TEST + MEANWHILE + "level: COUNT; before: ALL",
            "a2Sampling(Ledger): " + TEST + MEANWHILE + "sampling: 16; before: 1024",
            "a3Releasing(Ledger): "
                + TEST
                + MEANWHILE
                + "releasing lost rights: true; before: false",
            "a4Nobody(): " + TEST + MEANWHILE + "Mach.observe: no observer",
            "a5Another(): "
                + TEST
                + MEANWHILE
                + "Mach.observe: another observer; have a Ledger as a parameter in place of"
                + " Ledger.on",
            "a6Several(Ledger): "
                + TEST
                + MEANWHILE
                + "level: SAMPLED; before: ALL\n  sampling: 2; before: 1024");
    assertThat(told.get(told.size() - 1)).startsWith("cKeeps(): 1 right was not given back:");
  }

  @NoPortLeaks
  @TestMethodOrder(MethodName.class)
  static class ChangesForAWhile {
    @Test
    void aLevel(Ledger ledger) {
      ledger.setLevel(LedgerLevel.OFF);
      keep();
      ledger.setLevel(LedgerLevel.ALL);
    }

    @Test
    void bObserver() {
      RightsObserver observer = Mach.system().observer();
      Mach.system().observe(null);
      keep();
      Mach.system().observe(observer);
    }

    @Test
    void cNothing(Ledger ledger) {
      ledger.setLevel(LedgerLevel.ALL);
      ledger.setReleasingLost(false);
    }
  }

  @Test
  void whatWasPutBackByTheTestIsNoticedToo() {
    String changed = TEST + MEANWHILE + "level or observer: as before, but not all the time";

    assertThat(told(ChangesForAWhile.class))
        .containsExactly("aLevel(Ledger): " + changed, "bObserver(): " + changed);
  }

  @NoPortLeaks
  static class ChangesAndKeeps {
    @Test
    void test(Ledger ledger) {
      keep();
      ledger.setLevel(LedgerLevel.OFF);
      keep();
    }
  }

  @Test
  void whatHasARecordIsToldBesideTheChange() {
    assertThat(Run.of(ChangesAndKeeps.class).onlyFailed().message())
        .startsWith(
            TEST + MEANWHILE + "level: OFF; before: ALL\n1 right was not given back:\n  1 acquired")
        .contains("LedgerChangesTest.keep(");
  }

  @NoPortLeaks
  @TestMethodOrder(MethodName.class)
  static class OfTheClass {
    @BeforeAll
    static void change(Ledger ledger) {
      ledger.setLevel(LedgerLevel.OFF);
      keep();
    }

    @Test
    void aIsNotRecorded() {
      keep();
    }

    @Nested
    class Inside {
      @Test
      void isNotRecordedEither() {}
    }
  }

  @Test
  void whatTheClassChangedTheClassTellsAndItsTestsThatNothingIsKnownOfThem() {
    assertThat(told(OfTheClass.class))
        .map(text -> text.lines().limit(2).collect(Collectors.joining("\n")))
        .containsExactly(
            "aIsNotRecorded(): " + TEST + BEFORE + "level: OFF; before: ALL",
            "isNotRecordedEither(): " + TEST + BEFORE + "level: OFF; before: ALL",
            "Inside: " + CLASS + BEFORE + "level: OFF; before: ALL",
            "LedgerChangesTest$OfTheClass: " + CLASS + MEANWHILE + "level: OFF; before: ALL");
  }

  @NoPortLeaks
  static class OfTheClassForAWhile {
    @BeforeAll
    static void change(Ledger ledger) {
      ledger.setLevel(LedgerLevel.OFF);
      keep();
      ledger.setLevel(LedgerLevel.ALL);
    }

    @Test
    void isRecorded() {}
  }

  @Test
  void whatTheClassChangedForAWhileTheClassTellsAlone() {
    assertThat(told(OfTheClassForAWhile.class))
        .containsExactly(
            "LedgerChangesTest$OfTheClassForAWhile: "
                + CLASS
                + MEANWHILE
                + "level or observer: as before, but not all the time");
  }

  @NoPortLeaks
  @TestMethodOrder(MethodName.class)
  static class OfTheClassAfterItsTests {
    @Test
    void changes(Ledger ledger) {
      ledger.setLevel(LedgerLevel.OFF);
    }

    @AfterAll
    static void change(Ledger ledger) {
      ledger.setReleasingLost(true);
    }
  }

  @Test
  void whatItsTestsHaveToldTheClassDoesNotTellAgainButWhatItChangesItself() {
    List<String> told = told(OfTheClassAfterItsTests.class);

    assertThat(told).hasSize(2);
    assertThat(told.get(0)).startsWith("changes(Ledger): " + TEST + MEANWHILE);
    assertThat(told.get(1))
        .startsWith("LedgerChangesTest$OfTheClassAfterItsTests: " + CLASS + MEANWHILE)
        .contains("releasing lost rights: true; before: false");
  }

  /** A constructor that fails leaves a test without end. */
  @NoPortLeaks
  @TestMethodOrder(MethodName.class)
  static class ChangesAndFails {
    private static @Nullable Ledger ledger;

    @BeforeAll
    static void have(Ledger given) {
      ledger = given;
    }

    ChangesAndFails() {
      Ledger given = ledger;
      if (given != null && given.level() == LedgerLevel.ALL) {
        ledger = null;
        given.setLevel(LedgerLevel.COUNT);
        throw new IllegalStateException("no instance");
      }
    }

    @Test
    void a() {}

    @Test
    void b() {
      keep();
    }
  }

  @Test
  void whatATestChangedThatNeverCameToItsEndIsPutBack() {
    List<String> told = told(ChangesAndFails.class);

    assertThat(told).hasSize(2);
    assertThat(told.get(0)).isEqualTo("a(): no instance");
    assertThat(told.get(1)).startsWith("b(): 1 right was not given back:");
  }
}

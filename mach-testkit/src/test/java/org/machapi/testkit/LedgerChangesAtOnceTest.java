package org.machapi.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.machapi.Mach;
import org.machapi.census.Ledger;
import org.machapi.census.LedgerLevel;

/** Tests that are looked at without the lock, while one of them changes the ledger of all. */
@Timeout(120)
@ResourceLock(PortLeaks.SYSTEM_SPACE)
class LedgerChangesAtOnceTest {

  /** Waits until another test has changed the ledger. */
  static final class AfterTheChange implements BeforeAllCallback {
    static CountDownLatch changed = new CountDownLatch(1);
    static CountDownLatch putBack = new CountDownLatch(1);

    @Override
    public void beforeAll(ExtensionContext context) throws InterruptedException {
      assertThat(changed.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @ExtendWith({AfterTheChange.class, PortLeaks.class})
  static class BeginsAfterTheChange {
    @Test
    void other() throws InterruptedException {
      Changes.begun.countDown();
      assertThat(AfterTheChange.putBack.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  static class Changes {
    static CountDownLatch begun = new CountDownLatch(1);

    @Test
    @ExtendWith(PortLeaks.class)
    void changes(Ledger ledger) throws InterruptedException {
      ledger.setLevel(LedgerLevel.COUNT);
      AfterTheChange.changed.countDown();
      assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void ofTestsAtTheSameTimeNoneCanBeBelievedAndNonePutsBackWhatAnotherChanged() {
    AfterTheChange.changed = new CountDownLatch(1);
    AfterTheChange.putBack = new CountDownLatch(1);
    Changes.begun = new CountDownLatch(1);
    Queue<LedgerLevel> levels = new ConcurrentLinkedQueue<>();
    Run run =
        Run.sideBySide(
            ended -> {
              Ledger ledger = Ledger.of(Mach.system());
              if (ended.isTest() && ledger != null) {
                levels.add(ledger.level());
              }
              if (ended.name().startsWith("changes")) {
                AfterTheChange.putBack.countDown();
              }
            },
            Changes.class,
            BeginsAfterTheChange.class);

    assertThat(run.failed())
        .extracting(Run.Ended::name)
        .contains("changes(Ledger)", "other()", "LedgerChangesAtOnceTest$BeginsAfterTheChange");
    assertThat(levels).containsExactly(LedgerLevel.ALL, LedgerLevel.ALL);
  }

  @ExtendWith(PortLeaks.class)
  static class BeginsBeforeTheChange {
    private static CountDownLatch begun = new CountDownLatch(1);
    private static CountDownLatch putBack = new CountDownLatch(1);

    @Test
    void changes(Ledger ledger) throws InterruptedException {
      assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
      ledger.setLevel(LedgerLevel.OFF);
    }

    @Test
    void other() throws InterruptedException {
      begun.countDown();
      assertThat(putBack.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aTestDuringWhichAnotherChangedTheLedgerCannotBeBelievedThoughThatHasBeenTold() {
    BeginsBeforeTheChange.begun = new CountDownLatch(1);
    BeginsBeforeTheChange.putBack = new CountDownLatch(1);
    Run run =
        Run.sideBySide(
            ended -> {
              if (ended.name().startsWith("changes")) {
                BeginsBeforeTheChange.putBack.countDown();
              }
            },
            BeginsBeforeTheChange.class);

    assertThat(run.failed())
        .extracting(Run.Ended::name)
        .containsExactly("changes(Ledger)", "other()");
    assertThat(run.failed().get(1).message())
        .contains("level or observer: as before, but not all the time")
        .contains("Other tests used the same port space meanwhile");
  }
}

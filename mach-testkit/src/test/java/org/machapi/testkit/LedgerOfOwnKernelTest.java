package org.machapi.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.census.Ledger;
import org.machapi.census.LedgerLevel;

/** What a test may do with the ledger of a simulated task, where the kernel decides. */
@Timeout(120)
class LedgerOfOwnKernelTest {
  private static final String CHANGED =
      "The ledger that the test is judged by was changed meanwhile, and has been put back:\n  ";

  @Simulated
  @NoPortLeaks
  static class OfItsOwnKernel {
    @Test
    void changes(Mach mach, Ledger ledger) {
      ledger.setLevel(LedgerLevel.OFF);
      ledger.setSampling(3);
      mach.observe(null);
      ReceiveRight.allocate(mach).close();
    }

    @Test
    void releasing(Ledger ledger) {
      ledger.setReleasingLost(true);
    }
  }

  @Test
  void whereTheKernelDecidesATestMayChangeAllButWhatGivesBackForIt() {
    assertThat(Run.of(OfItsOwnKernel.class).failed())
        .extracting(one -> one.name() + ": " + one.message())
        .containsExactly(
            "releasing(Ledger): " + CHANGED + "releasing lost rights: true; before: false");
  }

  @Simulated
  @NoPortLeaks
  @TestMethodOrder(MethodName.class)
  static class OfAKernelOfTheClass {
    @BeforeAll
    static void change(Ledger ledger) {
      ledger.setLevel(LedgerLevel.SAMPLED);
    }

    @Test
    void aChanges(Ledger ledger) {
      ledger.setLevel(LedgerLevel.OFF);
    }

    @Test
    void bFindsItAsTheClassHadIt(Mach mach, Ledger ledger) {
      assertThat(ledger.level()).isEqualTo(LedgerLevel.SAMPLED);
      assertThat(mach.observer()).isSameAs(ledger);
    }
  }

  @Test
  void theLedgerOfAKernelOfTheClassIsPutBackForItsNextTest() {
    assertThat(Run.of(OfAKernelOfTheClass.class).failed()).isEmpty();
  }

  @Simulated
  @NoPortLeaks
  static class ReleasesWhatItLost {
    @Test
    void test(Mach mach, Ledger ledger) {
      ledger.setReleasingLost(true);
      lose(mach);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(50);
      while (ledger.lost().isEmpty() && System.nanoTime() - end < 0) {
        System.gc();
        Thread.onSpinWait();
      }
      ledger.setReleasingLost(false);
    }

    private static void lose(Mach mach) {
      ReceiveRight.allocate(mach);
    }
  }

  @Test
  void whatTheLedgerGaveBackForATestIsToldThoughTheTestPutThatBack() {
    assertThat(Run.of(ReleasesWhatItLost.class).failed())
        .extracting(one -> one.name() + ": " + one.message())
        .containsExactly(
            "test(Mach, Ledger): "
                + CHANGED
                + "lost rights that it gave back: 1, which Ledger.lost() names");
  }
}

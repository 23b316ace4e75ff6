package org.machapi.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.census.Ledger;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.PortConstants;

/** What {@link AllowPortLeaks} allows, and what not. */
@Timeout(120)
class AllowancesTest {
  private static final String REASON = "the cache lives as long as the program";

  @Simulated
  @NoPortLeaks
  static class ByCount {
    @Test
    @AllowPortLeaks(because = REASON, count = 2)
    void asMany(Mach mach) {
      allocate(mach, 2);
    }

    @Test
    @AllowPortLeaks(because = REASON, count = 2)
    void more(Mach mach) {
      allocate(mach, 3);
    }

    @Test
    @AllowPortLeaks(because = REASON, count = 1)
    @AllowPortLeaks(because = "and one for the log", count = 1)
    void several(Mach mach) {
      allocate(mach, 2);
    }

    @Test
    @AllowPortLeaks(because = REASON)
    void anyNumber(Mach mach) {
      allocate(mach, 10);
    }
  }

  static void allocate(Mach mach, int count) {
    for (int i = 0; i < count; i++) {
      ReceiveRight.allocate(mach);
    }
  }

  @Test
  void asManyAsAreAllowedMayBeKeptAndTheRestIsTold() {
    Run.Ended failed = Run.of(ByCount.class).onlyFailed();

    assertThat(failed.name()).isEqualTo("more(Mach)");
    assertThat(failed.message())
        .startsWith("1 right was not given back, beside 2 that may be kept:\n  1 acquired at ");
  }

  @Simulated
  @NoPortLeaks
  static class ByLabelAndSite {
    @Test
    @AllowPortLeaks(
        because = REASON,
        labels = {"log", "cache"})
    void label(Mach mach, Ledger ledger) {
      ledger.label(ReceiveRight.allocate(mach).name(), "cache");
      ledger.label(ReceiveRight.allocate(mach).name(), "something else");
      ReceiveRight.allocate(mach);
    }

    @Test
    @AllowPortLeaks(because = REASON, sites = "AllowancesTest.allocate(")
    void site(Mach mach) {
      allocate(mach, 2);
      ReceiveRight.allocate(mach);
      NativeBuffer name = NativeBuffer.allocate(4);
      mach.library()
          .mach_port_allocate(
              mach.taskSelf(), PortConstants.MACH_PORT_RIGHT_PORT_SET, name.pointer());
    }

    @Test
    @AllowPortLeaks(because = REASON, labels = "cache", sites = "AllowancesTest.allocate(")
    void both(Mach mach, Ledger ledger) {
      ledger.label(ReceiveRight.allocate(mach).name(), "cache");
      allocate(mach, 1);
    }
  }

  @Test
  void labelsAndSitesHaveToFitBothWhereBothAreGiven() {
    List<Run.Ended> failed = Run.of(ByLabelAndSite.class).failed();

    assertThat(failed)
        .extracting(one -> one.name() + ": " + one.message().lines().findFirst().orElse(""))
        .containsExactlyInAnyOrder(
            "label(Mach, Ledger): 2 rights were not given back, beside 1 that may be kept:",
            "site(Mach): 2 rights were not given back, beside 2 that may be kept:",
            "both(Mach, Ledger): 2 rights were not given back:");
    assertThat(failed)
        .filteredOn(one -> one.name().startsWith("label"))
        .singleElement()
        .extracting(Run.Ended::message)
        .asString()
        .contains("\"something else\": RECEIVE 1; before: nothing")
        .doesNotContain("\"cache\"");
  }

  @Simulated
  @NoPortLeaks
  @AllowPortLeaks(because = REASON, count = 1)
  static class OnTheClass {
    @Test
    void one(Mach mach) {
      allocate(mach, 1);
    }

    @Test
    @AllowPortLeaks(because = "one more", count = 1)
    void two(Mach mach) {
      allocate(mach, 2);
    }

    @Test
    void tooMany(Mach mach) {
      allocate(mach, 2);
    }

    @Nested
    class Inside {
      @Test
      void one(Mach mach) {
        allocate(mach, 1);
      }
    }
  }

  @Test
  void onTheClassItHoldsForEachTestBesideThatOfTheMethod() {
    assertThat(Run.of(OnTheClass.class).onlyFailed().name()).isEqualTo("tooMany(Mach)");
  }

  @Simulated
  @NoPortLeaks
  static class InASharedKernel {
    @BeforeAll
    static void open(Mach mach) {
      ReceiveRight.allocate(mach).close();
    }

    @Test
    @AllowPortLeaks(because = REASON)
    void keeps(Mach mach) {
      allocate(mach, 1);
    }
  }

  @Test
  void whatATestMayKeepIsNotTheFaultOfItsClass() {
    assertThat(Run.of(InASharedKernel.class).failed()).isEmpty();
  }

  @Simulated
  @NoPortLeaks
  static class Wrong {
    @Test
    @AllowPortLeaks(because = " ")
    void noReason() {}

    @Test
    @AllowPortLeaks(because = REASON, count = 0)
    void nothing() {}
  }

  @Test
  void anAllowanceWithoutReasonOrForNothingIsRefused() {
    assertThat(Run.of(Wrong.class).failed())
        .extracting(Run.Ended::failure)
        .hasSize(2)
        .hasOnlyElementsOfType(ExtensionConfigurationException.class)
        .extracting(Throwable::getMessage)
        .containsExactlyInAnyOrder(
            "@AllowPortLeaks says no reason: because = \"\"",
            "@AllowPortLeaks allows nothing: count = 0");
  }
}

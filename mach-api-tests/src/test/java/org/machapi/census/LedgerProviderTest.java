package org.machapi.census;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.Mach;
import org.machapi.TestKernel;

@Tag("kernel")
class LedgerProviderTest {
  private final Mach mach = TestKernel.create().mach();

  @ParameterizedTest
  @CsvSource({"off, OFF", "count, COUNT", "sampled, SAMPLED", "all, ALL", "' All ', ALL"})
  void thePropertyNamesTheLevel(String value, LedgerLevel level) {
    Ledger ledger = LedgerProvider.begin(mach, value, null, "property " + value);
    assertThat(ledger).isNotNull().isSameAs(Ledger.of(mach));
    assertThat(ledger.level()).isEqualTo(level);
    assertThat(ledger.sampling()).isEqualTo(Ledger.DEFAULT_SAMPLING);
    ledger.unregisterBean();
  }

  @Test
  void anotherPropertySaysWhichPartIsRecorded() {
    Ledger ledger = LedgerProvider.begin(mach, "sampled", "1000", "sampling");
    assertThat(ledger).isNotNull();
    assertThat(ledger.sampling()).isEqualTo(1000);
    ledger.unregisterBean();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1073741824, 1073741824",
    "1073741825, 1073741824",
    "2147483648, 1073741824",
    "99999999999999999999999, 1073741824"
  })
  void aRateAboveTheLargestIsTheLargest(String value, int rate) {
    Ledger ledger = LedgerProvider.begin(mach, "sampled", value, "sampling " + value);
    assertThat(ledger).isNotNull();
    assertThat(ledger.sampling()).isEqualTo(rate).isLessThanOrEqualTo(Ledger.LARGEST_SAMPLING);
    assertThat(ledger.level()).isEqualTo(LedgerLevel.SAMPLED);
    ledger.unregisterBean();
  }

  @Test
  void withoutThePropertyThereIsNoLedger() {
    assertThat(LedgerProvider.begin(mach, null, "1000", "none")).isNull();
    assertThat(mach.observer()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "on", "true", "2"})
  void aLevelThatMakesNoSenseBeginsNoLedgerAndStopsNobody(String value) {
    assertThat(LedgerProvider.begin(mach, value, null, "nonsense")).isNull();
    assertThat(mach.observer()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "-9999999999999999999999", "often", "1.5"})
  void aRateThatMakesNoSenseBeginsNoLedgerAndStopsNobody(String value) {
    assertThat(LedgerProvider.begin(mach, "sampled", value, "nonsense")).isNull();
    assertThat(mach.observer()).isNull();
  }

  @Test
  void aLedgerThatManagementCannotShowIsALedgerAllTheSame() {
    Ledger first = LedgerProvider.begin(mach, "off", null, "the same name");
    Ledger second = LedgerProvider.begin(mach, "count", null, "the same name");
    assertThat(first).isNotNull();
    assertThat(second).isNotNull().isSameAs(Ledger.of(mach)).isNotSameAs(first);
    assertThat(second.level()).isEqualTo(LedgerLevel.COUNT);
    first.unregisterBean();
  }
}

package org.machapi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables about exceptions and the ledger show the figures that they are given. */
class ExceptionTablesTest {

  private static Results run(Figure... figures) {
    return new Results("VM 25.0.1+8", "a machine", "2026-01-31", "once", List.of(figures));
  }

  private static Results complete() {
    return run(figures());
  }

  private static Figure[] figures() {
    return new Figure[] {
      new Figure("exception", "jni", 50, 0.5, 0),
      new Figure("exception", "raw", 60, 0.5, 0),
      new Figure("exception", "typed", 160.4, 0.5, 536),
      new Figure("exceptionThroughServer", "", 4000, 10, 800),
      new Figure("pair", "jni", 20, 0.5, 0),
      new Figure("ledger", "none", 30, 0.5, 32),
      new Figure("ledger", "off", 31, 0.5, 32),
      new Figure("ledger", "count", 36, 0.6, 32),
      new Figure("ledger", "sampled", 44, 0.7, 40),
      new Figure("ledger", "all", 5000, 9, 2400)
    };
  }

  @Test
  void whatWasReachedStandsBesideTheGoal() {
    assertThat(ExceptionTables.goals(List.of(complete())).lines())
        .containsExactly(
            "| what | goal | JDK 25 |",
            "|---|---|---:|",
            "| an exception received, read, answered, its two ports given back, above the raw calls"
                + " | at most 50 ns | 100 ns |",
            "| the same, time to that of JNI by hand | none was set | 3.21 |",
            "| the same, allocated | none was set | 536 bytes |",
            "| exceptions a second through `ExceptionServer`, raising included, on one core "
                + "| at least 20,000 | 250,000 |",
            "| `ThreadPort` opened and closed with a ledger at `OFF`, time to that of JNI "
                + "| at most 1.5 | 1.55 |",
            "| `ThreadPort` opened and closed with a ledger at `COUNT`, time to that of JNI "
                + "| at most 2 | 1.80 |",
            "| `ThreadPort` opened and closed with a ledger at `SAMPLED`, one in 1024, time to that"
                + " of JNI | at most 2.5 | 2.20 |");
  }

  @Test
  void aCensusHasItsRowsIfARunHasTheFigure() {
    Figure[] figures = Arrays.copyOf(figures(), figures().length + 1);
    figures[figures.length - 1] = new Figure("census", "100000", 123_400_000, 5, 104_200_000);
    assertThat(ExceptionTables.goals(List.of(complete(), run(figures))).lines())
        .endsWith(
            "| a census of 100,000 names of the simulated kernel, its calls included "
                + "| at most 1,000 ms | – | 123 ms |",
            "| the same, allocated for each name, what is garbage at its end included "
                + "| none was set | – | 1,042 bytes |");
  }

  @Test
  void eachLevelHasItsRow() {
    assertThat(ExceptionTables.ledger(List.of(complete())).lines())
        .hasSize(2 + ExceptionTables.LEVELS.size())
        .contains("| no ledger | 30.0 ± 0.5, 32 B |")
        .contains("| `ALL` | 5000.0 ± 9.0, 2400 B |");
  }

  @Test
  void theyTellOnWhatItWasMeasured() {
    assertThat(ExceptionTables.machines(List.of(complete())))
        .isEqualTo("- VM 25.0.1+8; a machine; 2026-01-31; once\n");
  }

  @Test
  void whatWasNotMeasuredIsNotInvented() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExceptionTables.goals(List.of(run())))
        .withMessageContaining("exception typed");
  }
}

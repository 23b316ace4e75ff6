package org.machapi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables about the typed layer show the figures that they are given. */
class TypedTablesTest {

  private static Results run() {
    return new Results(
        "VM 25.0.1+8",
        "a machine",
        "2026-01-31",
        "once",
        List.of(
            new Figure("pair", "jni", 20, 0.5, 0),
            new Figure("pair", "raw", 21, 0.5, 0),
            new Figure("pair", "typed", 27, 0.6, 32),
            new Figure("pair", "leastOwner", 25, 0.6, 32),
            new Figure("loan", "typed", 6.5, 0.1, 0),
            new Figure("round", "jni", 40, 0.5, 0),
            new Figure("round", "raw", 45, 0.5, 144),
            new Figure("round", "typed", 69.5, 0.7, 240),
            new Figure("round", "typedWaiting", 101, 0.8, 240)));
  }

  @Test
  void whatWasReachedStandsBesideTheGoal() {
    assertThat(TypedTables.goals(List.of(run())).lines())
        .containsExactly(
            "| what | goal | JDK 25 |",
            "|---|---|---:|",
            "| `ThreadPort` opened and closed, time to that of JNI | at most 1.5 | 1.35 |",
            "| the least: an object of that size with one compare-and-set, time to that of JNI "
                + "| none was set | 1.25 |",
            "| `ThreadPort` opened and closed, allocated | at most 32 bytes | 32 bytes |",
            "| a message with a right built, sent, received, the right taken and closed, above the "
                + "raw calls | at most 25 ns | 24.5 ns |",
            "| the same by a thread that is ready to wait and to be woken | none was set | 56.0 ns |",
            "| of that, the three loans | none was set | 19.5 ns |",
            "| the same, allocated above the raw calls: the message and the right "
                + "| the owned objects | 96 bytes |");
  }

  @Test
  void eachWayHasItsRow() {
    assertThat(TypedTables.costs(List.of(run())).lines())
        .contains("| JDK 25 | raw layer | 21.0 ± 0.5, 0 B | 45.0 ± 0.5, 144 B | – |")
        .contains(
            "| JDK 25 | typed layer | 27.0 ± 0.6, 32 B | 69.5 ± 0.7, 240 B | 6.5 ± 0.1, 0 B |")
        .hasSize(2 + TypedTables.WAYS.size());
  }

  @Test
  void whatWasNotMeasuredIsNotInvented() {
    Results old = new Results("VM 17.0.1", "a machine", "2026-01-31", "once", List.of());

    assertThat(TypedTables.goals(List.of(old)).lines().skip(2))
        .allSatisfy(row -> assertThat(row).endsWith("| – |"));
    assertThat(TypedTables.costs(List.of(old)).lines().skip(2))
        .allSatisfy(row -> assertThat(row).endsWith("| – | – | – |"));
  }
}

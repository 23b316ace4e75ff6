package org.machapi.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A table of what was to be reached, and what was: a column for each run.
 *
 * @param <R> the figures of a run
 */
final class GoalTable<R> {
  private final List<R> runs;
  private final Predicate<R> isMeasured;
  private final StringBuilder text = new StringBuilder("| what | goal |");

  /**
   * Begins with the heading.
   *
   * @param release names a run
   * @param isMeasured whether a kept run has these figures: a benchmark can be younger than the run
   */
  GoalTable(List<R> runs, Function<R, String> release, Predicate<R> isMeasured) {
    this.runs = runs;
    this.isMeasured = isMeasured;
    runs.forEach(run -> text.append(' ').append(release.apply(run)).append(" |"));
    text.append("\n|---|---|").append("---:|".repeat(runs.size())).append('\n');
  }

  /** Adds a row. */
  void row(String what, String goal, Function<R, String> value) {
    text.append("| ").append(what).append(" | ").append(goal).append(" |");
    runs.forEach(
        run ->
            text.append(' ').append(isMeasured.test(run) ? value.apply(run) : "–").append(" |"));
    text.append('\n');
  }

  /** Returns a cell of a table of costs. */
  static String cost(Figure figure) {
    return String.format(
        Locale.ROOT,
        " %.1f ± %.1f, %.0f B |",
        figure.nanoseconds(),
        figure.error(),
        figure.bytes());
  }

  /** Returns the table. */
  @Override
  public String toString() {
    return text.toString();
  }
}

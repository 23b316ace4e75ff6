package org.machapi.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables about exceptions and the ledger in docs/performance.md. */
final class ExceptionTables {
  /** The levels of a ledger, and no ledger. */
  static final Map<String, String> LEVELS = new LinkedHashMap<>();

  private static final double NANOSECONDS = 1e9;
  private static final double MILLISECOND = 1e6;
  private static final int NAMES = Integer.parseInt(SimulatedCensusCalls.NAMES);

  static {
    LEVELS.put("none", "no ledger");
    LEVELS.put("off", "`OFF`");
    LEVELS.put("count", "`COUNT`");
    LEVELS.put("sampled", "`SAMPLED`, one in 1024");
    LEVELS.put("all", "`ALL`");
  }

  private ExceptionTables() {}

  /** What was to be reached, and what was. */
  static String goals(List<Results> runs) {
    GoalTable<Results> table = new GoalTable<>(runs, Results::release, run -> true);
    table.row(
        "an exception received, read, answered, its two ports given back, above the raw calls",
        "at most 50 ns",
        run -> number("%.0f ns", of(run, "exception", "typed") - of(run, "exception", "raw")));
    table.row(
        "the same, time to that of JNI by hand",
        "none was set",
        run -> number("%.2f", of(run, "exception", "typed") / of(run, "exception", "jni")));
    table.row(
        "the same, allocated",
        "none was set",
        run -> number("%.0f bytes", run.figure("exception", "typed").bytes()));
    table.row(
        "exceptions a second through `ExceptionServer`, raising included, on one core",
        "at least 20,000",
        run -> number("%,.0f", NANOSECONDS / of(run, "exceptionThroughServer", "")));
    level(table, "off", "at most 1.5");
    level(table, "count", "at most 2");
    level(table, "sampled", "at most 2.5");
    if (runs.stream().anyMatch(run -> census(run) != null)) {
      census(table);
    }
    return table.toString();
  }

  private static void level(GoalTable<Results> table, String level, String goal) {
    table.row(
        "`ThreadPort` opened and closed with a ledger at "
            + LEVELS.get(level)
            + ", time to that of JNI",
        goal,
        run -> number("%.2f", of(run, "ledger", level) / of(run, "pair", "jni")));
  }

  private static void census(GoalTable<Results> table) {
    table.row(
        "a census of 100,000 names of the simulated kernel, its calls included",
        "at most 1,000 ms",
        run -> {
          Figure figure = census(run);
          return figure == null ? "–" : number("%,.0f ms", figure.nanoseconds() / MILLISECOND);
        });
    table.row(
        "the same, allocated for each name, what is garbage at its end included",
        "none was set",
        run -> {
          Figure figure = census(run);
          return figure == null ? "–" : number("%,.0f bytes", figure.bytes() / NAMES);
        });
  }

  /** Null of a kept run that is older than the benchmark. */
  private static Figure census(Results run) {
    return run.figure("census", SimulatedCensusCalls.NAMES);
  }

  /** What a right costs at each level of the ledger. */
  static String ledger(List<Results> runs) {
    StringBuilder table = new StringBuilder("| level |");
    runs.forEach(run -> table.append(' ').append(run.release()).append(" |"));
    table.append("\n|---|").append("---|".repeat(runs.size())).append('\n');
    LEVELS.forEach(
        (level, name) -> {
          table.append("| ").append(name).append(" |");
          runs.forEach(run -> table.append(GoalTable.cost(run.figure("ledger", level))));
          table.append('\n');
        });
    return table.toString();
  }

  /** On what these were measured. */
  static String machines(List<Results> runs) {
    StringBuilder text = new StringBuilder();
    runs.forEach(
        run ->
            text.append("- ")
                .append(run.jdk())
                .append("; ")
                .append(run.machine())
                .append("; ")
                .append(run.date())
                .append("; ")
                .append(run.settings())
                .append('\n'));
    return text.toString();
  }

  private static double of(Results run, String what, String way) {
    Figure figure = run.figure(what, way);
    if (figure == null) {
      throw new IllegalArgumentException("not measured: " + what + " " + way);
    }
    return figure.nanoseconds();
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}

package org.machapi.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables about the typed layer in docs/performance.md. */
final class TypedTables {
  /** What is done. */
  static final Map<String, String> WHATS = new LinkedHashMap<>();

  /** How it is done. */
  static final Map<String, String> WAYS = new LinkedHashMap<>();

  static {
    WHATS.put("pair", "`ThreadPort.self()`, and close");
    WHATS.put("round", "a message with a right: build, send, receive, take, close");
    WHATS.put("loan", "a loan: begin and end");
    WAYS.put("jni", "JNI by hand");
    WAYS.put("raw", "raw layer");
    WAYS.put("leastOwner", "an object with one compare-and-set, and no more");
    WAYS.put("typed", "typed layer");
    WAYS.put("typedWaiting", "typed layer, ready to wait and to be woken");
  }

  private TypedTables() {}

  /** What was to be reached, and what was. */
  static String goals(List<Results> runs) {
    GoalTable<Results> table = new GoalTable<>(runs, Results::release, TypedTables::isMeasured);
    table.row(
        "`ThreadPort` opened and closed, time to that of JNI",
        "at most 1.5",
        run -> {
          double ratio = nanoseconds(run, "pair", "typed") / nanoseconds(run, "pair", "jni");
          return String.format(Locale.ROOT, "%.2f", ratio);
        });
    table.row(
        "the least: an object of that size with one compare-and-set, time to that of JNI",
        "none was set",
        run -> {
          double ratio = nanoseconds(run, "pair", "leastOwner") / nanoseconds(run, "pair", "jni");
          return String.format(Locale.ROOT, "%.2f", ratio);
        });
    table.row(
        "`ThreadPort` opened and closed, allocated",
        "at most 32 bytes",
        run -> bytes(run, "pair", "typed"));
    table.row(
        "a message with a right built, sent, received, the right taken and closed, above the raw calls",
        "at most 25 ns",
        run -> above(run, "typed"));
    table.row(
        "the same by a thread that is ready to wait and to be woken",
        "none was set",
        run -> above(run, "typedWaiting"));
    table.row(
        "of that, the three loans",
        "none was set",
        run -> String.format(Locale.ROOT, "%.1f ns", 3 * nanoseconds(run, "loan", "typed")));
    table.row(
        "the same, allocated above the raw calls: the message and the right",
        "the owned objects",
        run ->
            String.format(
                Locale.ROOT,
                "%.0f bytes",
                run.figure("round", "typed").bytes() - run.figure("round", "raw").bytes()));
    return table.toString();
  }

  private static String above(Results run, String way) {
    double above = nanoseconds(run, "round", way) - nanoseconds(run, "round", "raw");
    return String.format(Locale.ROOT, "%.1f ns", above);
  }

  private static double nanoseconds(Results run, String what, String way) {
    return run.figure(what, way).nanoseconds();
  }

  private static String bytes(Results run, String what, String way) {
    return String.format(Locale.ROOT, "%.0f bytes", run.figure(what, way).bytes());
  }

  private static boolean isMeasured(Results run) {
    return run.figure("round", "typed") != null;
  }

  /** What both cost, each way, on each JDK; measured in the same run as the tables above. */
  static String costs(List<Results> runs) {
    StringBuilder table = new StringBuilder("| JDK | way |");
    WHATS.values().forEach(what -> table.append(' ').append(what).append(" |"));
    table.append("\n|---|---|").append("---|".repeat(WHATS.size())).append('\n');
    for (Results run : runs) {
      WAYS.forEach(
          (way, name) -> {
            table.append("| ").append(run.release()).append(" | ").append(name).append(" |");
            WHATS.keySet().forEach(what -> table.append(cell(run.figure(what, way))));
            table.append('\n');
          });
    }
    return table.toString();
  }

  private static String cell(Figure figure) {
    return figure == null
        ? " – |"
        : GoalTable.cost(figure);
  }
}

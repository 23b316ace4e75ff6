package org.machapi.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables about the simulated kernel in docs/performance.md. */
final class SimulatedTables {
  static final List<Integer> NAMES = List.of(100, 1_000, 10_000, 100_000, 300_000);
  static final int FEW = NAMES.get(0);
  static final int MANY = NAMES.get(NAMES.size() - 1);

  /** What is done in tasks with few and with many names. */
  static final Map<String, String> CALLS = new LinkedHashMap<>();

  /** One of them is no call, but what the machine itself takes. */
  private static final String BARE = "bareObject";

  /** The call to compare with that. */
  private static final String ANYWHERE = "insertDeallocateAnywhere";

  /** What is done with messages. */
  static final Map<String, String> MESSAGES = new LinkedHashMap<>();

  static {
    CALLS.put("allocateDestruct", "`mach_port_allocate` + `mach_port_destruct`");
    CALLS.put("getReferences", "`mach_port_get_refs`, anywhere");
    CALLS.put("insertDeallocate", "`mach_port_insert_right` + `mach_port_deallocate`, in order");
    CALLS.put(ANYWHERE, "the same, anywhere");
    CALLS.put(BARE, "no call: an object of 128 bytes, anywhere");
    MESSAGES.put("message", "a message of " + SimulatedMail.SIZE + " bytes sent, and received");
    MESSAGES.put(
        "messageWithPort",
        "one of " + SimulatedMail.SIZE_WITH_PORT + " bytes with a send right sent, and received");
  }

  private SimulatedTables() {}

  /** What was to be reached, and what was. */
  static String goals(List<SimulatedResults> runs) {
    GoalTable<SimulatedResults> table = new GoalTable<>(runs, run -> run.calls().release(), run -> true);
    table.row(
        CALLS.get("allocateDestruct") + ", pairs a second with " + number(MANY) + " names",
        "at least 1,000,000",
        run -> number(pairsASecond(run)));
    MESSAGES.forEach(
        (what, name) ->
            table.row(
        name,
                "at most 2,000 ns",
                run -> number(run.figure(what, "").nanoseconds()) + " ns"));
    table.row(
        "heap for each of " + number(runs.get(0).ports()) + " ports, its name included",
        "at most 200 bytes",
        run -> number(run.bytesEach()) + " bytes");
    table.row(
        "replay of the "
            + number(runs.get(0).sequences())
            + " recorded random sequences, start of the JVM included",
        "at most 60 s",
        run -> String.format(Locale.ROOT, "%.1f s", run.seconds()));
    CALLS.forEach(
        (what, name) -> {
          if (!what.equals(BARE)) {
            table.row(
        name + ", cost with " + number(MANY) + " names to that with " + FEW,
                "flat",
                run -> String.format(Locale.ROOT, "%.2f", growth(run, what)));
          }
        });
    table.row(
        "the last in nanoseconds: what " + number(MANY) + " names add",
        "what they add where there is no kernel",
        run -> added(run, ANYWHERE));
    table.row(
        CALLS.get(BARE) + ": what " + number(MANY) + " of them add",
        "",
        run -> added(run, BARE));
    return table.toString();
  }

  static double pairsASecond(SimulatedResults run) {
    return 1e9 / run.figure("allocateDestruct", MANY).nanoseconds();
  }

  /** Returns how many times as much a call costs with many names as with few. */
  static double growth(SimulatedResults run, String what) {
    return run.figure(what, MANY).nanoseconds() / run.figure(what, FEW).nanoseconds();
  }

  /** Returns how many nanoseconds more it takes with many names than with few. */
  private static String added(SimulatedResults run, String what) {
    return isMeasured(run, what)
        ? number(run.figure(what, MANY).nanoseconds() - run.figure(what, FEW).nanoseconds()) + " ns"
        : "–";
  }

  /** Tells whether a kept run has it: a benchmark can be younger than the run. */
  static boolean isMeasured(SimulatedResults run, String what) {
    return run.calls().figure(what, Integer.toString(FEW)) != null;
  }

  /** What calls cost on one JDK, for each number of names. */
  static String costs(SimulatedResults run) {
    Results calls = run.calls();
    StringBuilder table = new StringBuilder("### The simulated kernel on ");
    table.append(calls.jdk()).append("\n\n");
    table.append(calls.machine()).append("; ").append(calls.date()).append("; ");
    table.append(calls.settings()).append(". Nanoseconds ± 99.9 % confidence; then bytes ");
    table.append("allocated.\n\n| names |");
    CALLS.values().forEach(name -> table.append(' ').append(name).append(" |"));
    table.append("\n|---:|").append("---|".repeat(CALLS.size())).append('\n');
    for (int names : NAMES) {
      table.append("| ").append(number(names)).append(" |");
      CALLS.keySet().forEach(what -> table.append(cell(run, what, names)));
      table.append('\n');
    }
    table.append("\n| message | |\n|---|---|\n");
    MESSAGES.forEach(
        (what, name) ->
            table
                .append("| ")
                .append(name)
                .append(" |")
                .append(GoalTable.cost(run.figure(what, "")))
                .append('\n'));
    return table.toString();
  }

  private static String cell(SimulatedResults run, String what, int names) {
    return isMeasured(run, what) ? GoalTable.cost(run.figure(what, names)) : " – |";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }
}

package org.machapi.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes docs/performance.md of the kept results. */
final class PerformancePage {
  /** The JDKs of which results are kept. */
  static final List<Integer> RELEASES = List.of(17, 25);

  static final Map<String, String> WHATS = new LinkedHashMap<>();
  static final Map<String, String> WAYS = new LinkedHashMap<>();

  static {
    WHATS.put("pair", "`mach_thread_self` + `mach_port_deallocate`");
    WHATS.put("outParameter", "`mach_port_get_refs`, result read");
    WHATS.put("message", "`mach_msg`, ten numbers read");
    WAYS.put("jni", "JNI by hand (the floor)");
    WAYS.put("raw", "**mach-api, raw layer**");
    WAYS.put("ffm", "foreign function API");
    WAYS.put("jnaDirect", "JNA, direct mapping");
    WAYS.put("jnaInterface", "JNA, interface");
  }

  private PerformancePage() {}

  /** Returns the page: the template, with the tables in their places. */
  static String of(
      List<Results> results, List<Results> exceptions, List<SimulatedResults> simulated) {
    StringBuilder tables = new StringBuilder();
    for (Results run : results) {
      tables.append(table(run)).append('\n');
    }
    StringBuilder costs = new StringBuilder();
    for (SimulatedResults run : simulated) {
      costs.append(SimulatedTables.costs(run)).append('\n');
    }
    return template()
        .replace("{tables}\n", tables.toString())
        .replace("{typed goals}\n", TypedTables.goals(results))
        .replace("{typed costs}\n", TypedTables.costs(results))
        .replace("{exception goals}\n", ExceptionTables.goals(exceptions))
        .replace("{ledger costs}\n", ExceptionTables.ledger(exceptions))
        .replace("{exception machines}\n", ExceptionTables.machines(exceptions))
        .replace("{goals}\n", simulated.isEmpty() ? "" : SimulatedTables.goals(simulated))
        .replace("{costs}\n", costs.toString());
  }

  private static String table(Results run) {
    StringBuilder table = new StringBuilder();
    table.append("### ").append(run.jdk()).append("\n\n");
    table.append(run.machine()).append("; ").append(run.date()).append("; ");
    table.append(run.settings()).append(". Nanoseconds a round ± 99.9 % confidence; in brackets ");
    table.append("the ratio to JNI; then bytes allocated.\n\n| way |");
    WHATS.values().forEach(what -> table.append(' ').append(what).append(" |"));
    table.append("\n|---|").append("---|".repeat(WHATS.size())).append('\n');
    WAYS.forEach(
        (way, name) -> {
          List<String> cells = new ArrayList<>();
          WHATS.keySet().forEach(what -> cells.add(cell(run, what, way)));
          table.append("| ").append(name).append(" | ");
          table.append(String.join(" | ", cells)).append(" |\n");
        });
    return table.toString();
  }

  private static String cell(Results run, String what, String way) {
    Figure figure = run.figure(what, way);
    Figure floor = run.figure(what, "jni");
    if (figure == null || floor == null) {
      return "–";
    }
    return String.format(
        Locale.ROOT,
        "%.1f ± %.1f (%.2f), %.0f B",
        figure.nanoseconds(),
        figure.error(),
        figure.nanoseconds() / floor.nanoseconds(),
        figure.bytes());
  }

  private static String template() {
    try (InputStream in = PerformancePage.class.getResourceAsStream("performance-template.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Keeps new results, or makes page and charts of the kept ones.
   *
   * @param arguments {@code keep JMH.json RESULTS.json MACHINE DATE}, {@code keep-simulated
   *     JMH.json RESULTS.json MACHINE DATE BYTES-EACH SEQUENCES SECONDS}, or {@code page
   *     DOCS-FOLDER RESULTS-FOLDER}
   */
  public static void main(String[] arguments) throws IOException {
    Path first = Path.of(arguments[1]);
    Path second = Path.of(arguments[2]);
    switch (arguments[0]) {
      case "keep" -> Results.ofJmh(first, arguments[3], arguments[4]).write(second);
      case "keep-simulated" ->
          new SimulatedResults(
                  Results.ofJmh(first, arguments[3], arguments[4]),
                  PortMemory.PORTS,
                  Double.parseDouble(arguments[5]),
                  Integer.parseInt(arguments[6]),
                  Double.parseDouble(arguments[7]))
              .write(second);
      case "page" -> write(first, second);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void write(Path docs, Path kept) throws IOException {
    List<Results> results = new ArrayList<>();
    List<Results> exceptions = new ArrayList<>();
    List<SimulatedResults> simulated = new ArrayList<>();
    for (int release : RELEASES) {
      results.add(Results.read(kept.resolve("jdk-" + release + ".json")));
      exceptions.add(Results.read(kept.resolve("exceptions-jdk-" + release + ".json")));
      simulated.add(SimulatedResults.read(kept.resolve("sim-jdk-" + release + ".json")));
    }
    Files.writeString(docs.resolve("performance.md"), of(results, exceptions, simulated));
    PerformanceChart.write(results, docs.resolve("performance.svg"));
    SimulatedChart.write(simulated, docs.resolve("performance-sim.svg"));
  }
}

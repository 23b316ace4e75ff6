package org.machapi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables about the simulated kernel show the figures that they are given. */
class SimulatedTablesTest {

  /** Each call costs 100 ns with 100 names, and one more with each larger number of them. */
  private static SimulatedResults run() {
    List<Figure> figures = new ArrayList<>();
    for (String what : SimulatedTables.CALLS.keySet()) {
      for (int i = 0; i < SimulatedTables.NAMES.size(); i++) {
        String names = Integer.toString(SimulatedTables.NAMES.get(i));
        figures.add(new Figure(what, names, 100 + i, 0.5, 120));
      }
    }
    figures.add(new Figure("message", "", 345.6, 1.5, 400));
    figures.add(new Figure("messageWithPort", "", 1456.7, 2.5, 500));
    Results calls = new Results("VM 25.0.1+8", "a machine", "2026-01-31", "once", figures);
    return new SimulatedResults(calls, 300_000, 134.4, 4000, 12.34);
  }

  @Test
  void whatWasReachedStandsBesideTheGoal() {
    assertThat(SimulatedTables.goals(List.of(run())).lines())
        .containsExactly(
            "| what | goal | JDK 25 |",
            "|---|---|---:|",
            "| `mach_port_allocate` + `mach_port_destruct`, pairs a second with 300,000 names "
                + "| at least 1,000,000 | 9,615,385 |",
            "| a message of 40 bytes sent, and received | at most 2,000 ns | 346 ns |",
            "| one of 56 bytes with a send right sent, and received | at most 2,000 ns "
                + "| 1,457 ns |",
            "| heap for each of 300,000 ports, its name included | at most 200 bytes "
                + "| 134 bytes |",
            "| replay of the 4,000 recorded random sequences, start of the JVM included "
                + "| at most 60 s | 12.3 s |",
            "| `mach_port_allocate` + `mach_port_destruct`, cost with 300,000 names to that with "
                + "100 | flat | 1.04 |",
            "| `mach_port_get_refs`, anywhere, cost with 300,000 names to that with 100 "
                + "| flat | 1.04 |",
            "| `mach_port_insert_right` + `mach_port_deallocate`, in order, cost with 300,000 "
                + "names to that with 100 | flat | 1.04 |",
            "| the same, anywhere, cost with 300,000 names to that with 100 | flat | 1.04 |",
            "| the last in nanoseconds: what 300,000 names add "
                + "| what they add where there is no kernel | 4 ns |",
            "| no call: an object of 128 bytes, anywhere: what 300,000 of them add |  | 4 ns |");
  }

  @Test
  void eachNumberOfNamesHasItsRow() {
    assertThat(SimulatedTables.costs(run()).lines())
        .contains("### The simulated kernel on VM 25.0.1+8")
        .contains("| 100 |" + " 100.0 ± 0.5, 120 B |".repeat(5))
        .contains("| 300,000 |" + " 104.0 ± 0.5, 120 B |".repeat(5))
        .contains("| a message of 40 bytes sent, and received | 345.6 ± 1.5, 400 B |");
  }

  @Test
  void aBenchmarkThatIsYoungerThanARunHasNoFigureInIt() {
    SimulatedResults run = run();
    Results calls = run.calls();
    List<Figure> figures = new ArrayList<>(calls.figures());
    figures.removeIf(figure -> figure.what().equals("bareObject"));
    SimulatedResults older =
        new SimulatedResults(
            new Results(calls.jdk(), calls.machine(), calls.date(), calls.settings(), figures),
            run.ports(),
            run.bytesEach(),
            run.sequences(),
            run.seconds());

    assertThat(SimulatedTables.goals(List.of(older)))
        .endsWith("what 300,000 of them add |  | – |\n");
    assertThat(SimulatedTables.costs(older).lines())
        .contains("| 100 |" + " 100.0 ± 0.5, 120 B |".repeat(4) + " – |");
    assertThat(SimulatedChart.description(List.of(older))).doesNotContain("no call");
    assertThat(SimulatedChart.description(List.of(run))).contains("no call");
  }

  @Test
  void whatWasNotMeasuredIsNotMadeUp() {
    assertThatThrownBy(() -> run().figure("allocateDestruct", 7))
        .hasMessage("not measured: allocateDestruct 7");
  }

  @Test
  void whatIsKeptIsWhatIsRead(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("kept.json");
    run().write(file);

    assertThat(SimulatedResults.read(file)).isEqualTo(run());
    assertThat(Files.readString(file)).endsWith("}\n");
  }

  @Test
  void theNumberOfNamesIsReadFromWhatJmhWrites(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("jmh.json"),
            """
            [{"benchmark": "org.machapi.benchmarks.SimulatedNamesBenchmark.getReferences",
              "params": {"names": "1000"}, "vmName": "VM", "vmVersion": "25.0.1", "forks": 2,
              "warmupIterations": 4, "warmupTime": "400 ms", "measurementIterations": 5,
              "measurementTime": "400 ms", "primaryMetric": {"score": 50.126, "scoreError": 0.5},
              "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 0.001}}},
             {"benchmark": "org.machapi.benchmarks.SimulatedMessageBenchmark.message",
              "vmName": "VM", "vmVersion": "25.0.1", "forks": 2,
              "warmupIterations": 4, "warmupTime": "400 ms", "measurementIterations": 5,
              "measurementTime": "400 ms", "primaryMetric": {"score": 300, "scoreError": 1},
              "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 400.2}}}]
            """);

    assertThat(Results.ofJmh(file, "a machine", "2026-01-31").figures())
        .containsExactly(
            new Figure("getReferences", "1000", 50.13, 0.5, 0),
            new Figure("message", "", 300, 1, 400));
  }
}

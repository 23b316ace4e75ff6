package org.machapi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in docs is what the kept figures make, and shows them as they are. */
class PerformancePageTest {
  private static final Path BASE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final Path DOCS = BASE.resolveSibling("docs");

  private static SimulatedResults simulated(int release) throws IOException {
    return SimulatedResults.read(BASE.resolve("results/sim-jdk-" + release + ".json"));
  }

  private static Results kept(String file) throws IOException {
    return Results.read(BASE.resolve("results").resolve(file));
  }

  @Test
  void thePageIsMadeOfTheKeptFigures() throws IOException {
    List<Results> results = List.of(kept("jdk-17.json"), kept("jdk-25.json"));
    List<Results> exceptions =
        List.of(kept("exceptions-jdk-17.json"), kept("exceptions-jdk-25.json"));
    List<SimulatedResults> simulated = List.of(simulated(17), simulated(25));

    assertThat(Files.readString(DOCS.resolve("performance.md")))
        .as("made anew by benchmarks/run")
        .isEqualTo(PerformancePage.of(results, exceptions, simulated));
  }

  @Test
  void theChartIsMadeOfTheSameFigures() throws IOException {
    List<Results> results = List.of(kept("jdk-17.json"), kept("jdk-25.json"));

    assertThat(Files.readString(DOCS.resolve("performance.svg")))
        .contains(PerformanceChart.description(results))
        .contains("message, ffm, JDK 25: ");
  }

  @Test
  void theChartOfTheSimulatedKernelIsMadeOfTheSameFigures() throws IOException {
    assertThat(Files.readString(DOCS.resolve("performance-sim.svg")))
        .contains(SimulatedChart.description(List.of(simulated(17), simulated(25))))
        .contains("insert + deallocate, JDK 25, 300,000 names: ");
  }

  @Test
  void allWaysWereMeasuredForAllCallsInOneRun() throws IOException {
    for (String what : PerformancePage.WHATS.keySet()) {
      for (String way : PerformancePage.WAYS.keySet()) {
        assertThat(kept("jdk-25.json").figure(what, way)).as("%s %s", what, way).isNotNull();
        if (!way.equals("ffm")) {
          assertThat(kept("jdk-17.json").figure(what, way)).as("%s %s", what, way).isNotNull();
        }
      }
    }
  }

  @Test
  void theRatioIsToTheFloorOfTheSameRun() {
    Results run =
        new Results(
            "VM 25.0.1",
            "a machine",
            "2026-01-31",
            "once",
            List.of(new Figure("pair", "jni", 10, 0.1, 0), new Figure("pair", "raw", 11, 0.2, 16)));

    assertThat(PerformancePage.of(List.of(run), List.of(), List.of()))
        .contains("| **mach-api, raw layer** | 11.0 ± 0.2 (1.10), 16 B | – | – |")
        .contains("a machine; 2026-01-31; once.");
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void theSimulatedKernelReachesItsGoalsInTheKeptFigures(int release) throws IOException {
    SimulatedResults run = simulated(release);

    assertThat(run.calls().release()).isEqualTo("JDK " + release);
    for (int names : SimulatedTables.NAMES) {
      assertThat(run.figure("allocateDestruct", names).nanoseconds()).isLessThan(1000);
    }
    assertThat(run.figure("message", "").nanoseconds()).isLessThan(2000);
    assertThat(run.figure("messageWithPort", "").nanoseconds()).isLessThan(2000);
    assertThat(run.ports()).isEqualTo(300_000);
    assertThat(run.bytesEach()).isBetween(100.0, 200.0);
    assertThat(run.sequences()).isEqualTo(4000);
    assertThat(run.seconds()).isLessThan(60);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk-17.json", "jdk-25.json", "sim-jdk-17.json", "sim-jdk-25.json"})
  void noPathOfTheMachineIsKept(String file) throws IOException {
    assertThat(Files.readString(BASE.resolve("results").resolve(file)))
        .doesNotContain("/usr", "/home");
  }
}

package org.machapi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page in docs is what the kept figures make, and shows them as they are. */
class PerformancePageTest {
  private static final Path BASE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final Path DOCS = BASE.resolveSibling("docs");

  private static Results kept(String file) throws IOException {
    return Results.read(BASE.resolve("results").resolve(file));
  }

  @Test
  void thePageIsMadeOfTheKeptFigures() throws IOException {
    List<Results> results = List.of(kept("jdk-17.json"), kept("jdk-25.json"));

    assertThat(Files.readString(DOCS.resolve("performance.md")))
        .as("made anew by benchmarks/run")
        .isEqualTo(PerformancePage.of(results));
  }

  @Test
  void theChartIsMadeOfTheSameFigures() throws IOException {
    List<Results> results = List.of(kept("jdk-17.json"), kept("jdk-25.json"));

    assertThat(Files.readString(DOCS.resolve("performance.svg")))
        .contains(PerformanceChart.description(results))
        .contains("message, ffm, JDK 25: ");
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

    assertThat(PerformancePage.of(List.of(run)))
        .contains("| **mach-api, raw layer** | 11.0 ± 0.2 (1.10), 16 B | – | – |")
        .contains("a machine; 2026-01-31; once.");
  }

  @Test
  void noPathOfTheMachineIsKept() throws IOException {
    assertThat(Files.readString(BASE.resolve("results/jdk-25.json")))
        .doesNotContain("/usr", "/home");
  }
}

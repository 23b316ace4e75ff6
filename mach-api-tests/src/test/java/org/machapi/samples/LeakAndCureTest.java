package org.machapi.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the demo as a user does, in a Java program of its own, and reads what it prints. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class LeakAndCureTest {
  private int status;
  private List<String> lines = List.of();

  @BeforeAll
  void runTheDemo(@TempDir Path folder) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Process demo =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                LeakAndCure.class.getName())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(demo.waitFor(100, TimeUnit.SECONDS)).as("the demo ends").isTrue();
      status = demo.exitValue();
    } finally {
      demo.destroyForcibly();
    }
    lines = Files.readAllLines(output, StandardCharsets.UTF_8);
  }

  @Test
  void endsWithStatusZeroBecauseEveryClaimHeld() {
    assertThat(status).isZero();
    assertThat(lines).noneMatch(line -> line.contains("DOES NOT HOLD"));
    assertThat(lines.get(lines.size() - 1)).matches("\\d+ claims held, 0 did not\\.");
  }

  @Test
  void saysFirstWhichKernelServes() {
    assertThat(lines.get(0)).startsWith("The kernel that serves: ");
  }

  @Test
  void countsADeadNameAndAReferenceForEachThreadThatLeaks() {
    assertThat(chapter("1. ")).contains("      100          100          100");
    assertThat(chapter("1. ")).contains("      500          500          500");
  }

  @Test
  void countsNothingForThreadsThatGiveTheirPortBack() {
    assertThat(chapter("1. ")).contains("      500            0            0");
  }

  @Test
  void showsReferencesThatClimbByOneWithEachMessageAndStayFlatWithTheLibrary() {
    List<String> last =
        chapter("2. ").stream().filter(line -> line.strip().startsWith("1000 ")).toList();
    assertThat(last).hasSize(3);
    assertThat(numbers(last.get(0))).containsExactly(1000, 1001, 1001);
    assertThat(numbers(last.get(1))).containsExactly(1000, 1, 1);
    assertThat(numbers(last.get(2))).containsExactly(1000, 1, 1);
  }

  @Test
  void showsWhereCountingEndsNowAndUpToMacOs1012() {
    assertThat(chapter("3. ")).anyMatch(line -> line.contains("stopped at 65,535"));
    assertThat(chapter("3. "))
        .anyMatch(line -> line.contains("deallocate number 65,535 answers KERN_INVALID_NAME"));
  }

  @Test
  void namesThePlaceInTheProgramForEachRightThatTheLibraryAcquired() {
    assertThat(chapter("4. "))
        .anyMatch(line -> line.contains("render server"))
        .anyMatch(line -> line.contains("own task") && line.contains("not by the library"))
        .anyMatch(line -> line.matches(".*ThreadPort at .*WhoHoldsWhatStory.java:\\d+\\).*"));
  }

  private List<String> chapter(String start) {
    int from = 0;
    while (!lines.get(from).startsWith(start)) {
      from++;
    }
    int to = from + 2;
    while (to < lines.size() && !lines.get(to).matches("\\d\\. .*")) {
      to++;
    }
    return lines.subList(from, to);
  }

  private static List<Integer> numbers(String line) {
    return Arrays.stream(line.strip().split(" +")).map(Integer::valueOf).toList();
  }
}

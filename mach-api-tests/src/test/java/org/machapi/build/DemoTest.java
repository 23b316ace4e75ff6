package org.machapi.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./demo} builds and runs a sample; here, what it refuses before it builds anything. */
class DemoTest {
  private static final Path ROOT = TestFolders.root();
  private static final Path SAMPLES = ROOT.resolve("samples/src/main/java/org/machapi/samples");

  private static ChildProcess.Outcome demo(String... arguments)
      throws IOException, InterruptedException {
    return ChildProcess.run(
        ROOT, Stream.concat(Stream.of("bash", "demo"), Stream.of(arguments)).toList());
  }

  private static boolean isProgram(Path source) {
    try {
      return Files.readString(source).contains("public static void main(String[] args)");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of all samples that can be run. */
  private static TreeSet<String> programs() throws IOException {
    TreeSet<String> programs = new TreeSet<>();
    try (Stream<Path> sources = Files.list(SAMPLES)) {
      sources
          .filter(DemoTest::isProgram)
          .forEach(source -> programs.add(source.getFileName().toString().replace(".java", "")));
    }
    return programs;
  }

  @ParameterizedTest
  @ValueSource(strings = {"NoSuchSample", "Child", "../samples/LeakAndCure", "leakandcure", "-h"})
  void whatIsNoSampleIsRefusedAndTheSamplesAreNamed(String argument) throws Exception {
    ChildProcess.Outcome outcome = demo(argument);
    assertThat(outcome.exitCode()).isEqualTo(2);
    List<String> lines = outcome.output().lines().toList();
    assertThat(lines.get(0)).isEqualTo("demo: no such sample; there are:");
    assertThat(lines.subList(1, lines.size()).stream().map(String::strip))
        .containsExactlyInAnyOrderElementsOf(programs())
        .contains("LeakAndCure", "LoggingHandler");
  }

  @Test
  void moreThanOneIsRefusedToo() throws Exception {
    assertThat(demo("LeakAndCure", "LoggingHandler").exitCode()).isEqualTo(2);
  }
}

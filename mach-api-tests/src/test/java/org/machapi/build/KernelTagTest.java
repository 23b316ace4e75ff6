package org.machapi.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every test of the typed layer runs a second time, on the kernel of the system. */
class KernelTagTest {
  private static final Path SOURCES =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("src/test/java");

  private static List<Path> testsThatUseAKernel() throws IOException {
    List<Path> tests = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        boolean isOther = !file.toString().endsWith("Test.java") || file.endsWith(self());
        if (!isOther && Files.readString(file).contains("TestKernel")) {
          tests.add(file);
        }
      }
    }
    return tests;
  }

  private static Path self() {
    return Path.of("KernelTagTest.java");
  }

  @Test
  void eachTestThatMakesAKernelHasTheTag() throws IOException {
    List<Path> tests = testsThatUseAKernel();

    assertThat(tests).hasSizeGreaterThan(50);
    assertThat(tests)
        .allSatisfy(test -> assertThat(Files.readString(test)).contains("@Tag(\"kernel\")\n"));
  }
}

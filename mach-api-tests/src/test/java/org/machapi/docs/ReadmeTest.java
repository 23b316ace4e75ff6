package org.machapi.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import jnr.ffi.Variable;
import org.junit.jupiter.api.Test;
import org.machapi.raw.MachLibrary;

/** What the README counts and names is so. */
class ReadmeTest {
  private static final String README = Documents.read(Documents.root().resolve("README.md"));

  private static final List<String> RECORDED =
      List.of(
          "scenarios.jsonl.gz", "exceptions.jsonl.gz", "random.jsonl.gz", "scenarios2.jsonl.gz");

  @Test
  void theNumberOfRecordedSequencesIsThatOfTheFiles() throws IOException {
    long sequences = 0;
    for (String file : RECORDED) {
      sequences += linesOf("/org/machapi/replay/" + file);
    }
    assertThat(numbersBefore("(?:recorded )?sequences"))
        .isNotEmpty()
        .containsOnly(String.format(Locale.ROOT, "%,d", sequences));
  }

  @Test
  void theNumberOfRoutinesIsThatOfTheCInterface() {
    long routines =
        Stream.of(MachLibrary.class.getMethods())
            .map(Method::getReturnType)
            .filter(type -> type != Variable.class)
            .count();
    assertThat(numbersBefore("routines")).containsExactly(Long.toString(routines));
  }

  @Test
  void theVersionIsThatOfTheBuild() {
    String pom = Documents.read(Documents.root().resolve("pom.xml"));
    String version = found("<version>(.+?)</version>", pom).get(0);
    assertThat(
            found("(?s)<artifactId>mach-[a-z]+</artifactId>\\s+<version>(.+?)</version>", README))
        .hasSize(4)
        .containsOnly(version);
  }

  @Test
  void theBlockForTheCheckerIsThatOfItsPage() {
    String page = Documents.read(Documents.root().resolve("docs/checker.md"));
    String block = found("(?s)```xml\n(<plugin>.*?)```", page).get(0);
    assertThat(README).contains("```xml\n" + block + "```");
  }

  /** CI takes them from there and runs them. */
  @Test
  void theQuickStartHasTwoCommandsEachAloneInItsBlock() {
    String section = found("(?s)\n## Quick start\n(.*?)\n## ", README).get(0);
    assertThat(FencedBlock.in(section))
        .extracting(FencedBlock::lines)
        .containsExactly(List.of("./demo"), List.of("./mvnw verify"));
    assertThat(Documents.root().resolve("demo")).matches(Files::isExecutable);
    assertThat(Documents.root().resolve("mvnw")).matches(Files::isExecutable);
  }

  private static List<String> numbersBefore(String what) {
    return found("([0-9][0-9,]*) " + what, README);
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static long linesOf(String resource) throws IOException {
    try (InputStream in = ReadmeTest.class.getResourceAsStream(resource)) {
      assertThat(in).as(resource).isNotNull();
      return new BufferedReader(
              new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))
          .lines()
          .count();
    }
  }
}

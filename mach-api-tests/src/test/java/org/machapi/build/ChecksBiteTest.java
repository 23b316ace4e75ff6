package org.machapi.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Shows that the checks of the build reject what they are there for. Each sample says in comments
 * ({@code // error: key}) where the compiler must complain of what, and it must complain of nothing
 * else.
 */
class ChecksBiteTest {
  private static final Pattern EXPECTATION = Pattern.compile("// error: ([a-z.]+)");

  @Test
  void aRightThatNobodyClosesFailsTheBuild() throws Exception {
    assertRejected("Leak.java");
  }

  @Test
  void aPossibleNullFailsTheBuild() throws Exception {
    assertRejected("PossibleNull.java");
  }

  @Test
  void aCompilerWarningFailsTheBuild() throws Exception {
    assertRejected("RawType.java");
  }

  @Test
  void correctCodePassesWithoutAWord() throws Exception {
    OrdinaryCompilation.Result result = compile("Correct.java");
    assertThat(result.output()).isEmpty();
    assertThat(result.passed()).isTrue();
  }

  /** All but the benchmarks, where JMH writes code that would not pass the checkers. */
  @Test
  void noModuleHasCompilerOptionsOfItsOwn() throws Exception {
    List<Path> modules = new OrdinaryCompilation().modules();
    assertThat(modules).hasSizeGreaterThan(1);
    for (Path pom : modules) {
      if (!pom.getParent().endsWith("benchmarks")) {
        assertThat(pom).content().doesNotContain("maven-compiler-plugin", "maven.compiler");
      }
    }
  }

  private static void assertRejected(String sample) throws Exception {
    OrdinaryCompilation.Result result = compile(sample);
    assertThat(expectations(sample)).as("expectations in %s", sample).isNotEmpty();
    assertThat(result.complaints())
        .as(result.output())
        .containsExactlyElementsOf(expectations(sample));
    assertThat(result.passed()).isFalse();
  }

  private static OrdinaryCompilation.Result compile(String sample) throws Exception {
    return new OrdinaryCompilation().compile(source(sample));
  }

  private static List<String> expectations(String sample) throws IOException {
    List<String> expected = new ArrayList<>();
    List<String> lines = Files.readAllLines(source(sample));
    for (int i = 0; i < lines.size(); i++) {
      Matcher expectation = EXPECTATION.matcher(lines.get(i));
      if (expectation.find()) {
        expected.add(sample + ":" + (i + 1) + " " + expectation.group(1));
      }
    }
    Collections.sort(expected);
    return expected;
  }

  private static Path source(String sample) {
    return TestFolders.resource("checks/" + sample);
  }
}

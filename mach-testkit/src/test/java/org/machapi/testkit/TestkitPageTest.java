package org.machapi.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The examples in docs/testkit.md are those that are compiled here, and what they print is what
 * they print. Where that changes, the page as it should be is left in target/testkit.md.
 */
@Timeout(120)
class TestkitPageTest {
  private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final Path PAGE = MODULE.resolveSibling("docs").resolve("testkit.md");

  /** A comment that names the class, its code, anything but a block, and what it prints. */
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "<!-- example: (\\w+) -->\n```java\n(.*?)```\n(.*?)```text\n(.*?)```\n", Pattern.DOTALL);

  @Test
  void thePageShowsWhatTheExamplesAreAndWhatTheyPrint() throws Exception {
    String page = Files.readString(PAGE);
    List<String> shown = new ArrayList<>();
    String right =
        EXAMPLE
            .matcher(page)
            .replaceAll(
                found -> {
                  shown.add(found.group(1));
                  return Matcher.quoteReplacement(example(found));
                });
    Files.createDirectories(MODULE.resolve("target"));
    Files.writeString(MODULE.resolve("target/testkit.md"), right);

    assertThat(page).isEqualTo(right);
    assertThat(shown)
        .containsExactlyInAnyOrder("LeakExample", "AllowanceExample", "AssertionsExample");
  }

  private static String example(MatchResult found) {
    return "<!-- example: %s -->\n```java\n%s```\n%s```text\n%s```\n"
        .formatted(found.group(1), source(found.group(1)), found.group(3), printed(found.group(1)));
  }

  /** The file without the line that names its package. */
  private static String source(String example) {
    Path file = MODULE.resolve("src/test/java/org/machapi/testkit/examples/" + example + ".java");
    try {
      return Files.readString(file).replaceFirst("package .*\n\n", "");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What failed, and how, in the order of the names of the tests. */
  private static String printed(String example) {
    Class<?> type;
    try {
      type = Class.forName("org.machapi.testkit.examples." + example);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
    StringBuilder text = new StringBuilder();
    Run.of(type).failed().stream()
        .sorted((one, other) -> one.name().compareTo(other.name()))
        .forEach(
            one -> {
              text.append(text.isEmpty() ? "" : "\n").append(one.name()).append('\n');
              text.append(one.failure()).append('\n');
              for (Throwable suppressed : one.failure().getSuppressed()) {
                text.append("Suppressed: ").append(suppressed).append('\n');
              }
            });
    return text.toString();
  }
}

package org.machapi.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The samples in the manual are what the commands print. With {@code -Dmachports.update=true} they
 * are written anew.
 */
class ManualTest {
  private static final boolean UPDATE = Boolean.getBoolean("machports.update");

  /** A comment that has the command line and says which output it is, and the block behind it. */
  private static final Pattern SAMPLE =
      Pattern.compile("(<!-- (output|errors): machports (.*) -->\n```text\n)(?s)(.*?)(```\n)");

  @TempDir private Path folder;

  static Stream<Path> pages() {
    return Stream.of("", "-list", "-snapshot", "-diff", "-watch", "-report", "-explain")
        .map(page -> Tool.repository("docs/machports" + page + ".md"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void samplesAreWhatIsPrinted(Path page) throws Exception {
    String text = Files.readString(page);
    StringBuilder printed = new StringBuilder();
    Matcher sample = SAMPLE.matcher(text);
    int count = 0;
    while (sample.find()) {
      Tool.Outcome outcome = run(sample.group(3));
      assertThat(outcome.status()).as(outcome.err()).isLessThan(ExitStatus.USAGE);
      String shown = sample.group(2).equals("output") ? outcome.out() : outcome.err();
      assertThat(shown).as(sample.group(3)).isNotEmpty();
      String block = sample.group(1) + shown + sample.group(5);
      sample.appendReplacement(printed, Matcher.quoteReplacement(block));
      count++;
    }
    sample.appendTail(printed);
    assertThat(count).as("samples in " + page).isPositive();
    if (UPDATE) {
      Files.writeString(page, printed);
    }
    assertThat(text).isEqualTo(UPDATE ? text : printed.toString());
  }

  /** Runs a command line, with the files in it in a folder of the test. */
  private Tool.Outcome run(String line) {
    String[] args = line.split(" ");
    for (int i = 0; i < args.length; i++) {
      if (args[i].matches("\\w+\\.(json|html)")) {
        args[i] = folder.resolve(args[i]).toString();
      }
    }
    Tool.Outcome outcome = Tool.run(args);
    String place = folder + File.separator;
    return new Tool.Outcome(
        outcome.status(), outcome.out().replace(place, ""), outcome.err().replace(place, ""));
  }

  @Test
  void theGuideToLeaksShowsTheDemoAsItIs() throws Exception {
    String printed = Tool.run("diff", "--demo").out();
    String page = Files.readString(Tool.repository("docs/leaks.md"));
    Matcher block =
        Pattern.compile("machports diff [^\n]*\n\n```text\n(?s)(.*?)```\n").matcher(page);
    assertThat(block.find()).as("a block behind the command").isTrue();
    // The guide leaves out what was compared, and the names, which come behind the places.
    int first = printed.indexOf("\n\n") + 2;
    String summaryAndPlaces = printed.substring(first, printed.indexOf("\nCHANGE"));
    assertThat(block.group(1)).isEqualTo(summaryAndPlaces);
  }

  @Test
  void thePageOfTheCommandHasEachExitStatus() throws Exception {
    String page = Files.readString(Tool.repository("docs/machports.md"));
    for (int status = ExitStatus.NONE; status <= ExitStatus.DEFECT; status++) {
      assertThat(page).contains("| " + status + " |");
    }
  }
}

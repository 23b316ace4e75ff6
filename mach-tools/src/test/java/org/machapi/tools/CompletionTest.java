package org.machapi.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.AutoComplete;

/** What teaches the shell the options. With {@code -Dmachports.update=true} it is written anew. */
@Timeout(60)
class CompletionTest {
  private static final boolean UPDATE = Boolean.getBoolean("machports.update");

  private static final Path SCRIPT = Tool.repository("mach-tools/completion/machports.bash");

  @TempDir private Path folder;

  @Test
  void theCompletionOfShellsIsThatOfTheCommands() throws Exception {
    if (UPDATE) {
      Files.writeString(SCRIPT, generated());
    }
    assertThat(Files.readString(SCRIPT)).isEqualTo(generated());
  }

  /** What the generator writes, but for blanks at the ends of lines, which no file here has. */
  private static String generated() {
    Surroundings surroundings =
        new Surroundings(
            new PrintWriter(new StringWriter()),
            new PrintWriter(new StringWriter()),
            new PrintWriter(new StringWriter()),
            InputStream.nullInputStream(),
            Clock.systemUTC(),
            false,
            () -> null,
            Thread::sleep);
    String script =
        AutoComplete.bash("machports", Machports.commandLine(surroundings))
            .replaceAll("[ \t]+\n", "\n");
    String names = "( $( compgen -f -- \"${curr_word}\" ) ) # files\n";
    String ofPosition = "positionals=" + names.replaceFirst("^[(] (.*) [)]", "$1");
    String ofOption = "COMPREPLY=" + names + "      return $?\n";
    assertThat(script).contains(ofPosition, ofOption);
    // Names in a list of words would be expanded: the shell would run what $(...) in one says. In
    // an array those would be that stand for other names, as * does.
    String unexpanded =
        """
        COMPREPLY=()
              local name
              while read -r name; do COMPREPLY+=( "${name}" ); done < <( compgen -f -- "${curr_word}" )
              return
        """;
    return script.replace(ofPosition, unexpanded).replace(ofOption, unexpanded);
  }

  /** Completes the last word. */
  private List<String> complete(String... words) throws Exception {
    assumeTrue(Files.exists(Path.of("/bin/bash")), "not run: there is no bash");
    List<String> command =
        new ArrayList<>(
            List.of(
                "/bin/bash",
                "-c",
                "source \"$1\" || exit; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1));"
                    + " COMP_LINE=\"$*\"; COMPREPLY=(); _complete_machports;"
                    + " printf '%s\\n' \"${COMPREPLY[@]}\"",
                "bash",
                SCRIPT.toAbsolutePath().toString(),
                "machports"));
    command.addAll(List.of(words));
    // Options of the shell's completion can be set only while it completes, which it says.
    Process process =
        Programs.start(
            new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD));
    try {
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return out.lines().toList();
    } finally {
      Programs.end(process);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "list --demo",
        "list --format json",
        "snapshot",
        "snapshot -o",
        "watch",
        "diff",
        "diff before.json",
        "diff --fail-on-growth before.json",
        "report",
        "report before.json before.json",
        "report -o",
        "report --output",
        "explain 0x103 --in"
      })
  void filesAreCompletedWhereFilesStand(String before) throws Exception {
    Files.createFile(folder.resolve("before.json"));
    Files.createFile(folder.resolve("a b.json"));
    assertThat(complete((before + " b").split(" "))).containsExactly("before.json");
    assertThat(complete((before + " a").split(" "))).containsExactly("a b.json");
  }

  @Test
  void namesOfFilesAreNotRun() throws Exception {
    List<String> hostile =
        List.of(
            "$(touch pwned)",
            "`touch pwned`",
            "it's",
            "$HOME",
            "back\\slash",
            "${x:-y}",
            "*",
            "?.json",
            "n[1].json",
            "n1.json",
            " blank ");
    for (String name : hostile) {
      Files.createFile(folder.resolve(name));
    }
    for (String before : List.of("list", "diff", "report", "report -o", "explain 3 --in")) {
      List<String> words = new ArrayList<>(List.of(before.split(" ")));
      words.add("");
      assertThat(complete(words.toArray(new String[0])))
          .as(before)
          .containsExactlyInAnyOrderElementsOf(hostile);
    }
    assertThat(folder.resolve("pwned")).doesNotExist();
  }

  @Test
  void optionsAndTheirWordsAreCompleted() throws Exception {
    Files.createFile(folder.resolve("JSO"));
    assertThat(complete("list", "--fo")).containsExactly("--format");
    assertThat(complete("diff", "--format", "J")).containsExactly("JSON");
    assertThat(complete("wat")).containsExactly("watch");
  }
}

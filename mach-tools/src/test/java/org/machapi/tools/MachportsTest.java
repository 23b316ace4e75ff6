package org.machapi.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachportsTest {
  static Stream<String> commands() {
    return Stream.of("list", "snapshot", "diff", "watch", "report", "explain");
  }

  @Test
  void helpIsShownAndIsNoError() {
    Tool.Outcome outcome = Tool.run("--help");
    assertThat(outcome.status()).isZero();
    commands().forEach(command -> assertThat(outcome.out()).contains(command));
    assertThat(outcome.out()).contains("Exit status:").contains("3 ");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void eachCommandHasHelp(String command) {
    Tool.Outcome outcome = Tool.run(command, "--help");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).contains("Usage: machports " + command);
    assertThat(Tool.run("help", command).out()).isEqualTo(outcome.out());
  }

  @Test
  void theVersionSaysWhenItIsNotPackaged() {
    assertThat(Tool.run("--version").out()).startsWith("machports ");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void eachCommandTellsTheVersion(String command) {
    for (String option : List.of("-V", "--version")) {
      Tool.Outcome outcome = Tool.run(command, option);
      assertThat(outcome.status()).isZero();
      assertThat(outcome.out()).isEqualTo(Tool.run("--version").out());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "list --nonsense",
        "list",
        "list a b",
        "list --format x a",
        "list --demo a",
        "list --java x",
        "snapshot",
        "report",
        "report a --demo",
        "watch"
      })
  void whatMakesNoSenseIsUsageOnStandardError(String line) {
    Tool.Outcome outcome = Tool.run(line.split(" "));
    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).isNotEmpty().doesNotContain("\tat ");
  }

  /** Standard error may be a file where standard output is a terminal. */
  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "list --nonsense", "list", "diff a", "report", "explain"})
  void whatGoesToStandardErrorHasNoColours(String line) {
    Tool.Outcome outcome = new Tool().coloured().with(line.split(" "));
    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err()).contains("Usage: machports").doesNotContain("\u001b");
    assertThat(new Tool().coloured().with("list", "--help").out())
        .as("a help that was asked for goes to standard output")
        .contains("\u001b");
  }

  @Test
  void withoutACommandItIsUsage() {
    Tool.Outcome outcome = Tool.run();
    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err()).contains("Usage: machports");
  }

  @Test
  void aStackTraceIsShownOnlyIfAskedFor() {
    assertThat(Tool.run("list", "none").err()).doesNotContain("\tat ");
    assertThat(Tool.run("list", "none", "--debug").err()).contains("\tat org.machapi.tools");
    assertThat(Tool.run("--debug", "list", "none").err()).contains("\tat org.machapi.tools");
  }

  @Test
  void aStackTraceHasNoHostileText() {
    Tool.Outcome outcome = Tool.run("list", "a\u001b[2Jb\u202e\rc", "--debug");
    assertThat(outcome.err())
        .doesNotContain("\u001b", "\u202e", "\r")
        .contains("RefusedException: There is no file a\\u{1b}[2Jb")
        .contains("\tat org.machapi.tools");
  }

  @Test
  void namesOfFilesAreMadeHarmlessInErrors() {
    assertThat(Tool.run("list", "a\u001b[2Jb").err()).contains("a\\u{1b}[2Jb");
  }

  /** Watches the demo, and fails after the first look. */
  private static Tool.Outcome failing(Runnable failure) {
    java.io.StringWriter err = new java.io.StringWriter();
    Surroundings surroundings =
        new Surroundings(
            new java.io.PrintWriter(new java.io.StringWriter()),
            new java.io.PrintWriter(new java.io.StringWriter()),
            new java.io.PrintWriter(err),
            java.io.InputStream.nullInputStream(),
            java.time.Clock.systemUTC(),
            false,
            () -> null,
            milliseconds -> failure.run());
    int status = Machports.run(surroundings, "watch", "--demo");
    return new Tool.Outcome(status, "", err.toString());
  }

  @Test
  void aMistakeOfItsOwnIsStatusFour() {
    Tool.Outcome outcome =
        failing(
            () -> {
              throw new IllegalStateException("broken");
            });
    assertThat(outcome.status()).isEqualTo(ExitStatus.DEFECT);
    assertThat(outcome.err()).contains("a mistake in machports").doesNotContain("\tat ");
  }

  /** Java itself would end with 1, which says that leaks were found. */
  @Test
  void anErrorIsAMistakeOfItsOwnToo() {
    Tool.Outcome outcome =
        failing(
            () -> {
              throw new NoClassDefFoundError("a/b/C");
            });
    assertThat(outcome.status()).isEqualTo(ExitStatus.DEFECT);
    assertThat(outcome.err()).contains("a mistake in machports").contains("a/b/C");
  }

  @Test
  void wantOfMemoryIsNoMistakeAndSaysWhatHelps() {
    Tool.Outcome outcome =
        failing(
            () -> {
              throw new OutOfMemoryError("as if");
            });
    assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
    assertThat(outcome.err())
        .contains("does not fit into the memory")
        .contains("MACHPORTS_OPTS=-Xmx4g")
        .hasLineCount(1);
  }

  @Test
  void aProgramThatLacksAPartOfItselfFoundNoLeaks(@TempDir Path folder) throws Exception {
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
            .filter(entry -> !entry.contains("jmustache"))
            .collect(java.util.stream.Collectors.joining(java.io.File.pathSeparator));
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                classPath,
                Machports.class.getName(),
                "report",
                "--demo",
                "-o",
                "-")
            .redirectError(errors.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(errors)).isEqualTo(ExitStatus.DEFECT);
      assertThat(Files.readString(errors)).contains("NoClassDefFoundError");
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void aSnapshotThatWasKeptIsListedAsItWas(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("demo.json");
    Tool.Outcome kept = Tool.run("snapshot", "--demo", "-o", file.toString());
    assertThat(kept.status()).isZero();
    assertThat(kept.out()).isEmpty();
    assertThat(kept.err()).contains("30 names, 530 references");
    assertThat(Tool.run("list", file.toString()).out()).isEqualTo(Tool.run("list", "--demo").out());
    assertThat(Tool.run("snapshot", "--demo", "-o", folder.toString()).status())
        .isEqualTo(ExitStatus.REFUSED);
  }

  @Test
  void aSnapshotGoesToStandardOutputByItsNameToo() throws Exception {
    Tool.Outcome named = Tool.run("snapshot", "--demo", "-o", "-");
    assertThat(named.status()).isZero();
    assertThat(Tool.read(named.out()).names()).isEqualTo(Tool.demo().names());
    assertThat(Path.of("-")).doesNotExist();
  }

  @Test
  void aPageThatNoFileCanBeNamedForIsRefused() {
    Tool.Outcome outcome = Tool.run("report", "--demo", "-o", "a\0b");
    assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
    assertThat(outcome.err()).contains("is no name of a file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list --format json",
        "list --format csv",
        "diff --format json %s",
        "diff --format csv %s",
        "snapshot",
        "report -o -"
      })
  void whatProgramsReadIsUtf8WhateverTheTerminalHas(String line, @TempDir Path folder)
      throws Exception {
    String json = Tool.json(Tool.demo()).replace("http-worker", "caf\u00e9 \u2014 \ud83d\ude00");
    String file = Files.writeString(folder.resolve("it.json"), json).toString();
    String before = Tool.write(folder, "before.json", Samples.snapshot()).toString();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream latin = new PrintStream(bytes, false, StandardCharsets.ISO_8859_1);
    String command = line.formatted(before) + " " + file;
    int status = Machports.run(Machports.system(latin), command.split(" "));
    latin.flush();
    assertThat(status).isZero();
    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("caf\u00e9 \u2014 \ud83d\ude00");
  }

  @Test
  void outputThatNobodyReadsDoesNotHideWhatWasFound() {
    assertThat(Machports.end(ExitStatus.NONE, false)).isEqualTo(ExitStatus.NONE);
    assertThat(Machports.end(ExitStatus.NONE, true)).isEqualTo(ExitStatus.REFUSED);
    for (int status = ExitStatus.FOUND; status <= ExitStatus.DEFECT; status++) {
      assertThat(Machports.end(status, true)).isEqualTo(status);
    }
  }

  @Test
  void namesAreSortedAndFiltered() {
    List<String> sorted = Tool.run("list", "--demo", "--sort", "references").lines();
    assertThat(sorted.get(3)).contains("http-worker");
    assertThat(sorted.get(4)).contains("crash-reporter");
    List<String> filtered =
        Tool.run("list", "--demo", "--filter", "RENDER server", "--format", "csv").lines();
    assertThat(filtered).hasSize(2);
    assertThat(Tool.run("list", "--demo", "--filter", "nothing").out())
        .contains("No name to show.");
  }
}

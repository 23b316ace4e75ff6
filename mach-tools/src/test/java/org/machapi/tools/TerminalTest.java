package org.machapi.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The live table in a terminal that the system made, which does not tell its size. */
@Tag("jar")
@Timeout(120)
class TerminalTest {
  private static final Path SCRIPT = Path.of("/usr/bin/script");

  private static final String ENTERED = "\u001b[?1049h";
  private static final String LEFT = "\u001b[?1049l";

  @TempDir private Path folder;

  private final StringBuilder shown = new StringBuilder();

  @BeforeAll
  static void lookForTheJarAndForTerminals() {
    assumeTrue(
        Files.exists(Tool.repository("mach-tools/target/machports.jar")),
        "not run: the jar has not been built yet");
    assumeTrue(
        Files.exists(SCRIPT) && System.getProperty("os.name").equals("Linux"),
        "not run: there is no script(1) of util-linux, which makes a terminal");
  }

  /** Starts machports in a terminal; how that was before and is behind goes into files. */
  private Process start(String type, String line) throws Exception {
    String command =
        "stty -g >before; '%s' %s; echo $? >status; stty -g >after"
            .formatted(Tool.repository("mach-tools/machports").toAbsolutePath(), line);
    ProcessBuilder builder =
        new ProcessBuilder(SCRIPT.toString(), "-qec", command, "/dev/null")
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().put("TERM", type);
    builder.environment().put("SHELL", "/bin/sh");
    builder.environment().remove("MACHPORTS_OPTS");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return Programs.start(builder);
  }

  private void awaitText(Process process, String text) throws Exception {
    InputStream out = process.getInputStream();
    byte[] some = new byte[8192];
    int count = 0;
    while (shown.indexOf(text) < 0 && count >= 0) {
      count = out.read(some);
      shown.append(new String(some, 0, Math.max(0, count), StandardCharsets.UTF_8));
    }
    assertThat(shown.toString()).contains(text);
  }

  /** Reads the rest, and returns the status. */
  private int finish(Process process) throws Exception {
    shown.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(folder.resolve("status")).as(shown.toString()).exists();
    return Integer.parseInt(Files.readString(folder.resolve("status")).strip());
  }

  private void assertTerminalAsBefore() throws Exception {
    assertThat(folder.resolve("after"))
        .hasSameTextualContentAs(folder.resolve("before"))
        .content()
        .isNotBlank();
    assertThat(shown.indexOf(LEFT)).isGreaterThan(shown.indexOf(ENTERED)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {'q', 3})
  void aKeyLeavesTheTerminalAsItWas(int key) throws Exception {
    Process process = start("xterm", "watch --demo --interval 600");
    try (OutputStream keys = process.getOutputStream()) {
      awaitText(process, "Nothing changed.");
      keys.write(key);
      keys.flush();
      assertThat(finish(process)).isZero();
      assertTerminalAsBefore();
    } finally {
      Programs.end(process);
    }
  }

  @ParameterizedTest
  @CsvSource({"HUP, 129", "INT, 130", "TERM, 143"})
  void aSignalLeavesTheTerminalAsItWas(String signal, int status) throws Exception {
    Programs.assumeHeard(signal);
    Process process = start("xterm", "watch --demo --interval 600");
    List<ProcessHandle> java = List.of();
    try {
      awaitText(process, "Nothing changed.");
      java = Programs.javaBelow(process);
      assertThat(java).hasSize(1);
      long script = java.get(0).parent().orElseThrow().pid();
      assertThat(new ProcessBuilder("kill", "-" + signal, "" + script).start().waitFor()).isZero();
      assertThat(finish(process)).isEqualTo(status);
      assertTerminalAsBefore();
    } finally {
      java.forEach(ProcessHandle::destroyForcibly);
      Programs.end(process);
    }
  }

  @Test
  void aLookAtAFileThatDoesNotAnswerIsLeft() throws Exception {
    Process make = new ProcessBuilder("mkfifo", folder.resolve("file").toString()).start();
    assertThat(make.waitFor()).isZero();
    Process process = start("xterm", "watch file --interval 600");
    // Nobody opens it to write before somebody does to read.
    Process writer =
        Programs.start(
            new ProcessBuilder("/bin/sh", "-c", "exec 3>file; echo open; read line")
                .directory(folder.toFile()));
    List<ProcessHandle> java = List.of();
    try (OutputStream keys = process.getOutputStream()) {
      awaitText(process, ENTERED);
      assertThat(writer.getInputStream().read()).isEqualTo('o');
      java = Programs.javaBelow(process);
      keys.write('q');
      keys.flush();
      assertThat(finish(process)).isZero();
      assertTerminalAsBefore();
      assertThat(writer.isAlive()).as("the file has never come to its end").isTrue();
    } finally {
      java.forEach(ProcessHandle::destroyForcibly);
      Programs.end(process);
      Programs.end(writer);
    }
  }

  @Test
  void aTerminalThatNobodyKnowsGetsOneTableBelowTheOther() throws Exception {
    for (String type : List.of("nosuchterminal", "dumb")) {
      shown.setLength(0);
      Process process = start(type, "watch --demo --count 2 --interval 0.01");
      try {
        assertThat(finish(process)).isZero();
        assertThat(shown.toString())
            .contains("Since the first look:", "+25 references")
            .doesNotContain(ENTERED, "Exception", "infocmp", "\tat ");
      } finally {
        Programs.end(process);
      }
    }
  }
}

package org.machapi.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the script ends, and what of it reaches Java. */
@Tag("jar")
@Timeout(120)
class ScriptTest {
  private static final Path SCRIPT = Tool.repository("mach-tools/machports").toAbsolutePath();

  @TempDir private Path folder;

  @BeforeAll
  static void lookForTheJar() {
    assumeTrue(
        Files.exists(Tool.repository("mach-tools/target/machports.jar")),
        "not run: the jar has not been built yet");
  }

  private ProcessBuilder script(String... args) {
    List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().remove("MACHPORTS_OPTS");
    return builder;
  }

  private Tool.Outcome run(ProcessBuilder builder) throws Exception {
    File out = folder.resolve("out").toFile();
    File err = folder.resolve("err").toFile();
    Process process = Programs.start(builder.redirectOutput(out).redirectError(err));
    try {
      process.getOutputStream().close();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new Tool.Outcome(
          process.exitValue(), Files.readString(out.toPath()), Files.readString(err.toPath()));
    } finally {
      Programs.end(process);
    }
  }

  private Tool.Outcome runWith(String options) throws Exception {
    ProcessBuilder builder = script("diff", "--demo", "--fail-on-growth");
    builder.environment().put("MACHPORTS_OPTS", options);
    return run(builder);
  }

  @Test
  void leaksThatAreFoundAreStatusOne() throws Exception {
    Tool.Outcome outcome = runWith("");
    assertThat(outcome.status()).isEqualTo(ExitStatus.FOUND);
    assertThat(outcome.out()).contains("+500 references");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void aJavaThatDoesNotStartHasFoundNoLeaks() throws Exception {
    for (String options : List.of("-Xbogus", "-Xmx2g -Xms4g", "-cp")) {
      Tool.Outcome outcome = runWith(options);
      assertThat(outcome.status()).as(options).isEqualTo(ExitStatus.DEFECT);
      assertThat(outcome.err()).as(options).contains("MACHPORTS_OPTS");
    }
  }

  /** As a Java of before 17 does, and what stands for Java on a Mac that has none. */
  @Test
  void aJavaThatIsTooOldHasFoundNoLeaks() throws Exception {
    Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho UnsupportedClassVersionError >&2\nexit 1\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    ProcessBuilder builder = script("diff", "--demo", "--fail-on-growth");
    builder.environment().put("JAVA_HOME", folder.toString());
    Tool.Outcome outcome = run(builder);
    assertThat(outcome.status()).isEqualTo(ExitStatus.DEFECT);
    assertThat(outcome.err())
        .startsWith("UnsupportedClassVersionError")
        .contains("Java 17 or later");
  }

  /** As one for another processor, or without its interpreter. */
  @Test
  void aJavaThatCannotBeExecutedIsAPartThatIsMissing() throws Exception {
    Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
    ProcessBuilder builder = script("list", "--demo");
    builder.environment().put("JAVA_HOME", folder.toString());
    for (String content : List.of("#!/no/such/interpreter\n", "\u007fELF of nothing\n")) {
      Files.writeString(java, content);
      assertThat(java.toFile().setExecutable(true)).isTrue();
      Tool.Outcome outcome = run(builder);
      assertThat(outcome.status()).as(outcome.err()).isEqualTo(ExitStatus.DEFECT);
      assertThat(outcome.err()).contains(java.toString(), "Java did not start machports");
    }
  }

  /** As what is started through something that is not there. */
  @Test
  void aJavaThatFindsNothingToStartIsAPartThatIsMissing() throws Exception {
    Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nexec no-such-java\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    ProcessBuilder builder = script("list", "--demo");
    builder.environment().put("JAVA_HOME", folder.toString());
    assertThat(run(builder).status()).isEqualTo(ExitStatus.DEFECT);
  }

  @Test
  void whatTheScriptReadsMachportsReads() throws Exception {
    Path snapshot = Tool.write(folder, "it.json", Samples.everything());
    Tool.Outcome outcome = run(script("list", "-").redirectInput(snapshot.toFile()));
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isEqualTo(Tool.run("list", snapshot.toString()).out());
    assertThat(run(script("list", "none", "x y")).status()).isEqualTo(ExitStatus.USAGE);
  }

  @ParameterizedTest
  @CsvSource({"HUP, 129", "INT, 130", "TERM, 143"})
  void aSignalEndsJavaToo(String signal, int status) throws Exception {
    Programs.assumeHeard(signal);
    Process process = Programs.start(script("watch", "--demo", "--interval", "600"));
    List<ProcessHandle> java = List.of();
    try {
      awaitTable(process);
      java = Programs.javaBelow(process);
      assertThat(java).isNotEmpty();
      kill(signal, process);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(status);
      assertThat(java).noneMatch(ProcessHandle::isAlive);
    } finally {
      java.forEach(ProcessHandle::destroyForcibly);
      Programs.end(process);
    }
  }

  @Test
  void theSignalThatAsksJavaForItsThreadsEndsNothing() throws Exception {
    Process process = Programs.start(script("watch", "--demo", "--interval", "600"));
    List<ProcessHandle> java = List.of();
    try {
      awaitTable(process);
      java = Programs.javaBelow(process);
      kill("QUIT", process);
      kill("TERM", process);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(143);
    } finally {
      java.forEach(ProcessHandle::destroyForcibly);
      Programs.end(process);
    }
  }

  private static void awaitTable(Process process) throws Exception {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    while (line != null && !line.equals("Nothing changed.")) {
      line = out.readLine();
    }
    assertThat(line).as("the first table").isNotNull();
  }

  private static void kill(String signal, Process process) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start();
    assertThat(kill.waitFor()).isZero();
  }
}

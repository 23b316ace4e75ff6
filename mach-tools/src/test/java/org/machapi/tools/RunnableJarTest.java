package org.machapi.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The one jar, as it is handed on, and the script that starts it. */
@Tag("jar")
@Timeout(120)
class RunnableJarTest {
  private static final Path BUILT = Tool.repository("mach-tools/target/machports.jar");

  @TempDir private Path folder;

  @BeforeAll
  static void lookForTheJar() {
    assumeTrue(Files.exists(BUILT), "not run: the jar has not been built yet");
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private Tool.Outcome run(List<String> command, String... environment)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("SHELL", "/bin/sh");
    builder.environment().remove("MACHPORTS_OPTS");
    for (int i = 0; i < environment.length; i += 2) {
      builder.environment().put(environment[i], environment[i + 1]);
    }
    Process process = Programs.start(builder);
    try {
      process.getOutputStream().close();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new Tool.Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Programs.end(process);
    }
  }

  private Tool.Outcome jar(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(java(), "-jar", BUILT.toString()));
    command.addAll(List.of(args));
    return run(command);
  }

  @Test
  void theJarRunsAloneAndFindsThePlacesOfAProgramThatIsInIt() throws Exception {
    Tool.Outcome outcome = jar("diff", "--demo", "--fail-on-growth");
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(ExitStatus.FOUND);
    assertThat(outcome.out())
        .contains("org.machapi.tools.LeakyProgram.handleRequests(LeakyProgram.java:")
        .doesNotContain("from places unknown");
    assertThat(outcome.err()).as("no warning of native access").isEmpty();
  }

  @Test
  void itTellsItsVersion() throws Exception {
    assertThat(jar("--version").out()).matches("machports \\d+\\.\\d+\\..*\\s+");
  }

  @Test
  void outputThatIsNoTerminalHasNoColours() throws Exception {
    assertThat(jar("list", "--demo").out()).doesNotContain("\u001b");
    assertThat(jar("watch", "--demo", "--count", "2", "--interval", "0.01").out())
        .doesNotContain("\u001b")
        .contains("Since the first look:");
  }

  @Test
  void onATerminalThereAreColoursUnlessSomebodyWantsNone() throws Exception {
    assumeTrue(
        Files.exists(Path.of("/usr/bin/script")) && System.getProperty("os.name").equals("Linux"),
        "not run: there is no script(1) of util-linux, which makes a terminal");
    String command = java() + " -jar " + BUILT + " list --demo";
    List<String> terminal = List.of("/usr/bin/script", "-qec", command, "/dev/null");
    assertThat(run(terminal, "TERM", "xterm").out()).contains("\u001b[1mNAME");
    assertThat(run(terminal, "TERM", "xterm", "NO_COLOR", "1").out())
        .contains("NAME")
        .doesNotContain("\u001b");
    Path errors = folder.resolve("errors of a terminal");
    String wrong = java() + " -jar " + BUILT + " nonsense 2>'" + errors + "'";
    run(List.of("/usr/bin/script", "-qec", wrong, "/dev/null"), "TERM", "xterm");
    assertThat(Files.readString(errors)).contains("Usage: machports").doesNotContain("\u001b");
  }

  @Test
  void theJarLooksIntoAnotherProcess() throws Exception {
    Process process =
        Programs.start(
            new ProcessBuilder(
                    java(), "-jar", BUILT.toString(), "watch", "--demo", "--interval", "600")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD));
    try {
      Tool.Outcome outcome = null;
      for (int i = 0; i < 50 && (outcome == null || outcome.status() != 0); i++) {
        // Until the process has come far enough to be attached to.
        outcome = jar("list", "--java", String.valueOf(process.pid()));
      }
      assertThat(outcome.status()).as(outcome.err()).isZero();
      assertThat(outcome.out()).contains("own task");
    } finally {
      Programs.end(process);
    }
  }

  @Test
  void itHasTheLicencesOfAllThatIsInIt() throws Exception {
    try (JarFile jar = new JarFile(BUILT.toFile())) {
      assertThat(jar.getEntry("META-INF/LICENSE.apache")).isNotNull();
      assertThat(jar.getEntry("org/machapi/tools/list.LICENSE")).isNotNull();
      assertThat(jar.stream().map(entry -> entry.getName()))
          .noneMatch(name -> name.endsWith("module-info.class") || name.endsWith(".SF"));
      String licences =
          new String(
              jar.getInputStream(jar.getEntry("META-INF/THIRD-PARTY.txt")).readAllBytes(),
              java.nio.charset.StandardCharsets.UTF_8);
      Stream.of("picocli", "gson", "jline", "jmustache", "asm", "jffi", "libffi", "jnr-x86asm")
          .forEach(name -> assertThat(licences).contains(name));
    }
  }

  @Test
  void theScriptFindsTheJarThroughALinkToo() throws Exception {
    Path script = Tool.repository("mach-tools/machports").toAbsolutePath();
    Path link = Files.createSymbolicLink(folder.resolve("mp"), script);
    Path linkToLink = Files.createSymbolicLink(folder.resolve("mp2"), Path.of("mp"));
    String home = System.getProperty("java.home");
    for (Path start : List.of(script, link, linkToLink)) {
      Tool.Outcome outcome = run(List.of(start.toString(), "list", "none"), "JAVA_HOME", home);
      assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
      assertThat(outcome.err()).isEqualTo("machports: There is no file none.\n");
    }
    Files.delete(linkToLink);
    Files.delete(link);
    Tool.Outcome limited =
        run(
            List.of(script.toString(), "list", "--demo"),
            "JAVA_HOME",
            home,
            "MACHPORTS_OPTS",
            "-Xmx64m -Dx=y");
    assertThat(limited.status()).as(limited.err()).isZero();
  }

  @Test
  void withoutAJarOrJavaTheScriptSaysWhatToDo() throws Exception {
    Path script = folder.resolve("machports");
    Files.copy(Tool.repository("mach-tools/machports"), script);
    Tool.Outcome noJar = run(List.of(script.toString()));
    assertThat(noJar.status()).isEqualTo(ExitStatus.DEFECT);
    assertThat(noJar.err()).contains("no machports.jar").contains("./mvnw");
    Files.copy(BUILT, folder.resolve("machports.jar"));
    Tool.Outcome noJava = run(List.of(script.toString()), "JAVA_HOME", folder.toString());
    assertThat(noJava.status()).isEqualTo(ExitStatus.DEFECT);
    assertThat(noJava.err()).contains("no Java");
  }
}

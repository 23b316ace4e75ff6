package org.machapi.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each cause for which a process does not load the agent is told as what it is. */
@Timeout(120)
class AttachFailureTest {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /** A Java program that says when it is there. */
  static final class Somebody {
    private Somebody() {}

    public static void main(String[] args) throws IOException {
      System.out.println("ready");
      System.in.read();
    }
  }

  @TempDir private Path folder;

  /** Starts a program, or gives the test up where it does not start. */
  private static Process start(List<String> command) throws Exception {
    Process process =
        Programs.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD));
    String line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (!"ready".equals(line)) {
      Programs.end(process);
      assumeTrue(false, "not run: " + command.get(0) + " cannot start the program here");
    }
    return process;
  }

  private static List<String> program(String classPath, String... options) {
    List<String> command = new ArrayList<>(List.of(JAVA));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath, Somebody.class.getName()));
    return command;
  }

  private static String classes() throws Exception {
    return Path.of(Somebody.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .toString();
  }

  private static String refusal(Process process) {
    Tool.Outcome outcome = Tool.run("list", "--java", "" + process.pid());
    assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
    assertThat(outcome.err()).hasLineCount(1);
    return outcome.err();
  }

  /** As that of an image which jlink made without it says. */
  @Test
  void aRuntimeWithoutAgentsIsTold() {
    AgentLoadException failure =
        new AgentLoadException(
            "Failed to load agent library: java.lang.module.FindException: Module java.instrument"
                + " not found");
    assertThat(AttachFailure.explain((int) ProcessHandle.current().pid(), failure))
        .hasMessageContainingAll("lacks the module java.instrument", "--add-modules")
        .hasMessageNotContaining("EnableDynamicAgentLoading");
  }

  @Test
  void aProcessThatIsStoppedIsTold() throws Exception {
    assumeTrue(
        Files.exists(Path.of("/proc/self/status")), "not run: no /proc tells what is stopped");
    Process process = start(program(classes()));
    try {
      Process stop = new ProcessBuilder("kill", "-STOP", "" + process.pid()).start();
      assertThat(stop.waitFor()).isZero();
      // Bounded by the end of the process, at the latest.
      while (process.isAlive() && !QuitSignal.isStopped((int) process.pid())) {
        Thread.onSpinWait();
      }
      assertThat(refusal(process))
          .isEqualTo(
              "machports: Process %1$d is stopped: let it go on, with kill -CONT %1$d.%n"
                  .formatted(process.pid()));
    } finally {
      Programs.end(process);
    }
  }

  @Test
  void theProcessOfSomebodyElseIsTold() throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/usr/bin/setpriv")),
        "not run: only root can start a process of somebody else, with setpriv(1)");
    // Which somebody else can read.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Stream<Path> files = Files.list(Path.of(classes(), "org", "machapi", "tools"))) {
      Path to = Files.createDirectories(folder.resolve("org/machapi/tools"));
      files
          .filter(file -> file.getFileName().toString().startsWith("AttachFailureTest"))
          .forEach(file -> copy(file, to));
    }
    List<String> command =
        new ArrayList<>(List.of("/usr/bin/setpriv", "--reuid=65534", "--clear-groups"));
    command.addAll(program(folder.toString()));
    Process process = start(command);
    try {
      assertThat(refusal(process))
          .contains("belongs to nobody", "and not as root")
          .doesNotContain("EnableDynamicAgentLoading", "DisableAttachMechanism");
    } finally {
      Programs.end(process);
    }
  }

  private static void copy(Path file, Path to) {
    try {
      Files.copy(file, to.resolve(file.getFileName()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is left when nothing more is known of a process, such as this one. */
  @Test
  void otherwiseAllCausesAreNamed() {
    int self = (int) ProcessHandle.current().pid();
    assertThat(AttachFailure.explain(self, new AttachNotSupportedException("silent")))
        .hasMessageContainingAll("-XX:+DisableAttachMechanism", "stopped or too busy", "(silent)");
    assertThat(AttachFailure.explain(self, new AgentLoadException("Agent JAR not found")))
        .hasMessageContainingAll(
            "-XX:-EnableDynamicAgentLoading", "cannot read", "Agent JAR not found");
    assertThat(AttachFailure.explain(self, new NoClassDefFoundError("com/sun/tools/attach")))
        .hasMessageContaining("jdk.attach");
  }
}

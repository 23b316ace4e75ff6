package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of tests that need a JVM of their own: each ends before its test does. */
public final class ChildJvm {
  private static final int LIMIT_SECONDS = 50;

  private ChildJvm() {}

  /** Runs a program to its end, which has to be a good one; returns all that it printed. */
  public static String outputOf(Class<?> program) throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            program.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      Threads.Running<String> output =
          Threads.start(() -> new String(process.getInputStream().readAllBytes()));
      assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as("the program ends").isTrue();
      String said = output.await();
      assertThat(process.exitValue()).as(said).isZero();
      return said;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}

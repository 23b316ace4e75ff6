package org.machapi.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that a test starts, waits for and never leaves behind. */
final class ChildProcess {
  private static final int LIMIT_SECONDS = 100;

  /** How the program ended, and all that it printed. */
  record Outcome(int exitCode, String output) {}

  private ChildProcess() {}

  static Outcome run(Path workingDirectory, List<String> command)
      throws IOException, InterruptedException {
    return run(workingDirectory, command, LIMIT_SECONDS);
  }

  static Outcome run(Path workingDirectory, List<String> command, int limitSeconds)
      throws IOException, InterruptedException {
    // A file rather than a pipe: a pipe that nobody reads would stop the program.
    Path output = Files.createTempFile(TestFolders.target(), "child", ".out");
    Process process =
        new ProcessBuilder(command)
            .directory(workingDirectory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
        throw new AssertionError(
            command + " ran for " + limitSeconds + " s:\n" + Files.readString(output));
      }
      return new Outcome(process.exitValue(), Files.readString(output));
    } finally {
      process.destroyForcibly().waitFor();
      Files.delete(output);
    }
  }
}

package org.machapi.tools;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Programs that a test starts, and never leaves behind. */
final class Programs {
  private static final int LIMIT_SECONDS = 90;

  private static final Set<String> OPTIONS =
      Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private static final String IGNORED = "SigIgn:";
  private static final Map<String, Integer> SIGNALS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

  private Programs() {}

  /** Takes options for Java out of the environment: it would tell of them on standard error. */
  static ProcessBuilder withoutOptions(ProcessBuilder builder) {
    builder.environment().keySet().removeAll(OPTIONS);
    return builder;
  }

  /**
   * Starts a program without options for Java, which is killed after a while: to read what it
   * prints cannot be given up.
   */
  static Process start(ProcessBuilder builder) throws IOException {
    Process process = withoutOptions(builder).start();
    CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS).execute(() -> kill(process));
    return process;
  }

  /**
   * Gives a test up that sends a signal which this process ignores, as below {@code nohup} or in
   * the background of a shell: so does all that it starts, and no shell can change that.
   */
  static void assumeHeard(String signal) throws IOException {
    Path status = Path.of("/proc/self/status");
    long ignored = 0;
    if (Files.exists(status)) {
      for (String line : Files.readString(status, StandardCharsets.ISO_8859_1).split("\n")) {
        if (line.startsWith(IGNORED)) {
          ignored = Long.parseUnsignedLong(line.substring(IGNORED.length()).strip(), 16);
        }
      }
    }
    long bit = 1L << (SIGNALS.get(signal) - 1);
    assumeFalse((ignored & bit) != 0, "not run: SIG" + signal + " is ignored here");
  }

  /** Returns what a program has started that is Java. */
  static List<ProcessHandle> javaBelow(Process process) {
    // What Java starts has its name, too, until it is something else.
    return process
        .descendants()
        .filter(each -> isJava(each) && each.parent().filter(Programs::isJava).isEmpty())
        .toList();
  }

  private static boolean isJava(ProcessHandle process) {
    return process.info().command().orElse("").endsWith("java");
  }

  /** Ends a program and what it has started, and waits for it. */
  static void end(Process process) throws InterruptedException {
    kill(process);
    process.waitFor();
  }

  private static void kill(Process process) {
    // Another program may have the number of one that has ended.
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}

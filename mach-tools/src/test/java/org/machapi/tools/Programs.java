package org.machapi.tools;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Programs that a test starts, and never leaves behind. */
final class Programs {
  private static final int LIMIT_SECONDS = 90;

  private Programs() {}

  /** Starts a program, which is killed after a while: to read what it prints cannot be given up. */
  static Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS).execute(() -> kill(process));
    return process;
  }

  /** Ends a program and what it has started, and waits for it. */
  static void end(Process process) throws InterruptedException {
    kill(process);
    process.waitFor();
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}

package org.machapi.tools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a process survives being asked to let somebody attach. On Linux the Java runtime asks
 * with SIGQUIT, before JDK 21 without a look at who gets it: a process that does not catch the
 * signal dies of it.
 */
final class QuitSignal {
  private static final String CAUGHT = "SigCgt:";

  // Signal 3; the lowest bit of the mask is signal 1.
  private static final int MASK = 1 << 2;

  private QuitSignal() {}

  /** Refuses to look at a process that would die of it. */
  static void check(int pid) throws RefusedException {
    String text = status(pid);
    // Where nothing is known the attempt to attach tells.
    if (!text.isEmpty() && !isCaught(text)) {
      throw new RefusedException(
          "Process "
              + pid
              + " does not answer to attach: it is no Java process, or was started with -Xrs.");
    }
  }

  /** Whether a process has been stopped, as far as the system tells. */
  static boolean isStopped(int pid) {
    return status(pid).lines().anyMatch(line -> line.matches("State:\\s+[Tt]\\b.*"));
  }

  /** What the system tells of a process; nothing if this is no Linux, or the process has ended. */
  private static String status(int pid) {
    Path status = Path.of("/proc", String.valueOf(pid), "status");
    if (!Files.isReadable(status)) {
      return "";
    }
    try {
      // A name of a process is any bytes.
      return Files.readString(status, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * Whether the mask of caught signals has SIGQUIT.
   *
   * @param status what {@code /proc/PID/status} says
   */
  static boolean isCaught(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith(CAUGHT))
        .map(line -> line.substring(CAUGHT.length()).strip())
        .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & MASK) != 0);
  }
}

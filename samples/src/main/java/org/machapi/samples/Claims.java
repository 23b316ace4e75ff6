package org.machapi.samples;

import java.io.PrintStream;

/** What the story says, and whether it was true. */
final class Claims {
  private final PrintStream out;
  private int held;
  private int broken;

  Claims(PrintStream out) {
    this.out = out;
  }

  void chapter(String title) {
    out.printf("%n%s%n%s%n", title, "=".repeat(title.length()));
  }

  void say(String format, Object... arguments) {
    out.printf(format + "%n", arguments);
  }

  /** Claims that two numbers are equal; the second one was read back from the kernel. */
  void claim(String what, long expected, long found) {
    boolean holds = expected == found;
    if (holds) {
      held++;
      say("  holds: %s", what);
    } else {
      broken++;
      say("  DOES NOT HOLD: %s: expected %d, the kernel says %d", what, expected, found);
    }
  }

  /** Says how the story ended, and returns the exit status. */
  int verdict() {
    say("%n%d claims held, %d did not.", held, broken);
    return broken == 0 ? 0 : 1;
  }
}

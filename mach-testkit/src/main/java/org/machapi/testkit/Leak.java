package org.machapi.testkit;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.census.Holding;

/**
 * One user reference that was not given back.
 *
 * @param name the name
 * @param label what the port is for; null if nobody said
 * @param holding where it comes from; null if the library has no record of it
 */
record Leak(int name, @Nullable String label, @Nullable Holding holding) {
  private static final String NO_RECORD =
      "without record: from a raw call, or in a message that was not closed";

  /** Returns where it was acquired, for people. */
  String place() {
    return holding == null ? NO_RECORD : "acquired at " + holding.site();
  }

  /** Returns what it is, for people. */
  String what() {
    if (holding == null) {
      return Words.name(name);
    }
    return holding.type() + " " + Words.name(name) + ", by thread \"" + holding.thread() + "\"";
  }
}

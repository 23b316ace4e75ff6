package org.machapi.tools;

import org.machapi.census.Census;
import org.machapi.census.CensusEntry;

/**
 * A census with what one has to know of it later.
 *
 * @param kernel which kernel it was
 * @param census the census
 */
record Snapshot(String kernel, Census census) {
  /** What a snapshot file says it is. */
  static final String FORMAT = "machports-snapshot";

  /** The version of the format; a change that older readers would misunderstand raises it. */
  static final int VERSION = 1;

  int names() {
    return census.entries().size();
  }

  /** All user references together. */
  long references() {
    return census.entries().stream().mapToLong(CensusEntry::totalReferences).sum();
  }

  long deadNames() {
    return census.entries().stream().filter(CensusEntry::isDead).count();
  }

  /** Whose it is, in words. */
  String owner() {
    Integer pid = census.pid();
    return pid == null ? "a process unknown" : "process " + pid;
  }
}

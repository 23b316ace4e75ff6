package org.machapi.census;

/** How much a {@link Ledger} writes down, from nothing to everything. */
public enum LedgerLevel {
  /** Nothing. Costs next to nothing. */
  OFF,

  /**
   * How many rights of each type were acquired and ended: tells that something leaks, and of which
   * type, but not where. Costs a few nanoseconds for each right, and more for the first of each
   * type in a thread.
   */
  COUNT,

  /**
   * Counts all, and of one right in so many ({@link Ledger#setSampling}) the place where it was
   * acquired, and whether its object is lost. Tells where a leak that happens again and again comes
   * from. For production.
   */
  SAMPLED,

  /**
   * Everything of every right: where it was acquired, where it was used last, where it ended, and
   * whether its object is lost. Costs microseconds for each right and each use. For finding leaks.
   */
  ALL
}

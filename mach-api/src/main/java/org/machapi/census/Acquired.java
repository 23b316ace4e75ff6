package org.machapi.census;

import java.time.Instant;

/**
 * One acquisition of a right through the library that had not ended when a census was taken: where
 * it was, when, and by whom.
 *
 * @param number tells this acquisition from all others of the same ledger; later ones have higher
 *     numbers
 * @param type the class of the object that owns the right, such as {@code ThreadPort}
 * @param site the innermost call in the program that is not part of this library
 * @param thread the name of the Java thread that acquired it
 * @param since when it was acquired
 */
public record Acquired(long number, String type, String site, String thread, Instant since) {

  static Acquired of(Holding holding) {
    return new Acquired(
        holding.number(), holding.type(), holding.site(), holding.thread(), holding.since());
  }

  /**
   * Returns the acquisition, for people.
   *
   * @return such as {@code ThreadPort at org.example.Handler.run(Handler.java:42) by "main"}
   */
  @Override
  public String toString() {
    return type + " at " + site + " by \"" + thread + "\"";
  }
}

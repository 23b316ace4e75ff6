package org.machapi.census;

import java.time.Instant;

/**
 * How much a {@link Ledger} writes down, such as when a census was taken.
 *
 * @param level its level
 * @param sampling of how many rights one is recorded at level {@link LedgerLevel#SAMPLED}; at the
 *     other levels it means nothing
 * @param since since when it has had this level, or been the observer, whichever is the later. What
 *     was acquired before was written down as an earlier level says, or not at all
 */
public record LedgerAccount(LedgerLevel level, int sampling, Instant since) {

  /**
   * Returns the level, for people.
   *
   * @return such as {@code ALL} or {@code SAMPLED, one right in 1024}
   */
  @Override
  public String toString() {
    return level == LedgerLevel.SAMPLED ? level + ", one right in " + sampling : level.toString();
  }
}

package org.machapi.census;

/**
 * A place in the program that acquires rights whose objects are lost.
 *
 * @param first the first that was found, which was reported
 * @param count how many were found; of those that were watched, so at level {@link
 *     LedgerLevel#SAMPLED} there are as many times more
 * @param givenBack how many of them the ledger gave back to the kernel
 */
public record LostSite(LostRight first, long count, long givenBack) {

  LostSite plus(boolean wasGivenBack) {
    return new LostSite(first, count + 1, givenBack + (wasGivenBack ? 1 : 0));
  }
}

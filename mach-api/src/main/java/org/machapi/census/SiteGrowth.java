package org.machapi.census;

/**
 * How many rights that were acquired at one place of the program are held more than before, of
 * those that the ledger wrote down. {@link CensusDifference#basis()} says whether that is all.
 *
 * @param site the innermost call in the program that is not part of this library
 * @param type the class of the objects that own the rights, such as {@code ThreadPort}
 * @param before how many were held
 * @param after how many are held
 */
public record SiteGrowth(String site, String type, int before, int after) {

  /**
   * Returns the difference.
   *
   * @return how many more; negative for fewer
   */
  public int growth() {
    return after - before;
  }

  /**
   * Returns the growth, for people.
   *
   * @return such as {@code +250 ThreadPort at org.example.Handler.run(Handler.java:42)}
   */
  @Override
  public String toString() {
    return CensusChange.signed(growth()) + " " + type + " at " + site;
  }
}

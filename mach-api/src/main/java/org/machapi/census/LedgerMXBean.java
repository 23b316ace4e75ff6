package org.machapi.census;

import java.util.List;
import java.util.Map;

/**
 * A {@link Ledger} as management tools see it, such as JDK Mission Control or jconsole. All that is
 * told by place is told of those rights only that were recorded with their place.
 */
public interface LedgerMXBean {

  /**
   * Returns how much is written down.
   *
   * @return the level
   */
  LedgerLevel getLevel();

  /**
   * Changes how much is written down from now on.
   *
   * @param level the level
   * @throws IllegalArgumentException if it is null; nothing changes then
   */
  void setLevel(LedgerLevel level);

  /**
   * Returns which part of the rights is recorded at level {@link LedgerLevel#SAMPLED}.
   *
   * @return one right in so many
   */
  int getSampling();

  /**
   * Changes which part of the rights is recorded at level {@link LedgerLevel#SAMPLED}.
   *
   * @param oneIn one right in so many
   * @throws IllegalArgumentException if it is out of range, see {@link Ledger#setSampling}
   */
  void setSampling(int oneIn);

  /**
   * Tells whether what is found lost is given back.
   *
   * @return whether it is
   */
  boolean isReleasingLost();

  /**
   * Decides whether what is found lost is given back, see {@link Ledger#setReleasingLost}: this is
   * dangerous.
   *
   * @param releasing whether it is
   */
  void setReleasingLost(boolean releasing);

  /**
   * Returns how many rights were acquired.
   *
   * @return numbers by type
   */
  Map<String, Long> getAcquired();

  /**
   * Returns how many rights are held now.
   *
   * @return numbers by type
   */
  Map<String, Long> getHeld();

  /**
   * Returns where the rights that are held now were acquired.
   *
   * @return numbers by place in the program
   */
  Map<String, Long> getHeldBySite();

  /**
   * Returns which places acquired the rights that are held now, by name.
   *
   * @return places by {@code mach_port_name_t}
   */
  Map<Integer, List<String>> getSitesByName();

  /**
   * Returns where rights were acquired whose objects were lost.
   *
   * @return numbers by place in the program
   */
  Map<String, Long> getLostBySite();

  /**
   * Returns what ports are for, as far as the program said so.
   *
   * @return labels by {@code mach_port_name_t}
   */
  Map<Integer, String> getLabels();
}

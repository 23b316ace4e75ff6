package org.machapi.sim;

import java.util.SplittableRandom;

/**
 * The chance in names: after how many uses of an entry its generations start again. Seeded, so that
 * a test sees the same names each time.
 */
final class NameGenerations {
  private final SplittableRandom random;

  NameGenerations(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Returns which of the four lengths the next round of generations of an entry has. */
  int nextRoll() {
    return random.nextInt(4);
  }
}

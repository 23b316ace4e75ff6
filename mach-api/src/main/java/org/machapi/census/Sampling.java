package org.machapi.census;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;

/**
 * Says how many rights there are from one sample to the next: around a rate, by chance, so that a
 * program that does things in turn is sampled at all of them.
 */
final class Sampling implements IntSupplier {
  /** Longer gaps than this are cut, so that they are still an int. */
  private static final int LARGEST = Ledger.LARGEST_SAMPLING;

  private volatile int oneIn;

  Sampling(int oneIn) {
    this.oneIn = oneIn;
  }

  int oneIn() {
    return oneIn;
  }

  void setOneIn(int oneIn) {
    if (oneIn < 1 || oneIn > LARGEST) {
      throw new IllegalArgumentException("one right in 1 to 2^30 is recorded, not in " + oneIn);
    }
    this.oneIn = oneIn;
  }

  /**
   * As if a die with so many sides were cast for each right: whoever acquires few is sampled as
   * often as whoever acquires many.
   */
  @Override
  public int getAsInt() {
    int sides = oneIn;
    if (sides == 1) {
      return 1;
    }
    // How many casts until the first hit, from one random number.
    double rest = 1 - ThreadLocalRandom.current().nextDouble();
    double casts = Math.floor(Math.log(rest) / Math.log1p(-1.0 / sides));
    return 1 + (int) Math.min(casts, LARGEST);
  }
}

package org.machapi.census;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;

/**
 * Says how many rights there are from one sample to the next: around a rate, by chance, so that a
 * program that does things in turn is sampled at all of them.
 */
final class Sampling implements IntSupplier {
  /** At twice the rate the longest gap is still an int. */
  private static final int LARGEST = 1 << 30;

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

  /** Between 1 and twice the rate, less one: the rate on average. */
  @Override
  public int getAsInt() {
    return 1 + ThreadLocalRandom.current().nextInt(2 * oneIn - 1);
  }
}

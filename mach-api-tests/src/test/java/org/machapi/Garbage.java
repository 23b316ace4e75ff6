package org.machapi;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Has the garbage collector run until something comes of it. */
public final class Garbage {
  private static final long LIMIT_SECONDS = 40;

  private Garbage() {}

  /** Returns once a condition holds that hangs on the collector; fails if it never does. */
  public static void collectUntil(BooleanSupplier condition) {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS)) {
        throw new AssertionError("nothing came of " + LIMIT_SECONDS + " s of collecting garbage");
      }
      System.gc();
    }
  }
}

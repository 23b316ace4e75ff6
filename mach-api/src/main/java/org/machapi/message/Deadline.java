package org.machapi.message;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The moment until which a call may wait. Unlike a timeout it does not start anew when a call is
 * made again.
 */
public final class Deadline {
  private static final Deadline NONE = new Deadline(true, 0);
  private static final Deadline PASSED = new Deadline(false, Long.MIN_VALUE);

  private final boolean unlimited;
  private final long nanoTime;

  private Deadline(boolean unlimited, long nanoTime) {
    this.unlimited = unlimited;
    this.nanoTime = nanoTime;
  }

  /**
   * Waits as long as it takes.
   *
   * @return no deadline
   */
  public static Deadline none() {
    return NONE;
  }

  /**
   * Does not wait at all: what cannot be done at once is not done.
   *
   * @return a deadline that has passed
   */
  public static Deadline immediate() {
    return PASSED;
  }

  /**
   * Waits for a while, counted from now.
   *
   * @param duration how long; nothing or less is {@link #immediate()}
   * @return the deadline
   */
  public static Deadline in(Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      return PASSED;
    }
    // More than a century is as good as no limit, and would overflow nanoseconds sooner or later.
    if (duration.toDays() > 36_500) {
      return NONE;
    }
    return new Deadline(false, System.nanoTime() + duration.toNanos());
  }

  /**
   * Tells whether there is a limit at all.
   *
   * @return false for {@link #none()}
   */
  public boolean isLimited() {
    return !unlimited;
  }

  /** Returns how long may still be waited; {@code Long.MAX_VALUE} without a limit. */
  long remainingNanos() {
    if (unlimited) {
      return Long.MAX_VALUE;
    }
    return nanoTime == Long.MIN_VALUE ? 0 : nanoTime - System.nanoTime();
  }

  /**
   * Returns how long may still be waited, as {@code mach_msg} takes it.
   *
   * @return milliseconds, rounded up, so that a wait does not end early; 0 if the moment has
   *     passed. Without meaning for {@link #none()}.
   */
  public int remainingMillis() {
    if (unlimited || nanoTime == Long.MIN_VALUE) {
      return 0;
    }
    long left = nanoTime - System.nanoTime();
    if (left <= 0) {
      return 0;
    }
    long millis = (left + TimeUnit.MILLISECONDS.toNanos(1) - 1) / TimeUnit.MILLISECONDS.toNanos(1);
    return (int) Math.min(millis, Integer.MAX_VALUE);
  }
}

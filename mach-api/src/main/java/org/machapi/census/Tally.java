package org.machapi.census;

import java.util.concurrent.atomic.AtomicLong;
import org.machapi.Acquisition;
import org.machapi.KernReturn;

/**
 * What one thread acquired of one type, and how much of that ended. All rights that are only
 * counted share it as their record.
 *
 * <p>Its thread counts without an atomic change, which would cost half as much as a call; what
 * others end they count in the total of the type.
 */
final class Tally implements Acquisition {
  private final ThreadRef owner;
  private final TypeTotal total;

  // Written by the owner only.
  private final AtomicLong acquired = new AtomicLong();
  private final AtomicLong released = new AtomicLong();
  private final AtomicLong givenAway = new AtomicLong();

  Tally(ThreadRef owner, TypeTotal total) {
    this.owner = owner;
    this.total = total;
  }

  Class<?> type() {
    return total.type;
  }

  void acquired() {
    increment(acquired);
  }

  @Override
  public void released(KernReturn kernReturn) {
    if (owner.refersTo(Thread.currentThread())) {
      increment(released);
    } else {
      total.released.increment();
    }
  }

  @Override
  public void givenAway() {
    if (owner.refersTo(Thread.currentThread())) {
      increment(givenAway);
    } else {
      total.givenAway.increment();
    }
  }

  private static void increment(AtomicLong count) {
    count.setRelease(count.getPlain() + 1);
  }

  @Override
  public String describe() {
    return "where it was acquired the ledger did not write down (level ALL does for every right)";
  }

  RightCount count() {
    // What ended was acquired before: in this order a right is never seen to end without that.
    long releasedNow = released.getAcquire();
    long givenAwayNow = givenAway.getAcquire();
    return new RightCount(acquired.getAcquire(), releasedNow, givenAwayNow);
  }

  /** Adds what a thread has counted that is no more; true if it is no more. */
  boolean foldIfOver() {
    if (!owner.isOver()) {
      return false;
    }
    total.add(count());
    return true;
  }
}

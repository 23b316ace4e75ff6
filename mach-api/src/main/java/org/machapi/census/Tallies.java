package org.machapi.census;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Counts rights by type, in each thread for itself; and says of which rights more is wanted. */
final class Tallies {
  private static final int FIRST_LIMIT = 64;

  private final ThreadLocal<@Nullable OfThread> ofThread = new ThreadLocal<>();
  private final IntSupplier gaps;

  /** Changes with the rate of samples. Not volatile: see {@link #drawAgain}. */
  private int draws;

  private final Map<Class<?>, TypeTotal> totals = new HashMap<>();

  /**
   * Finds what a living thread has, if its thread locals were cleared: pools do that between tasks,
   * such as the common pool.
   */
  private final Map<ThreadRef, OfThread> living = new HashMap<>();

  private final List<Tally> all = new ArrayList<>();
  private int limit = FIRST_LIMIT;

  /**
   * Counts nothing yet.
   *
   * @param gaps how many rights a thread acquires until the next sample, that one included
   */
  Tallies(IntSupplier gaps) {
    this.gaps = gaps;
  }

  /**
   * The counts of one thread, which alone uses it. Does not refer to the tallies: a ledger that is
   * no longer used could never be collected then while the thread lives.
   */
  static final class OfThread {
    private final ThreadRef thread;
    private Tally[] byType = {};
    private int draw;
    private int untilSample;

    private OfThread(ThreadRef thread, int draw, int untilSample) {
      this.thread = thread;
      this.draw = draw;
      this.untilSample = untilSample;
    }

    /** Returns the count of a type. There are few types, and a program uses fewer. */
    Tally of(Tallies tallies, Class<?> type) {
      for (Tally tally : byType) {
        if (tally.type() == type) {
          return tally;
        }
      }
      return add(tallies, type);
    }

    private Tally add(Tallies tallies, Class<?> type) {
      Tally added = tallies.register(thread, type);
      Tally[] more = new Tally[byType.length + 1];
      System.arraycopy(byType, 0, more, 0, byType.length);
      more[byType.length] = added;
      byType = more;
      return added;
    }

    /** Counts down to the next sample; true if this is it. */
    boolean isSample(Tallies tallies) {
      int now = tallies.draws;
      if (draw != now) {
        draw = now;
        untilSample = tallies.gaps.getAsInt();
      }
      if (--untilSample > 0) {
        return false;
      }
      untilSample = tallies.gaps.getAsInt();
      return true;
    }
  }

  OfThread ofThread() {
    OfThread mine = ofThread.get();
    if (mine == null) {
      mine = find(new ThreadRef(Thread.currentThread()));
      ofThread.set(mine);
    }
    return mine;
  }

  private synchronized OfThread find(ThreadRef current) {
    return living.computeIfAbsent(current, thread -> new OfThread(thread, draws, gaps.getAsInt()));
  }

  /**
   * Has all threads draw anew when the next sample is. A thread sees that once it has read
   * something that was written afterwards, as it reads the level of the ledger for each right.
   */
  synchronized void drawAgain() {
    draws++;
  }

  /** Makes a tally of the current thread; those of threads that have ended go into the totals. */
  private synchronized Tally register(ThreadRef thread, Class<?> type) {
    Tally tally = new Tally(thread, totals.computeIfAbsent(type, TypeTotal::new));
    all.add(tally);
    if (all.size() > limit) {
      all.removeIf(Tally::foldIfOver);
      living.keySet().removeIf(ThreadRef::isOver);
      limit = Math.max(FIRST_LIMIT, 2 * all.size());
    }
    return tally;
  }

  /** Returns all counts by the simple name of the type. */
  synchronized Map<String, RightCount> counts() {
    Map<String, RightCount> counts = new TreeMap<>();
    // First what was ended elsewhere, then what was acquired: never more ends than beginnings.
    totals.values().forEach(total -> add(counts, total.type, total.count()));
    all.forEach(tally -> add(counts, tally.type(), tally.count()));
    return counts;
  }

  private static void add(Map<String, RightCount> counts, Class<?> type, RightCount count) {
    counts.merge(type.getSimpleName(), count, RightCount::plus);
  }

  /** Returns how many tallies are kept, which hangs on the threads that live. */
  synchronized int size() {
    return all.size();
  }
}

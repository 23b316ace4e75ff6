package org.machapi.sim;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What is to happen at points of time: timers expire, sleepers wake.
 *
 * <p>No thread of its own waits for the time to come. Nobody can see what has not happened before
 * his next call, so every call looks at what is due when it enters the kernel, and one that waits
 * there wakes up for it.
 */
final class Alarms {
  /** One thing that is to happen, at a point of time in the units of {@link #now}, unsigned. */
  static final class Alarm {
    private final long deadline;
    private final long order;
    private final Runnable action;

    private Alarm(long deadline, long order, Runnable action) {
      this.deadline = deadline;
      this.order = order;
      this.action = action;
    }

    private long deadline() {
      return deadline;
    }

    private long order() {
      return order;
    }
  }

  private final Kernel kernel;
  private final PriorityQueue<Alarm> pending =
      new PriorityQueue<>(
          Comparator.comparing(Alarm::deadline, Long::compareUnsigned)
              .thenComparingLong(Alarm::order));
  private long nextOrder;

  Alarms(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Returns what {@code mach_absolute_time} shows. */
  long now() {
    return kernel.configuration.absoluteTime().getAsLong();
  }

  /** Tells whether a time has come. */
  boolean isPast(long time) {
    return Long.compareUnsigned(time, now()) <= 0;
  }

  Alarm set(long deadline, Runnable action) {
    Alarm alarm = new Alarm(deadline, nextOrder++, action);
    pending.add(alarm);
    if (pending.peek() == alarm) {
      kernel.wakeToLookAgain();
    }
    return alarm;
  }

  void cancel(@Nullable Alarm alarm) {
    if (alarm != null) {
      pending.remove(alarm);
    }
  }

  /** Lets happen what is due. */
  void ring() {
    Alarm first;
    while ((first = pending.peek()) != null && isPast(first.deadline)) {
      pending.remove();
      first.action.run();
    }
  }

  /**
   * Returns how long the next alarm is away, in nanoseconds, at least 1; {@link Long#MAX_VALUE} if
   * there is none, or if waiting does not bring it nearer.
   */
  long nanosecondsToNext() {
    Alarm first = pending.peek();
    if (first == null || !kernel.configuration.timePassesByItself()) {
      return Long.MAX_VALUE;
    }
    long now = now();
    long left = first.deadline - now;
    if (Long.compareUnsigned(first.deadline, now) <= 0) {
      return 1;
    }
    return left < 0 ? Long.MAX_VALUE : left;
  }
}

package org.machapi.sim;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import org.checkerframework.checker.nullness.qual.Nullable;

/** One blocked call: what it waits for, and what it is woken with. Guarded by the kernel's lock. */
final class Waiter {
  /** Why a waiter was woken. */
  enum Outcome {
    WAITING,
    SERVED,
    PORT_GONE,
    TIMED_OUT,
    TASK_GONE,
    ABORTED
  }

  final Condition condition;
  final MachThread thread;

  /** The options and buffer size of a receiver. */
  final int options;

  final int bufferSize;

  Outcome outcome = Outcome.WAITING;

  /** What a receiver got. */
  @Nullable Received received;

  Waiter(Condition condition, MachThread thread, int options, int bufferSize) {
    this.condition = condition;
    this.thread = thread;
    this.options = options;
    this.bufferSize = bufferSize;
  }

  /** Ends the wait, unless something else has ended it already. */
  void wake(Outcome why) {
    if (outcome == Outcome.WAITING) {
      outcome = why;
      condition.signal();
    }
  }

  /**
   * Takes the first from a queue that still waits; null if there is none. One whose wait has ended
   * otherwise has not got round to leaving the queue yet.
   */
  static @Nullable Waiter poll(@Nullable ArrayDeque<Waiter> queue) {
    Waiter waiter = queue == null ? null : queue.poll();
    while (queue != null && waiter != null && waiter.outcome != Outcome.WAITING) {
      waiter = queue.poll();
    }
    return waiter;
  }
}

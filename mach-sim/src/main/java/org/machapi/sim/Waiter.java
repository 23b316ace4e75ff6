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
    TASK_GONE
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

  /** Wakes who waits. What did so first counts: later ones do not take back what was given. */
  void wake(Outcome why) {
    if (outcome == Outcome.WAITING) {
      outcome = why;
      condition.signal();
    }
  }

  /**
   * Takes the first out of a queue that still waits, or null: one that was woken by its end has not
   * got round to leaving yet, and can be given nothing.
   */
  static @Nullable Waiter poll(@Nullable ArrayDeque<Waiter> queue) {
    Waiter first = queue == null ? null : queue.poll();
    while (queue != null && first != null && first.outcome != Outcome.WAITING) {
      first = queue.poll();
    }
    return first;
  }
}

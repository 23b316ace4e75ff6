package org.machapi.sim;

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

  void wake(Outcome why) {
    outcome = why;
    condition.signal();
  }
}

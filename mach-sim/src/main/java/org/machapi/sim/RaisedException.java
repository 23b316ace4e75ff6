package org.machapi.sim;

import org.checkerframework.checker.nullness.qual.Nullable;

/** An exception on its way through the handlers. */
public final class RaisedException {
  private final Kernel kernel;
  private final Delivery delivery;

  RaisedException(Kernel kernel, Delivery delivery) {
    this.kernel = kernel;
    this.delivery = delivery;
  }

  /**
   * Tells whether a handler has not answered yet.
   *
   * @return true as long as the thread waits
   */
  public boolean isWaiting() {
    kernel.lock.lock();
    try {
      return delivery.outcome() == null;
    } finally {
      kernel.lock.unlock();
    }
  }

  /**
   * Returns what became of it.
   *
   * @return the outcome, or null as long as the thread waits
   */
  public @Nullable ExceptionOutcome outcome() {
    kernel.lock.lock();
    try {
      return delivery.outcome();
    } finally {
      kernel.lock.unlock();
    }
  }
}

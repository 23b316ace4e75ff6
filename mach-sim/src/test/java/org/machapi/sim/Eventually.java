package org.machapi.sim;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;

/**
 * Waits for what other threads do, without sleeping; the time limit of the test ends a wait in
 * vain.
 */
final class Eventually {
  private Eventually() {}

  static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  /** Starts a call in a thread of its own. */
  static <T> FutureTask<T> call(Callable<T> call) {
    FutureTask<T> task = new FutureTask<>(call);
    Thread thread = new Thread(task, "call");
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  /** Runs something in a Java thread that has ended when this returns. */
  static void inAThread(Runnable work) throws InterruptedException {
    Thread thread = new Thread(work, "short-lived");
    thread.start();
    thread.join();
  }
}

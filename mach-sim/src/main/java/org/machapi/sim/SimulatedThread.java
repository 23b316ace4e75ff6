package org.machapi.sim;

import org.machapi.raw.MachLibrary;

/**
 * A Mach thread that is no Java thread: calls are made as this thread from any Java thread, one at
 * a time.
 */
public final class SimulatedThread {
  private final MachThread thread;
  private final MachLibrary library;

  SimulatedThread(MachThread thread) {
    this.thread = thread;
    this.library = new SimulatedLibrary(thread.task, thread);
  }

  /**
   * Returns the C interface as this thread sees it.
   *
   * @return always the same object
   */
  public MachLibrary library() {
    return library;
  }

  /**
   * Raises an exception in this thread and returns at once: the reply of a handler, taken at the
   * end of the call that sends it, moves the exception on.
   *
   * @param exception an {@code EXC_} number
   * @param code the first code
   * @param subcode the second code
   * @return the exception, waiting for a handler or done
   * @throws IllegalStateException if one of this thread waits already
   */
  public RaisedException raise(int exception, long code, long subcode) {
    Kernel kernel = thread.task.kernel;
    kernel.lock.lock();
    try {
      return new RaisedException(kernel, kernel.exceptions.raise(thread, exception, code, subcode));
    } finally {
      kernel.lock.unlock();
    }
  }

  /**
   * Tells whether a call made as this thread waits in the kernel, or an exception of it for its
   * handler.
   *
   * @return true if so
   */
  public boolean isWaiting() {
    thread.task.kernel.lock.lock();
    try {
      return thread.waiter != null && thread.waiter.outcome == Waiter.Outcome.WAITING
          || thread.delivery != null;
    } finally {
      thread.task.kernel.lock.unlock();
    }
  }

  /** Ends the thread: its port dies. Idempotent. */
  public void exit() {
    thread.task.kernel.lock.lock();
    try {
      thread.exit();
      thread.task.kernel.exceptions.letAnsweredGoOn();
    } finally {
      thread.task.kernel.lock.unlock();
    }
  }
}

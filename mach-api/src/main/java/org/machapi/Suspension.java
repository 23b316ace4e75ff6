package org.machapi;

import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethodsOnException;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.raw.KernReturnConstants;

/**
 * A thread or task that stands still until this is closed. Holds a reference of its own to the
 * port, so that the view it came from may be closed before.
 */
@InheritableMustCall("close")
public final class Suspension implements AutoCloseable {
  private final @Owning SendRight port;
  private final boolean isTask;
  private boolean closed;

  private Suspension(@Owning SendRight port, boolean isTask) {
    this.port = port;
    this.isTask = isTask;
  }

  /** Stops the thread. On failure nothing was stopped and nothing acquired. */
  static Suspension ofThread(ReadableThread thread) throws MachException {
    SendRight port = thread.copy();
    try {
      check("thread_suspend", port, port.mach().library().thread_suspend(port.name()));
    } catch (MachException e) {
      port.close();
      throw e;
    }
    return new Suspension(port, false);
  }

  /** Stops the task. On failure nothing was stopped and nothing acquired. */
  static Suspension ofTask(ReadableTask task) throws MachException {
    SendRight port = task.copy();
    try {
      check("task_suspend", port, port.mach().library().task_suspend(port.name()));
    } catch (MachException e) {
      port.close();
      throw e;
    }
    return new Suspension(port, true);
  }

  private static void check(String routine, SendView port, int code) throws MachException {
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw port.mach().failure(routine, code, port, Flavour.READ);
    }
  }

  /**
   * Takes this suspension back and closes the reference. The thread or task runs again when no
   * other suspension is left. A second close does nothing. Never throws: a thread or task that has
   * ended meanwhile needs no resuming.
   */
  // One close at a time: the second must not give the reference back while the first still resumes
  // by its name.
  @Override
  @EnsuresCalledMethods(value = "this.port", methods = "close")
  @EnsuresCalledMethodsOnException(value = "this.port", methods = "close")
  public synchronized void close() {
    try (port) {
      if (!closed) {
        closed = true;
        resume();
      }
    }
  }

  private void resume() {
    Mach mach = port.mach();
    int name = port.name();
    int code = isTask ? mach.library().task_resume(name) : mach.library().thread_resume(name);
    if (code != KernReturnConstants.KERN_SUCCESS) {
      mach.resumeRefused(port, isTask ? "task_resume" : "thread_resume", code);
    }
  }
}

package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;

import org.machapi.raw.MachLibrary;

/** A task of a simulated kernel. */
public final class SimulatedTask {
  private final Task task;
  private final MachLibrary library;

  SimulatedTask(Task task) {
    this.task = task;
    this.library = new SimulatedLibrary(task, null);
  }

  /**
   * Returns the C interface as this task sees it. The Java thread that calls is the Mach thread
   * that calls, a virtual thread too: it is one from its first call on. Once the Java thread has
   * ended, its port dies with the next call of anybody, or soon if a call waits.
   *
   * @return always the same object; its methods can be called from all threads
   */
  public MachLibrary library() {
    return library;
  }

  /**
   * Makes a Mach thread that is no Java thread, for tests that play several threads.
   *
   * @return the thread
   */
  public SimulatedThread createThread() {
    task.kernel.lock.lock();
    try {
      return new SimulatedThread(task.newThread());
    } finally {
      task.kernel.lock.unlock();
    }
  }

  /**
   * Returns the name it was made with.
   *
   * @return the name
   */
  public String name() {
    return task.name;
  }

  /**
   * Ends the task: its threads, all its names and its memory go. Calls made for it afterwards fail.
   * Idempotent.
   */
  public void terminate() {
    task.kernel.lock.lock();
    try {
      task.terminate();
      task.kernel.exceptions.letAnsweredGoOn();
    } finally {
      task.kernel.lock.unlock();
    }
  }

  /**
   * Raises an exception in the calling Java thread and waits until a handler has taken it or all
   * have refused: if none answers, for ever.
   *
   * @param exception an {@code EXC_} number
   * @param code the first code
   * @param subcode the second code
   * @return what became of it
   */
  public ExceptionOutcome raise(int exception, long code, long subcode) {
    MachThread thread = task.currentThread();
    task.kernel.enter(thread);
    try {
      return task.kernel.exceptions.raise(thread, exception, code, subcode).await();
    } finally {
      task.kernel.leave(thread);
    }
  }

  /**
   * Moves, copies or makes a right for another task without a message, as a parent does for a
   * child.
   *
   * @param name a name in this task
   * @param disposition a {@code MACH_MSG_TYPE_} number, as in a message descriptor
   * @param to the task that gets the right
   * @return its name there
   * @throws IllegalArgumentException if the name does not have such a right; nothing has changed
   *     then
   */
  public int grant(int name, int disposition, SimulatedTask to) {
    Kernel kernel = task.kernel;
    kernel.lock.lock();
    try {
      int result = kernel.copyin.take(task.space, name, disposition, AllowedRights.ANY);
      if (result != KERN_SUCCESS) {
        throw new IllegalArgumentException(
            "name 0x"
                + Integer.toHexString(name)
                + " with disposition "
                + disposition
                + ": kernel return code "
                + result);
      }
      return kernel.copyout.name(
          to.task.space, kernel.copyin.port, Dispositions.received(disposition));
    } finally {
      kernel.lock.unlock();
    }
  }

  /**
   * Returns how much memory the task has from {@code mach_vm_allocate}, from messages, and from
   * calls that return arrays in memory of their own.
   *
   * @return bytes, a multiple of the page size of 16,384
   */
  public long mappedBytes() {
    task.kernel.lock.lock();
    try {
      return task.memory.mappedBytes();
    } finally {
      task.kernel.lock.unlock();
    }
  }

  /**
   * Tells whether all of a range is memory that the task has.
   *
   * @param address where it begins
   * @param length bytes
   * @return true if the kernel would read it
   */
  public boolean isMapped(long address, long length) {
    task.kernel.lock.lock();
    try {
      return task.memory.isMapped(address, length);
    } finally {
      task.kernel.lock.unlock();
    }
  }
}

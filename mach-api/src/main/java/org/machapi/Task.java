package org.machapi;

import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.NativeBuffer;

/**
 * A task whose port somebody else owns, to be used but not given back: the view of {@link
 * TaskPort}, and of the task that the program itself is.
 *
 * @see PortView
 */
public sealed interface Task extends SendView permits TaskPort, SelfTask {

  @Override
  TaskPort copy() throws MachException;

  /**
   * Asks the kernel for the process of this task.
   *
   * @return the process number
   * @throws MachException as {@code pid_for_task} fails: {@code KERN_FAILURE} if the task has ended
   * @throws IllegalStateException if the right is closed or has been given away
   */
  default int pid() throws MachException {
    try (Loan loan = lend()) {
      NativeBuffer scratch = Scratch.get();
      int code = mach().library().pid_for_task(loan.name(), scratch.pointer());
      if (code != KernReturnConstants.KERN_SUCCESS) {
        throw mach().failure("pid_for_task", code, loan.name());
      }
      return scratch.getInt(0);
    }
  }

  /**
   * Stops every thread of the task until the result is closed. Suspensions count: the task runs
   * when all are closed.
   *
   * <p>Ownership: the caller owns the suspension (which holds a reference of its own to the task
   * port) and must close it. On failure nothing was stopped and nothing acquired.
   *
   * @return the suspension
   * @throws IllegalArgumentException if this is the task of the program itself, which could not
   *     resume itself; the kernel is not asked to stop it
   * @throws MachException as {@code task_suspend} fails: {@code KERN_INVALID_ARGUMENT} if the port
   *     does not allow it; as {@link #pid()} does if the task has ended
   * @throws IllegalStateException if the right is closed or has been given away
   */
  default Suspension suspend() throws MachException {
    if (pid() == mach().task().pid()) {
      throw new IllegalArgumentException(
          this + " is the task of this program: it would stop here and could not resume itself");
    }
    return Suspension.ofTask(this);
  }
}

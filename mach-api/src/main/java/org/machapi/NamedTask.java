package org.machapi;

import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.NativeBuffer;

/**
 * A task by a port of any flavour that somebody else owns: what everybody may ask of a task.
 *
 * <pre>{@code
 * NamedTask  <--  InspectableTask  <--  ReadableTask  <--  Task
 * pid, info       threads               suspend            everything
 * }</pre>
 *
 * @see PortView
 */
public sealed interface NamedTask extends SendView permits InspectableTask, TaskNamePort {

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
   * Asks the kernel how large the task is and what it has used.
   *
   * <p>Ownership: nothing changes hands.
   *
   * @return sizes, times and suspensions at this moment
   * @throws DeadNameException if the task has ended and its port is gone
   * @throws MachException as {@code task_info} fails otherwise: {@code KERN_INVALID_ARGUMENT} if
   *     the task has just ended
   * @throws IllegalStateException if the right is closed or has been given away
   */
  default TaskInfo info() throws MachException {
    try (Loan loan = lend()) {
      return TaskInfo.of(mach(), loan.name());
    }
  }
}

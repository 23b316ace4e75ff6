package org.machapi;

import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.raw.SpecialPortConstants;

/**
 * A task by a port that allows to look at it, an inspect port or a stronger one, that somebody else
 * owns.
 *
 * @see NamedTask
 */
public sealed interface InspectableTask extends NamedTask permits ReadableTask, TaskInspectPort {

  /**
   * Lists the threads of the task, by ports of the flavour of this one.
   *
   * <p>Ownership: the list owns one user reference for each thread and must be closed. The memory
   * that the kernel maps for the answer is given back at once. On failure nothing was acquired.
   *
   * <p>A sampler asks again and again: {@link ThreadSampler} makes no objects.
   *
   * @return the threads at this moment
   * @throws DeadNameException if the task has ended and its port is gone
   * @throws MachException as {@code task_threads} fails otherwise: {@code KERN_INVALID_ARGUMENT} if
   *     the port does not allow it or the task has just ended, {@code KERN_RESOURCE_SHORTAGE} if
   *     the kernel has no memory
   * @throws IllegalStateException if the right is closed or has been given away
   */
  ThreadList<? extends InspectableThread> threads() throws MachException;

  /**
   * Gets the name port of the task, with which one can do no more than tell which task it is.
   *
   * <p>Ownership: the caller owns one user reference and must close it. On failure nothing was
   * acquired.
   *
   * @return the name port
   * @throws DeadNameException if the task has ended and its port is gone
   * @throws MachException as {@code task_get_special_port} fails otherwise: {@code
   *     KERN_INVALID_ARGUMENT} if the task has just ended, {@code KERN_DENIED} if a security policy
   *     forbids it
   * @throws IllegalStateException if the right is closed or has been given away
   */
  default @Owning TaskNamePort namePort() throws MachException {
    return TaskNamePort.adoptUnchecked(
        mach(),
        FlavouredPorts.taskPort(this, SpecialPortConstants.TASK_NAME_PORT, Flavour.INSPECT));
  }

  /**
   * Gets the inspect port of the task. It cannot leave the own task: macOS kills a process that
   * sends it in a message.
   *
   * <p>Ownership: as {@link #namePort()}.
   *
   * @return the inspect port
   * @throws MachException as {@link #namePort()} does
   * @throws IllegalStateException if the right is closed or has been given away
   */
  default @Owning TaskInspectPort inspectPort() throws MachException {
    return TaskInspectPort.adoptUnchecked(
        mach(),
        FlavouredPorts.taskPort(this, SpecialPortConstants.TASK_INSPECT_PORT, Flavour.INSPECT));
  }
}

package org.machapi;

import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.raw.SpecialPortConstants;

/**
 * A task by a port that allows to read it and to stop it, a read port or the control port, that
 * somebody else owns.
 *
 * @see NamedTask
 */
public sealed interface ReadableTask extends InspectableTask permits Task, TaskReadPort {

  @Override
  ThreadList<? extends ReadableThread> threads() throws MachException;

  /**
   * Gets the read port of the task. It cannot leave the own task: macOS kills a process that sends
   * it in a message.
   *
   * <p>Ownership: as {@link #namePort()}.
   *
   * @return the read port
   * @throws MachException as {@link #namePort()} does; {@code KERN_INVALID_CAPABILITY} if the port
   *     is weaker than its type says
   * @throws IllegalStateException if the right is closed or has been given away
   */
  default @Owning TaskReadPort readPort() throws MachException {
    return TaskReadPort.adoptUnchecked(
        mach(), FlavouredPorts.taskPort(this, SpecialPortConstants.TASK_READ_PORT, Flavour.READ));
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
   *     is weaker than its type says; as {@link #pid()} does if the task has ended
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

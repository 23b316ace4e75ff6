package org.machapi;

/**
 * One user reference to the name port of a task, owned by the program.
 *
 * <p>It tells which task is meant, and what everybody may know of it. It may travel in messages.
 */
public final class TaskNamePort extends SendRight implements NamedTask {

  private TaskNamePort(Mach mach, int name) {
    super(mach, name, TaskNamePort.class);
  }

  /**
   * Gets the name port of the task of a process.
   *
   * <p>Ownership: the caller owns one user reference and must close it. On failure nothing was
   * acquired.
   *
   * @param mach the kernel
   * @param pid the process number
   * @return the name port
   * @throws MachException as {@code task_name_for_pid} fails: {@code KERN_FAILURE} if there is no
   *     such process, or it belongs to another user and the caller is not root, or a security
   *     policy forbids it; the message says what would help
   */
  public static TaskNamePort forPid(Mach mach, int pid) throws MachException {
    return new TaskNamePort(mach, TaskLookup.namePort(mach, pid));
  }

  /**
   * Takes over one user reference to such a port that the caller owns by its raw name, on the
   * kernel of this system.
   *
   * @see #adopt(Mach, int)
   * @param name the name
   * @return the owner of the reference
   * @throws MachException as {@link #adopt(Mach, int)} does
   */
  public static TaskNamePort adopt(int name) throws MachException {
    return adopt(Mach.system(), name);
  }

  /**
   * Takes over one user reference to the name port of a task that the caller owns by its raw name.
   *
   * <p>Ownership: on success the object owns the reference; the caller must not release it any
   * more. On failure nothing was released and the caller owns what it owned.
   *
   * @param mach the kernel to which the name belongs
   * @param name the name
   * @return the owner of the reference
   * @throws DeadNameException if the port is gone; {@link DeadName#adopt(Mach, int)} takes the
   *     reference over
   * @throws MachException naming {@code mach_port_type} or {@code mach_port_kobject}: {@code
   *     KERN_INVALID_NAME} if the name denotes nothing, {@code KERN_INVALID_RIGHT} if it denotes no
   *     send right, {@code KERN_INVALID_ARGUMENT} if what it denotes is something else, or another
   *     flavour, for which the message names the class
   */
  public static TaskNamePort adopt(Mach mach, int name) throws MachException {
    FlavouredPorts.requireTask(mach, name, Flavour.NAME);
    return new TaskNamePort(mach, name);
  }

  /**
   * Takes over one user reference to the name port of a task that the caller is sure to own by its
   * raw name. Makes no call: a wrong name does its harm later.
   *
   * <p>Ownership: the object owns the reference; the caller must not release it any more.
   *
   * @param mach the kernel to which the name belongs
   * @param name the name
   * @return the owner of the reference
   */
  public static TaskNamePort adoptUnchecked(Mach mach, int name) {
    return new TaskNamePort(mach, name);
  }

  @Override
  public TaskNamePort copy() throws MachException {
    return new TaskNamePort(mach(), addReference());
  }
}

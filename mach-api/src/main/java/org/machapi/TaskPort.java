package org.machapi;

/** One user reference to the control port of a task, owned by the program. */
public final class TaskPort extends SendRight implements Task {

  TaskPort(Mach mach, int name) {
    super(mach, name, TaskPort.class);
  }

  /**
   * Returns the task that the program is, on the kernel of this system. The same as {@code
   * Mach.system().task()}.
   *
   * <p>Ownership: nothing is acquired, and there is nothing to close. The name is read from the
   * variable {@code mach_task_self_}, as the C macro {@code mach_task_self()} does; the exported
   * function of that name, which adds a user reference with every call, is not used.
   *
   * @return a view of the own task
   */
  public static Task self() {
    return Mach.system().task();
  }

  /**
   * Gets the control port of the task of a process: with it one can do anything to the process.
   *
   * <p>Ownership: the caller owns one user reference and must close it. On failure nothing was
   * acquired: the kernel has written the null name.
   *
   * <p>macOS asks for a lot, and gives one answer to whatever is missing, so the message of the
   * exception lists it all.
   *
   * @param mach the kernel
   * @param pid the process number; for the own process the port is that of {@link Mach#task()}
   * @return the control port
   * @throws MachException as {@code task_for_pid} fails: {@code KERN_FAILURE} if there is no such
   *     process, it is the kernel, or the caller may not; {@code KERN_PROTECTION_FAILURE} or {@code
   *     KERN_ABORTED} if the task access server could not be asked
   */
  public static TaskPort forPid(Mach mach, int pid) throws MachException {
    return new TaskPort(mach, TaskLookup.controlPort(mach, pid));
  }

  /**
   * Takes over one user reference to a task's control port that the caller owns by its raw name, on
   * the kernel of this system.
   *
   * @see #adopt(Mach, int)
   * @param name the name
   * @return the owner of the reference
   * @throws MachException as {@link #adopt(Mach, int)} does
   */
  public static TaskPort adopt(int name) throws MachException {
    return adopt(Mach.system(), name);
  }

  /**
   * Takes over one user reference to a task's control port that the caller owns by its raw name.
   *
   * <p>Ownership: on success the object owns the reference; the caller must not release it any
   * more. On failure nothing was released and the caller owns what it owned.
   *
   * @param mach the kernel to which the name belongs
   * @param name the name
   * @return the owner of the reference
   * @throws DeadNameException if the task's port is gone; {@link DeadName#adopt(Mach, int)} takes
   *     the reference over
   * @throws MachException naming {@code mach_port_type} or {@code mach_port_kobject}: {@code
   *     KERN_INVALID_NAME} if the name denotes nothing, {@code KERN_INVALID_RIGHT} if it denotes no
   *     send right, {@code KERN_INVALID_ARGUMENT} if what it denotes is no task, or a weaker port
   *     of one, for which the message names the class
   * @throws IllegalArgumentException if the name is that of the own task and has no reference but
   *     that of {@code mach_task_self_}
   */
  public static TaskPort adopt(Mach mach, int name) throws MachException {
    FlavouredPorts.requireTask(mach, name, Flavour.CONTROL);
    return new TaskPort(mach, name);
  }

  /**
   * Takes over one user reference to a task port that the caller is sure to own by its raw name,
   * such as one from a message that the kernel delivered. Makes no call: a wrong name does its harm
   * later. If the port is a weaker one, calls that need more fail and say so.
   *
   * <p>Ownership: the object owns the reference; the caller must not release it any more.
   *
   * @param mach the kernel to which the name belongs
   * @param name the name
   * @return the owner of the reference
   */
  public static TaskPort adoptUnchecked(Mach mach, int name) {
    return new TaskPort(mach, name);
  }

  @Override
  public TaskPort copy() throws MachException {
    return new TaskPort(mach(), addReference());
  }
}

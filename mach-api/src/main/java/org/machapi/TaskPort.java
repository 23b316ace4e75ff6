package org.machapi;

/** One user reference to the port of a task, owned by the program. */
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
   * Takes over one user reference to a task port that the caller owns by its raw name, on the
   * kernel of this system.
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
   * Takes over one user reference to a task port that the caller owns by its raw name.
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
   *     send right, {@code KERN_INVALID_ARGUMENT} if what it denotes is no task
   */
  public static TaskPort adopt(Mach mach, int name) throws MachException {
    mach.space().requireObject(name, "the port of a task", KernelObject::isTask);
    return new TaskPort(mach, name);
  }

  /**
   * Takes over one user reference to a task port that the caller is sure to own by its raw name,
   * such as one from a message that the kernel delivered. Makes no call: a wrong name does its harm
   * later.
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

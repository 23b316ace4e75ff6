package org.machapi;

/**
 * One user reference to the inspect port of a task, owned by the program.
 *
 * <p>The right is immovable: macOS kills a process that puts it into a message (XNU
 * osfmk/kern/ipc_tt.c: convert_task_to_port_with_flavor). As the target of a call it is good.
 */
public final class TaskInspectPort extends SendRight implements InspectableTask {

  private TaskInspectPort(Mach mach, int name) {
    super(mach, name, TaskInspectPort.class);
  }

  /**
   * Gets the inspect port of the task of a process.
   *
   * <p>It comes through the control port, which is given back at once: what is kept allows less,
   * but the same has to be allowed to get it. (The system library also exports {@code
   * task_inspect_for_pid}, which no header declares.)
   *
   * <p>Ownership: the caller owns one user reference and must close it. On failure nothing was
   * acquired.
   *
   * @param mach the kernel
   * @param pid the process number
   * @return the inspect port
   * @throws MachException as {@link TaskPort#forPid} and {@link Task#inspectPort} do
   */
  public static TaskInspectPort forPid(Mach mach, int pid) throws MachException {
    try (TaskPort control = TaskPort.forPid(mach, pid)) {
      return control.inspectPort();
    }
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
  public static TaskInspectPort adopt(int name) throws MachException {
    return adopt(Mach.system(), name);
  }

  /**
   * Takes over one user reference to the inspect port of a task that the caller owns by its raw
   * name.
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
  public static TaskInspectPort adopt(Mach mach, int name) throws MachException {
    FlavouredPorts.requireTask(mach, name, Flavour.INSPECT);
    return new TaskInspectPort(mach, name);
  }

  /**
   * Takes over one user reference to the inspect port of a task that the caller is sure to own by
   * its raw name. Makes no call: a wrong name does its harm later.
   *
   * <p>Ownership: the object owns the reference; the caller must not release it any more.
   *
   * @param mach the kernel to which the name belongs
   * @param name the name
   * @return the owner of the reference
   */
  public static TaskInspectPort adoptUnchecked(Mach mach, int name) {
    return new TaskInspectPort(mach, name);
  }

  @Override
  public TaskInspectPort copy() throws MachException {
    return new TaskInspectPort(mach(), addReference());
  }

  @Override
  public ThreadInspectPortList threads() throws MachException {
    return new ThreadInspectPortList(mach(), ThreadNames.of(this));
  }
}

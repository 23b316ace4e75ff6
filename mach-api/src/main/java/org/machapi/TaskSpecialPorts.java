package org.machapi;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.NativeBuffer;

/**
 * The special ports of a task: send rights that the kernel keeps for it, and those that stand for
 * the task itself.
 *
 * <p>Owns nothing: the task stays with its owner, and must be held while this is used.
 */
public final class TaskSpecialPorts {
  private final Task task;

  private TaskSpecialPorts(Task task) {
    this.task = task;
  }

  /**
   * Looks at the special ports of a task.
   *
   * @param task the task
   * @return its special ports
   */
  public static TaskSpecialPorts of(Task task) {
    return new TaskSpecialPorts(task);
  }

  /**
   * Gets a right to the bootstrap port that the kernel keeps for the task.
   *
   * <p>Ownership: as {@link #get}. The variable {@code bootstrap_port} of the C library, which is
   * what its look-ups use, is another thing: it is read once when the program starts, and nobody
   * gains a reference by reading it.
   *
   * @return a right that the caller owns; null if the task has none, or the bootstrap server has
   *     ended
   * @throws MachException as {@link #get} does
   */
  public @Nullable SendRight bootstrapPort() throws MachException {
    return get(TaskSpecialPort.BOOTSTRAP);
  }

  /**
   * Gets a right to a special port.
   *
   * <p>Ownership: each call adds one user reference, which the caller owns and must close; a null
   * result owns nothing. On failure nothing was acquired.
   *
   * <p>The name port is given for every port of the task, the inspect port for inspect or better,
   * the read port for read or better; the others for the control port only. From macOS 13 on the
   * kernel gives null where what is kept as bootstrap, access or debug port is a kernel object,
   * such as a task port (XNU osfmk/ipc/ipc_port.c:ipc_port_copy_send_mqueue).
   *
   * @param which the special port
   * @return a right that the caller owns; null if none is kept, or the port of the right that is
   *     kept has died
   * @throws MachException as {@code task_get_special_port} fails: {@code KERN_INVALID_ARGUMENT} if
   *     the task has ended, this kernel has no such special port, or the target is no task port
   *     that allows it; {@code KERN_INVALID_CAPABILITY} if it gives more than the target does;
   *     {@code KERN_DENIED} if a security policy forbids it (XNU
   *     osfmk/kern/ipc_tt.c:task_get_special_port_from_user)
   * @throws IllegalStateException if the right to the task is closed or has been given away
   */
  public @Nullable SendRight get(TaskSpecialPort which) throws MachException {
    try (Loan loan = task.lend()) {
      NativeBuffer scratch = Scratch.get();
      int code =
          task.mach()
              .library()
              .task_get_special_port(loan.name(), which.number(), scratch.pointer());
      SpecialPorts.check("task_get_special_port", code, task, which);
      return SpecialPorts.adopt(task.mach(), scratch.getInt(0));
    }
  }

  /**
   * Has the kernel keep a right as a special port, in place of the one it kept.
   *
   * <p>Ownership: the kernel takes a copy; {@code right} stays with its owner, on success and on
   * failure. On success the kernel drops the right that it kept before; on failure it still keeps
   * that one.
   *
   * <p>To set the bootstrap port of the own task changes what its children inherit; the variable
   * {@code bootstrap_port}, and with it the look-ups of this program, stay as they are.
   *
   * @param which the special port
   * @param right what is to be kept; null for nothing
   * @throws MachException as {@code task_set_special_port} fails: {@code KERN_INVALID_ARGUMENT} if
   *     the task has ended, there is no such special port, it cannot be set, or the target is no
   *     control port; {@code KERN_NO_ACCESS} for the kernel and host port while System Integrity
   *     Protection is on, and for an access port that is set already; {@code KERN_INVALID_RIGHT} if
   *     the right cannot leave its task; {@code KERN_DENIED} if a security policy forbids it (XNU
   *     osfmk/kern/ipc_tt.c:task_set_special_port)
   * @throws IllegalStateException if one of the two rights is closed or has been given away
   */
  public void set(TaskSpecialPort which, @Nullable SendView right) throws MachException {
    try (Loan loan = task.lend();
        @Nullable Loan kept = SpecialPorts.lend(right)) {
      int code =
          task.mach()
              .library()
              .task_set_special_port(loan.name(), which.number(), SpecialPorts.name(kept));
      SpecialPorts.check("task_set_special_port", code, task, which);
    }
  }

  @Override
  public String toString() {
    return "special ports of " + task;
  }
}

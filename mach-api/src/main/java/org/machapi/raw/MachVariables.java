package org.machapi.raw;

/** Reads the variables of the C interface as plain numbers. */
public final class MachVariables {
  private MachVariables() {}

  /**
   * Reads {@code mach_task_self_}, as the macro {@code mach_task_self()} does in C.
   *
   * <p>Ownership: nothing is acquired; the reference behind the name belongs to the system library.
   *
   * @param library the kernel
   * @return the name of the own task's port
   */
  public static int taskSelf(MachLibrary library) {
    return library.mach_task_self_().get();
  }

  /**
   * Reads {@code bootstrap_port}.
   *
   * <p>Ownership: nothing is acquired; the reference behind the name belongs to the system library.
   *
   * @param library the kernel
   * @return the name of the bootstrap port; {@code MACH_PORT_NULL} if the task has none
   */
  public static int bootstrapPort(MachLibrary library) {
    return library.bootstrap_port().get();
  }
}

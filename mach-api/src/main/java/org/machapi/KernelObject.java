package org.machapi;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.KobjectConstants;
import org.machapi.raw.Symbols;

/**
 * What stands behind a port in the kernel ({@code ipc_kobject_type_t}).
 *
 * @param type the number that {@code mach_port_kobject} gives; 0 is a plain port, without kernel
 *     object
 */
public record KernelObject(int type) {

  /** A port with no kernel object behind it: messages sent there wait for a receiver. */
  public static final KernelObject NONE = new KernelObject(KobjectConstants.IKOT_NONE);

  /**
   * Tells whether this is a plain port.
   *
   * @return false if the kernel itself receives what is sent there
   */
  public boolean isNone() {
    return type == KobjectConstants.IKOT_NONE;
  }

  /**
   * Tells whether this is a thread, by a port of any flavour.
   *
   * @return true for thread control, read and inspect ports
   */
  public boolean isThread() {
    return type == KobjectConstants.IKOT_THREAD_CONTROL
        || type == KobjectConstants.IKOT_THREAD_READ
        || type == KobjectConstants.IKOT_THREAD_INSPECT;
  }

  /**
   * Tells whether this is a task, by a port of any flavour.
   *
   * @return true for task control, read, inspect and name ports
   */
  public boolean isTask() {
    return type == KobjectConstants.IKOT_TASK_CONTROL
        || type == KobjectConstants.IKOT_TASK_READ
        || type == KobjectConstants.IKOT_TASK_INSPECT
        || type == KobjectConstants.IKOT_TASK_NAME;
  }

  /**
   * Tells how much the port of a task or thread allows.
   *
   * @return the flavour; null if this is neither a task nor a thread
   */
  public @Nullable Flavour flavour() {
    return switch (type) {
      case KobjectConstants.IKOT_TASK_CONTROL, KobjectConstants.IKOT_THREAD_CONTROL ->
          Flavour.CONTROL;
      case KobjectConstants.IKOT_TASK_READ, KobjectConstants.IKOT_THREAD_READ -> Flavour.READ;
      case KobjectConstants.IKOT_TASK_INSPECT, KobjectConstants.IKOT_THREAD_INSPECT ->
          Flavour.INSPECT;
      case KobjectConstants.IKOT_TASK_NAME -> Flavour.NAME;
      default -> null;
    };
  }

  /**
   * Tells whether this is the host, by its ordinary or its privileged port.
   *
   * @return true for both
   */
  public boolean isHost() {
    return type == KobjectConstants.IKOT_HOST || type == KobjectConstants.IKOT_HOST_PRIV;
  }

  /**
   * Tells whether a right to this port may not be put into a message: macOS kills the process that
   * tries.
   *
   * <p>Read and inspect ports of tasks and threads are made immovable in every task (XNU
   * osfmk/kern/ipc_tt.c: convert_task_to_port_with_flavor).
   *
   * @return true for read and inspect ports
   */
  public boolean isImmovable() {
    return type == KobjectConstants.IKOT_THREAD_READ
        || type == KobjectConstants.IKOT_THREAD_INSPECT
        || type == KobjectConstants.IKOT_TASK_READ
        || type == KobjectConstants.IKOT_TASK_INSPECT;
  }

  /**
   * Returns the name of the type.
   *
   * @return such as {@code IKOT_TASK_CONTROL}; the number where there is no name
   */
  @Override
  public String toString() {
    return Symbols.kobject(type);
  }
}

package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ID;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Finds the task, thread or host that the first argument of a call names, or what the call answers
 * if it names none: the call is a message to that port, so the error can be one of sending.
 */
final class Resolver {
  /** Which ports will do for a call, from those that can do everything on. */
  enum Access {
    CONTROL,
    READ,
    INSPECT,
    NAME
  }

  private final Kernel kernel;

  /** Why the last look-up found nothing. */
  int error;

  Resolver(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Returns the task behind a name, or null with {@link #error} set; a wrong kind of port gives the
   * error named.
   */
  @Nullable Task task(Space space, int name, Access access, int wrongKind) {
    Port port = port(space, name);
    if (port == null) {
      return null;
    }
    boolean enough =
        switch (port.objectType) {
          case ObjectType.TASK_CONTROL -> true;
          case ObjectType.TASK_READ -> access.compareTo(Access.READ) >= 0;
          case ObjectType.TASK_INSPECT -> access.compareTo(Access.INSPECT) >= 0;
          case ObjectType.TASK_NAME -> access == Access.NAME;
          default -> false;
        };
    error = wrongKind;
    return enough && port.object instanceof Task task && task.active ? task : null;
  }

  /** Returns the thread behind a name, or null with {@link #error} set. */
  @Nullable MachThread thread(Space space, int name, Access access) {
    Port port = port(space, name);
    if (port == null) {
      return null;
    }
    boolean enough =
        switch (port.objectType) {
          case ObjectType.THREAD_CONTROL -> true;
          case ObjectType.THREAD_READ -> access.compareTo(Access.READ) >= 0;
          case ObjectType.THREAD_INSPECT -> access.compareTo(Access.INSPECT) >= 0;
          default -> false;
        };
    error = KERN_INVALID_ARGUMENT;
    return enough && port.object instanceof MachThread thread ? thread : null;
  }

  /** Tells whether a name is that of the host; if not, {@link #error} is set. */
  boolean isHost(Space space, int name) {
    Port port = port(space, name);
    if (port == null) {
      return false;
    }
    error = KERN_INVALID_ARGUMENT;
    return port.objectType == ObjectType.HOST;
  }

  /** Returns the kind of kernel port that a name has a send right to, as {@link ObjectType}. */
  int objectType(Space space, int name) {
    Port port = port(space, name);
    return port == null ? ObjectType.NONE : port.objectType;
  }

  /** Returns what a bootstrap port stands for, or null with {@link #error} set. */
  @Nullable BootstrapDomain bootstrap(Space space, int name) {
    Port port = sendRight(space, name);
    if (port == null) {
      return null;
    }
    error = MIG_BAD_ID;
    return port.object instanceof BootstrapDomain domain ? domain : null;
  }

  private @Nullable Port sendRight(Space space, int name) {
    error = MACH_SEND_INVALID_DEST;
    int index = space.active ? space.find(name) : 0;
    if (index == 0
        || !space.has(index, MACH_PORT_TYPE_SEND)
        || kernel.rights.noticeDeath(space, index)) {
      return null;
    }
    return space.port(index);
  }

  /**
   * Returns the kernel port that a name has a send right to, of whatever kind, or null with {@link
   * #error} set: what a call looks at first, before the rights that it brings.
   */
  @Nullable Port port(Space space, int name) {
    Port port = sendRight(space, name);
    if (port != null && !port.isKernelObject()) {
      // The call would be an ordinary message to whoever receives there. Nobody who knows the id is
      // assumed.
      error = MIG_BAD_ID;
      return null;
    }
    return port;
  }

  /**
   * Takes the right that a call moves into its message as the destination, and frees the name if
   * nothing is left of it. Null, with {@link #error} set and nothing taken, if there is none.
   */
  @Nullable Port takeDestination(Space space, int name, int disposition) {
    error = MACH_SEND_INVALID_DEST;
    int index = space.active ? space.find(name) : 0;
    if (index == 0) {
      return null;
    }
    int result = kernel.copyin.takeFrom(space, index, name, disposition, AllowedRights.DESTINATION);
    if (result != KERN_SUCCESS) {
      return null;
    }
    Port port = kernel.copyin.port;
    RightCopyin.freeIfEmpty(space, index);
    kernel.copyin.tellCancelled(name);
    return port;
  }
}

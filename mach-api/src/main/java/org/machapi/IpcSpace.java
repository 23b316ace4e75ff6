package org.machapi;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.KernelMemory;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.PortConstants;

/**
 * The port space of the program ({@code ipc_space_t}): the table that says what each name means.
 * Looks only; nothing here gives or takes a right.
 */
public final class IpcSpace {
  /**
   * Where user references end: a count that reaches this number stays there (XNU osfmk/ipc/port.h:
   * MACH_PORT_UREFS_MAX). Up to macOS 10.12.1 counting ended one below.
   */
  public static final int MAX_USER_REFERENCES = 65_535;

  private final Mach mach;

  IpcSpace(Mach mach) {
    this.mach = mach;
  }

  /**
   * Asks the kernel for all names and what they denote, at one moment.
   *
   * <p>Ownership: no right changes hands. The memory that the kernel maps for the answer is given
   * back.
   *
   * @return the names in the order of the kernel
   * @throws MachException as {@code mach_port_names} fails: {@code KERN_RESOURCE_SHORTAGE} if the
   *     kernel has no memory
   */
  public List<NameEntry> names() throws MachException {
    NativeBuffer scratch = Scratch.get();
    int code =
        mach.library()
            .mach_port_names(
                mach.taskSelf(),
                scratch.pointer(0),
                scratch.pointer(8),
                scratch.pointer(16),
                scratch.pointer(24));
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw new MachException("mach_port_names", code, null);
    }
    // Read all out-parameters first: giving the memory back uses the same scratch memory of this
    // thread.
    long namesAddress = scratch.getLong(0);
    int namesCount = scratch.getInt(8);
    long typesAddress = scratch.getLong(16);
    int typesCount = scratch.getInt(24);
    int[] names = KernelMemory.takeInts(mach.library(), mach.taskSelf(), namesAddress, namesCount);
    int[] types = KernelMemory.takeInts(mach.library(), mach.taskSelf(), typesAddress, typesCount);
    List<NameEntry> entries = new ArrayList<>(names.length);
    for (int i = 0; i < names.length; i++) {
      entries.add(new NameEntry(names[i], new PortType(types[i])));
    }
    return entries;
  }

  /**
   * Asks the kernel what a name denotes. A right whose port has died shows as {@code DEAD_NAME}.
   *
   * <p>Ownership: as {@link PortView#type()}.
   *
   * @param name the name
   * @return the type bits
   * @throws MachException as {@code mach_port_type} fails: {@code KERN_INVALID_NAME} if the name
   *     denotes nothing
   */
  public PortType type(int name) throws MachException {
    NativeBuffer scratch = Scratch.get();
    int code = mach.library().mach_port_type(mach.taskSelf(), name, scratch.pointer());
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw new MachException("mach_port_type", code, "Name " + PortNames.format(name) + ".");
    }
    return new PortType(scratch.getInt(0));
  }

  /**
   * Asks the kernel how many user references a name has for one kind of right.
   *
   * <p>Ownership: nothing changes hands.
   *
   * @param name the name
   * @param right the kind
   * @return the count; 0 if the name does not denote such a right
   * @throws MachException as {@code mach_port_get_refs} fails: {@code KERN_INVALID_NAME} if the
   *     name denotes nothing
   */
  public int references(int name, Right right) throws MachException {
    NativeBuffer scratch = Scratch.get();
    int code =
        mach.library().mach_port_get_refs(mach.taskSelf(), name, right.number(), scratch.pointer());
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw new MachException("mach_port_get_refs", code, "Name " + PortNames.format(name) + ".");
    }
    return scratch.getInt(0);
  }

  /**
   * Asks the kernel what stands behind the port that a name denotes.
   *
   * <p>Ownership: nothing changes hands.
   *
   * @param name the name of a send or receive right
   * @return the kernel object; {@link KernelObject#NONE} for a plain port
   * @throws DeadNameException if the port has died
   * @throws MachException as {@code mach_port_kobject} fails otherwise: {@code KERN_INVALID_NAME}
   *     if the name denotes nothing, {@code KERN_INVALID_RIGHT} if it denotes neither a send nor a
   *     receive right
   */
  public KernelObject kernelObject(int name) throws MachException {
    NativeBuffer scratch = Scratch.get();
    int code =
        mach.library()
            .mach_port_kobject(mach.taskSelf(), name, scratch.pointer(8), scratch.pointer(0));
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw mach.failure("mach_port_kobject", code, name);
    }
    return new KernelObject(scratch.getInt(8));
  }

  /**
   * Asks the kernel for the name of the thread whose port a name denotes, as {@link
   * InspectableThread#threadName()} does.
   *
   * <p>Ownership: nothing changes hands.
   *
   * @param name the name of a send right to a thread port
   * @return the name of the thread; empty if it has none
   * @throws DeadNameException if the thread has ended and its port is gone
   * @throws MachException as {@code thread_info} fails otherwise: {@code KERN_INVALID_ARGUMENT} if
   *     the thread has just ended
   */
  public String threadName(int name) throws MachException {
    return ThreadCalls.name(mach, name);
  }

  /** Refuses a name that denotes none of these rights. Releases nothing. */
  void require(int name, String what, Right... rights) throws MachException {
    require(name, type(name), what, rights);
  }

  private static void require(int name, PortType type, String what, Right... rights)
      throws MachException {
    for (Right right : rights) {
      if (type.has(right)) {
        return;
      }
    }
    throw new MachException(
        "mach_port_type",
        KernReturnConstants.KERN_INVALID_RIGHT,
        PortNames.format(name) + " denotes " + type + ", which is not " + what + ".");
  }

  /** Refuses a name that is not a send right to such a kernel object. Releases nothing. */
  void requireObject(int name, String what, Predicate<KernelObject> condition)
      throws MachException {
    PortType type = type(name);
    if (type.has(Right.DEAD_NAME)) {
      throw new DeadNameException("mach_port_type", KernReturnConstants.KERN_INVALID_RIGHT, name);
    }
    require(name, type, what, Right.SEND);
    KernelObject object = kernelObject(name);
    if (!condition.test(object)) {
      String className = FlavouredPorts.className(object);
      throw new MachException(
          "mach_port_kobject",
          KernReturnConstants.KERN_INVALID_ARGUMENT,
          PortNames.format(name)
              + " stands for "
              + object
              + ", which is not "
              + what
              + "."
              + (className == null ? "" : " The class for it is " + className + "."));
    }
    refuseLastOfOwnTask(name);
  }

  /**
   * Refuses to take over the reference that {@code mach_task_self_} lives by: to give it back takes
   * the own task away from everybody in the process, and ends a hardened process (XNU
   * osfmk/ipc/ipc_policy.c:mach_port_guard_exception_pinned).
   */
  void refuseLastOfOwnTask(int name) {
    if (mach.isLastOfOwnTask(name)) {
      throw new IllegalArgumentException(
          PortNames.format(name)
              + " is the own task, and its only reference is that of mach_task_self_, which nobody"
              + " may give back. Use Mach.task(), or copy() of it.");
    }
  }

  /** Adds one user reference to a send right; the caller owns it. */
  void addSendReference(int name) throws MachException {
    int code =
        mach.library()
            .mach_port_mod_refs(mach.taskSelf(), name, PortConstants.MACH_PORT_RIGHT_SEND, 1);
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw mach.failure("mach_port_mod_refs", code, name);
    }
  }
}

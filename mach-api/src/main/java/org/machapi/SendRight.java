package org.machapi;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.KernReturnConstants;

/**
 * One user reference to a send right, owned by the program.
 *
 * <p>When the port dies the reference lives on as one of the dead name's, and is closed in the same
 * way.
 */
public sealed class SendRight extends PortRight implements SendView
    permits ThreadPort,
        ThreadReadPort,
        ThreadInspectPort,
        TaskPort,
        TaskReadPort,
        TaskInspectPort,
        TaskNamePort,
        HostPort {

  // What stands behind the port never changes while we hold a right to it, so it is asked once.
  private volatile @Nullable KernelObject kernelObject;

  SendRight(Mach mach, int name, Class<? extends SendRight> type) {
    super(mach, name, type);
    watch(SendRight::giveBack);
  }

  SendRight(Mach mach, int name) {
    super(mach, name, SendRight.class);
    watch(SendRight::giveBack);
  }

  /**
   * Takes over one user reference that the caller owns by its raw name, on the kernel of this
   * system.
   *
   * @see #adopt(Mach, int)
   * @param name the name
   * @return the owner of the reference
   * @throws MachException as {@link #adopt(Mach, int)} does
   */
  public static SendRight adopt(int name) throws MachException {
    return adopt(Mach.system(), name);
  }

  /**
   * Takes over one user reference that the caller owns by its raw name. The name of a port that has
   * died is accepted, as it may have died a moment ago.
   *
   * <p>Ownership: on success the object owns the reference; the caller must not release it any
   * more. On failure nothing was released and the caller owns what it owned.
   *
   * @param mach the kernel to which the name belongs
   * @param name the name
   * @return the owner of the reference
   * @throws MachException naming {@code mach_port_type}: {@code KERN_INVALID_NAME} if the name
   *     denotes nothing, {@code KERN_INVALID_RIGHT} if it denotes neither a send right nor a dead
   *     name
   * @throws IllegalArgumentException if the name is that of the own task and has no reference but
   *     that of {@code mach_task_self_}
   */
  public static SendRight adopt(Mach mach, int name) throws MachException {
    mach.space().require(name, "a send right", Right.SEND, Right.DEAD_NAME);
    mach.space().refuseLastOfOwnTask(name);
    return new SendRight(mach, name);
  }

  /**
   * Takes over one user reference to a send right that the caller is sure to own by its raw name,
   * such as one from a message that the kernel delivered. Makes no call: a wrong name does its harm
   * later.
   *
   * <p>Ownership: the object owns the reference; the caller must not release it any more.
   *
   * @param mach the kernel to which the name belongs
   * @param name the name
   * @return the owner of the reference
   */
  public static SendRight adoptUnchecked(Mach mach, int name) {
    return new SendRight(mach, name);
  }

  @Override
  public SendRight copy() throws MachException {
    return new SendRight(mach(), addReference());
  }

  /** Adds a user reference to the name and returns it; the caller owns the reference. */
  final int addReference() throws MachException {
    int name = beginUse();
    try {
      mach().space().addSendReference(name);
      return name;
    } finally {
      endUse();
    }
  }

  /**
   * Leaves the library with the raw name.
   *
   * <p>Ownership: the caller owns the user reference from now on, alone; this object owns nothing.
   *
   * @return the name
   * @throws IllegalStateException if the right is closed or gone, or other threads are using it at
   *     this moment
   */
  public final int relinquish() {
    return relinquishName();
  }

  /**
   * Asks the kernel what stands behind the port, once for each object.
   *
   * @return the kernel object
   */
  @Override
  public final KernelObject kernelObject() throws MachException {
    KernelObject known = kernelObject;
    if (known == null) {
      known = SendView.super.kernelObject();
      kernelObject = known;
    } else {
      // Not needed for the answer, but refused after close as everything else is.
      name();
    }
    return known;
  }

  @Override
  final int release(Mach mach, int name) {
    return giveBack(mach, name);
  }

  private static int giveBack(Mach mach, int name) {
    if (mach.isLastOfOwnTask(name)) {
      // Not ours to give back. This is what the kernel would answer in a hardened task, had it not
      // ended the process.
      return KernReturnConstants.KERN_INVALID_CAPABILITY;
    }
    return mach.library().mach_port_deallocate(mach.taskSelf(), name);
  }

  @Override
  final String releaseRoutine() {
    return "mach_port_deallocate";
  }
}

package org.machapi;

/**
 * One user reference to a dead name, owned by the program: what is left of a send or send-once
 * right whose port is gone.
 *
 * <p>A dead name occupies its place in the port space until its last reference is given back.
 */
public final class DeadName extends PortRight {

  DeadName(Mach mach, int name) {
    super(mach, name, DeadName.class);
    watch(DeadName::giveBack);
  }

  /**
   * Takes over one reference to a dead name, on the kernel of this system.
   *
   * @see #adopt(Mach, int)
   * @param name the name
   * @return the owner of the reference
   * @throws MachException as {@link #adopt(Mach, int)} does
   */
  public static DeadName adopt(int name) throws MachException {
    return adopt(Mach.system(), name);
  }

  /**
   * Takes over one reference to a dead name that the caller owns.
   *
   * <p>Ownership: on success the object owns the reference; on failure nothing was released and the
   * caller owns what it owned.
   *
   * @param mach the kernel to which the name belongs
   * @param name the name
   * @return the owner of the reference
   * @throws MachException naming {@code mach_port_type}: {@code KERN_INVALID_NAME} if the name
   *     denotes nothing, {@code KERN_INVALID_RIGHT} if it is not a dead name
   */
  public static DeadName adopt(Mach mach, int name) throws MachException {
    mach.space().require(name, "a dead name", Right.DEAD_NAME);
    return new DeadName(mach, name);
  }

  /**
   * Leaves the library with the raw name.
   *
   * <p>Ownership: the caller owns the reference from now on, alone; this object owns nothing.
   *
   * @return the name
   * @throws IllegalStateException if the right is closed or gone, or other threads are using it at
   *     this moment
   */
  public int relinquish() {
    return relinquishName();
  }

  @Override
  int release(Mach mach, int name) {
    return giveBack(mach, name);
  }

  private static int giveBack(Mach mach, int name) {
    return mach.library().mach_port_deallocate(mach.taskSelf(), name);
  }

  @Override
  String releaseRoutine() {
    return "mach_port_deallocate";
  }
}

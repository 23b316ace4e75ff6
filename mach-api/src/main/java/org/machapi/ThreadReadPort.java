package org.machapi;

/**
 * One user reference to the read port of a thread, owned by the program.
 *
 * <p>The right is immovable: macOS kills a process that puts it into a message (XNU
 * osfmk/kern/ipc_tt.c: convert_thread_to_port_with_flavor). As the target of a call it is good.
 */
public final class ThreadReadPort extends SendRight implements ReadableThread {

  private ThreadReadPort(Mach mach, int name) {
    super(mach, name, ThreadReadPort.class);
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
  public static ThreadReadPort adopt(int name) throws MachException {
    return adopt(Mach.system(), name);
  }

  /**
   * Takes over one user reference to the read port of a thread that the caller owns by its raw
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
  public static ThreadReadPort adopt(Mach mach, int name) throws MachException {
    FlavouredPorts.requireThread(mach, name, Flavour.READ);
    return new ThreadReadPort(mach, name);
  }

  /**
   * Takes over one user reference to the read port of a thread that the caller is sure to own by
   * its raw name. Makes no call: a wrong name does its harm later.
   *
   * <p>Ownership: the object owns the reference; the caller must not release it any more.
   *
   * @param mach the kernel to which the name belongs
   * @param name the name
   * @return the owner of the reference
   */
  public static ThreadReadPort adoptUnchecked(Mach mach, int name) {
    return new ThreadReadPort(mach, name);
  }

  @Override
  public ThreadReadPort copy() throws MachException {
    return new ThreadReadPort(mach(), addReference());
  }
}

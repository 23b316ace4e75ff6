package org.machapi;

import org.machapi.raw.KernReturnConstants;

/** One user reference to the port of the host, owned by the program. */
public final class HostPort extends SendRight implements Host {

  private HostPort(Mach mach, int name) {
    super(mach, name, HostPort.class);
  }

  /**
   * Acquires a reference to the host port, on the kernel of this system.
   *
   * @see #self(Mach)
   * @return the host port
   * @throws MachException as {@link #self(Mach)} does
   */
  public static HostPort self() throws MachException {
    return self(Mach.system());
  }

  /**
   * Acquires a reference to the host port.
   *
   * <p>Ownership: each call adds one user reference (XNU osfmk/kern/ipc_host.c:host_self_trap),
   * which the caller owns and must close. On failure nothing was acquired.
   *
   * @param mach the kernel
   * @return the host port
   * @throws MachException naming {@code mach_host_self}, with {@code KERN_RESOURCE_SHORTAGE}, if
   *     the kernel gave no port
   */
  public static HostPort self(Mach mach) throws MachException {
    int name = mach.library().mach_host_self();
    if (!PortNames.isValid(name)) {
      throw new MachException(
          "mach_host_self", KernReturnConstants.KERN_RESOURCE_SHORTAGE, "It gave no port.");
    }
    return new HostPort(mach, name);
  }

  /**
   * Takes over one user reference to the host port that the caller owns by its raw name, on the
   * kernel of this system.
   *
   * @see #adopt(Mach, int)
   * @param name the name
   * @return the owner of the reference
   * @throws MachException as {@link #adopt(Mach, int)} does
   */
  public static HostPort adopt(int name) throws MachException {
    return adopt(Mach.system(), name);
  }

  /**
   * Takes over one user reference to a host port that the caller owns by its raw name.
   *
   * <p>Ownership: on success the object owns the reference; the caller must not release it any
   * more. On failure nothing was released and the caller owns what it owned.
   *
   * @param mach the kernel to which the name belongs
   * @param name the name
   * @return the owner of the reference
   * @throws MachException naming {@code mach_port_type} or {@code mach_port_kobject}: {@code
   *     KERN_INVALID_NAME} if the name denotes nothing, {@code KERN_INVALID_RIGHT} if it denotes no
   *     send right, {@code KERN_INVALID_ARGUMENT} if what it denotes is not the host
   */
  public static HostPort adopt(Mach mach, int name) throws MachException {
    mach.space().requireObject(name, "the host port", KernelObject::isHost);
    return new HostPort(mach, name);
  }

  /**
   * Takes over one user reference to the host port that the caller is sure to own by its raw name.
   * Makes no call: a wrong name does its harm later.
   *
   * <p>Ownership: the object owns the reference; the caller must not release it any more.
   *
   * @param mach the kernel to which the name belongs
   * @param name the name
   * @return the owner of the reference
   */
  public static HostPort adoptUnchecked(Mach mach, int name) {
    return new HostPort(mach, name);
  }

  @Override
  public HostPort copy() throws MachException {
    return new HostPort(mach(), addReference());
  }
}

package org.machapi;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.SpecialPortConstants;

/**
 * The special ports of the host: send rights that the kernel keeps for the whole system. Needs the
 * privileged host port, which only a task of the superuser has.
 *
 * <p>Owns nothing: the host port stays with its owner, and must be held while this is used.
 */
public final class HostSpecialPorts {
  private final Host host;

  private HostSpecialPorts(Host host) {
    this.host = host;
  }

  /**
   * Looks at the special ports of the host.
   *
   * @param host the privileged host port
   * @return the special ports
   */
  public static HostSpecialPorts of(Host host) {
    return new HostSpecialPorts(host);
  }

  /**
   * Gets a right to a special port.
   *
   * <p>Ownership: each call adds one user reference, which the caller owns and must close; a null
   * result owns nothing. On failure nothing was acquired.
   *
   * @param which the special port
   * @return a right that the caller owns; null if nobody has set one, or the receiver has ended
   * @throws MachException as {@code host_get_special_port} fails: {@code KERN_INVALID_ARGUMENT} if
   *     the target is not the privileged host port, or this kernel has no such special port (XNU
   *     osfmk/kern/host.c:host_get_special_port_from_user)
   * @throws IllegalStateException if the right to the host is closed or has been given away
   */
  public @Nullable SendRight get(HostSpecialPort which) throws MachException {
    try (Loan loan = host.lend()) {
      NativeBuffer scratch = Scratch.get();
      int code =
          host.mach()
              .library()
              .host_get_special_port(
                  loan.name(),
                  SpecialPortConstants.HOST_LOCAL_NODE,
                  which.number(),
                  scratch.pointer());
      SpecialPorts.check("host_get_special_port", code, host, which);
      return SpecialPorts.adopt(host.mach(), scratch.getInt(0));
    }
  }

  /**
   * Has the kernel keep a right as a special port, in place of the one it kept. From macOS 12 on
   * only launchd may, and whom a setting of the system permits.
   *
   * <p>Ownership: the kernel takes a copy; {@code right} stays with its owner, on success and on
   * failure. On success the kernel drops the right that it kept before; on failure it still keeps
   * that one.
   *
   * @param which the special port, one of a daemon
   * @param right what is to be kept; null for nothing
   * @throws MachException as {@code host_set_special_port} fails: {@code KERN_INVALID_ARGUMENT} if
   *     the target is not the privileged host port, the port is the kernel's own, or there is no
   *     such special port; {@code KERN_NO_ACCESS} if this task may not; {@code KERN_INVALID_RIGHT}
   *     if the right cannot leave its task (XNU osfmk/kern/host.c:host_set_special_port_from_user)
   * @throws IllegalStateException if one of the two rights is closed or has been given away
   */
  public void set(HostSpecialPort which, @Nullable SendView right) throws MachException {
    try (Loan loan = host.lend();
        @Nullable Loan kept = SpecialPorts.lend(right)) {
      int code =
          host.mach()
              .library()
              .host_set_special_port(loan.name(), which.number(), SpecialPorts.name(kept));
      SpecialPorts.check("host_set_special_port", code, host, which);
    }
  }

  @Override
  public String toString() {
    return "special ports of " + host;
  }
}

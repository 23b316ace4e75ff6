package org.machapi.bootstrap;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.KernelObject;
import org.machapi.Loan;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.raw.BootstrapConstants;
import org.machapi.raw.MachVariables;

/**
 * The bootstrap server, launchd on macOS: a table of service names and ports, by which programs
 * find each other.
 *
 * <pre>{@code
 * try (SendRight server = Bootstrap.of(mach).lookUp("com.example.server")) {
 *   message.send(server, deadline);
 * }
 * }</pre>
 *
 * <p>Owns nothing. What is not here is called on {@link Mach#library()}: {@code bootstrap_register}
 * is deprecated and lets launchd neither start the program nor keep its port, and the others are of
 * no use to programs of today.
 *
 * <p>These routines are not in XNU, and the source of today's launchd is not published. What is
 * said here was read in the last one that is: launchd 842.92.1 of OS X 10.9.
 */
public final class Bootstrap {
  private final Mach mach;
  private final @Nullable SendView port;
  private final int name;

  private Bootstrap(Mach mach, @Nullable SendView port, int name) {
    this.mach = mach;
    this.port = port;
    this.name = name;
  }

  /**
   * Uses the bootstrap server of this program: the one that the variable {@code bootstrap_port}
   * names.
   *
   * <p>Ownership: nothing is acquired. The reference behind the variable belongs to the system
   * library.
   *
   * @param mach the kernel
   * @return the server; if this task has none, each call fails and says so
   */
  public static Bootstrap of(Mach mach) {
    return new Bootstrap(mach, null, MachVariables.bootstrapPort(mach.library()));
  }

  /**
   * Uses a bootstrap server by a right to its port, such as {@code
   * TaskSpecialPorts.bootstrapPort()} gives.
   *
   * <p>Ownership: the right stays with its owner, and must be held while this is used.
   *
   * @param port the bootstrap port
   * @return the server
   * @throws org.machapi.DeadNameException if the server has ended
   * @throws MachException as {@code mach_port_kobject} fails otherwise
   * @throws IllegalArgumentException if the port is a kernel object: a request sent there as a
   *     plain message would make macOS kill the process (XNU
   *     osfmk/ipc/ipc_policy.c:ipc_validate_kmsg_dest_from_user)
   * @throws IllegalStateException if the right is closed or has been given away
   */
  public static Bootstrap of(SendView port) throws MachException {
    KernelObject object = port.kernelObject();
    if (!object.isNone()) {
      throw new IllegalArgumentException(
          port
              + " stands for "
              + object
              + ", which is no bootstrap server: macOS kills a process that sends a kernel object"
              + " a plain message");
    }
    return new Bootstrap(port.mach(), port, port.name());
  }

  /**
   * Finds a service by its name.
   *
   * <p>Ownership: each call adds one user reference, which the caller owns and must close. On
   * failure nothing was acquired.
   *
   * <p>Success does not mean that anybody serves: a service that a job declares has a port before
   * the job runs, and the first message starts it.
   *
   * @param service the name, in UTF-8 at most 127 bytes
   * @return a right to send to the service
   * @throws MachException as {@code bootstrap_look_up} fails: {@code BOOTSTRAP_UNKNOWN_SERVICE} if
   *     there is no such service, {@code BOOTSTRAP_NOT_PRIVILEGED} if the sandbox does not let this
   *     program look it up, {@code MACH_SEND_INVALID_DEST} if there is no bootstrap server (launchd
   *     842.92.1, liblaunch/libbootstrap.c:bootstrap_look_up)
   * @throws IllegalArgumentException if the name is too long, or has a zero in it: C would look for
   *     another; the server is not asked
   * @throws IllegalStateException if the right to the server is closed or has been given away
   */
  public SendRight lookUp(String service) throws MachException {
    BootstrapCall call = BootstrapCall.about(service);
    int code = lookUp(call);
    int found = call.rightOf(code);
    if (found == BootstrapCall.NO_RIGHT) {
      throw BootstrapFailure.of(call, code, name);
    }
    return SendRight.adoptUnchecked(mach, found);
  }

  /**
   * Finds a service by its name, if there is one.
   *
   * <p>Ownership: as {@link #lookUp}; null owns nothing.
   *
   * @param service the name, in UTF-8 at most 127 bytes
   * @return a right to send to the service; null if the server knows none, or its port has died
   * @throws MachException as {@link #lookUp} fails, but for {@code BOOTSTRAP_UNKNOWN_SERVICE}
   * @throws IllegalArgumentException as {@link #lookUp} does
   * @throws IllegalStateException as {@link #lookUp} does
   */
  public @Nullable SendRight find(String service) throws MachException {
    BootstrapCall call = BootstrapCall.about(service);
    int code = lookUp(call);
    int found = call.rightOf(code);
    if (found != BootstrapCall.NO_RIGHT) {
      return SendRight.adoptUnchecked(mach, found);
    }
    if (code == BootstrapConstants.BOOTSTRAP_SUCCESS
        || code == BootstrapConstants.BOOTSTRAP_UNKNOWN_SERVICE) {
      return null;
    }
    throw BootstrapFailure.of(call, code, name);
  }

  private int lookUp(BootstrapCall call) {
    if (port == null) {
      return call.lookUp(mach.library(), name);
    }
    try (Loan loan = port.lend()) {
      return call.lookUp(mach.library(), loan.name());
    }
  }

  /**
   * Takes the receive right of a service, to serve it.
   *
   * <p>Ownership: the caller owns the receive right, which is guarded as every {@link
   * ReceiveRight}, and must close it. Messages that came before are in its queue. On failure
   * nothing was acquired, with the exception of a right that arrives guarded by somebody else: only
   * its guard can release it, so the exception says its name.
   *
   * <p>To close the right of a service that a job declares does not end the service: the right goes
   * back to launchd with what is queued, the send rights of others stay good, and the next message
   * starts the job again. A service that nobody declares is made by the call and goes with the
   * right.
   *
   * @param service the name, in UTF-8 at most 127 bytes
   * @return the receive right
   * @throws MachException as {@code bootstrap_check_in} fails: {@code BOOTSTRAP_UNKNOWN_SERVICE} if
   *     there is no such service and none may be made, {@code BOOTSTRAP_NOT_PRIVILEGED} if it
   *     belongs to another job or the sandbox does not let this program register it, {@code
   *     BOOTSTRAP_SERVICE_ACTIVE} if the right was taken before and has not come back, {@code
   *     MACH_SEND_INVALID_DEST} if there is no bootstrap server (launchd 842.92.1,
   *     src/core.c:job_mig_check_in2); as {@link ReceiveRight#adopt(Mach, int)} does
   * @throws IllegalArgumentException if the name is too long, or has a zero in it: C would look for
   *     another; the server is not asked
   * @throws IllegalStateException if the right to the server is closed or has been given away
   */
  public ReceiveRight checkIn(String service) throws MachException {
    BootstrapCall call = BootstrapCall.about(service);
    int code = checkIn(call);
    int found = call.rightOf(code);
    if (found == BootstrapCall.NO_RIGHT) {
      throw BootstrapFailure.of(call, code, name);
    }
    return CheckedIn.adopt(mach, found);
  }

  private int checkIn(BootstrapCall call) {
    if (port == null) {
      return call.checkIn(mach.library(), name);
    }
    try (Loan loan = port.lend()) {
      return call.checkIn(mach.library(), loan.name());
    }
  }

  @Override
  public String toString() {
    return "bootstrap server at " + (port == null ? "0x" + Integer.toHexString(name) : port);
  }
}

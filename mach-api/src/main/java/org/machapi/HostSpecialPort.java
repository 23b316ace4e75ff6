package org.machapi;

import org.machapi.raw.SpecialPortConstants;

/**
 * Which of the special ports of the host is meant ({@code <mach/host_special_ports.h>}): three of
 * the kernel itself, then those by which the kernel finds its daemons. The security port ({@code
 * HOST_SECURITY_PORT}) is not among them, since the kernel gives it to nobody.
 *
 * @see HostSpecialPorts
 */
public enum HostSpecialPort {
  /** The host port, as everyone gets it. */
  HOST(SpecialPortConstants.HOST_PORT),

  /** The privileged host port. */
  PRIV(SpecialPortConstants.HOST_PRIV_PORT),

  /** The root of I/O Kit; {@code HOST_IO_MASTER_PORT} up to macOS 12. */
  IO_MAIN(SpecialPortConstants.HOST_IO_MAIN_PORT),

  /** The dynamic pager. */
  DYNAMIC_PAGER(SpecialPortConstants.HOST_DYNAMIC_PAGER_PORT),

  /** The audit daemon. */
  AUDIT_CONTROL(SpecialPortConstants.HOST_AUDIT_CONTROL_PORT),

  /** The user notification centre. */
  USER_NOTIFICATION(SpecialPortConstants.HOST_USER_NOTIFICATION_PORT),

  /** The automounter. */
  AUTOMOUNTD(SpecialPortConstants.HOST_AUTOMOUNTD_PORT),

  /** The file lock daemon. */
  LOCKD(SpecialPortConstants.HOST_LOCKD_PORT),

  /** The background tracer. */
  KTRACE_BACKGROUND(SpecialPortConstants.HOST_KTRACE_BACKGROUND_PORT),

  /** The sandbox daemon. */
  SEATBELT(SpecialPortConstants.HOST_SEATBELT_PORT),

  /** The kernel extension daemon. */
  KEXTD(SpecialPortConstants.HOST_KEXTD_PORT),

  /** The port of {@code launchctl}. */
  LAUNCHCTL(SpecialPortConstants.HOST_LAUNCHCTL_PORT),

  /** The daemon {@code unfreed}. */
  UNFREED(SpecialPortConstants.HOST_UNFREED_PORT),

  /** The daemon {@code amfid}, which checks code signatures. */
  AMFID(SpecialPortConstants.HOST_AMFID_PORT),

  /** The daemon {@code gssd}. */
  GSSD(SpecialPortConstants.HOST_GSSD_PORT),

  /** The telemetry daemon. */
  TELEMETRY(SpecialPortConstants.HOST_TELEMETRY_PORT),

  /** Notifications of activity tracing. */
  ATM_NOTIFICATION(SpecialPortConstants.HOST_ATM_NOTIFICATION_PORT),

  /** Notifications of coalitions. */
  COALITION(SpecialPortConstants.HOST_COALITION_PORT),

  /** The system diagnosis daemon. */
  SYSDIAGNOSE(SpecialPortConstants.HOST_SYSDIAGNOSE_PORT),

  /** The exceptions of XPC services. */
  XPC_EXCEPTION(SpecialPortConstants.HOST_XPC_EXCEPTION_PORT),

  /** The daemon {@code containerd}. */
  CONTAINERD(SpecialPortConstants.HOST_CONTAINERD_PORT),

  /** A port for nodes. */
  NODE(SpecialPortConstants.HOST_NODE_PORT),

  /** Notifications about resource limits. */
  RESOURCE_NOTIFY(SpecialPortConstants.HOST_RESOURCE_NOTIFY_PORT),

  /** The daemon {@code closured}. */
  CLOSURED(SpecialPortConstants.HOST_CLOSURED_PORT),

  /** The daemon {@code syspolicyd}. */
  SYSPOLICYD(SpecialPortConstants.HOST_SYSPOLICYD_PORT),

  /** The daemon {@code filecoordinationd}. */
  FILECOORDINATIOND(SpecialPortConstants.HOST_FILECOORDINATIOND_PORT),

  /** The daemon {@code fairplayd}. */
  FAIRPLAYD(SpecialPortConstants.HOST_FAIRPLAYD_PORT),

  /** Statistics of I/O compression. */
  IOCOMPRESSIONSTATS(SpecialPortConstants.HOST_IOCOMPRESSIONSTATS_PORT),

  /** Notifications about memory errors (macOS 13 and later). */
  MEMORY_ERROR(SpecialPortConstants.HOST_MEMORY_ERROR_PORT),

  /** The daemon {@code managedappdistd} (macOS 14.4 and later). */
  MANAGEDAPPDISTD(SpecialPortConstants.HOST_MANAGEDAPPDISTD_PORT),

  /** The daemon {@code doubleagentd} (macOS 15 and later). */
  DOUBLEAGENTD(SpecialPortConstants.HOST_DOUBLEAGENTD_PORT);

  private final int number;

  HostSpecialPort(int number) {
    this.number = number;
  }

  /**
   * Returns the number of the headers.
   *
   * @return {@code HOST_..._PORT}
   */
  public int number() {
    return number;
  }

  /**
   * Tells whether the kernel serves the port itself. Such a port cannot be set.
   *
   * @return true up to {@code HOST_MAX_SPECIAL_KERNEL_PORT}
   */
  public boolean isOfTheKernel() {
    return number <= SpecialPortConstants.HOST_MAX_SPECIAL_KERNEL_PORT;
  }
}

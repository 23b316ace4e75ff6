package org.machapi.raw;

/**
 * The constants of {@code <mach/task_special_ports.h>}, {@code <mach/thread_special_ports.h>} and
 * {@code <mach/host_special_ports.h>}: which special port of a task, thread or host is meant.
 */
public final class SpecialPortConstants {

  // Special ports of a task

  /** The control port of the task. */
  public static final int TASK_KERNEL_PORT = 1;

  /** The host port. */
  public static final int TASK_HOST_PORT = 2;

  /** The name port of the task. */
  public static final int TASK_NAME_PORT = 3;

  /** The port of the bootstrap server, where services are looked up. */
  public static final int TASK_BOOTSTRAP_PORT = 4;

  /** The inspect port of the task. */
  public static final int TASK_INSPECT_PORT = 5;

  /** The read port of the task. */
  public static final int TASK_READ_PORT = 6;

  /** The port of the process that decides who may get the task port. */
  public static final int TASK_ACCESS_PORT = 9;

  /** The port of the process that controls debugging. */
  public static final int TASK_DEBUG_CONTROL_PORT = 10;

  /** The port that is told about exceeded resource limits. */
  public static final int TASK_RESOURCE_NOTIFY_PORT = 11;

  /** The highest of these numbers. */
  public static final int TASK_MAX_SPECIAL_PORT = 11;

  // Special ports of a thread

  /** The control port of the thread. */
  public static final int THREAD_KERNEL_PORT = 1;

  /** The inspect port of the thread. */
  public static final int THREAD_INSPECT_PORT = 2;

  /** The read port of the thread. */
  public static final int THREAD_READ_PORT = 3;

  /** The highest of these numbers. */
  public static final int THREAD_MAX_SPECIAL_PORT = 3;

  // Special ports of the host that the kernel serves itself

  /** The security port of the host. */
  public static final int HOST_SECURITY_PORT = 0;

  /** The host port, as everyone gets it. */
  public static final int HOST_PORT = 1;

  /** The privileged host port. */
  public static final int HOST_PRIV_PORT = 2;

  /** The root of I/O Kit; {@code HOST_IO_MASTER_PORT} up to macOS 12. */
  public static final int HOST_IO_MAIN_PORT = 3;

  /** The highest number in use of those that the kernel serves. */
  public static final int HOST_LAST_SPECIAL_KERNEL_PORT = 3;

  /** The highest number that is kept for the kernel. */
  public static final int HOST_MAX_SPECIAL_KERNEL_PORT = 7;

  /** The lowest of all numbers. */
  public static final int HOST_MIN_SPECIAL_PORT = 0;

  /** The node to ask: this host. */
  public static final int HOST_LOCAL_NODE = -1;

  // Special ports of the host that daemons serve

  /** The dynamic pager. */
  public static final int HOST_DYNAMIC_PAGER_PORT = 8;

  /** The audit daemon. */
  public static final int HOST_AUDIT_CONTROL_PORT = 9;

  /** The user notification centre. */
  public static final int HOST_USER_NOTIFICATION_PORT = 10;

  /** The automounter. */
  public static final int HOST_AUTOMOUNTD_PORT = 11;

  /** The file lock daemon. */
  public static final int HOST_LOCKD_PORT = 12;

  /** The background tracer. */
  public static final int HOST_KTRACE_BACKGROUND_PORT = 13;

  /** The sandbox daemon. */
  public static final int HOST_SEATBELT_PORT = 14;

  /** The kernel extension daemon. */
  public static final int HOST_KEXTD_PORT = 15;

  /** The port of {@code launchctl}. */
  public static final int HOST_LAUNCHCTL_PORT = 16;

  /** An earlier name of {@link #HOST_LAUNCHCTL_PORT}. */
  public static final int HOST_CHUD_PORT = 16;

  /** The daemon {@code unfreed}. */
  public static final int HOST_UNFREED_PORT = 17;

  /** The daemon {@code amfid}, which checks code signatures. */
  public static final int HOST_AMFID_PORT = 18;

  /** The daemon {@code gssd}. */
  public static final int HOST_GSSD_PORT = 19;

  /** The telemetry daemon. */
  public static final int HOST_TELEMETRY_PORT = 20;

  /** Notifications of activity tracing. */
  public static final int HOST_ATM_NOTIFICATION_PORT = 21;

  /** Notifications of coalitions. */
  public static final int HOST_COALITION_PORT = 22;

  /** The system diagnosis daemon. */
  public static final int HOST_SYSDIAGNOSE_PORT = 23;

  /** The exceptions of XPC services. */
  public static final int HOST_XPC_EXCEPTION_PORT = 24;

  /** The daemon {@code containerd}. */
  public static final int HOST_CONTAINERD_PORT = 25;

  /** A port for nodes. */
  public static final int HOST_NODE_PORT = 26;

  /** Notifications about resource limits. */
  public static final int HOST_RESOURCE_NOTIFY_PORT = 27;

  /** The daemon {@code closured}. */
  public static final int HOST_CLOSURED_PORT = 28;

  /** The daemon {@code syspolicyd}. */
  public static final int HOST_SYSPOLICYD_PORT = 29;

  /** The daemon {@code filecoordinationd}. */
  public static final int HOST_FILECOORDINATIOND_PORT = 30;

  /** The daemon {@code fairplayd}. */
  public static final int HOST_FAIRPLAYD_PORT = 31;

  /** Statistics of I/O compression. */
  public static final int HOST_IOCOMPRESSIONSTATS_PORT = 32;

  /** Notifications about memory errors (macOS 13 and later). */
  public static final int HOST_MEMORY_ERROR_PORT = 33;

  /** The daemon {@code managedappdistd} (macOS 14.4 and later). */
  public static final int HOST_MANAGEDAPPDISTD_PORT = 34;

  /** The daemon {@code doubleagentd} (macOS 15 and later). */
  public static final int HOST_DOUBLEAGENTD_PORT = 35;

  /** The highest of all numbers on macOS 15. */
  public static final int HOST_MAX_SPECIAL_PORT = 35;

  private SpecialPortConstants() {}
}

package org.machapi.raw;

/**
 * The constants of {@code <mach/task_special_ports.h>}, {@code <mach/thread_special_ports.h>},
 * {@code <mach/host_special_ports.h>}.
 */
public final class SpecialPortConstants {
  public static final int HOST_AMFID_PORT = 18;
  public static final int HOST_ATM_NOTIFICATION_PORT = 21;
  public static final int HOST_AUDIT_CONTROL_PORT = 9;
  public static final int HOST_AUTOMOUNTD_PORT = 11;
  public static final int HOST_CHUD_PORT = 16;
  public static final int HOST_CLOSURED_PORT = 28;
  public static final int HOST_COALITION_PORT = 22;
  public static final int HOST_CONTAINERD_PORT = 25;
  public static final int HOST_DOUBLEAGENTD_PORT = 35;
  public static final int HOST_DYNAMIC_PAGER_PORT = 8;
  public static final int HOST_FAIRPLAYD_PORT = 31;
  public static final int HOST_FILECOORDINATIOND_PORT = 30;
  public static final int HOST_GSSD_PORT = 19;
  public static final int HOST_IOCOMPRESSIONSTATS_PORT = 32;
  public static final int HOST_IO_MAIN_PORT = 3;
  public static final int HOST_KEXTD_PORT = 15;
  public static final int HOST_KTRACE_BACKGROUND_PORT = 13;
  public static final int HOST_LAST_SPECIAL_KERNEL_PORT = 3;
  public static final int HOST_LAUNCHCTL_PORT = 16;
  public static final int HOST_LOCAL_NODE = -1;
  public static final int HOST_LOCKD_PORT = 12;
  public static final int HOST_MANAGEDAPPDISTD_PORT = 34;
  public static final int HOST_MAX_SPECIAL_KERNEL_PORT = 7;
  public static final int HOST_MAX_SPECIAL_PORT = 35;
  public static final int HOST_MEMORY_ERROR_PORT = 33;
  public static final int HOST_MIN_SPECIAL_PORT = 0;
  public static final int HOST_NODE_PORT = 26;
  public static final int HOST_PORT = 1;
  public static final int HOST_PRIV_PORT = 2;
  public static final int HOST_RESOURCE_NOTIFY_PORT = 27;
  public static final int HOST_SEATBELT_PORT = 14;
  public static final int HOST_SECURITY_PORT = 0;
  public static final int HOST_SYSDIAGNOSE_PORT = 23;
  public static final int HOST_SYSPOLICYD_PORT = 29;
  public static final int HOST_TELEMETRY_PORT = 20;
  public static final int HOST_UNFREED_PORT = 17;
  public static final int HOST_USER_NOTIFICATION_PORT = 10;
  public static final int HOST_XPC_EXCEPTION_PORT = 24;
  public static final int TASK_ACCESS_PORT = 9;
  public static final int TASK_BOOTSTRAP_PORT = 4;
  public static final int TASK_DEBUG_CONTROL_PORT = 10;
  public static final int TASK_HOST_PORT = 2;
  public static final int TASK_INSPECT_PORT = 5;
  public static final int TASK_KERNEL_PORT = 1;
  public static final int TASK_MAX_SPECIAL_PORT = 11;
  public static final int TASK_NAME_PORT = 3;
  public static final int TASK_READ_PORT = 6;
  public static final int TASK_RESOURCE_NOTIFY_PORT = 11;
  public static final int THREAD_INSPECT_PORT = 2;
  public static final int THREAD_KERNEL_PORT = 1;
  public static final int THREAD_MAX_SPECIAL_PORT = 3;
  public static final int THREAD_READ_PORT = 3;

  private SpecialPortConstants() {}
}

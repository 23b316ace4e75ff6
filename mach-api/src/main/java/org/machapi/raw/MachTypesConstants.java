package org.machapi.raw;

/** The constants of {@code <mach/mach_types.h>}. */
public final class MachTypesConstants {
  public static final int ALARM_NULL = 0;
  public static final int ARCADE_REG_NULL = 0;
  public static final int CLOCK_NULL = 0;
  public static final int COALITION_NULL = 0;
  public static final int HOST_NULL = 0;
  public static final int HOST_PRIV_NULL = 0;
  public static final int HOST_SECURITY_NULL = 0;
  public static final int IPC_EVENTLINK_NULL = 0;
  public static final int IPC_SPACE_INSPECT_NULL = 0;
  public static final int IPC_SPACE_NULL = 0;
  public static final int IPC_SPACE_READ_NULL = 0;
  public static final int KCDATA_OBJECT_NULL = 0;
  public static final int LEDGER_ITEM_INFINITY = -1;
  public static final long LEDGER_LIMIT_INFINITY = 0x7fffffffffffffffL;
  public static final int LEDGER_NULL = 0;
  public static final int LOCK_SET_NULL = 0;
  public static final int MACH_EVENTLINK_NULL = 0;
  public static final int PROCESSOR_NULL = 0;
  public static final int PROCESSOR_SET_NULL = 0;
  public static final int SEMAPHORE_NULL = 0;
  public static final int TASK_FLAVOR_CONTROL = 0;
  public static final int TASK_FLAVOR_INSPECT = 2;
  public static final int TASK_FLAVOR_MAX = 3;
  public static final int TASK_FLAVOR_NAME = 3;
  public static final int TASK_FLAVOR_READ = 1;
  public static final int TASK_ID_TOKEN_NULL = 0;
  public static final int TASK_INSPECT_NULL = 0;
  public static final int TASK_NAME_NULL = 0;
  public static final int TASK_NULL = 0;
  public static final int TASK_READ_NULL = 0;
  public static final int THREAD_FLAVOR_CONTROL = 0;
  public static final int THREAD_FLAVOR_INSPECT = 2;
  public static final int THREAD_FLAVOR_MAX = 2;
  public static final int THREAD_FLAVOR_READ = 1;
  public static final int THREAD_INSPECT_NULL = 0;
  public static final int THREAD_NULL = 0;
  public static final int THREAD_READ_NULL = 0;
  public static final int THR_ACT_NULL = 0;
  public static final int TID_NULL = 0;
  public static final int UND_SERVER_NULL = 0;

  private MachTypesConstants() {}
}

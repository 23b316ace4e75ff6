package org.machapi.raw;

/** The constants of {@code <mach/thread_info.h>}. */
public final class ThreadInfoConstants {
  public static final int IO_NUM_PRIORITIES = 4;
  public static final int MAXTHREADNAMESIZE = 64;
  public static final int THREAD_BASIC_INFO = 3;
  public static final int THREAD_BASIC_INFO_COUNT = 10;
  public static final int THREAD_DEBUG_INFO_INTERNAL = 6;
  public static final int THREAD_EXTENDED_INFO = 5;
  public static final int THREAD_EXTENDED_INFO_COUNT = 28;
  public static final int THREAD_IDENTIFIER_INFO = 4;
  public static final int THREAD_IDENTIFIER_INFO_COUNT = 6;
  public static final int THREAD_INFO_MAX = 32;
  public static final int THREAD_SCHED_FIFO_INFO = 12;
  public static final int THREAD_SCHED_RR_INFO = 11;
  public static final int THREAD_SCHED_TIMESHARE_INFO = 10;
  public static final int TH_FLAGS_GLOBAL_FORCED_IDLE = 4;
  public static final int TH_FLAGS_IDLE = 2;
  public static final int TH_FLAGS_SWAPPED = 1;
  public static final int TH_STATE_HALTED = 5;
  public static final int TH_STATE_RUNNING = 1;
  public static final int TH_STATE_STOPPED = 2;
  public static final int TH_STATE_UNINTERRUPTIBLE = 4;
  public static final int TH_STATE_WAITING = 3;
  public static final int TH_USAGE_SCALE = 1000;
  public static final int THREAD_DEBUG_INFO_INTERNAL_COUNT = 2;

  private ThreadInfoConstants() {}
}

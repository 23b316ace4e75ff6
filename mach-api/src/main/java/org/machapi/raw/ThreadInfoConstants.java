package org.machapi.raw;

/** The constants of {@code <mach/thread_info.h>}. Counts are in words of 32 bits. */
public final class ThreadInfoConstants {

  // What thread_info can be asked for, and the size of the answer

  /** Times, run state and suspend count: {@code thread_basic_info_data_t}. */
  public static final int THREAD_BASIC_INFO = 3;

  /** Words of {@code thread_basic_info_data_t}. */
  public static final int THREAD_BASIC_INFO_COUNT = 10;

  /** Thread id, handle and dispatch queue: {@code thread_identifier_info_data_t}. */
  public static final int THREAD_IDENTIFIER_INFO = 4;

  /** Words of {@code thread_identifier_info_data_t}. */
  public static final int THREAD_IDENTIFIER_INFO_COUNT = 6;

  /** Times, priorities and name: {@code thread_extended_info_data_t}. */
  public static final int THREAD_EXTENDED_INFO = 5;

  /** Words of {@code thread_extended_info_data_t}. */
  public static final int THREAD_EXTENDED_INFO_COUNT = 28;

  /** Pages that the thread faulted in; for debuggers. */
  public static final int THREAD_DEBUG_INFO_INTERNAL = 6;

  /** Words of {@code thread_debug_info_internal_data_t}. */
  public static final int THREAD_DEBUG_INFO_INTERNAL_COUNT = 2;

  /** Priorities under the time-sharing policy. */
  public static final int THREAD_SCHED_TIMESHARE_INFO = 10;

  /** Priorities under the round-robin policy. */
  public static final int THREAD_SCHED_RR_INFO = 11;

  /** Priorities under the first-in first-out policy. */
  public static final int THREAD_SCHED_FIFO_INFO = 12;

  /** Most words that any answer has. */
  public static final int THREAD_INFO_MAX = 32;

  // Run states

  /** Runs, or is ready to. */
  public static final int TH_STATE_RUNNING = 1;

  /** Stopped. */
  public static final int TH_STATE_STOPPED = 2;

  /** Waits, and can be interrupted. */
  public static final int TH_STATE_WAITING = 3;

  /** Waits, and cannot be interrupted. */
  public static final int TH_STATE_UNINTERRUPTIBLE = 4;

  /** Halted at a clean point. */
  public static final int TH_STATE_HALTED = 5;

  // Flags

  /** The kernel stack of the thread was given up. */
  public static final int TH_FLAGS_SWAPPED = 0x1;

  /** An idle thread of the kernel. */
  public static final int TH_FLAGS_IDLE = 0x2;

  /** A thread that forces the processor to idle. */
  public static final int TH_FLAGS_GLOBAL_FORCED_IDLE = 0x4;

  // Sizes and scales

  /** Processor use of a thread that uses one processor all the time. */
  public static final int TH_USAGE_SCALE = 1000;

  /** Bytes of a thread name, its closing zero byte included. */
  public static final int MAXTHREADNAMESIZE = 64;

  /** Number of I/O priorities. */
  public static final int IO_NUM_PRIORITIES = 4;

  private ThreadInfoConstants() {}
}

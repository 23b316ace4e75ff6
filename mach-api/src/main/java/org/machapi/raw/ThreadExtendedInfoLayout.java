package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.NONE;
import static org.machapi.raw.StructField.Sign.SIGNED;
import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Size and field offsets, in bytes, of {@code thread_extended_info_data_t} ({@code
 * <mach/thread_info.h>}), which {@code thread_info} gives for {@code THREAD_EXTENDED_INFO}. What
 * {@link ThreadBasicInfoLayout} has too means the same here.
 */
public final class ThreadExtendedInfoLayout {

  /** Size of the struct. */
  @StructSize("thread_extended_info_data_t")
  public static final int SIZE = 112;

  /** Offset of {@code pth_user_time}: 64 bits, nanoseconds. */
  @StructField(
      struct = "thread_extended_info_data_t",
      field = "pth_user_time",
      bytes = 8,
      sign = UNSIGNED)
  public static final int PTH_USER_TIME = 0;

  /** Offset of {@code pth_system_time}: 64 bits, nanoseconds. */
  @StructField(
      struct = "thread_extended_info_data_t",
      field = "pth_system_time",
      bytes = 8,
      sign = UNSIGNED)
  public static final int PTH_SYSTEM_TIME = 8;

  /** Offset of {@code pth_cpu_usage}: 32 bits. */
  @StructField(
      struct = "thread_extended_info_data_t",
      field = "pth_cpu_usage",
      bytes = 4,
      sign = SIGNED)
  public static final int PTH_CPU_USAGE = 16;

  /** Offset of {@code pth_policy}: 32 bits. */
  @StructField(
      struct = "thread_extended_info_data_t",
      field = "pth_policy",
      bytes = 4,
      sign = SIGNED)
  public static final int PTH_POLICY = 20;

  /** Offset of {@code pth_run_state}: 32 bits, {@code TH_STATE_*}. */
  @StructField(
      struct = "thread_extended_info_data_t",
      field = "pth_run_state",
      bytes = 4,
      sign = SIGNED)
  public static final int PTH_RUN_STATE = 24;

  /** Offset of {@code pth_flags}: 32 bits, {@code TH_FLAGS_*}. */
  @StructField(
      struct = "thread_extended_info_data_t",
      field = "pth_flags",
      bytes = 4,
      sign = SIGNED)
  public static final int PTH_FLAGS = 28;

  /** Offset of {@code pth_sleep_time}: 32 bits, always 0. */
  @StructField(
      struct = "thread_extended_info_data_t",
      field = "pth_sleep_time",
      bytes = 4,
      sign = SIGNED)
  public static final int PTH_SLEEP_TIME = 32;

  /** Offset of {@code pth_curpri}: 32 bits, the priority now. */
  @StructField(
      struct = "thread_extended_info_data_t",
      field = "pth_curpri",
      bytes = 4,
      sign = SIGNED)
  public static final int PTH_CURPRI = 36;

  /** Offset of {@code pth_priority}: 32 bits, the priority that the thread was given. */
  @StructField(
      struct = "thread_extended_info_data_t",
      field = "pth_priority",
      bytes = 4,
      sign = SIGNED)
  public static final int PTH_PRIORITY = 40;

  /** Offset of {@code pth_maxpriority}: 32 bits, the highest priority that it may have. */
  @StructField(
      struct = "thread_extended_info_data_t",
      field = "pth_maxpriority",
      bytes = 4,
      sign = SIGNED)
  public static final int PTH_MAXPRIORITY = 44;

  /** Offset of the name of the thread, {@value #PTH_NAME_SIZE} bytes with a terminating zero. */
  @StructField(struct = "thread_extended_info_data_t", field = "pth_name", bytes = 64, sign = NONE)
  public static final int PTH_NAME = 48;

  /** Bytes of the name: {@code MAXTHREADNAMESIZE}. */
  @StructSize(value = "thread_extended_info_data_t", field = "pth_name")
  public static final int PTH_NAME_SIZE = 64;

  private ThreadExtendedInfoLayout() {}
}

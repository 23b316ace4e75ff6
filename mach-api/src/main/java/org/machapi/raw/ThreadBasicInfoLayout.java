package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.SIGNED;

/**
 * Size and field offsets, in bytes, of {@code thread_basic_info_data_t} ({@code
 * <mach/thread_info.h>}), which {@code thread_info} gives for {@code THREAD_BASIC_INFO}. Every
 * field has 32 bits.
 */
public final class ThreadBasicInfoLayout {

  /** Size of the struct. */
  @StructSize("thread_basic_info_data_t")
  public static final int SIZE = 40;

  /** Offset of {@code user_time.seconds}. */
  @StructField(
      struct = "thread_basic_info_data_t",
      field = "user_time.seconds",
      bytes = 4,
      sign = SIGNED)
  public static final int USER_TIME_SECONDS = 0;

  /** Offset of {@code user_time.microseconds}. */
  @StructField(
      struct = "thread_basic_info_data_t",
      field = "user_time.microseconds",
      bytes = 4,
      sign = SIGNED)
  public static final int USER_TIME_MICROSECONDS = 4;

  /** Offset of {@code system_time.seconds}. */
  @StructField(
      struct = "thread_basic_info_data_t",
      field = "system_time.seconds",
      bytes = 4,
      sign = SIGNED)
  public static final int SYSTEM_TIME_SECONDS = 8;

  /** Offset of {@code system_time.microseconds}. */
  @StructField(
      struct = "thread_basic_info_data_t",
      field = "system_time.microseconds",
      bytes = 4,
      sign = SIGNED)
  public static final int SYSTEM_TIME_MICROSECONDS = 12;

  /**
   * Offset of {@code cpu_usage}: recent use of processors; {@code TH_USAGE_SCALE} is all of one.
   */
  @StructField(struct = "thread_basic_info_data_t", field = "cpu_usage", bytes = 4, sign = SIGNED)
  public static final int CPU_USAGE = 16;

  /** Offset of {@code policy}: 1 for time-sharing, 2 for anything else. */
  @StructField(struct = "thread_basic_info_data_t", field = "policy", bytes = 4, sign = SIGNED)
  public static final int POLICY = 20;

  /** Offset of {@code run_state}: {@code TH_STATE_*}. */
  @StructField(struct = "thread_basic_info_data_t", field = "run_state", bytes = 4, sign = SIGNED)
  public static final int RUN_STATE = 24;

  /** Offset of {@code flags}: {@code TH_FLAGS_*}. */
  @StructField(struct = "thread_basic_info_data_t", field = "flags", bytes = 4, sign = SIGNED)
  public static final int FLAGS = 28;

  /** Offset of {@code suspend_count}: how often the thread was suspended and not yet resumed. */
  @StructField(
      struct = "thread_basic_info_data_t",
      field = "suspend_count",
      bytes = 4,
      sign = SIGNED)
  public static final int SUSPEND_COUNT = 32;

  /** Offset of {@code sleep_time}: always 0. */
  @StructField(struct = "thread_basic_info_data_t", field = "sleep_time", bytes = 4, sign = SIGNED)
  public static final int SLEEP_TIME = 36;

  private ThreadBasicInfoLayout() {}
}

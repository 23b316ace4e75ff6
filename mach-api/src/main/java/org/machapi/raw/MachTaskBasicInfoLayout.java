package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.SIGNED;
import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Size and field offsets, in bytes, of {@code mach_task_basic_info_data_t} ({@code
 * <mach/task_info.h>}), which {@code task_info} gives for {@code MACH_TASK_BASIC_INFO} (20). Times
 * are those of threads that have ended.
 */
public final class MachTaskBasicInfoLayout {

  /** Size of the struct. */
  @StructSize("mach_task_basic_info_data_t")
  public static final int SIZE = 48;

  /** Offset of {@code virtual_size}: 64 bits, bytes of address space. */
  @StructField(
      struct = "mach_task_basic_info_data_t",
      field = "virtual_size",
      bytes = 8,
      sign = UNSIGNED)
  public static final int VIRTUAL_SIZE = 0;

  /** Offset of {@code resident_size}: 64 bits, bytes in memory. */
  @StructField(
      struct = "mach_task_basic_info_data_t",
      field = "resident_size",
      bytes = 8,
      sign = UNSIGNED)
  public static final int RESIDENT_SIZE = 8;

  /** Offset of {@code resident_size_max}: 64 bits, the most bytes ever in memory. */
  @StructField(
      struct = "mach_task_basic_info_data_t",
      field = "resident_size_max",
      bytes = 8,
      sign = UNSIGNED)
  public static final int RESIDENT_SIZE_MAX = 16;

  /** Offset of {@code user_time.seconds}: 32 bits. */
  @StructField(
      struct = "mach_task_basic_info_data_t",
      field = "user_time.seconds",
      bytes = 4,
      sign = SIGNED)
  public static final int USER_TIME_SECONDS = 24;

  /** Offset of {@code user_time.microseconds}: 32 bits. */
  @StructField(
      struct = "mach_task_basic_info_data_t",
      field = "user_time.microseconds",
      bytes = 4,
      sign = SIGNED)
  public static final int USER_TIME_MICROSECONDS = 28;

  /** Offset of {@code system_time.seconds}: 32 bits. */
  @StructField(
      struct = "mach_task_basic_info_data_t",
      field = "system_time.seconds",
      bytes = 4,
      sign = SIGNED)
  public static final int SYSTEM_TIME_SECONDS = 32;

  /** Offset of {@code system_time.microseconds}: 32 bits. */
  @StructField(
      struct = "mach_task_basic_info_data_t",
      field = "system_time.microseconds",
      bytes = 4,
      sign = SIGNED)
  public static final int SYSTEM_TIME_MICROSECONDS = 36;

  /** Offset of {@code policy}: 32 bits, how new threads are scheduled. */
  @StructField(struct = "mach_task_basic_info_data_t", field = "policy", bytes = 4, sign = SIGNED)
  public static final int POLICY = 40;

  /**
   * Offset of {@code suspend_count}: 32 bits, how often the task was suspended and not yet resumed.
   */
  @StructField(
      struct = "mach_task_basic_info_data_t",
      field = "suspend_count",
      bytes = 4,
      sign = SIGNED)
  public static final int SUSPEND_COUNT = 44;

  private MachTaskBasicInfoLayout() {}
}

package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Size and field offset, in bytes, of {@code task_flags_info_data_t} ({@code <mach/task_info.h>}),
 * which {@code task_info} gives for {@code TASK_FLAGS_INFO} (28).
 */
public final class TaskFlagsInfoLayout {

  /** Size of the struct. */
  @StructSize("task_flags_info_data_t")
  public static final int SIZE = 4;

  /** Offset of {@code flags}: 32 bits; bit 0: addresses have 64 bits, bit 1: registers have. */
  @StructField(struct = "task_flags_info_data_t", field = "flags", bytes = 4, sign = UNSIGNED)
  public static final int FLAGS = 0;

  private TaskFlagsInfoLayout() {}
}

package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Size and field offsets, in bytes, of {@code arm_exception_state64_t} ({@code
 * <mach/arm/thread_status.h>}), which {@code thread_get_state} gives for {@code
 * ARM_EXCEPTION_STATE64}.
 */
public final class ArmExceptionState64Layout {

  /** Size of the struct. */
  @StructSize("arm_exception_state64_t")
  public static final int SIZE = 16;

  /** Offset of {@code __far}: the address of the fault. */
  @StructField(struct = "arm_exception_state64_t", field = "__far", bytes = 8, sign = UNSIGNED)
  public static final int FAR = 0;

  /** Offset of {@code __esr}: 32 bits, the syndrome. */
  @StructField(struct = "arm_exception_state64_t", field = "__esr", bytes = 4, sign = UNSIGNED)
  public static final int ESR = 8;

  /** Offset of {@code __exception}: 32 bits, always 0. */
  @StructField(
      struct = "arm_exception_state64_t",
      field = "__exception",
      bytes = 4,
      sign = UNSIGNED)
  public static final int EXCEPTION = 12;

  private ArmExceptionState64Layout() {}
}

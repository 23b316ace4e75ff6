package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.NONE;
import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Size and field offsets, in bytes, of {@code arm_neon_state64_t} ({@code
 * <mach/arm/thread_status.h>}), which {@code thread_get_state} gives for {@code ARM_NEON_STATE64}.
 */
public final class ArmNeonState64Layout {

  /** Size of the struct. */
  @StructSize("arm_neon_state64_t")
  public static final int SIZE = 528;

  /** Offset of {@code __v}: {@code v0} to {@code v31}, 128 bits each. */
  @StructField(struct = "arm_neon_state64_t", field = "__v", bytes = 512, sign = NONE)
  public static final int V = 0;

  /** Offset of {@code __fpsr}: 32 bits, the floating-point status. */
  @StructField(struct = "arm_neon_state64_t", field = "__fpsr", bytes = 4, sign = UNSIGNED)
  public static final int FPSR = 512;

  /** Offset of {@code __fpcr}: 32 bits, the floating-point control. */
  @StructField(struct = "arm_neon_state64_t", field = "__fpcr", bytes = 4, sign = UNSIGNED)
  public static final int FPCR = 516;

  private ArmNeonState64Layout() {}
}

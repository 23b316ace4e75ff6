package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.NONE;
import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Size and field offsets, in bytes, of {@code arm_debug_state64_t} ({@code
 * <mach/arm/thread_status.h>}), which {@code thread_get_state} gives for {@code ARM_DEBUG_STATE64}.
 */
public final class ArmDebugState64Layout {

  /** Size of the struct. */
  @StructSize("arm_debug_state64_t")
  public static final int SIZE = 520;

  /** Offset of {@code __bvr}: 16 addresses of breakpoints, 64 bits each. */
  @StructField(struct = "arm_debug_state64_t", field = "__bvr", bytes = 128, sign = NONE)
  public static final int BVR = 0;

  /** Offset of {@code __bcr}: 16 controls of breakpoints, 64 bits each. */
  @StructField(struct = "arm_debug_state64_t", field = "__bcr", bytes = 128, sign = NONE)
  public static final int BCR = 128;

  /** Offset of {@code __wvr}: 16 addresses of watchpoints, 64 bits each. */
  @StructField(struct = "arm_debug_state64_t", field = "__wvr", bytes = 128, sign = NONE)
  public static final int WVR = 256;

  /** Offset of {@code __wcr}: 16 controls of watchpoints, 64 bits each. */
  @StructField(struct = "arm_debug_state64_t", field = "__wcr", bytes = 128, sign = NONE)
  public static final int WCR = 384;

  /** Offset of {@code __mdscr_el1}: the control of debugging; bit 0 is the single step. */
  @StructField(struct = "arm_debug_state64_t", field = "__mdscr_el1", bytes = 8, sign = UNSIGNED)
  public static final int MDSCR_EL1 = 512;

  private ArmDebugState64Layout() {}
}

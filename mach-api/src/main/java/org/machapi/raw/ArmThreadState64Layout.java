package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.NONE;
import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Size and field offsets, in bytes, of {@code arm_thread_state64_t} ({@code
 * <mach/arm/thread_status.h>}), which {@code thread_get_state} gives for {@code
 * ARM_THREAD_STATE64}.
 */
public final class ArmThreadState64Layout {

  /** Size of the struct. */
  @StructSize("arm_thread_state64_t")
  public static final int SIZE = 272;

  /** Offset of {@code __x}: {@code x0} to {@code x28}, 64 bits each. */
  @StructField(struct = "arm_thread_state64_t", field = "__x", bytes = 232, sign = NONE)
  public static final int X = 0;

  /** Offset of {@code __fp}: the frame pointer, {@code x29}. */
  @StructField(struct = "arm_thread_state64_t", field = "__fp", bytes = 8, sign = UNSIGNED)
  public static final int FP = 232;

  /** Offset of {@code __lr}: the link register, {@code x30}. */
  @StructField(struct = "arm_thread_state64_t", field = "__lr", bytes = 8, sign = UNSIGNED)
  public static final int LR = 240;

  /** Offset of {@code __sp}: the stack pointer. */
  @StructField(struct = "arm_thread_state64_t", field = "__sp", bytes = 8, sign = UNSIGNED)
  public static final int SP = 248;

  /** Offset of {@code __pc}: the program counter. */
  @StructField(struct = "arm_thread_state64_t", field = "__pc", bytes = 8, sign = UNSIGNED)
  public static final int PC = 256;

  /** Offset of {@code __cpsr}: 32 bits, the flags. */
  @StructField(struct = "arm_thread_state64_t", field = "__cpsr", bytes = 4, sign = UNSIGNED)
  public static final int CPSR = 264;

  /**
   * Offset of {@code __pad}: 32 bits, how pointers are signed ({@code __opaque_flags} where the
   * struct is compiled for pointer authentication).
   */
  @StructField(struct = "arm_thread_state64_t", field = "__pad", bytes = 4, sign = UNSIGNED)
  public static final int FLAGS = 268;

  private ArmThreadState64Layout() {}
}

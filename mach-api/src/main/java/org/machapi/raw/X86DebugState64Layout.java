package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Size and field offsets, in bytes, of {@code x86_debug_state64_t} ({@code
 * <mach/i386/thread_status.h>}), which {@code thread_get_state} gives for {@code
 * x86_DEBUG_STATE64}.
 */
public final class X86DebugState64Layout {

  /** Size of the struct. */
  @StructSize("x86_debug_state64_t")
  public static final int SIZE = 64;

  /** Offset of {@code __dr0}: an address to watch. */
  @StructField(struct = "x86_debug_state64_t", field = "__dr0", bytes = 8, sign = UNSIGNED)
  public static final int DR0 = 0;

  /** Offset of {@code __dr1}: an address to watch. */
  @StructField(struct = "x86_debug_state64_t", field = "__dr1", bytes = 8, sign = UNSIGNED)
  public static final int DR1 = 8;

  /** Offset of {@code __dr2}: an address to watch. */
  @StructField(struct = "x86_debug_state64_t", field = "__dr2", bytes = 8, sign = UNSIGNED)
  public static final int DR2 = 16;

  /** Offset of {@code __dr3}: an address to watch. */
  @StructField(struct = "x86_debug_state64_t", field = "__dr3", bytes = 8, sign = UNSIGNED)
  public static final int DR3 = 24;

  /** Offset of {@code __dr4}: not used. */
  @StructField(struct = "x86_debug_state64_t", field = "__dr4", bytes = 8, sign = UNSIGNED)
  public static final int DR4 = 32;

  /** Offset of {@code __dr5}: not used. */
  @StructField(struct = "x86_debug_state64_t", field = "__dr5", bytes = 8, sign = UNSIGNED)
  public static final int DR5 = 40;

  /** Offset of {@code __dr6}: what matched. */
  @StructField(struct = "x86_debug_state64_t", field = "__dr6", bytes = 8, sign = UNSIGNED)
  public static final int DR6 = 48;

  /** Offset of {@code __dr7}: what is switched on. */
  @StructField(struct = "x86_debug_state64_t", field = "__dr7", bytes = 8, sign = UNSIGNED)
  public static final int DR7 = 56;

  private X86DebugState64Layout() {}
}

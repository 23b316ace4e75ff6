package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Size and field offsets, in bytes, of {@code x86_exception_state64_t} ({@code
 * <mach/i386/thread_status.h>}), which {@code thread_get_state} gives for {@code
 * x86_EXCEPTION_STATE64}.
 */
public final class X86ExceptionState64Layout {

  /** Size of the struct. */
  @StructSize("x86_exception_state64_t")
  public static final int SIZE = 16;

  /** Offset of {@code __trapno}: 16 bits, the number of the trap. */
  @StructField(struct = "x86_exception_state64_t", field = "__trapno", bytes = 2, sign = UNSIGNED)
  public static final int TRAPNO = 0;

  /** Offset of {@code __cpu}: 16 bits, the processor it was on. */
  @StructField(struct = "x86_exception_state64_t", field = "__cpu", bytes = 2, sign = UNSIGNED)
  public static final int CPU = 2;

  /** Offset of {@code __err}: 32 bits, the error code of the trap. */
  @StructField(struct = "x86_exception_state64_t", field = "__err", bytes = 4, sign = UNSIGNED)
  public static final int ERR = 4;

  /** Offset of {@code __faultvaddr}: the address of a page fault. */
  @StructField(
      struct = "x86_exception_state64_t",
      field = "__faultvaddr",
      bytes = 8,
      sign = UNSIGNED)
  public static final int FAULTVADDR = 8;

  private X86ExceptionState64Layout() {}
}

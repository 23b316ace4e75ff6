package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Size and field offsets, in bytes, of {@code x86_thread_state64_t} ({@code
 * <mach/i386/thread_status.h>}), which {@code thread_get_state} gives for {@code
 * x86_THREAD_STATE64}.
 */
public final class X86ThreadState64Layout {

  /** Size of the struct. */
  @StructSize("x86_thread_state64_t")
  public static final int SIZE = 168;

  /** Offset of {@code __rax}: a general register. */
  @StructField(struct = "x86_thread_state64_t", field = "__rax", bytes = 8, sign = UNSIGNED)
  public static final int RAX = 0;

  /** Offset of {@code __rbx}: a general register. */
  @StructField(struct = "x86_thread_state64_t", field = "__rbx", bytes = 8, sign = UNSIGNED)
  public static final int RBX = 8;

  /** Offset of {@code __rcx}: a general register. */
  @StructField(struct = "x86_thread_state64_t", field = "__rcx", bytes = 8, sign = UNSIGNED)
  public static final int RCX = 16;

  /** Offset of {@code __rdx}: a general register. */
  @StructField(struct = "x86_thread_state64_t", field = "__rdx", bytes = 8, sign = UNSIGNED)
  public static final int RDX = 24;

  /** Offset of {@code __rdi}: a general register. */
  @StructField(struct = "x86_thread_state64_t", field = "__rdi", bytes = 8, sign = UNSIGNED)
  public static final int RDI = 32;

  /** Offset of {@code __rsi}: a general register. */
  @StructField(struct = "x86_thread_state64_t", field = "__rsi", bytes = 8, sign = UNSIGNED)
  public static final int RSI = 40;

  /** Offset of {@code __rbp}: the frame pointer, by convention. */
  @StructField(struct = "x86_thread_state64_t", field = "__rbp", bytes = 8, sign = UNSIGNED)
  public static final int RBP = 48;

  /** Offset of {@code __rsp}: the stack pointer. */
  @StructField(struct = "x86_thread_state64_t", field = "__rsp", bytes = 8, sign = UNSIGNED)
  public static final int RSP = 56;

  /** Offset of {@code __r8}: a general register. */
  @StructField(struct = "x86_thread_state64_t", field = "__r8", bytes = 8, sign = UNSIGNED)
  public static final int R8 = 64;

  /** Offset of {@code __r9}: a general register. */
  @StructField(struct = "x86_thread_state64_t", field = "__r9", bytes = 8, sign = UNSIGNED)
  public static final int R9 = 72;

  /** Offset of {@code __r10}: a general register. */
  @StructField(struct = "x86_thread_state64_t", field = "__r10", bytes = 8, sign = UNSIGNED)
  public static final int R10 = 80;

  /** Offset of {@code __r11}: a general register. */
  @StructField(struct = "x86_thread_state64_t", field = "__r11", bytes = 8, sign = UNSIGNED)
  public static final int R11 = 88;

  /** Offset of {@code __r12}: a general register. */
  @StructField(struct = "x86_thread_state64_t", field = "__r12", bytes = 8, sign = UNSIGNED)
  public static final int R12 = 96;

  /** Offset of {@code __r13}: a general register. */
  @StructField(struct = "x86_thread_state64_t", field = "__r13", bytes = 8, sign = UNSIGNED)
  public static final int R13 = 104;

  /** Offset of {@code __r14}: a general register. */
  @StructField(struct = "x86_thread_state64_t", field = "__r14", bytes = 8, sign = UNSIGNED)
  public static final int R14 = 112;

  /** Offset of {@code __r15}: a general register. */
  @StructField(struct = "x86_thread_state64_t", field = "__r15", bytes = 8, sign = UNSIGNED)
  public static final int R15 = 120;

  /** Offset of {@code __rip}: the program counter. */
  @StructField(struct = "x86_thread_state64_t", field = "__rip", bytes = 8, sign = UNSIGNED)
  public static final int RIP = 128;

  /** Offset of {@code __rflags}: the flags. */
  @StructField(struct = "x86_thread_state64_t", field = "__rflags", bytes = 8, sign = UNSIGNED)
  public static final int RFLAGS = 136;

  /** Offset of {@code __cs}: a segment. */
  @StructField(struct = "x86_thread_state64_t", field = "__cs", bytes = 8, sign = UNSIGNED)
  public static final int CS = 144;

  /** Offset of {@code __fs}: a segment. */
  @StructField(struct = "x86_thread_state64_t", field = "__fs", bytes = 8, sign = UNSIGNED)
  public static final int FS = 152;

  /** Offset of {@code __gs}: a segment. */
  @StructField(struct = "x86_thread_state64_t", field = "__gs", bytes = 8, sign = UNSIGNED)
  public static final int GS = 160;

  private X86ThreadState64Layout() {}
}

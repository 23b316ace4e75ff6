package org.machapi.raw;

/**
 * The constants of {@code <mach/thread_status.h>}: flavours of thread state, and their sizes in
 * words of 32 bits.
 *
 * <p>Flavours are numbered per architecture, so that one number means different things; the
 * constants of both are always here, whatever this process runs on.
 */
public final class ThreadStatusConstants {

  // Flavours on x86_64

  /** Flavour: registers, 32-bit form. */
  public static final int x86_THREAD_STATE32 = 1;

  /** Flavour: x87 and SSE registers, 32-bit form. */
  public static final int x86_FLOAT_STATE32 = 2;

  /** Flavour: the last exception, 32-bit form. */
  public static final int x86_EXCEPTION_STATE32 = 3;

  /** Flavour: registers, 64-bit form. */
  public static final int x86_THREAD_STATE64 = 4;

  /** Flavour: x87 and SSE registers, 64-bit form. */
  public static final int x86_FLOAT_STATE64 = 5;

  /** Flavour: the last exception, 64-bit form. */
  public static final int x86_EXCEPTION_STATE64 = 6;

  /** Flavour: registers, in the form of the thread with a header that tells which. */
  public static final int x86_THREAD_STATE = 7;

  /** Flavour: x87 and SSE registers, in the form of the thread with a header that tells which. */
  public static final int x86_FLOAT_STATE = 8;

  /** Flavour: the last exception, in the form of the thread with a header that tells which. */
  public static final int x86_EXCEPTION_STATE = 9;

  /** Flavour: debug registers, 32-bit form. */
  public static final int x86_DEBUG_STATE32 = 10;

  /** Flavour: debug registers, 64-bit form. */
  public static final int x86_DEBUG_STATE64 = 11;

  /** Flavour: debug registers, in the form of the thread with a header that tells which. */
  public static final int x86_DEBUG_STATE = 12;

  /** Flavour: AVX registers, 32-bit form. */
  public static final int x86_AVX_STATE32 = 16;

  /** Flavour: AVX registers, 64-bit form. */
  public static final int x86_AVX_STATE64 = 17;

  /** Flavour: AVX registers, in the form of the thread with a header that tells which. */
  public static final int x86_AVX_STATE = 18;

  /** Flavour: AVX-512 registers, 32-bit form. */
  public static final int x86_AVX512_STATE32 = 19;

  /** Flavour: AVX-512 registers, 64-bit form. */
  public static final int x86_AVX512_STATE64 = 20;

  /** Flavour: AVX-512 registers, in the form of the thread with a header that tells which. */
  public static final int x86_AVX512_STATE = 21;

  /** Flavour: the error of the last page-in. */
  public static final int x86_PAGEIN_STATE = 22;

  /** Flavour: registers with the segment bases, 64-bit form. */
  public static final int x86_THREAD_FULL_STATE64 = 23;

  /** Flavour: the bytes around the program counter. */
  public static final int x86_INSTRUCTION_STATE = 24;

  /** Flavour: the last branches taken. */
  public static final int x86_LAST_BRANCH_STATE = 25;

  /** {@code THREAD_STATE_NONE} on x86_64: the flavour that stands for no state. */
  public static final int x86_THREAD_STATE_NONE = 13;

  // Their sizes, in words

  /** Words of {@code x86_THREAD_STATE32}. */
  public static final int x86_THREAD_STATE32_COUNT = 16;

  /** Words of {@code x86_FLOAT_STATE32}. */
  public static final int x86_FLOAT_STATE32_COUNT = 131;

  /** Words of {@code x86_EXCEPTION_STATE32}. */
  public static final int x86_EXCEPTION_STATE32_COUNT = 3;

  /** Words of {@code x86_THREAD_STATE64}. */
  public static final int x86_THREAD_STATE64_COUNT = 42;

  /** Words of {@code x86_FLOAT_STATE64}. */
  public static final int x86_FLOAT_STATE64_COUNT = 131;

  /** Words of {@code x86_EXCEPTION_STATE64}. */
  public static final int x86_EXCEPTION_STATE64_COUNT = 4;

  /** Words of {@code x86_THREAD_STATE}. */
  public static final int x86_THREAD_STATE_COUNT = 44;

  /** Words of {@code x86_FLOAT_STATE}. */
  public static final int x86_FLOAT_STATE_COUNT = 133;

  /** Words of {@code x86_EXCEPTION_STATE}. */
  public static final int x86_EXCEPTION_STATE_COUNT = 6;

  /** Words of {@code x86_DEBUG_STATE32}. */
  public static final int x86_DEBUG_STATE32_COUNT = 8;

  /** Words of {@code x86_DEBUG_STATE64}. */
  public static final int x86_DEBUG_STATE64_COUNT = 16;

  /** Words of {@code x86_DEBUG_STATE}. */
  public static final int x86_DEBUG_STATE_COUNT = 18;

  /** Words of {@code x86_AVX_STATE32}. */
  public static final int x86_AVX_STATE32_COUNT = 179;

  /** Words of {@code x86_AVX_STATE64}. */
  public static final int x86_AVX_STATE64_COUNT = 211;

  /** Words of {@code x86_AVX_STATE}. */
  public static final int x86_AVX_STATE_COUNT = 213;

  /** Words of {@code x86_AVX512_STATE32}. */
  public static final int x86_AVX512_STATE32_COUNT = 259;

  /** Words of {@code x86_AVX512_STATE64}. */
  public static final int x86_AVX512_STATE64_COUNT = 611;

  /** Words of {@code x86_AVX512_STATE}. */
  public static final int x86_AVX512_STATE_COUNT = 613;

  /** Words of {@code x86_PAGEIN_STATE}. */
  public static final int x86_PAGEIN_STATE_COUNT = 1;

  /** Words of {@code x86_THREAD_FULL_STATE64}. */
  public static final int x86_THREAD_FULL_STATE64_COUNT = 50;

  /** Words of {@code x86_INSTRUCTION_STATE}. */
  public static final int x86_INSTRUCTION_STATE_COUNT = 614;

  /** Words of {@code x86_LAST_BRANCH_STATE}. */
  public static final int x86_LAST_BRANCH_STATE_COUNT = 194;

  // Flavours on arm64

  /** Flavour: registers, in the form of the thread with a header that tells which. */
  public static final int ARM_THREAD_STATE = 1;

  /** Flavour: floating-point registers, 32-bit form. */
  public static final int ARM_VFP_STATE = 2;

  /** Flavour: the last exception, 32-bit form. */
  public static final int ARM_EXCEPTION_STATE = 3;

  /** Flavour: debug registers, 32-bit form. */
  public static final int ARM_DEBUG_STATE = 4;

  /** Flavour: registers, 64-bit form. */
  public static final int ARM_THREAD_STATE64 = 6;

  /** Flavour: the last exception, 64-bit form. */
  public static final int ARM_EXCEPTION_STATE64 = 7;

  /** Flavour: registers, 32-bit form. */
  public static final int ARM_THREAD_STATE32 = 9;

  /** Flavour: the last exception, 64-bit form with the whole syndrome register. */
  public static final int ARM_EXCEPTION_STATE64_V2 = 10;

  /** Flavour: debug registers, 32-bit form. */
  public static final int ARM_DEBUG_STATE32 = 14;

  /** Flavour: debug registers, 64-bit form. */
  public static final int ARM_DEBUG_STATE64 = 15;

  /** Flavour: floating-point and SIMD registers, 32-bit form. */
  public static final int ARM_NEON_STATE = 16;

  /** Flavour: floating-point and SIMD registers, 64-bit form. */
  public static final int ARM_NEON_STATE64 = 17;

  /** Flavour: the error of the last page-in. */
  public static final int ARM_PAGEIN_STATE = 27;

  /** {@code THREAD_STATE_NONE} on arm64: the flavour that stands for no state. */
  public static final int ARM_THREAD_STATE_NONE = 5;

  // Their sizes, in words

  /** Words of {@code ARM_THREAD_STATE} with its header. */
  public static final int ARM_UNIFIED_THREAD_STATE_COUNT = 70;

  /** Words of {@code ARM_VFP_STATE}. */
  public static final int ARM_VFP_STATE_COUNT = 65;

  /** Words of {@code ARM_EXCEPTION_STATE}. */
  public static final int ARM_EXCEPTION_STATE_COUNT = 3;

  /** Words of {@code ARM_DEBUG_STATE}. */
  public static final int ARM_DEBUG_STATE_COUNT = 64;

  /** Words of {@code ARM_THREAD_STATE64}. */
  public static final int ARM_THREAD_STATE64_COUNT = 68;

  /** Words of {@code ARM_EXCEPTION_STATE64}. */
  public static final int ARM_EXCEPTION_STATE64_COUNT = 4;

  /** Words of {@code ARM_THREAD_STATE32}. */
  public static final int ARM_THREAD_STATE32_COUNT = 17;

  /** Words of {@code ARM_EXCEPTION_STATE64_V2}. */
  public static final int ARM_EXCEPTION_STATE64_V2_COUNT = 4;

  /** Words of {@code ARM_DEBUG_STATE32}. */
  public static final int ARM_DEBUG_STATE32_COUNT = 66;

  /** Words of {@code ARM_DEBUG_STATE64}. */
  public static final int ARM_DEBUG_STATE64_COUNT = 130;

  /** Words of {@code ARM_NEON_STATE}. */
  public static final int ARM_NEON_STATE_COUNT = 68;

  /** Words of {@code ARM_NEON_STATE64}. */
  public static final int ARM_NEON_STATE64_COUNT = 132;

  /** Words of {@code ARM_PAGEIN_STATE}. */
  public static final int ARM_PAGEIN_STATE_COUNT = 1;

  // Limit

  /** Most words that any thread state has (macOS 12 and later, both architectures). */
  public static final int THREAD_STATE_MAX = 1296;

  private ThreadStatusConstants() {}
}

package org.machapi.raw;

/**
 * The constants of {@code <mach/thread_status.h>} that the library uses: flavours of thread state and their sizes in
 * 32-bit words. Flavours are numbered per architecture; the constants of both are always here.
 */
public final class ThreadStatusConstants {
  public static final int x86_THREAD_STATE32 = 1;
  public static final int x86_THREAD_STATE64 = 4;
  public static final int x86_FLOAT_STATE64 = 5;
  public static final int x86_EXCEPTION_STATE64 = 6;
  public static final int x86_THREAD_STATE = 7;
  public static final int x86_EXCEPTION_STATE = 9;
  public static final int x86_DEBUG_STATE64 = 11;
  public static final int x86_THREAD_STATE64_COUNT = 42;
  public static final int x86_THREAD_STATE_COUNT = 44;
  public static final int x86_EXCEPTION_STATE64_COUNT = 4;

  public static final int ARM_THREAD_STATE = 1;
  public static final int ARM_THREAD_STATE64 = 6;
  public static final int ARM_EXCEPTION_STATE64 = 7;
  public static final int ARM_DEBUG_STATE64 = 15;
  public static final int ARM_NEON_STATE64 = 17;
  public static final int ARM_THREAD_STATE64_COUNT = 68;
  public static final int ARM_UNIFIED_THREAD_STATE_COUNT = 70;
  public static final int ARM_EXCEPTION_STATE64_COUNT = 4;

  /** {@code THREAD_STATE_NONE} on x86_64: the flavour that stands for no state. */
  public static final int x86_THREAD_STATE_NONE = 13;

  /** {@code THREAD_STATE_NONE} on arm64. */
  public static final int ARM_THREAD_STATE_NONE = 5;

  /** Highest number of words of any thread state (macOS 12 and later, both architectures). */
  public static final int THREAD_STATE_MAX = 1296;

  private ThreadStatusConstants() {}
}

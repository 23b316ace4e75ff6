package org.machapi;

import java.util.Objects;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.Symbols;
import org.machapi.raw.ThreadStatusConstants;

/**
 * Which state of a thread is meant, such as its general registers or what the processor said of the
 * last exception ({@code thread_state_flavor_t}). The numbers are those of one architecture: 6 is
 * {@code x86_EXCEPTION_STATE64} on the one and {@code ARM_THREAD_STATE64} on the other.
 *
 * <p>Some flavours are <i>unified</i>: their states begin with a header that says which flavour
 * comes behind it, and of how many words. They let one handler serve threads of either width.
 *
 * @param architecture the architecture whose number it is
 * @param number the number of the headers; one that has no name here is kept as it is
 */
public record ThreadStateFlavour(Architecture architecture, int number) {
  /** x86_64: general registers. */
  public static final ThreadStateFlavour X86_THREAD_STATE64 =
      x86(ThreadStatusConstants.x86_THREAD_STATE64);

  /** x86_64: general registers behind a header; unified. */
  public static final ThreadStateFlavour X86_THREAD_STATE =
      x86(ThreadStatusConstants.x86_THREAD_STATE);

  /** x86_64: registers of x87 and SSE. */
  public static final ThreadStateFlavour X86_FLOAT_STATE64 =
      x86(ThreadStatusConstants.x86_FLOAT_STATE64);

  /** x86_64: the last exception. Can be read only. */
  public static final ThreadStateFlavour X86_EXCEPTION_STATE64 =
      x86(ThreadStatusConstants.x86_EXCEPTION_STATE64);

  /** x86_64: the last exception behind a header; unified. Can be read only. */
  public static final ThreadStateFlavour X86_EXCEPTION_STATE =
      x86(ThreadStatusConstants.x86_EXCEPTION_STATE);

  /** x86_64: debug registers. */
  public static final ThreadStateFlavour X86_DEBUG_STATE64 =
      x86(ThreadStatusConstants.x86_DEBUG_STATE64);

  /** arm64: general registers. */
  public static final ThreadStateFlavour ARM_THREAD_STATE64 =
      arm(ThreadStatusConstants.ARM_THREAD_STATE64);

  /** arm64: general registers behind a header; unified. */
  public static final ThreadStateFlavour ARM_THREAD_STATE =
      arm(ThreadStatusConstants.ARM_THREAD_STATE);

  /** arm64: the last exception. The kernel accepts a new one and forgets it. */
  public static final ThreadStateFlavour ARM_EXCEPTION_STATE64 =
      arm(ThreadStatusConstants.ARM_EXCEPTION_STATE64);

  /** arm64: registers of floating point and vectors. */
  public static final ThreadStateFlavour ARM_NEON_STATE64 =
      arm(ThreadStatusConstants.ARM_NEON_STATE64);

  /** arm64: debug registers. */
  public static final ThreadStateFlavour ARM_DEBUG_STATE64 =
      arm(ThreadStatusConstants.ARM_DEBUG_STATE64);

  /**
   * Makes the flavour of a number.
   *
   * @param architecture the architecture whose number it is
   * @param number the number of the headers
   */
  public ThreadStateFlavour {
    Objects.requireNonNull(architecture);
  }

  /**
   * Returns the flavour of a number.
   *
   * @param architecture the architecture whose number it is
   * @param number the number of the headers, or any other
   * @return the flavour
   */
  public static ThreadStateFlavour of(Architecture architecture, int number) {
    return new ThreadStateFlavour(architecture, number);
  }

  private static ThreadStateFlavour x86(int number) {
    return new ThreadStateFlavour(Architecture.X86_64, number);
  }

  private static ThreadStateFlavour arm(int number) {
    return new ThreadStateFlavour(Architecture.ARM64, number);
  }

  /**
   * Returns the size of a whole state, as the headers have it ({@code ..._COUNT}).
   *
   * @return words of 32 bits; 0 if the flavour is not known here
   */
  public int words() {
    return FlavourTable.words(this);
  }

  /**
   * Tells whether its states begin with a header that says what comes behind it.
   *
   * @return true for a unified flavour
   */
  public boolean isUnified() {
    return FlavourTable.isUnified(this);
  }

  /**
   * Returns the unified flavour that can hold a state of this one.
   *
   * @return the unified flavour; null if there is none, or this is one
   */
  public @Nullable ThreadStateFlavour unified() {
    int unified = FlavourTable.unified(this);
    return unified == FlavourTable.NONE ? null : of(architecture, unified);
  }

  /**
   * Returns the name in the C headers.
   *
   * @return such as {@code x86_THREAD_STATE64}; the number where there is no name
   */
  @Override
  public String toString() {
    return architecture == Architecture.X86_64
        ? Symbols.X86_THREAD_STATE_FLAVOURS.name(number)
        : Symbols.ARM_THREAD_STATE_FLAVOURS.name(number);
  }
}

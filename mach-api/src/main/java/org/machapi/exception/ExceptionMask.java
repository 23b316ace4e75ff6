package org.machapi.exception;

import org.machapi.raw.ExceptionConstants;
import org.machapi.raw.Symbols;

/**
 * A set of exception types ({@code exception_mask_t}).
 *
 * @param bits an or-list of {@code EXC_MASK_} constants
 */
public record ExceptionMask(int bits) {
  /** Every type but {@code EXC_CRASH} and {@code EXC_CORPSE_NOTIFY}, as the kernel has it. */
  public static final ExceptionMask ALL = new ExceptionMask(ExceptionConstants.EXC_MASK_ALL);

  /**
   * What HotSpot turns into null pointer exceptions, safepoints and the like: {@code
   * EXC_BAD_ACCESS}, {@code EXC_BAD_INSTRUCTION} and {@code EXC_ARITHMETIC}.
   */
  public static final ExceptionMask NEEDED_BY_THE_JVM =
      new ExceptionMask(
          ExceptionConstants.EXC_MASK_BAD_ACCESS
              | ExceptionConstants.EXC_MASK_BAD_INSTRUCTION
              | ExceptionConstants.EXC_MASK_ARITHMETIC);

  /**
   * Returns the set of these types.
   *
   * @param types any number of types
   * @return the mask
   */
  public static ExceptionMask of(ExceptionType... types) {
    int bits = 0;
    for (ExceptionType type : types) {
      bits |= type.mask().bits();
    }
    return new ExceptionMask(bits);
  }

  /**
   * Tells whether a type is in the set.
   *
   * @param type the type
   * @return whether it is there
   */
  public boolean has(ExceptionType type) {
    return (bits & type.mask().bits()) != 0;
  }

  /**
   * Returns what is in both sets.
   *
   * @param other the other set
   * @return the intersection
   */
  public ExceptionMask and(ExceptionMask other) {
    return new ExceptionMask(bits & other.bits);
  }

  /** Returns what is in one set or the other. */
  ExceptionMask or(ExceptionMask other) {
    return new ExceptionMask(bits | other.bits);
  }

  /**
   * Tells whether the set is empty.
   *
   * @return whether there is no type in it
   */
  public boolean isEmpty() {
    return bits == 0;
  }

  /**
   * Returns the names in the C headers.
   *
   * @return such as {@code EXC_MASK_BREAKPOINT|EXC_MASK_SYSCALL}; unknown bits as a number
   */
  @Override
  public String toString() {
    return Symbols.EXCEPTION_MASKS.name(bits);
  }
}

package org.machapi.exception;

import org.machapi.raw.ExceptionConstants;
import org.machapi.raw.Symbols;

/**
 * What happened to a thread ({@code exception_type_t}). Numbers that have no name here are kept as
 * they are.
 *
 * @param number the {@code EXC_} constant
 */
public record ExceptionType(int number) {
  /** Memory could not be accessed. HotSpot needs this one itself. */
  public static final ExceptionType BAD_ACCESS =
      new ExceptionType(ExceptionConstants.EXC_BAD_ACCESS);

  /** An instruction that the processor refuses. HotSpot needs this one itself. */
  public static final ExceptionType BAD_INSTRUCTION =
      new ExceptionType(ExceptionConstants.EXC_BAD_INSTRUCTION);

  /** Division by zero and the like. HotSpot needs this one itself. */
  public static final ExceptionType ARITHMETIC =
      new ExceptionType(ExceptionConstants.EXC_ARITHMETIC);

  /** An emulation support instruction. */
  public static final ExceptionType EMULATION = new ExceptionType(ExceptionConstants.EXC_EMULATION);

  /** Raised by software, above all for signals. */
  public static final ExceptionType SOFTWARE = new ExceptionType(ExceptionConstants.EXC_SOFTWARE);

  /** A breakpoint or single step. */
  public static final ExceptionType BREAKPOINT =
      new ExceptionType(ExceptionConstants.EXC_BREAKPOINT);

  /** A system call. */
  public static final ExceptionType SYSCALL = new ExceptionType(ExceptionConstants.EXC_SYSCALL);

  /** A Mach system call. */
  public static final ExceptionType MACH_SYSCALL =
      new ExceptionType(ExceptionConstants.EXC_MACH_SYSCALL);

  /** Abnormal use of a remote call; raised by nothing in today's kernels. */
  public static final ExceptionType RPC_ALERT = new ExceptionType(ExceptionConstants.EXC_RPC_ALERT);

  /** The process is about to end abnormally. */
  public static final ExceptionType CRASH = new ExceptionType(ExceptionConstants.EXC_CRASH);

  /** A limit on a resource was reached. */
  public static final ExceptionType RESOURCE = new ExceptionType(ExceptionConstants.EXC_RESOURCE);

  /** A guard was violated. */
  public static final ExceptionType GUARD = new ExceptionType(ExceptionConstants.EXC_GUARD);

  /** The process has ended and its corpse may be looked at. */
  public static final ExceptionType CORPSE_NOTIFY =
      new ExceptionType(ExceptionConstants.EXC_CORPSE_NOTIFY);

  /**
   * Returns the set that holds just this type.
   *
   * @return the mask; empty for a number that no mask has a bit for, as a forged message may have
   *     it
   */
  public ExceptionMask mask() {
    return new ExceptionMask(number >= 0 && number < Integer.SIZE ? 1 << number : 0);
  }

  /**
   * Returns the name in the C headers.
   *
   * @return such as {@code EXC_BAD_ACCESS}; the number where there is no name
   */
  @Override
  public String toString() {
    return Symbols.EXCEPTIONS.name(number);
  }
}

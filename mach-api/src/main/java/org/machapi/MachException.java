package org.machapi;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A Mach routine answered with something else than success.
 *
 * <p>Unchecked, but declared by every method that calls the kernel: the leak checker follows
 * declared exceptions only.
 */
public class MachException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The routine that failed, as in C. */
  private final String routine;

  /** What it returned. */
  private final int code;

  /**
   * Says that a routine failed.
   *
   * @param routine the name of the Mach routine, as in C
   * @param code what it returned
   * @param detail what it was about and what to do, or null; a sentence or two
   */
  public MachException(String routine, int code, @Nullable String detail) {
    super(describe(routine, new KernReturn(code), detail));
    this.routine = routine;
    this.code = code;
  }

  private static String describe(String routine, KernReturn kernReturn, @Nullable String detail) {
    String message = routine + ": " + kernReturn + ": " + kernReturn.meaning();
    return detail == null ? message : message + ". " + detail;
  }

  /**
   * Returns the routine that failed.
   *
   * @return its name in C
   */
  public final String routine() {
    return routine;
  }

  /**
   * Returns what the routine answered.
   *
   * @return the code; never success
   */
  public final KernReturn kernReturn() {
    return new KernReturn(code);
  }
}

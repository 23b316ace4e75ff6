package org.machapi.exception;

import org.machapi.raw.ExceptionConstants;

/**
 * Raised by software (XNU bsd/uxkern/ux_exception.c).
 *
 * @param code {@code EXC_SOFT_SIGNAL} for a signal on its way to a traced process
 * @param subcode the number of that signal
 */
public record RaisedBySoftware(long code, long subcode) implements ExceptionDetail {
  @Override
  public ExceptionType type() {
    return ExceptionType.SOFTWARE;
  }

  /**
   * Tells whether a signal is meant.
   *
   * @return true if {@code subcode} is its number
   */
  public boolean isSignal() {
    return code == ExceptionConstants.EXC_SOFT_SIGNAL;
  }

  @Override
  public String describe() {
    if (isSignal()) {
      return "a signal: " + Signals.name(subcode);
    }
    boolean policy =
        code >= ExceptionConstants.EXC_MACF_MIN && code <= ExceptionConstants.EXC_MACF_MAX;
    return (policy ? "raised by a security policy" : "raised by software")
        + ": code "
        + CodeNames.hex(code)
        + ", subcode "
        + CodeNames.hex(subcode);
  }

  @Override
  public String toString() {
    return describe();
  }
}

package org.machapi.exception;

/**
 * The process is about to end abnormally (XNU bsd/kern/kern_exit.c:proc_prepareexit).
 *
 * @param code the signal, the original exception and part of its code, packed
 * @param subcode the original subcode
 */
public record Crash(long code, long subcode) implements ExceptionDetail {
  @Override
  public ExceptionType type() {
    return ExceptionType.CRASH;
  }

  /**
   * Returns the signal that ends the process.
   *
   * @return its number
   */
  public int signal() {
    return (int) (code >>> 24) & 0xff;
  }

  /**
   * Returns the exception that led to it.
   *
   * @return its type; 0 if there was none, as after {@code abort()}
   */
  public ExceptionType original() {
    return new ExceptionType((int) (code >>> 20) & 0xf);
  }

  /**
   * Returns what is left of the code of that exception.
   *
   * @return the lower 20 bits
   */
  public int originalCode() {
    return (int) code & 0xf_ffff;
  }

  @Override
  public String describe() {
    String end = "the process ends by " + Signals.name(signal());
    return original().number() == 0
        ? end
        : "%s after %s, code %s, subcode %s"
            .formatted(end, original(), CodeNames.hex(originalCode()), CodeNames.hex(subcode));
  }

  @Override
  public String toString() {
    return describe();
  }
}

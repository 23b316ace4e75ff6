package org.machapi;

import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.Symbols;

/**
 * A {@code kern_return_t} or {@code mach_msg_return_t}: the number a Mach routine returned, with
 * its name and meaning.
 *
 * @param code the number; 0 is success
 */
public record KernReturn(int code) {

  /**
   * Tells whether the routine did what it was asked.
   *
   * @return true for {@code KERN_SUCCESS}
   */
  public boolean isSuccess() {
    return code == KernReturnConstants.KERN_SUCCESS;
  }

  /**
   * Returns the symbol of the C headers.
   *
   * @return such as {@code KERN_INVALID_NAME}; the number where there is no symbol
   */
  public String symbol() {
    return Symbols.kernReturn(code);
  }

  /**
   * Returns what the code says, in words.
   *
   * @return a sentence without a full stop
   */
  public String meaning() {
    return Symbols.meaning(code);
  }

  /**
   * Returns symbol and number.
   *
   * @return such as {@code KERN_INVALID_NAME (15)}; large codes are shown in hexadecimal, as the
   *     headers write them
   */
  @Override
  public String toString() {
    String number =
        code >= 0 && code < 0x1000 || code < 0 && code > -0x1000
            ? Integer.toString(code)
            : "0x" + Integer.toHexString(code);
    return symbol() + " (" + number + ")";
  }
}

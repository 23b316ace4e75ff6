package org.machapi.gnumach;

import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.Symbols;

/** Return codes in words; the agent takes its own from GNU Mach's headers. */
final class Results {
  static final String SUCCESS = of(KernReturnConstants.KERN_SUCCESS);

  private Results() {}

  static String of(int code) {
    return code == KernReturnConstants.KERN_SUCCESS ? "KERN_SUCCESS" : Symbols.kernReturn(code);
  }
}

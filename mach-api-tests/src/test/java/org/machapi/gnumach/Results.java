package org.machapi.gnumach;

import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.Symbols;

/** Return codes in words; the agent takes its own from GNU Mach's headers. */
final class Results {
  static final String SUCCESS = of(KernReturnConstants.KERN_SUCCESS);

  /** The step was the end of its own task, because nobody handled an exception. */
  static final String ENDED = "ENDED";

  /** A thread does not come back from a call or a fault by itself. */
  static final String WAITS = "WAITS";

  private Results() {}

  static String of(int code) {
    return code == KernReturnConstants.KERN_SUCCESS ? "KERN_SUCCESS" : Symbols.kernReturn(code);
  }
}

package org.machapi;

/** There is no Mach kernel to talk to, or not the one that was asked for. */
public final class KernelUnavailableException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  KernelUnavailableException(String message) {
    super(message);
  }
}

package org.machapi.tools;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Something cannot be looked at. The message is for the person at the command line: what is missing
 * and what to do.
 */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }

  RefusedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The message, which is always there. */
  String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}

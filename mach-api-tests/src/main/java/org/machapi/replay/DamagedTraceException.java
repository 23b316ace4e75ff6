package org.machapi.replay;

/** A recorded file that cannot be used as it stands; the message names the line and the field. */
public final class DamagedTraceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DamagedTraceException(long line, String field, String problem) {
    super("line " + line + (field.isEmpty() ? "" : ", " + field) + ": " + problem);
  }
}

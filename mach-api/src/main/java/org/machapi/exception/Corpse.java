package org.machapi.exception;

/**
 * The process has ended, and its corpse can be looked at (XNU
 * osfmk/kern/task.c:task_deliver_crash_notification).
 *
 * @param code the type of the exception that made the corpse
 * @param subcode the subcode of that exception
 */
public record Corpse(long code, long subcode) implements ExceptionDetail {
  @Override
  public ExceptionType type() {
    return ExceptionType.CORPSE_NOTIFY;
  }

  @Override
  public String describe() {
    String cause =
        code == (int) code ? new ExceptionType((int) code).toString() : CodeNames.hex(code);
    return "a corpse, made by " + cause + ", subcode " + CodeNames.hex(subcode);
  }

  @Override
  public String toString() {
    return describe();
  }
}

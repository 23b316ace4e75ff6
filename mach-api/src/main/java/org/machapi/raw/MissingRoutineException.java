package org.machapi.raw;

import java.lang.reflect.Method;

/**
 * Thrown when a routine is called that the loaded library does not have, because the system is too
 * old or no real kernel serves. Nothing was called, and no right changed hands.
 *
 * @see Since
 */
public final class MissingRoutineException extends UnsupportedOperationException {
  private static final long serialVersionUID = 1;

  /** The routine, as in C. */
  private final String routine;

  /** The release that brought it. */
  private final String release;

  private MissingRoutineException(String routine, String release) {
    super(
        "the loaded Mach library has no routine "
            + routine
            + ", which came with "
            + release
            + "; nothing was called");
    this.routine = routine;
    this.release = release;
  }

  /** Makes the exception for a routine of {@link MachLibrary} that is marked {@link Since}. */
  static MissingRoutineException of(String routine) {
    for (Method method : MachLibrary.class.getMethods()) {
      Since since = method.getAnnotation(Since.class);
      if (since != null && method.getName().equals(routine)) {
        return new MissingRoutineException(routine, since.value());
      }
    }
    throw new IllegalArgumentException("no optional routine " + routine);
  }

  /**
   * Returns what was called.
   *
   * @return the name as in C
   */
  public String routine() {
    return routine;
  }

  /**
   * Returns what one needs to call it.
   *
   * @return the first release that has the routine, such as {@code macOS 15.0}
   */
  public String release() {
    return release;
  }
}

package org.machapi.sim;

/**
 * Thrown where a program calls a routine that the simulated kernel does not have. Nothing was done,
 * and no right changed hands.
 */
public final class UnsimulatedRoutineException extends UnsupportedOperationException {
  private static final long serialVersionUID = 1;

  /** The routine, as in C. */
  private final String routine;

  UnsimulatedRoutineException(String routine) {
    super(
        "mach-sim does not simulate "
            + routine
            + "; nothing was done. docs/mach-sim.md lists what it simulates");
    this.routine = routine;
  }

  /** For a part of a routine that is simulated otherwise. */
  UnsimulatedRoutineException(String routine, String part) {
    super(
        "mach-sim does not simulate this of "
            + routine
            + ": "
            + part
            + "; nothing was done. docs/mach-sim.md lists what it simulates");
    this.routine = routine;
  }

  /**
   * Returns what was called.
   *
   * @return the name as in C
   */
  public String routine() {
    return routine;
  }
}

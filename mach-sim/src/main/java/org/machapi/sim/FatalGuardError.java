package org.machapi.sim;

/**
 * Thrown where macOS would kill the process: the call broke a rule about guarded or immovable
 * ports. An error and not an exception, because no program could go on after it.
 */
public final class FatalGuardError extends Error {
  private static final long serialVersionUID = 1L;

  private final transient GuardException guard;

  /**
   * Makes the error for a fatal guard exception.
   *
   * @param guard what macOS would kill the process for
   */
  public FatalGuardError(GuardException guard) {
    super(guard.toString());
    this.guard = guard;
  }

  /**
   * Returns what macOS would kill the process for.
   *
   * @return the guard exception
   */
  public GuardException guard() {
    return guard;
  }
}

package org.machapi.sim;

/**
 * Hears of every guard exception, in the thread whose call raised it, after the call has done its
 * work.
 */
@FunctionalInterface
public interface GuardListener {
  /**
   * Takes a guard exception. What this throws, the call throws; if it returns, the call returns its
   * result.
   *
   * @param exception what macOS would raise {@code EXC_GUARD} for
   */
  void guardException(GuardException exception);
}

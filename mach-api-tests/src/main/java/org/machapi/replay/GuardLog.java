package org.machapi.replay;

import java.util.ArrayList;
import java.util.List;
import org.machapi.sim.GuardException;
import org.machapi.sim.GuardListener;

/**
 * Keeps the guard exceptions of a call, and lets the call return its result even after a fatal one.
 */
final class GuardLog implements GuardListener {
  private final List<GuardException> guards = new ArrayList<>();

  @Override
  public synchronized void guardException(GuardException exception) {
    guards.add(exception);
  }

  /** Returns the guard exceptions since the last time, oldest first. */
  synchronized List<GuardException> take() {
    List<GuardException> taken = new ArrayList<>(guards);
    guards.clear();
    return taken;
  }
}

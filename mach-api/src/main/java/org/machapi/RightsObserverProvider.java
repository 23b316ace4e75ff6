package org.machapi;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Gives {@link Mach#system()} an observer from its first moment on. Found through {@link
 * java.util.ServiceLoader}, if the system property {@code org.machapi.ledger} is set; the ledger of
 * {@code org.machapi.census} is given in this way.
 */
public interface RightsObserverProvider {

  /**
   * Decides whether to observe.
   *
   * @param mach the kernel of this system, from which nothing has been acquired yet
   * @return the observer; null for none
   */
  @Nullable RightsObserver observe(Mach mach);
}

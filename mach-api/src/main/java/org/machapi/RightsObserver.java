package org.machapi;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Is told of every right that the library acquires for the program, see {@link Mach#observe}.
 *
 * <p>Called by the thread that acquires, labels or appoints, with no lock held; must be quick and
 * must not throw.
 */
public interface RightsObserver {

  /**
   * This observer has been appointed by {@link Mach#observe}: what is acquired from now on is told
   * to it. What was acquired before was not, even if it had been appointed earlier, unless it was
   * the observer all the time. Does nothing if it is not overridden.
   */
  default void appointed() {}

  /**
   * A right has been acquired.
   *
   * @param type the class of the object that owns it
   * @param name its name
   * @return what is to be told what becomes of it, a new one for each right; or null for nothing; a
   *     {@link WatchedAcquisition} is told, too, if the object is lost
   */
  @Nullable Acquisition acquired(Class<? extends PortRight> type, int name);

  /**
   * The program says what a port is for, see {@link PortView#label}. Does nothing if it is not
   * overridden.
   *
   * @param name the name of the port
   * @param label what it is for
   */
  default void labelled(int name, String label) {}
}

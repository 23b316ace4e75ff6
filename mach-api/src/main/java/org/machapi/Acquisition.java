package org.machapi;

/**
 * The record of one right from its acquisition to its end, kept by a {@link RightsObserver}. None
 * of its methods may throw.
 */
public interface Acquisition {

  /**
   * The right went back to the kernel.
   *
   * @param kernReturn what the kernel said; not success means that somebody else had released it
   */
  void released(KernReturn kernReturn);

  /** The right was given to somebody else: in a message, or by relinquish. */
  void givenAway();

  /**
   * Returns where the right came from and where it went, as far as that was recorded.
   *
   * @return a phrase for an error message, such as {@code acquired at Demo.java:12, closed at
   *     Demo.java:20}
   */
  String describe();
}

package org.machapi.flight;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Tells whether there is a flight recorder, and anybody has started it in this process. */
public final class Flight {
  private static final Logger LOG = System.getLogger(Flight.class.getName());

  private static volatile boolean on;

  static {
    if (isInstalled()) {
      try {
        FlightStart.await();
      } catch (RuntimeException | LinkageError e) {
        LOG.log(Level.WARNING, "There will be no events for Java Flight Recorder.", e);
      }
    }
  }

  private Flight() {}

  /**
   * Tells whether events can be written; only then may the classes of events be touched.
   *
   * @return false where {@code jdk.jfr} is missing, or nobody has started a recording yet
   */
  public static boolean isOn() {
    return on;
  }

  /** Called when the recorder is there and knows our events. */
  static void started() {
    on = true;
  }

  /** A module that is there need not be visible here: the descriptor names it as optional. */
  private static boolean isInstalled() {
    return ModuleLayer.boot()
        .findModule("jdk.jfr")
        .map(module -> Flight.class.getModule().canRead(module))
        .orElse(false);
  }
}

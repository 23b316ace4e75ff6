package org.machapi.flight;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Tells whether there is a flight recorder, and anybody has started it in this process. */
public final class Flight {
  private static final Logger LOG = System.getLogger(Flight.class.getName());

  private static volatile Recorder recorder = Recorder.UNKNOWN;

  private enum Recorder {
    UNKNOWN,
    AWAITED,
    STARTED,
    LEFT_ALONE
  }

  private Flight() {}

  /**
   * Tells whether events can be written; only then may the classes of events be touched.
   *
   * @return false where {@code jdk.jfr} is missing, or nobody has started a recording yet
   */
  public static boolean isOn() {
    Recorder known = recorder;
    return known == Recorder.STARTED || (known == Recorder.UNKNOWN && await());
  }

  /**
   * Leaves the recorder alone: there will be no events. For a copy of the library that looks at a
   * program from inside: its own rights are not the program's, and the recorder would keep it for
   * ever. Does nothing if a right was taken before.
   */
  public static synchronized void leaveAlone() {
    if (recorder == Recorder.UNKNOWN) {
      recorder = Recorder.LEFT_ALONE;
    }
  }

  /**
   * Done by the first who asks; nobody waits for it, in particular not for this class to be
   * initialized. The recorder calls its listeners under a lock that this needs as well, and a
   * listener may take a right.
   */
  private static boolean await() {
    if (isFirst() && isInstalled()) {
      try {
        FlightStart.await();
      } catch (RuntimeException | LinkageError e) {
        LOG.log(Level.WARNING, "There will be no events for Java Flight Recorder.", e);
      }
    }
    return recorder == Recorder.STARTED;
  }

  private static synchronized boolean isFirst() {
    if (recorder != Recorder.UNKNOWN) {
      return false;
    }
    recorder = Recorder.AWAITED;
    return true;
  }

  /** Called when the recorder is there and knows our events. */
  static void started() {
    recorder = Recorder.STARTED;
  }

  /** A module that is there need not be visible here: the descriptor names it as optional. */
  private static boolean isInstalled() {
    return ModuleLayer.boot()
        .findModule("jdk.jfr")
        .map(module -> Flight.class.getModule().canRead(module))
        .orElse(false);
  }
}

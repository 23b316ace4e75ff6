package org.machapi.flight;

import java.util.stream.Stream;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.sim.SimulatedKernel;

/**
 * A program whose first rights are taken while the recorder starts: by a listener of its own, and
 * by another thread, which the recorder makes wait.
 */
final class RightsWhileTheRecorderStarts {
  private static final Mach MACH =
      Mach.of(SimulatedKernel.create().createTask("flight").library(), "mach-sim");

  private RightsWhileTheRecorderStarts() {}

  public static void main(String[] arguments) throws InterruptedException {
    Thread other = new Thread(() -> take("another thread"));
    FlightRecorder.addListener(
        new FlightRecorderListener() {
          @Override
          public void recorderInitialized(FlightRecorder recorder) {
            other.start();
            awaitStopInRecorder(other);
            take("the listener");
          }
        });
    FlightRecorder.getFlightRecorder();
    other.join();
    System.out.println("events: " + Flight.isOn());
  }

  private static void take(String who) {
    ReceiveRight.allocate(MACH).close();
    System.out.println("taken by " + who);
  }

  /** Returns once a thread waits for the recorder, or has ended. */
  private static void awaitStopInRecorder(Thread thread) {
    while (thread.isAlive()
        && !(thread.getState() == Thread.State.BLOCKED && isInRecorder(thread))) {
      Thread.onSpinWait();
    }
  }

  private static boolean isInRecorder(Thread thread) {
    return Stream.of(thread.getStackTrace())
        .anyMatch(frame -> frame.getClassName().startsWith("jdk.jfr."));
  }
}

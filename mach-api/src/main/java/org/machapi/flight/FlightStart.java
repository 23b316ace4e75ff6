package org.machapi.flight;

import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;

/** Waits for the flight recorder, and makes our events known to it when it starts. */
final class FlightStart implements FlightRecorderListener {

  private FlightStart() {}

  /** Does it at once if the recorder is there already. */
  static void await() {
    FlightRecorder.addListener(new FlightStart());
  }

  @Override
  public void recorderInitialized(FlightRecorder recorder) {
    register(RightAcquiredEvent.class);
    register(RightReleasedEvent.class);
    register(RightLostEvent.class);
    register(MessageSentEvent.class);
    register(MessageReceivedEvent.class);
    register(ExceptionReceivedEvent.class);
    Flight.started();
  }

  /** So that an event is in the list of all, and its settings count, before it happens. */
  private static void register(Class<? extends Event> event) {
    FlightRecorder.register(event);
  }
}

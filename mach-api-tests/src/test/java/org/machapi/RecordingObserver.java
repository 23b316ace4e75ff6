package org.machapi;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what the library says of the rights that it acquires. */
final class RecordingObserver implements RightsObserver {
  /** What it knows of every right. */
  static final String DESCRIPTION = "acquired at a place that a test made up";

  final List<String> events = new CopyOnWriteArrayList<>();

  @Override
  public Acquisition acquired(Class<? extends PortRight> type, int name) {
    events.add("acquired " + type.getSimpleName() + " " + Integer.toHexString(name));
    return new Acquisition() {
      @Override
      public void released(KernReturn kernReturn) {
        events.add("released " + kernReturn);
      }

      @Override
      public void givenAway() {
        events.add("given away");
      }

      @Override
      public String describe() {
        return DESCRIPTION;
      }
    };
  }
}

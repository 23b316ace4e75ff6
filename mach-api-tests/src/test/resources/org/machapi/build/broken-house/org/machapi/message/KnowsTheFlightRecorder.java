package org.machapi.message;

/** Breaks the rule that only events know the flight recorder. */
class KnowsTheFlightRecorder {
  jdk.jfr.Recording recording;
}

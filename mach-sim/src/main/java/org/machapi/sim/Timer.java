package org.machapi.sim;

import org.checkerframework.checker.nullness.qual.Nullable;

/** A timer of {@code mk_timer_create}, which its port stands for. */
final class Timer {
  final Port port;

  /** What will let it expire; null if it is not armed. */
  Alarms.@Nullable Alarm alarm;

  /** The latest time at which the armed timer may expire. */
  long latest;

  /** The message of the last expiry. */
  @Nullable Message message;

  Timer(Port port) {
    this.port = port;
  }

  /** Tells whether nobody has received the message of the last expiry yet. */
  boolean isMessageQueued() {
    for (Message each = port.firstMessage; each != null; each = each.next) {
      if (each == message) {
        return true;
      }
    }
    return false;
  }
}

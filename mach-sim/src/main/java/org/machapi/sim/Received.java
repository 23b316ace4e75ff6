package org.machapi.sim;

import static org.machapi.raw.MessageConstants.MACH_MSG_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_RCV_TOO_LARGE;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a receiver gets from a queue.
 *
 * @param result success, too large, timed out or port changed
 * @param message the message, out of the queue; null if it stayed there or there was none
 * @param sequenceNumber the number of the message among those received from its port
 * @param size the size of a message that was too large and stayed in the queue
 * @param portName the name of the port that such a message waits at
 */
record Received(int result, @Nullable Message message, int sequenceNumber, int size, int portName) {

  static Received nothing(int result) {
    return new Received(result, null, 0, 0, 0);
  }

  static Received message(Message message, int sequenceNumber, boolean fits) {
    return new Received(
        fits ? MACH_MSG_SUCCESS : MACH_RCV_TOO_LARGE, message, sequenceNumber, 0, 0);
  }

  static Received leftInQueue(int size, int portName) {
    return new Received(MACH_RCV_TOO_LARGE, null, 0, size, portName);
  }
}

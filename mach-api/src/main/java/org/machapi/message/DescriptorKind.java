package org.machapi.message;

import org.machapi.raw.MessageConstants;

/** What one descriptor of a received message carries. */
public enum DescriptorKind {
  /** A send right, or null or dead in its place. */
  SEND,
  /** A send-once right, or null or dead in its place. */
  SEND_ONCE,
  /** A receive right, or null or dead in its place. */
  RECEIVE,
  /** A receive right that is guarded already, with its guard. */
  GUARDED_RECEIVE,
  /** Out-of-line memory. */
  MEMORY,
  /** An array of rights in out-of-line memory. */
  PORTS,
  /** No right: a null or dead name with a disposition that says nothing. */
  OTHER;

  /** What a port descriptor, or the elements of an array, carry. */
  static DescriptorKind ofDisposition(int disposition) {
    return switch (disposition) {
      case MessageConstants.MACH_MSG_TYPE_PORT_SEND -> SEND;
      case MessageConstants.MACH_MSG_TYPE_PORT_SEND_ONCE -> SEND_ONCE;
      case MessageConstants.MACH_MSG_TYPE_PORT_RECEIVE -> RECEIVE;
      default -> OTHER;
    };
  }
}

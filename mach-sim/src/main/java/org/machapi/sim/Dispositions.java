package org.machapi.sim;

import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_PORT_NONE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_PORT_RECEIVE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_PORT_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_PORT_SEND_ONCE;

/** What a sender asks for, and what a receiver gets. */
final class Dispositions {
  static final int NONE = MACH_MSG_TYPE_PORT_NONE;
  static final int RECEIVE = MACH_MSG_TYPE_PORT_RECEIVE;
  static final int SEND = MACH_MSG_TYPE_PORT_SEND;
  static final int SEND_ONCE = MACH_MSG_TYPE_PORT_SEND_ONCE;

  private Dispositions() {}

  /** Returns the right that arrives when one is sent so; NONE for numbers that ask for none. */
  static int received(int disposition) {
    return switch (disposition) {
      case MACH_MSG_TYPE_MOVE_RECEIVE -> RECEIVE;
      case MACH_MSG_TYPE_MOVE_SEND_ONCE, MACH_MSG_TYPE_MAKE_SEND_ONCE -> SEND_ONCE;
      case MACH_MSG_TYPE_MOVE_SEND, MACH_MSG_TYPE_MAKE_SEND, MACH_MSG_TYPE_COPY_SEND -> SEND;
      default -> NONE;
    };
  }

  /** Tells whether a message can go through a right sent so. */
  static boolean canCarryMessage(int disposition) {
    int right = received(disposition);
    return right == SEND || right == SEND_ONCE;
  }
}

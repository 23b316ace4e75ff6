package org.machapi.message;

import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.PortType;
import org.machapi.Right;
import org.machapi.raw.MessageConstants;

/** Gives back, one by one, what the kernel put into a message that it could not send. */
final class ReturnedRights {
  private ReturnedRights() {}

  /** Gives back a right by the disposition that the kernel wrote; a receive right by its guard. */
  static void release(Mach mach, int name, int disposition, long guard) {
    switch (disposition) {
      case MessageConstants.MACH_MSG_TYPE_MOVE_SEND,
          MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE ->
          CarriedRights.release(mach, name, disposition);
      case MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE ->
          // Takes any number for a guard if there is none.
          CarriedRights.destruct(mach, name, guard);
      default -> {
        // Copied or made, and not yet done: nothing was acquired.
      }
    }
  }

  /** Tells whether a name still denotes what this disposition copies, makes or moves. */
  static boolean denotes(Mach mach, int name, int disposition) {
    PortType type;
    try {
      type = mach.space().type(name);
    } catch (MachException e) {
      // It denotes nothing.
      return false;
    }
    return switch (disposition) {
      case MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE,
          MessageConstants.MACH_MSG_TYPE_MAKE_SEND,
          MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE ->
          type.has(Right.RECEIVE);
      case MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE ->
          type.has(Right.SEND_ONCE) || type.has(Right.DEAD_NAME);
      default -> type.has(Right.SEND) || type.has(Right.DEAD_NAME);
    };
  }

  static boolean isDead(Mach mach, int name) {
    try {
      return mach.space().type(name).has(Right.DEAD_NAME);
    } catch (MachException e) {
      // It denotes nothing: somebody else has released it.
      return false;
    }
  }
}

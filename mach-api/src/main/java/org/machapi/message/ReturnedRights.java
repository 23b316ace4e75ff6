package org.machapi.message;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.machapi.KernReturn;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.PortType;
import org.machapi.Right;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.PortConstants;

/** Gives back, one by one, what the kernel put into a message that it could not send. */
final class ReturnedRights {
  private static final Logger LOG = System.getLogger(ReturnedRights.class.getName());

  private ReturnedRights() {}

  static boolean isRight(int name) {
    return name != PortConstants.MACH_PORT_NULL && name != PortConstants.MACH_PORT_DEAD;
  }

  /** Gives back a right by the disposition that the kernel wrote; a receive right by its guard. */
  static void release(Mach mach, int name, int disposition, long guard) {
    if (!isRight(name)) {
      return;
    }
    switch (disposition) {
      case MessageConstants.MACH_MSG_TYPE_MOVE_SEND,
          MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE ->
          check("mach_port_deallocate", mach.library().mach_port_deallocate(mach.taskSelf(), name));
      case MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE ->
          // Takes any number for a guard if there is none.
          check(
              "mach_port_destruct",
              mach.library().mach_port_destruct(mach.taskSelf(), name, 0, guard));
      default -> {
        // Copied or made, and not yet done: nothing was acquired.
      }
    }
  }

  static void releaseMemory(Mach mach, long address, long length) {
    if (address != 0 && length != 0) {
      check(
          "mach_vm_deallocate",
          mach.library().mach_vm_deallocate(mach.taskSelf(), address, length));
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

  private static void check(String routine, int code) {
    if (code != 0) {
      LOG.log(
          Level.WARNING,
          "{0} refused to release what an unsent message gave back: {1}",
          routine,
          new KernReturn(code));
    }
  }
}

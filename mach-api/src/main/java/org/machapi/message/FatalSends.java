package org.machapi.message;

import org.machapi.DeadNameException;
import org.machapi.KernelObject;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.PortView;
import org.machapi.ReceiveView;
import org.machapi.SendView;
import org.machapi.raw.MessageConstants;

/** Refuses, before the kernel hears of it, what macOS kills the process for. */
final class FatalSends {
  private FatalSends() {}

  /**
   * A plain message to a kernel object is fatal (XNU
   * osfmk/ipc/ipc_policy.c:ipc_validate_kmsg_dest_from_user).
   */
  static void refuseKernelObject(SendView destination) throws MachException {
    KernelObject object = destination.kernelObject();
    if (!object.isNone()) {
      throw new IllegalArgumentException(
          destination
              + " stands for "
              + object
              + ", a kernel object: macOS kills a process that sends it a plain message. Call its"
              + " routine instead.");
    }
  }

  /** A name of another task is any right here, or none. */
  static void refuseOtherKernel(Mach mach, PortView right) {
    if (right.mach() != mach) {
      throw new IllegalArgumentException(
          right + " belongs to another kernel than the destination of the message");
    }
  }

  /** Refuses a right that must not travel by this disposition. */
  static void refuse(PortView right, int disposition) throws MachException {
    switch (disposition) {
      case MessageConstants.MACH_MSG_TYPE_COPY_SEND, MessageConstants.MACH_MSG_TYPE_MOVE_SEND -> {
        if (right instanceof SendView send) {
          refuseImmovable(send);
        }
      }
      case MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE -> {
        if (right instanceof ReceiveView receive) {
          refuseToMove(receive);
        }
      }
      default -> {
        // A send-once right, or what is made from a receive right, may travel.
      }
    }
  }

  /**
   * To move an immovable receive right, or that of a kernel object such as a timer, is fatal (XNU
   * osfmk/ipc/ipc_right.c:ipc_right_copyin).
   */
  private static void refuseToMove(ReceiveView right) throws MachException {
    KernelObject object = right.kernelObject();
    if (right.status().isImmovable() || !object.isNone()) {
      throw new IllegalArgumentException(
          right
              + (object.isNone() ? " is immovable" : " stands for " + object)
              + ": macOS kills a process that moves such a receive right");
    }
  }

  /**
   * To copy or move an immovable right is fatal (XNU
   * osfmk/ipc/ipc_policy.c:mach_port_guard_exception_immovable).
   */
  static void refuseImmovable(SendView right) throws MachException {
    if (isImmovable(right)) {
      throw new IllegalArgumentException(
          right
              + " is a read or inspect port, which must not leave its task: macOS kills a process"
              + " that sends one");
    }
  }

  private static boolean isImmovable(SendView right) throws MachException {
    try {
      return right.kernelObject().isImmovable();
    } catch (DeadNameException e) {
      // A dead name may travel; it arrives as MACH_PORT_DEAD.
      return false;
    }
  }
}

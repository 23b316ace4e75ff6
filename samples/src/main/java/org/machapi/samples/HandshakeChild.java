package org.machapi.samples;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.RegisteredPorts;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.TaskSpecialPort;
import org.machapi.TaskSpecialPorts;
import org.machapi.message.Deadline;
import org.machapi.message.OutgoingMessage;

/**
 * The child's side of a handshake without a bootstrap server: finds the right that its parent left
 * for it among the registered ports, and sends its own task port there.
 */
public final class HandshakeChild {
  /** The place among the registered ports on which parent and child agree. */
  static final int PLACE = 2;

  /** The message that the child sends: one right, no data. */
  static final int HELLO = 0x48454c4f;

  /** Room for one right, beside the header. */
  private static final int ONE_RIGHT = 16;

  private HandshakeChild() {}

  /**
   * Reports to the parent.
   *
   * <p>Ownership: nothing is left to close. The parent gets a right of its own to this task, with
   * which it can do everything to it.
   *
   * @param mach the kernel, and the task that reports
   * @param deadline how long to wait while the parent's queue is full
   * @return false if no parent has left a right, or it has ended
   * @throws MachException if the message could not be sent
   */
  public static boolean report(Mach mach, Deadline deadline) throws MachException {
    // Not the name that mach_task_self_ has: in a hardened process that one must not be sent.
    try (RegisteredPorts ports = RegisteredPorts.lookUp(mach);
        @Nullable SendRight self = TaskSpecialPorts.of(mach.task()).get(TaskSpecialPort.KERNEL)) {
      SendView parent = ports.at(PLACE);
      if (parent == null || self == null) {
        return false;
      }
      OutgoingMessage.withRoomFor(ONE_RIGHT).begin(HELLO).copy(self).send(parent, deadline);
      return true;
    }
  }
}

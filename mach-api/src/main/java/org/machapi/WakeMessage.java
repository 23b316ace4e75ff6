package org.machapi;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.machapi.raw.AuditTokenLayout;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MachMsgTrailerLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.NotifyConstants;
import org.machapi.raw.PortConstants;

/**
 * The message by which the task wakes one of its own threads that waits for a message: a send-once
 * notification, but from the task and not from the kernel.
 *
 * <p>It goes to a send-once right that is made in the same call. Such a message is queued whatever
 * the limit of the queue (XNU osfmk/ipc/ipc_mqueue.c:ipc_mqueue_send_locked), and no name is needed
 * for the right. To make the right first and deallocate it would have the kernel send the real
 * notification, but takes two calls and a free name, and is refused for reply ports, with a guard
 * exception (macOS 15: osfmk/ipc/ipc_right.c:ipc_right_copyin), where a right in the header of a
 * message is not (osfmk/ipc/ipc_kmsg.c:ipc_kmsg_copyin_header_rights).
 */
final class WakeMessage {
  private static final Logger LOG = System.getLogger(WakeMessage.class.getName());

  static final int SIZE = MachMsgLayout.HEADER_SIZE;

  private static final int AUDITED_PID =
      SIZE + MachMsgTrailerLayout.MSGH_AUDIT + AuditTokenLayout.PID;

  private WakeMessage() {}

  /** Sends one, and tells whether that was possible. Never waits and never throws. */
  static boolean send(Mach mach, int receiveName) {
    NativeBuffer scratch = Scratch.get();
    scratch.putInt(MachMsgLayout.MSGH_BITS, MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE);
    scratch.putInt(MachMsgLayout.MSGH_SIZE, SIZE);
    scratch.putInt(MachMsgLayout.MSGH_REMOTE_PORT, receiveName);
    scratch.putInt(MachMsgLayout.MSGH_LOCAL_PORT, PortConstants.MACH_PORT_NULL);
    scratch.putInt(MachMsgLayout.MSGH_VOUCHER_PORT, PortConstants.MACH_PORT_NULL);
    scratch.putInt(MachMsgLayout.MSGH_ID, NotifyConstants.MACH_NOTIFY_SEND_ONCE);
    int code =
        mach.library()
            .mach_msg(
                scratch.pointer(),
                MessageConstants.MACH_SEND_MSG | MessageConstants.MACH_SEND_TIMEOUT,
                SIZE,
                0,
                PortConstants.MACH_PORT_NULL,
                0,
                PortConstants.MACH_PORT_NULL);
    if (code != MessageConstants.MACH_MSG_SUCCESS) {
      // Somebody has destroyed the port, which wakes too; or more than 65,000 messages wait in it,
      // and then nobody waits for one.
      LOG.log(
          Level.DEBUG,
          "A receiver at {0} was not woken: {1}.",
          PortNames.format(receiveName),
          new KernReturn(code));
      return false;
    }
    return true;
  }

  /**
   * Looks whether a message that has just been received is one of these: nothing but a header, with
   * the identifier, from this task by the word of the kernel.
   *
   * @return the name of the port it was sent to; 0 if it is any other message
   */
  static int target(Mach mach, NativeBuffer message) throws MachException {
    if (message.getInt(MachMsgLayout.MSGH_ID) != NotifyConstants.MACH_NOTIFY_SEND_ONCE
        || message.getInt(MachMsgLayout.MSGH_SIZE) != SIZE
        || message.getInt(MachMsgLayout.MSGH_REMOTE_PORT) != PortConstants.MACH_PORT_NULL
        || message.getInt(AUDITED_PID) != mach.ownPid()) {
      return 0;
    }
    return message.getInt(MachMsgLayout.MSGH_LOCAL_PORT);
  }
}

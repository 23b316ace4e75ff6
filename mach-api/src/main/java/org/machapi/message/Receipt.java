package org.machapi.message;

import org.machapi.MachException;
import org.machapi.ReceiveSource;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;

/** The call that receives a message into a buffer, which grows for it if it may. */
final class Receipt {
  /**
   * The trailer up to the context, always: to ask for less saves nothing that can be measured.
   * Guarded descriptors too, or the kernel destroys the receive right in one (XNU
   * osfmk/ipc/ipc_kmsg.c:ipc_kmsg_copyout_guarded_port_descriptor). No voucher: the kernel keeps
   * it, as for every receiver that does not ask for it.
   */
  private static final int OPTIONS =
      (MessageConstants.MACH_RCV_TRAILER_CTX << 24) | MessageConstants.MACH_RCV_GUARDED_DESC;

  private Receipt() {}

  /**
   * Receives into a buffer that the caller has claimed.
   *
   * @return success, {@code MACH_RCV_BODY_ERROR} with its reason, or {@code MACH_RCV_TIMED_OUT}
   */
  static int receive(ReceiveSource source, MessageBuffer buffer, Deadline deadline)
      throws MachException {
    int options = OPTIONS | (buffer.keepsLarger() ? MessageConstants.MACH_RCV_LARGE : 0);
    int code;
    do {
      code = source.receive(buffer.memory(), options, deadline.remainingNanos());
    } while (code == MessageConstants.MACH_RCV_TOO_LARGE && makeRoom(source, buffer));
    if (code == MessageConstants.MACH_RCV_INTERRUPTED) {
      throw new ReceiveInterruptedException(source);
    }
    if (code != MessageConstants.MACH_MSG_SUCCESS
        && code != MessageConstants.MACH_RCV_TIMED_OUT
        && !isPartial(code)) {
      throw new MachException("mach_msg", code, "Receiving from " + source + ".");
    }
    return code;
  }

  /** Returns true if the message, which is still queued, fits now. */
  private static boolean makeRoom(ReceiveSource source, MessageBuffer buffer)
      throws MessageTooLargeException {
    if (!buffer.keepsLarger()) {
      throw MessageTooLargeException.gone(source);
    }
    int size = buffer.memory().getInt(MachMsgLayout.MSGH_SIZE);
    if (!buffer.growFor(size)) {
      throw MessageTooLargeException.queued(source, size);
    }
    return true;
  }

  /** Tells whether the message arrived all the same, without something that found no room here. */
  private static boolean isPartial(int code) {
    return (code & ~MessageConstants.MACH_MSG_MASK) == MessageConstants.MACH_RCV_BODY_ERROR;
  }
}

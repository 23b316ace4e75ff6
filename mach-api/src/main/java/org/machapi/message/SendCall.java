package org.machapi.message;

import org.machapi.Mach;
import org.machapi.flight.Flight;
import org.machapi.flight.MessageSentEvent;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;

/**
 * The call that sends, and what it came to.
 *
 * <p>{@code mach_msg} of the C library sends again by itself after an interruption. From macOS 13
 * on it does so with the header of before, although the kernel has put rights into the message in
 * place of what was copied or made: each time leaves a reference behind (XNU
 * libsyscall/mach/mach_msg.c: mach_msg2_internal). So it is told not to ({@code
 * MACH_SEND_INTERRUPT}), and what came back is sent again from here, as it came.
 */
final class SendCall {
  /** A thread that is interrupted so often is not to send any more. */
  private static final int MOST_INTERRUPTIONS = 1000;

  private int code;
  private boolean returned;

  /** What the kernel answered, with bits for what found no place on its way back. */
  int code() {
    return code;
  }

  /**
   * Tells whether the message was not sent and its content is in the buffer. It may stand there as
   * it was written, if the kernel had no memory even to read it.
   */
  boolean hasReturned() {
    return returned;
  }

  boolean succeeded() {
    return code == MessageConstants.MACH_MSG_SUCCESS;
  }

  void send(Mach mach, NativeBuffer buffer, int size, Deadline deadline) {
    if (!Flight.isOn()) {
      sendUnrecorded(mach, buffer, size, deadline);
      return;
    }
    int destination = buffer.getInt(MachMsgLayout.MSGH_REMOTE_PORT);
    int id = buffer.getInt(MachMsgLayout.MSGH_ID);
    MessageSentEvent event = MessageSentEvent.started();
    sendUnrecorded(mach, buffer, size, deadline);
    if (event != null) {
      event.finish(destination, id, size, code);
    }
  }

  private void sendUnrecorded(Mach mach, NativeBuffer buffer, int size, Deadline deadline) {
    int options =
        MessageConstants.MACH_SEND_MSG
            | MessageConstants.MACH_SEND_INTERRUPT
            | (deadline.isLimited() ? MessageConstants.MACH_SEND_TIMEOUT : 0);
    int interruptions = -1;
    do {
      interruptions++;
      code =
          mach.library()
              .mach_msg(buffer.pointer(), options, size, 0, 0, deadline.remainingMillis(), 0);
    } while (code == MessageConstants.MACH_SEND_INTERRUPTED && interruptions < MOST_INTERRUPTIONS);
    returned =
        FailedSend.returnsMessage(code)
            || (interruptions > 0 && !succeeded() && !FailedSend.takesHeader(code));
  }

  /**
   * Tells whether the right to the destination, which had been copied, came back as one to move.
   */
  static boolean destinationCameBack(NativeBuffer buffer) {
    int bits = buffer.getInt(MachMsgLayout.MSGH_BITS);
    return (bits & MessageConstants.MACH_MSGH_BITS_REMOTE_MASK)
        != MessageConstants.MACH_MSG_TYPE_COPY_SEND;
  }
}

package org.machapi.message;

import org.machapi.raw.AuditTokenLayout;
import org.machapi.raw.MachMsgTrailerLayout;
import org.machapi.raw.NativeBuffer;

/**
 * What the kernel says about a message, behind its end ({@code mach_msg_trailer_t}). Labels are not
 * asked for: kernels that are not built for mandatory access control by label fill in zeros.
 *
 * @param sequenceNumber the place of the message in the order of its port ({@code msgh_seqno});
 *     numbers may be missing, as those of the messages by which the library wakes receivers
 * @param sender who sent it
 * @param context the context of the port; of a guarded port, as the library makes them, the guard
 */
public record Trailer(int sequenceNumber, AuditToken sender, long context) {

  static Trailer read(NativeBuffer buffer, int at) {
    return new Trailer(
        buffer.getInt(at + MachMsgTrailerLayout.MSGH_SEQNO),
        AuditToken.read(buffer, at),
        buffer.getLong(at + MachMsgTrailerLayout.MSGH_CONTEXT));
  }

  /** Reads who sent a message without making an object for it. */
  static int senderPid(NativeBuffer buffer, int at) {
    return buffer.getInt(at + MachMsgTrailerLayout.MSGH_AUDIT + AuditTokenLayout.PID);
  }
}

package org.machapi.sim;

import static org.machapi.raw.MachMsgTrailerLayout.AUDIT_TRAILER_SIZE;
import static org.machapi.raw.MachMsgTrailerLayout.CONTEXT_TRAILER_SIZE;
import static org.machapi.raw.MachMsgTrailerLayout.MAX_TRAILER_SIZE;
import static org.machapi.raw.MachMsgTrailerLayout.MSGH_AUDIT;
import static org.machapi.raw.MachMsgTrailerLayout.MSGH_CONTEXT;
import static org.machapi.raw.MachMsgTrailerLayout.MSGH_SENDER;
import static org.machapi.raw.MachMsgTrailerLayout.MSGH_SEQNO;
import static org.machapi.raw.MachMsgTrailerLayout.MSGH_TRAILER_SIZE;
import static org.machapi.raw.MachMsgTrailerLayout.MSGH_TRAILER_TYPE;
import static org.machapi.raw.MachMsgTrailerLayout.SECURITY_TRAILER_SIZE;
import static org.machapi.raw.MachMsgTrailerLayout.SEQNO_TRAILER_SIZE;
import static org.machapi.raw.MachMsgTrailerLayout.TRAILER_SIZE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TRAILER_FORMAT_0;

import java.nio.ByteBuffer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.AuditTokenLayout;
import org.machapi.raw.SecurityTokenLayout;

/** The trailer that follows a received message: how long it is, and what is in it. */
final class Trailer {
  private Trailer() {}

  /** Returns the size that the receive options ask for, in bytes. */
  static int size(int options) {
    return switch (options >>> 24 & 0xf) {
      case 0 -> TRAILER_SIZE;
      case 1 -> SEQNO_TRAILER_SIZE;
      case 2 -> SECURITY_TRAILER_SIZE;
      case 3 -> AUDIT_TRAILER_SIZE;
      case 4 -> CONTEXT_TRAILER_SIZE;
      default -> MAX_TRAILER_SIZE;
    };
  }

  /** Tells whether a message and the trailer asked for fit into a buffer. */
  static boolean fits(int messageSize, int options, int bufferSize) {
    return Integer.compareUnsigned(messageSize + size(options), bufferSize) <= 0;
  }

  /** Writes a trailer of {@link #size(int)} bytes; the sender is the kernel if there is none. */
  static void write(
      ByteBuffer out,
      int at,
      int options,
      int sequenceNumber,
      @Nullable Task sender,
      long context) {
    int size = size(options);
    ByteBuffer whole = ByteBuffer.allocate(MAX_TRAILER_SIZE).order(out.order());
    whole.putInt(MSGH_TRAILER_TYPE, MACH_MSG_TRAILER_FORMAT_0);
    whole.putInt(MSGH_TRAILER_SIZE, size);
    if (size > TRAILER_SIZE) {
      whole.putInt(MSGH_SEQNO, sequenceNumber);
      putSender(whole, sender);
      whole.putLong(MSGH_CONTEXT, context);
    }
    out.put(at, whole.array(), 0, size);
  }

  private static void putSender(ByteBuffer trailer, @Nullable Task sender) {
    if (sender == null) {
      // The security token of the kernel: user 0, group 1.
      trailer.putInt(MSGH_SENDER + SecurityTokenLayout.GID, 1);
      return;
    }
    trailer.putInt(MSGH_SENDER + SecurityTokenLayout.UID, Task.USER);
    trailer.putInt(MSGH_SENDER + SecurityTokenLayout.GID, Task.GROUP);
    trailer.putInt(MSGH_AUDIT + AuditTokenLayout.AUID, Task.USER);
    trailer.putInt(MSGH_AUDIT + AuditTokenLayout.EUID, Task.USER);
    trailer.putInt(MSGH_AUDIT + AuditTokenLayout.EGID, Task.GROUP);
    trailer.putInt(MSGH_AUDIT + AuditTokenLayout.RUID, Task.USER);
    trailer.putInt(MSGH_AUDIT + AuditTokenLayout.RGID, Task.GROUP);
    trailer.putInt(MSGH_AUDIT + AuditTokenLayout.PID, sender.processNumber);
  }
}

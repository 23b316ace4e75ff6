package org.machapi.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.machapi.MachException;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.MigErrorConstants;
import org.machapi.raw.NdrRecordLayout;

/**
 * The form that the Mach Interface Generator gives to its messages: the bytes begin with an NDR
 * record, and those of a reply that carries no rights go on with a return code. A reply that has
 * nothing more than that is a {@code mig_reply_error_t} ({@code <mach/mig_errors.h>}), the form of
 * every error.
 */
public final class Mig {
  /** The number of a reply is that of its request and 100 more. */
  static final int REPLY_ID_OFFSET = 100;

  /** The size of a {@code mig_reply_error_t}. */
  static final int ERROR_SIZE = MachMsgLayout.HEADER_SIZE + NdrRecordLayout.SIZE + Integer.BYTES;

  /** {@code NDR_record} of a little-endian machine, as every message of macOS has it. */
  private static final byte[] NDR = {0, 0, 0, 0, 1, 0, 0, 0};

  /** Where the return code stands in a reply without rights. */
  private static final int RETURN_CODE = MachMsgLayout.HEADER_SIZE + NdrRecordLayout.SIZE;

  private Mig() {}

  /**
   * Makes the NDR record, with which the bytes of every MIG message begin, behind its rights.
   *
   * @return 8 bytes
   */
  public static ByteBuffer ndr() {
    return ByteBuffer.wrap(NDR.clone());
  }

  /**
   * Adds to a reply what says that the request was carried out: the NDR record and {@code
   * KERN_SUCCESS}. For replies that carry no rights; in those that do MIG writes no code.
   *
   * @param reply the reply, begun and without data
   * @return the reply
   * @throws IllegalStateException if there is no room; nothing was added
   */
  public static OutgoingMessage success(OutgoingMessage reply) {
    return code(reply, KernReturnConstants.KERN_SUCCESS);
  }

  /** Adds the NDR record and a return code. */
  static OutgoingMessage code(OutgoingMessage reply, int code) {
    ByteBuffer bytes =
        ByteBuffer.allocate(NdrRecordLayout.SIZE + Integer.BYTES)
            .order(ByteOrder.nativeOrder())
            .put(0, NDR)
            .putInt(NdrRecordLayout.SIZE, code);
    return reply.data(bytes);
  }

  /**
   * Looks at a reply as the stub of a MIG client does, and refuses it if it belongs to another
   * request or reports an error. What else it carries is the caller's to look at.
   *
   * <p>Ownership: the reply stays the caller's, also if it is refused.
   *
   * @param routine what was called, for the error message
   * @param reply what came
   * @param requestId the {@code msgh_id} of the request
   * @throws MachException naming the routine: {@code MIG_REPLY_MISMATCH} if the number of the reply
   *     is another than that of the request and 100 more; {@code MIG_TYPE_ERROR} if it carries no
   *     rights and is too short for a return code; the code of the server, if it reports an error;
   *     {@code MIG_REMOTE_ERROR} if a reply that carries no rights has a code that is no success,
   *     and more behind it
   * @throws IllegalStateException if the reply is closed
   */
  public static void check(String routine, ReceivedMessage reply, int requestId)
      throws MachException {
    int id = reply.id();
    if (id != requestId + REPLY_ID_OFFSET) {
      throw new MachException(
          routine,
          MigErrorConstants.MIG_REPLY_MISMATCH,
          "Message " + id + " is no reply to message " + requestId + ".");
    }
    ByteBuffer bytes = reply.bytes();
    if ((bytes.getInt(MachMsgLayout.MSGH_BITS) & MessageConstants.MACH_MSGH_BITS_COMPLEX) != 0) {
      return;
    }
    if (bytes.limit() < ERROR_SIZE) {
      throw new MachException(
          routine,
          MigErrorConstants.MIG_TYPE_ERROR,
          "The reply has " + bytes.limit() + " bytes, too few for a return code.");
    }
    int code = bytes.getInt(RETURN_CODE);
    if (code != KernReturnConstants.KERN_SUCCESS) {
      // An error has nothing behind its code, so more is no answer of a MIG server.
      throw new MachException(
          routine,
          bytes.limit() == ERROR_SIZE ? code : MigErrorConstants.MIG_REMOTE_ERROR,
          "The server says so.");
    }
  }
}

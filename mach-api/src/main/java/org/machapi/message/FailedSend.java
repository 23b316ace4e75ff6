package org.machapi.message;

import org.machapi.DeadNameException;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.PortView;
import org.machapi.Right;
import org.machapi.Transfer;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;

/**
 * What becomes of the rights in a message that could not be sent.
 *
 * <p>Three cases (XNU osfmk/ipc/ipc_kmsg.c and osfmk/ipc/mach_msg.c):
 *
 * <ul>
 *   <li>an error of the header: nothing was taken;
 *   <li>an error of a descriptor: the rights of the header and of the descriptors before it are
 *       destroyed;
 *   <li>no room, or an interruption: the message comes back into the buffer (pseudo-receive), with
 *       rights in place of what was copied or made. The caller of the kernel owns those, in
 *       addition to what it had.
 * </ul>
 */
final class FailedSend {
  private FailedSend() {}

  /** Decides who owns a right that was moved with the header, after the call. */
  static void settle(Transfer moving, int nameInBuffer, int code) {
    if (code == MessageConstants.MACH_MSG_SUCCESS || destroysHeader(code)) {
      moving.succeeded();
    } else if (returnsMessage(code)) {
      if (CarriedRights.isRight(nameInBuffer)) {
        moving.returnedAs(nameInBuffer);
      } else {
        // Its port died meanwhile, or no name was free for it: the kernel has destroyed it.
        moving.succeeded();
      }
    }
  }

  /**
   * Gives back the references that came back for what had been copied or made; what was moved is
   * settled apart.
   */
  static void giveBack(Mach mach, NativeBuffer buffer, int writtenBits, int code, int size) {
    if (!returnsMessage(code)) {
      return;
    }
    CarriedRights returned = new CarriedRights(mach, buffer);
    int bits = buffer.getInt(MachMsgLayout.MSGH_BITS);
    int remote = CarriedRights.remoteDisposition(bits);
    if (remote != CarriedRights.remoteDisposition(writtenBits)) {
      returned.releaseField(MachMsgLayout.MSGH_REMOTE_PORT, remote);
    }
    int local = CarriedRights.localDisposition(bits);
    if (local != CarriedRights.localDisposition(writtenBits)) {
      returned.releaseField(MachMsgLayout.MSGH_LOCAL_PORT, local);
    }
    if (descriptorsCameBack(buffer, bits)) {
      returned.releaseDescriptors(size);
    }
  }

  /** Throws what the answer of the kernel means; who owns what is settled already. */
  static void check(int code, PortView to, int name) throws MachException {
    if (code == MessageConstants.MACH_MSG_SUCCESS) {
      return;
    }
    if (code == MessageConstants.MACH_SEND_INVALID_DEST && isDead(to.mach(), name)) {
      throw new DeadNameException("mach_msg", code, to);
    }
    throw new MachException("mach_msg", code, "Sending to " + to + ".");
  }

  private static boolean isDead(Mach mach, int name) {
    try {
      return mach.space().type(name).has(Right.DEAD_NAME);
    } catch (MachException e) {
      // It denotes nothing: somebody else has released it.
      return false;
    }
  }

  /** Every descriptor was written as COPY_SEND; one that came back names a right to MOVE. */
  private static boolean descriptorsCameBack(NativeBuffer buffer, int bits) {
    return (bits & MessageConstants.MACH_MSGH_BITS_COMPLEX) != 0
        && buffer.bytes().get(MachMsgLayout.DESCRIPTORS + MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION)
            != (byte) MessageConstants.MACH_MSG_TYPE_COPY_SEND;
  }

  /** Bits beside the code say that something found no place on its way back. */
  private static boolean returnsMessage(int code) {
    int base = code & ~MessageConstants.MACH_MSG_MASK;
    return base == MessageConstants.MACH_SEND_TIMED_OUT
        || base == MessageConstants.MACH_SEND_INTERRUPTED
        || base == MessageConstants.MACH_SEND_NO_BUFFER;
  }

  private static boolean destroysHeader(int code) {
    return code == MessageConstants.MACH_SEND_INVALID_RIGHT
        || code == MessageConstants.MACH_SEND_INVALID_MEMORY
        || code == MessageConstants.MACH_SEND_INVALID_TYPE
        || code == MessageConstants.MACH_SEND_INVALID_RT_OOL_SIZE;
  }
}

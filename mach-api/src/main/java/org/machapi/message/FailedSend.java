package org.machapi.message;

import org.machapi.DeadNameException;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.PortView;
import org.machapi.Transfer;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.OwnMemory;

/**
 * What becomes of the rights in a message that could not be sent.
 *
 * <p>Three cases (XNU osfmk/ipc/ipc_kmsg.c and osfmk/ipc/mach_msg.c):
 *
 * <ul>
 *   <li>an error of the header: nothing was taken;
 *   <li>an error of a descriptor: the rights of the header and of the descriptors before it are
 *       destroyed, those from it on are untouched ({@link StoppedCopyin});
 *   <li>no room, or an interruption: the message comes back into the buffer (pseudo-receive), with
 *       rights in place of what was copied or made. The caller of the kernel owns those, in
 *       addition to what it had.
 * </ul>
 */
final class FailedSend {
  private FailedSend() {}

  /** Bits beside the code say that something found no place on its way back. */
  static boolean returnsMessage(int code) {
    int base = code & ~MessageConstants.MACH_MSG_MASK;
    return base == MessageConstants.MACH_SEND_TIMED_OUT
        || base == MessageConstants.MACH_SEND_INTERRUPTED
        || base == MessageConstants.MACH_SEND_NO_BUFFER;
  }

  /** Tells whether the kernel finds this out only after it has taken the rights of the header. */
  static boolean takesHeader(int code) {
    return code == MessageConstants.MACH_SEND_INVALID_RIGHT
        || code == MessageConstants.MACH_SEND_INVALID_MEMORY
        || code == MessageConstants.MACH_SEND_INVALID_TYPE
        || code == MessageConstants.MACH_SEND_INVALID_RT_OOL_SIZE
        || code == MessageConstants.MACH_SEND_NO_GRANT_DEST
        || code == MessageConstants.MACH_SEND_MSG_FILTERED
        || code == MessageConstants.MACH_MSG_VM_KERNEL;
  }

  /** Decides who owns a right that was moved with the header, after the call. */
  static void settleHeader(Transfer moving, int nameInBuffer, SendCall call) {
    if (call.succeeded() || takesHeader(call.code())) {
      moving.succeeded();
    } else if (call.hasReturned()) {
      returned(moving, nameInBuffer, 0);
    }
  }

  /** Gives back the references that came back for what the header copied or made. */
  static void giveBackHeader(Mach mach, NativeBuffer buffer, int writtenBits, SendCall call) {
    if (!call.hasReturned()) {
      return;
    }
    int bits = buffer.getInt(MachMsgLayout.MSGH_BITS);
    int remote = bits & MessageConstants.MACH_MSGH_BITS_REMOTE_MASK;
    if (remote != (writtenBits & MessageConstants.MACH_MSGH_BITS_REMOTE_MASK)) {
      ReturnedRights.release(mach, buffer.getInt(MachMsgLayout.MSGH_REMOTE_PORT), remote, 0);
    }
    int local = bits & MessageConstants.MACH_MSGH_BITS_LOCAL_MASK;
    if (local != (writtenBits & MessageConstants.MACH_MSGH_BITS_LOCAL_MASK)) {
      ReturnedRights.release(mach, buffer.getInt(MachMsgLayout.MSGH_LOCAL_PORT), local >>> 8, 0);
    }
  }

  /** Decides who owns the rights of the descriptors, after the call. */
  static void settle(
      Mach mach, NativeBuffer buffer, OutgoingDescriptors descriptors, SendCall call) {
    if (descriptors.count() == 0) {
      return;
    }
    if (call.succeeded()) {
      descriptors.rights().succeeded();
    } else if (call.hasReturned()) {
      settleReturned(mach, buffer, descriptors);
    } else if (takesHeader(call.code())) {
      settleStopped(mach, descriptors, call.code());
    }
  }

  private static void settleReturned(
      Mach mach, NativeBuffer buffer, OutgoingDescriptors descriptors) {
    MessageRights rights = descriptors.rights();
    int at = MachMsgLayout.DESCRIPTORS;
    for (int i = 0; i < descriptors.count(); i++) {
      OutgoingDescriptor descriptor = descriptors.get(i);
      int first = descriptor.firstRight();
      int disposition = getByte(buffer, at + MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION);
      switch (descriptor.type()) {
        case MessageConstants.MACH_MSG_PORT_DESCRIPTOR -> {
          int name = buffer.getInt(at + MachMsgLayout.PORT_DESCRIPTOR_NAME);
          returned(mach, rights, first, name, disposition, 0);
        }
        case MessageConstants.MACH_MSG_GUARDED_PORT_DESCRIPTOR -> {
          int name = buffer.getInt(at + MachMsgLayout.GUARDED_NAME);
          long guard = buffer.getLong(at + MachMsgLayout.GUARDED_CONTEXT);
          returned(mach, rights, first, name, disposition, guard);
        }
        default -> {
          long address = buffer.getLong(at + MachMsgLayout.OOL_ADDRESS);
          // Where the message was not even read, its own memory still stands there.
          if (address != descriptor.address()) {
            int length = buffer.getInt(at + MachMsgLayout.OOL_LENGTH);
            returnedMemory(mach, rights, descriptor, address, length, disposition);
          }
        }
      }
      at += descriptor.size();
    }
  }

  private static void returnedMemory(
      Mach mach,
      MessageRights rights,
      OutgoingDescriptor descriptor,
      long address,
      int length,
      int disposition) {
    int first = descriptor.firstRight();
    int count = descriptor.rights();
    if (!descriptor.isArray()) {
      CarriedRights.releaseMemory(mach, address, Integer.toUnsignedLong(length));
    } else if (address == 0) {
      // There was no room for the array, and the kernel has destroyed the rights in it.
      for (int i = 0; i < count; i++) {
        returned(mach, rights, first + i, 0, disposition, 0);
      }
    } else {
      int[] names = OwnMemory.getInts(address, count);
      CarriedRights.releaseMemory(mach, address, 4L * count);
      for (int i = 0; i < count; i++) {
        returned(mach, rights, first + i, names[i], disposition, 0);
      }
    }
  }

  /**
   * What was moved is its object's again; what was copied or made for the message is given back.
   */
  private static void returned(
      Mach mach, MessageRights rights, int index, int name, int disposition, long guard) {
    Transfer moving = rights.transfer(index);
    if (moving != null) {
      returned(moving, name, guard);
    } else if (disposition != rights.dispositions()[index]) {
      ReturnedRights.release(mach, name, disposition, guard);
    }
  }

  private static void returned(Transfer moving, int name, long guard) {
    if (CarriedRights.isRight(name)) {
      moving.returnedAs(name, guard);
    } else {
      // Its port died meanwhile, or no name was free for it: the kernel has destroyed it.
      moving.succeeded();
    }
  }

  private static void settleStopped(Mach mach, OutgoingDescriptors descriptors, int code) {
    MessageRights rights = descriptors.rights();
    int count = rights.count();
    int memory = count;
    for (int i = 0; i < descriptors.count(); i++) {
      if (descriptors.get(i).isForeignMemory()) {
        memory = descriptors.get(i).firstRight();
      }
    }
    int[] names = rights.names();
    int[] dispositions = rights.dispositions();
    int place = StoppedCopyin.place(mach, code, names, dispositions, count, memory);
    for (int i = 0; i < count; i++) {
      Transfer moving = rights.transfer(i);
      if (moving != null && !isLeft(mach, names[i], dispositions[i], i >= place)) {
        moving.succeeded();
      }
    }
  }

  static boolean isLeft(Mach mach, int name, int disposition, boolean untouched) {
    return (untouched || StoppedCopyin.hasNameOfItsOwn(disposition))
        && ReturnedRights.denotes(mach, name, disposition);
  }

  /** Throws what the answer of the kernel means; who owns what is settled already. */
  static void check(int code, PortView to, int name) throws MachException {
    if (code == MessageConstants.MACH_MSG_SUCCESS) {
      return;
    }
    if (code == MessageConstants.MACH_SEND_INVALID_DEST && ReturnedRights.isDead(to.mach(), name)) {
      throw new DeadNameException("mach_msg", code, to);
    }
    throw new MachException("mach_msg", code, "Sending to " + to + ".");
  }

  private static int getByte(NativeBuffer buffer, int at) {
    return Byte.toUnsignedInt(buffer.bytes().get(at));
  }
}

package org.machapi.message;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.machapi.KernReturn;
import org.machapi.Mach;
import org.machapi.raw.KernelMemory;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.PortConstants;

/**
 * Gives back what a message in a buffer carries, after the kernel has written it there: on receipt,
 * or when it returned a message that could not be sent.
 *
 * <p>Does what {@code mach_msg_destroy} of the C library does, and what that forgets: the right in
 * the local port field of a returned message (XNU libsyscall/mach/mach_msg.c:mach_msg_destroy).
 */
final class CarriedRights {
  private static final Logger LOG = System.getLogger(CarriedRights.class.getName());

  private final Mach mach;
  private final NativeBuffer buffer;

  CarriedRights(Mach mach, NativeBuffer buffer) {
    this.mach = mach;
    this.buffer = buffer;
  }

  /**
   * Gives back all of a received message: the reply right, the voucher and the descriptors, but not
   * the own port.
   */
  void releaseReceived(int size) {
    int bits = buffer.getInt(MachMsgLayout.MSGH_BITS);
    releaseField(MachMsgLayout.MSGH_REMOTE_PORT, remoteDisposition(bits));
    releaseField(MachMsgLayout.MSGH_VOUCHER_PORT, voucherDisposition(bits));
    releaseDescriptors(bits, size);
  }

  /** Gives back the right in a field of the header and empties the field. */
  void releaseField(int offset, int disposition) {
    release(takeField(offset), disposition);
  }

  /** Empties a field of the header; the caller owns what was there. */
  int takeField(int offset) {
    int name = buffer.getInt(offset);
    buffer.putInt(offset, PortConstants.MACH_PORT_NULL);
    return name;
  }

  void releaseDescriptors(int bits, int size) {
    if ((bits & MessageConstants.MACH_MSGH_BITS_COMPLEX) == 0) {
      return;
    }
    int count = buffer.getInt(MachMsgLayout.MSGH_DESCRIPTOR_COUNT);
    int at = MachMsgLayout.DESCRIPTORS;
    for (int i = 0; i < count; i++) {
      int length = descriptorSize(at);
      if (at + length > size) {
        LOG.log(Level.ERROR, "A message of {0} bytes ends within descriptor {1}.", size, i);
        return;
      }
      releaseDescriptor(at);
      at += length;
    }
  }

  /**
   * Returns the size of the descriptor at this offset; port descriptors are shorter than all
   * others.
   */
  int descriptorSize(int at) {
    return type(at) == MessageConstants.MACH_MSG_PORT_DESCRIPTOR
        ? MachMsgLayout.PORT_DESCRIPTOR_SIZE
        : MachMsgLayout.OOL_DESCRIPTOR_SIZE;
  }

  int type(int at) {
    return Byte.toUnsignedInt(buffer.bytes().get(at + MachMsgLayout.DESCRIPTOR_TYPE));
  }

  int portDisposition(int at) {
    return Byte.toUnsignedInt(buffer.bytes().get(at + MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION));
  }

  private void releaseDescriptor(int at) {
    switch (type(at)) {
      case MessageConstants.MACH_MSG_PORT_DESCRIPTOR ->
          release(takeField(at + MachMsgLayout.PORT_DESCRIPTOR_NAME), portDisposition(at));
      case MessageConstants.MACH_MSG_OOL_DESCRIPTOR,
          MessageConstants.MACH_MSG_OOL_VOLATILE_DESCRIPTOR ->
          releaseMemory(at);
      case MessageConstants.MACH_MSG_OOL_PORTS_DESCRIPTOR -> releaseArray(at);
      case MessageConstants.MACH_MSG_GUARDED_PORT_DESCRIPTOR -> releaseGuarded(at);
      default -> LOG.log(Level.ERROR, "Descriptor type {0} is unknown; it was left.", type(at));
    }
  }

  private void releaseMemory(int at) {
    long address = buffer.getLong(at + MachMsgLayout.OOL_ADDRESS);
    long length = Integer.toUnsignedLong(buffer.getInt(at + MachMsgLayout.OOL_LENGTH));
    buffer.putLong(at + MachMsgLayout.OOL_ADDRESS, 0);
    if (address != 0 && length != 0) {
      check(
          "mach_vm_deallocate",
          mach.library().mach_vm_deallocate(mach.taskSelf(), address, length));
    }
  }

  private void releaseArray(int at) {
    long address = buffer.getLong(at + MachMsgLayout.OOL_ADDRESS);
    int count = buffer.getInt(at + MachMsgLayout.OOL_PORTS_COUNT);
    buffer.putLong(at + MachMsgLayout.OOL_ADDRESS, 0);
    if (address == 0) {
      return;
    }
    int disposition =
        Byte.toUnsignedInt(buffer.bytes().get(at + MachMsgLayout.OOL_PORTS_DISPOSITION));
    for (int name : KernelMemory.takeInts(mach.library(), mach.taskSelf(), address, count)) {
      release(name, disposition);
    }
  }

  private void releaseGuarded(int at) {
    int name = takeField(at + MachMsgLayout.GUARDED_NAME);
    if (isRight(name)) {
      long guard = buffer.getLong(at + MachMsgLayout.GUARDED_CONTEXT);
      check(
          "mach_port_destruct", mach.library().mach_port_destruct(mach.taskSelf(), name, 0, guard));
    }
  }

  /** Gives one right back, by the disposition that the kernel wrote beside its name. */
  private void release(int name, int disposition) {
    if (!isRight(name)) {
      return;
    }
    switch (disposition) {
      case MessageConstants.MACH_MSG_TYPE_PORT_SEND,
          MessageConstants.MACH_MSG_TYPE_PORT_SEND_ONCE ->
          check("mach_port_deallocate", mach.library().mach_port_deallocate(mach.taskSelf(), name));
      case MessageConstants.MACH_MSG_TYPE_PORT_RECEIVE ->
          check(
              "mach_port_mod_refs",
              mach.library()
                  .mach_port_mod_refs(
                      mach.taskSelf(), name, PortConstants.MACH_PORT_RIGHT_RECEIVE, -1));
      case MessageConstants.MACH_MSG_TYPE_PORT_NONE -> {
        // A number that the sender wrote into the voucher field; it names no right of ours.
      }
      default ->
          LOG.log(Level.ERROR, "Disposition {0} of a received right is unknown.", disposition);
    }
  }

  private static void check(String routine, int code) {
    if (code != 0) {
      LOG.log(
          Level.WARNING,
          "{0} refused to release what a message carried: {1}",
          routine,
          new KernReturn(code));
    }
  }

  static boolean isRight(int name) {
    return name != PortConstants.MACH_PORT_NULL && name != PortConstants.MACH_PORT_DEAD;
  }

  static int remoteDisposition(int bits) {
    return bits & MessageConstants.MACH_MSGH_BITS_REMOTE_MASK;
  }

  static int localDisposition(int bits) {
    return (bits & MessageConstants.MACH_MSGH_BITS_LOCAL_MASK) >>> 8;
  }

  static int voucherDisposition(int bits) {
    return (bits & MessageConstants.MACH_MSGH_BITS_VOUCHER_MASK) >>> 16;
  }
}

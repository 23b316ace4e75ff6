package org.machapi.message;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.KernReturn;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.ReceiveRight;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
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

  boolean isOf(Mach kernel) {
    return mach == kernel;
  }

  /**
   * Gives back all of a received message: the reply right, the voucher and the descriptors, but not
   * the own port.
   */
  void releaseReceived(Descriptors descriptors) {
    int bits = buffer.getInt(MachMsgLayout.MSGH_BITS);
    releaseField(MachMsgLayout.MSGH_REMOTE_PORT, remoteDisposition(bits));
    releaseField(MachMsgLayout.MSGH_VOUCHER_PORT, voucherDisposition(bits));
    releaseDescriptors(descriptors);
  }

  /** Gives back the right in a field of the header and empties the field. */
  void releaseField(int offset, int disposition) {
    release(mach, takeField(offset), disposition);
  }

  /** Empties a field of the header; the caller owns what was there. */
  int takeField(int offset) {
    int name = buffer.getInt(offset);
    buffer.putInt(offset, PortConstants.MACH_PORT_NULL);
    return name;
  }

  private void releaseDescriptors(Descriptors descriptors) {
    int count = descriptors.count();
    for (int i = 0; i < count; i++) {
      int at = descriptors.offset(i);
      if (at < 0) {
        LOG.log(Level.ERROR, "A message ends within descriptor {0} of {1}.", i, count);
        return;
      }
      releaseDescriptor(descriptors, at);
    }
  }

  private void releaseDescriptor(Descriptors descriptors, int at) {
    switch (descriptors.type(at)) {
      case MessageConstants.MACH_MSG_PORT_DESCRIPTOR ->
          release(
              mach,
              takeField(at + MachMsgLayout.PORT_DESCRIPTOR_NAME),
              descriptors.disposition(at));
      case MessageConstants.MACH_MSG_OOL_DESCRIPTOR,
          MessageConstants.MACH_MSG_OOL_VOLATILE_DESCRIPTOR ->
          releaseMemory(at);
      case MessageConstants.MACH_MSG_OOL_PORTS_DESCRIPTOR ->
          release(mach, takeNames(at), descriptors.disposition(at));
      case MessageConstants.MACH_MSG_GUARDED_PORT_DESCRIPTOR -> releaseGuarded(at);
      default ->
          LOG.log(
              Level.ERROR, "Descriptor type {0} is unknown; it was left.", descriptors.type(at));
    }
  }

  private void releaseMemory(int at) {
    long size = memorySize(at);
    releaseMemory(mach, takeAddress(at), size);
  }

  static void releaseMemory(Mach mach, long address, long size) {
    if (address != 0 && size != 0) {
      check(
          "mach_vm_deallocate", mach.library().mach_vm_deallocate(mach.taskSelf(), address, size));
    }
  }

  /** Returns the bytes of out-of-line memory. */
  long memorySize(int at) {
    return Integer.toUnsignedLong(buffer.getInt(at + MachMsgLayout.OOL_LENGTH));
  }

  /** Empties the field with an address; the caller owns the memory there. */
  long takeAddress(int at) {
    long address = buffer.getLong(at + MachMsgLayout.OOL_ADDRESS);
    buffer.putLong(at + MachMsgLayout.OOL_ADDRESS, 0);
    return address;
  }

  /** Takes the names of an array, which the caller owns then, and gives its memory back. */
  int[] takeNames(int at) {
    int count = buffer.getInt(at + MachMsgLayout.OOL_PORTS_COUNT);
    long address = takeAddress(at);
    return KernelMemory.takeInts(
        mach.library(), mach.taskSelf(), address, address == 0 ? 0 : count);
  }

  private static void release(Mach mach, int[] names, int disposition) {
    for (int name : names) {
      release(mach, name, disposition);
    }
  }

  /** Makes the owner of a right that the kernel delivered; null if there is none. */
  static @Nullable PortRight own(Mach mach, int name, DescriptorKind kind) throws MachException {
    if (!isRight(name)) {
      return null;
    }
    return switch (kind) {
      case SEND -> SendRight.adoptUnchecked(mach, name);
      case SEND_ONCE -> SendOnceRight.adoptUnchecked(mach, name);
      case RECEIVE -> ReceiveRight.adopt(mach, name);
      default -> null;
    };
  }

  private void releaseGuarded(int at) {
    int name = takeField(at + MachMsgLayout.GUARDED_NAME);
    destruct(mach, name, buffer.getLong(at + MachMsgLayout.GUARDED_CONTEXT));
  }

  /** Destroys a port by its receive right, with its guard. */
  static void destruct(Mach mach, int name, long guard) {
    if (isRight(name)) {
      check(
          "mach_port_destruct", mach.library().mach_port_destruct(mach.taskSelf(), name, 0, guard));
    }
  }

  /** Gives one right back, by the disposition that the kernel wrote beside its name. */
  static void release(Mach mach, int name, int disposition) {
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

  static int voucherDisposition(int bits) {
    return (bits & MessageConstants.MACH_MSGH_BITS_VOUCHER_MASK) >>> 16;
  }
}

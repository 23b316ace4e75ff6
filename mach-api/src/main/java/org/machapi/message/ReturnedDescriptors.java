package org.machapi.message;

import java.util.Arrays;
import org.machapi.Mach;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.OwnMemory;
import org.machapi.raw.PortConstants;

/** The descriptors of a message that came back to its sender, as the kernel wrote them. */
final class ReturnedDescriptors {
  private final Mach mach;
  private final NativeBuffer buffer;

  // All rights in the order of the kernel, as the last look found them.
  private int[] names = new int[4];
  private int[] dispositions = new int[4];
  private long[] guards = new long[4];
  private int rights;

  ReturnedDescriptors(Mach mach, NativeBuffer buffer) {
    this.mach = mach;
    this.buffer = buffer;
  }

  int count() {
    boolean complex =
        (buffer.getInt(MachMsgLayout.MSGH_BITS) & MessageConstants.MACH_MSGH_BITS_COMPLEX) != 0;
    return complex ? buffer.getInt(MachMsgLayout.MSGH_DESCRIPTOR_COUNT) : 0;
  }

  int offset(int index) {
    if (index < 0 || index >= count()) {
      throw new IndexOutOfBoundsException("no descriptor " + index + " among " + count());
    }
    int at = MachMsgLayout.DESCRIPTORS;
    for (int i = 0; i < index; i++) {
      at += OutgoingDescriptor.sizeOf(type(at));
    }
    return at;
  }

  int type(int at) {
    return Byte.toUnsignedInt(buffer.bytes().get(at + MachMsgLayout.DESCRIPTOR_TYPE));
  }

  /** Stands at the same place in all descriptors that have one. */
  int disposition(int at) {
    return Byte.toUnsignedInt(buffer.bytes().get(at + MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION));
  }

  private long address(int at) {
    return buffer.getLong(at + MachMsgLayout.OOL_ADDRESS);
  }

  /** How many rights the array has that is there; 0 if the kernel found no room for it. */
  int elements(int at) {
    return address(at) == 0 ? 0 : buffer.getInt(at + MachMsgLayout.OOL_PORTS_COUNT);
  }

  /** Returns the name of a right; of an array, that of one element. */
  int name(int at, int element) {
    return switch (type(at)) {
      case MessageConstants.MACH_MSG_PORT_DESCRIPTOR ->
          buffer.getInt(at + MachMsgLayout.PORT_DESCRIPTOR_NAME);
      case MessageConstants.MACH_MSG_GUARDED_PORT_DESCRIPTOR ->
          buffer.getInt(at + MachMsgLayout.GUARDED_NAME);
      default -> OwnMemory.getInts(address(at) + 4L * element, 1)[0];
    };
  }

  void clearName(int at, int element) {
    switch (type(at)) {
      case MessageConstants.MACH_MSG_PORT_DESCRIPTOR ->
          buffer.putInt(at + MachMsgLayout.PORT_DESCRIPTOR_NAME, PortConstants.MACH_PORT_NULL);
      case MessageConstants.MACH_MSG_GUARDED_PORT_DESCRIPTOR ->
          buffer.putInt(at + MachMsgLayout.GUARDED_NAME, PortConstants.MACH_PORT_NULL);
      default ->
          OwnMemory.putInts(
              address(at) + 4L * element, new int[] {PortConstants.MACH_PORT_NULL}, 0, 1);
    }
  }

  /** Returns the guard of the right in a descriptor; 0 if it has none. */
  long guard(int at) {
    return type(at) == MessageConstants.MACH_MSG_GUARDED_PORT_DESCRIPTOR
        ? buffer.getLong(at + MachMsgLayout.GUARDED_CONTEXT)
        : 0;
  }

  /** Looks what rights there are, for {@link #releaseStopped}. */
  void look() {
    rights = 0;
    for (int i = 0, at = MachMsgLayout.DESCRIPTORS; i < count(); i++) {
      int type = type(at);
      if (type == MessageConstants.MACH_MSG_OOL_PORTS_DESCRIPTOR) {
        int elements = elements(at);
        for (int name : elements == 0 ? new int[0] : OwnMemory.getInts(address(at), elements)) {
          add(name, disposition(at), 0);
        }
      } else if (type != MessageConstants.MACH_MSG_OOL_DESCRIPTOR) {
        add(name(at, 0), disposition(at), guard(at));
      }
      at += OutgoingDescriptor.sizeOf(type);
    }
  }

  private void add(int name, int disposition, long guard) {
    if (rights == names.length) {
      names = Arrays.copyOf(names, 2 * rights);
      dispositions = Arrays.copyOf(dispositions, 2 * rights);
      guards = Arrays.copyOf(guards, 2 * rights);
    }
    names[rights] = name;
    dispositions[rights] = disposition;
    guards[rights] = guard;
    rights++;
  }

  /** Gives everything back. */
  void releaseAll() {
    look();
    for (int i = 0; i < rights; i++) {
      ReturnedRights.release(mach, names[i], dispositions[i], guards[i]);
    }
    releaseMemory(0);
  }

  /**
   * Gives back what the kernel has not taken of a message that it could not take as a whole, as the
   * look before the call found it.
   */
  void releaseStopped(int code) {
    int place =
        StoppedCopyin.place(mach, code, names, dispositions, rights, rightsBeforeLastMemory());
    for (int i = 0; i < rights; i++) {
      if (CarriedRights.isRight(names[i])
          && FailedSend.isLeft(mach, names[i], dispositions[i], i >= place)) {
        ReturnedRights.release(mach, names[i], dispositions[i], guards[i]);
      }
    }
    if (code == MessageConstants.MACH_SEND_INVALID_RIGHT) {
      // An array is given up before its rights are taken; what follows it was not touched.
      releaseMemory(place + 1);
    }
  }

  private int rightsBeforeLastMemory() {
    int before = rights;
    int seen = 0;
    for (int i = 0, at = MachMsgLayout.DESCRIPTORS; i < count(); i++) {
      int type = type(at);
      if (type == MessageConstants.MACH_MSG_OOL_DESCRIPTOR) {
        before = seen;
      }
      seen += rightsOf(type, at);
      at += OutgoingDescriptor.sizeOf(type);
    }
    return before;
  }

  private int rightsOf(int type, int at) {
    return switch (type) {
      case MessageConstants.MACH_MSG_OOL_DESCRIPTOR -> 0;
      case MessageConstants.MACH_MSG_OOL_PORTS_DESCRIPTOR -> elements(at);
      default -> 1;
    };
  }

  /** Gives back the memory, arrays included, that stands behind so many rights. */
  private void releaseMemory(int rightsBefore) {
    int seen = 0;
    for (int i = 0, at = MachMsgLayout.DESCRIPTORS; i < count(); i++) {
      int type = type(at);
      if (seen >= rightsBefore) {
        if (type == MessageConstants.MACH_MSG_OOL_DESCRIPTOR) {
          long length = Integer.toUnsignedLong(buffer.getInt(at + MachMsgLayout.OOL_LENGTH));
          CarriedRights.releaseMemory(mach, address(at), length);
        } else if (type == MessageConstants.MACH_MSG_OOL_PORTS_DESCRIPTOR) {
          CarriedRights.releaseMemory(mach, address(at), 4L * elements(at));
        }
      }
      seen += rightsOf(type, at);
      at += OutgoingDescriptor.sizeOf(type);
    }
  }
}

package org.machapi.message;

import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;

/**
 * Where the descriptors of a message stand, and of which type they are. The kernel has counted them
 * when the message was sent, but the sizes are checked all the same.
 */
final class Descriptors {
  private final NativeBuffer buffer;
  private int size;

  // The place that was looked up last, so that to go through all of them costs one step for each.
  private int knownIndex;
  private int knownOffset;

  Descriptors(NativeBuffer buffer) {
    this.buffer = buffer;
  }

  /** A message of this size has arrived in the buffer. */
  void begin(int size) {
    this.size = size;
    knownIndex = 0;
    knownOffset = MachMsgLayout.DESCRIPTORS;
  }

  /** Returns how many there are: 0 in a message that is not complex. */
  int count() {
    int bits = buffer.getInt(MachMsgLayout.MSGH_BITS);
    return (bits & MessageConstants.MACH_MSGH_BITS_COMPLEX) != 0
            && size >= MachMsgLayout.DESCRIPTORS
        ? buffer.getInt(MachMsgLayout.MSGH_DESCRIPTOR_COUNT)
        : 0;
  }

  /** Returns where what follows the descriptors begins. */
  int end() {
    int bits = buffer.getInt(MachMsgLayout.MSGH_BITS);
    return (bits & MessageConstants.MACH_MSGH_BITS_COMPLEX) != 0
        ? offset(count())
        : MachMsgLayout.HEADER_SIZE;
  }

  /** Returns where a descriptor begins, or where the last ends; -1 if it is not all there. */
  int offset(int index) {
    if (index < knownIndex) {
      knownIndex = 0;
      knownOffset = MachMsgLayout.DESCRIPTORS;
    }
    while (knownIndex < index) {
      int next = isWithin(knownOffset) ? knownOffset + sizeAt(knownOffset) : -1;
      if (next < 0 || next > size) {
        return -1;
      }
      knownIndex++;
      knownOffset = next;
    }
    return index == count() || isWithin(knownOffset) ? knownOffset : -1;
  }

  private boolean isWithin(int at) {
    // The shortest shows the type of all.
    return at + MachMsgLayout.PORT_DESCRIPTOR_SIZE <= size && at + sizeAt(at) <= size;
  }

  /** Port descriptors are shorter than all others. */
  private int sizeAt(int at) {
    return type(at) == MessageConstants.MACH_MSG_PORT_DESCRIPTOR
        ? MachMsgLayout.PORT_DESCRIPTOR_SIZE
        : MachMsgLayout.OOL_DESCRIPTOR_SIZE;
  }

  int type(int at) {
    return unsignedByte(at + MachMsgLayout.DESCRIPTOR_TYPE);
  }

  /** Returns the disposition, which stands at the same place wherever there is one. */
  int disposition(int at) {
    return unsignedByte(at + MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION);
  }

  /**
   * Tells whether the kernel has guarded the right in a guarded descriptor, which it does for this
   * flag only (XNU osfmk/ipc/ipc_right.c:ipc_right_copyout).
   */
  boolean isGuardPutOn(int at) {
    int flags = buffer.bytes().getShort(at + MachMsgLayout.GUARDED_FLAGS);
    return (flags & MessageConstants.MACH_MSG_GUARD_FLAGS_IMMOVABLE_RECEIVE) != 0;
  }

  DescriptorKind kind(int at) {
    return switch (type(at)) {
      case MessageConstants.MACH_MSG_PORT_DESCRIPTOR ->
          DescriptorKind.ofDisposition(disposition(at));
      case MessageConstants.MACH_MSG_OOL_DESCRIPTOR,
          MessageConstants.MACH_MSG_OOL_VOLATILE_DESCRIPTOR ->
          DescriptorKind.MEMORY;
      case MessageConstants.MACH_MSG_OOL_PORTS_DESCRIPTOR -> DescriptorKind.PORTS;
      case MessageConstants.MACH_MSG_GUARDED_PORT_DESCRIPTOR -> DescriptorKind.GUARDED_RECEIVE;
      default -> DescriptorKind.OTHER;
    };
  }

  private int unsignedByte(int at) {
    return Byte.toUnsignedInt(buffer.bytes().get(at));
  }
}

package org.machapi.message;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.PortView;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.OwnMemory;

/**
 * What an outgoing message carries beside bytes, in order. Owns nothing between calls; {@link
 * #begin} and {@link #end} enclose a call.
 */
final class OutgoingDescriptors {
  private static final int ALIGNMENT = 16;

  // Those from count on are kept for the next message.
  private final List<OutgoingDescriptor> descriptors = new ArrayList<>(2);
  private int count;
  private int size;
  private final MessageRights rights = new MessageRights();
  private final StagedMemory staged = new StagedMemory();

  void clear() {
    for (int i = 0; i < count; i++) {
      descriptors.get(i).beMemory(null, 0, 0, 0);
    }
    count = 0;
    size = 0;
    rights.clear();
  }

  int count() {
    return count;
  }

  OutgoingDescriptor get(int index) {
    return descriptors.get(index);
  }

  MessageRights rights() {
    return rights;
  }

  /** Returns where the descriptors end: bytes from the start of the message. */
  int end() {
    return count == 0 ? MachMsgLayout.HEADER_SIZE : MachMsgLayout.DESCRIPTORS + size;
  }

  /** Returns where they would end with one more of this type. */
  int endWith(int type) {
    return MachMsgLayout.DESCRIPTORS + size + OutgoingDescriptor.sizeOf(type);
  }

  void add(int type, int disposition, PortView right) {
    rights.add(right, disposition);
    next().beRights(type, disposition, rights.count() - 1, 1);
    finish();
  }

  void addArray(int disposition, PortView... views) {
    int first = rights.count();
    boolean added = false;
    try {
      for (PortView view : views) {
        rights.add(view, disposition);
      }
      added = true;
    } finally {
      if (!added) {
        rights.removeFrom(first);
      }
    }
    next()
        .beRights(MessageConstants.MACH_MSG_OOL_PORTS_DESCRIPTOR, disposition, first, views.length);
    finish();
  }

  void addMemory(ByteBuffer bytes) {
    next().beMemory(bytes, 0, bytes.remaining(), rights.count());
    finish();
  }

  void addMemory(long address, long length) {
    next().beMemory(null, address, length, rights.count());
    finish();
  }

  private OutgoingDescriptor next() {
    if (count == descriptors.size()) {
      descriptors.add(new OutgoingDescriptor());
    }
    return descriptors.get(count);
  }

  private void finish() {
    size += descriptors.get(count).size();
    count++;
  }

  /**
   * Lends or begins to move all rights, sets memory aside, and writes the descriptors. Whatever
   * comes of it, {@link #end} must follow.
   */
  void begin(Mach mach, NativeBuffer buffer) throws MachException {
    if (count == 0) {
      return;
    }
    rights.begin();
    stage(mach);
    buffer.putInt(MachMsgLayout.MSGH_DESCRIPTOR_COUNT, count);
    int at = MachMsgLayout.DESCRIPTORS;
    for (int i = 0; i < count; i++) {
      OutgoingDescriptor descriptor = descriptors.get(i);
      descriptor.write(buffer, at, rights);
      at += descriptor.size();
    }
  }

  /** Ends loans and transfers, each as it was settled, and gives back what was set aside. */
  void end(Mach mach) {
    if (count > 0) {
      rights.end();
      staged.free(mach);
    }
  }

  private void stage(Mach mach) throws MachException {
    long total = 0;
    for (int i = 0; i < count; i++) {
      total += aligned(descriptors.get(i).stagedSize());
    }
    if (total == 0) {
      return;
    }
    long address = staged.allocate(mach, total);
    for (int i = 0; i < count; i++) {
      OutgoingDescriptor descriptor = descriptors.get(i);
      long length = descriptor.stagedSize();
      if (length == 0) {
        continue;
      }
      ByteBuffer bytes = descriptor.bytes();
      if (bytes != null) {
        OwnMemory.put(address, bytes);
      } else {
        OwnMemory.putInts(address, rights.names(), descriptor.firstRight(), descriptor.rights());
      }
      descriptor.stagedAt(address);
      address += aligned(length);
    }
  }

  private static long aligned(long length) {
    return (length + ALIGNMENT - 1) & -ALIGNMENT;
  }
}

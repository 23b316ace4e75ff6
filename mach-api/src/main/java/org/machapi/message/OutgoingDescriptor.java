package org.machapi.message;

import java.nio.ByteBuffer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;

/**
 * One descriptor of an outgoing message, and how it is written; used again for the next message.
 */
final class OutgoingDescriptor {
  private int type;
  private int disposition;
  // Which of the rights of the message; for memory, before which of them it stands.
  private int firstRight;
  private int rights;
  // Where the bytes are taken from that are copied to memory of the kernel's before they are sent.
  private @Nullable ByteBuffer bytes;
  private long address;
  private long length;

  void beRights(int type, int disposition, int firstRight, int rights) {
    this.type = type;
    this.disposition = disposition;
    this.firstRight = firstRight;
    this.rights = rights;
    this.bytes = null;
    this.address = 0;
    this.length = type == MessageConstants.MACH_MSG_OOL_PORTS_DESCRIPTOR ? 4L * rights : 0;
  }

  void beMemory(@Nullable ByteBuffer bytes, long address, long length, int firstRight) {
    this.type = MessageConstants.MACH_MSG_OOL_DESCRIPTOR;
    this.firstRight = firstRight;
    this.rights = 0;
    this.bytes = bytes;
    this.address = address;
    this.length = length;
  }

  int type() {
    return type;
  }

  int firstRight() {
    return firstRight;
  }

  int rights() {
    return rights;
  }

  int size() {
    return sizeOf(type);
  }

  static int sizeOf(int type) {
    return type == MessageConstants.MACH_MSG_PORT_DESCRIPTOR
        ? MachMsgLayout.PORT_DESCRIPTOR_SIZE
        : MachMsgLayout.OOL_DESCRIPTOR_SIZE;
  }

  boolean isArray() {
    return type == MessageConstants.MACH_MSG_OOL_PORTS_DESCRIPTOR;
  }

  /** Returns the bytes to be copied before the message is sent; null if there are none. */
  @Nullable ByteBuffer bytes() {
    return bytes;
  }

  /** Tells whether somebody else looks after the memory, who may have unmapped it. */
  boolean isForeignMemory() {
    return type == MessageConstants.MACH_MSG_OOL_DESCRIPTOR && bytes == null && length > 0;
  }

  /** Returns how much memory has to be set aside for it while it is sent: bytes. */
  long stagedSize() {
    return isArray() || bytes != null ? length : 0;
  }

  /** Says where the memory is, for which {@link #stagedSize()} bytes were set aside. */
  void stagedAt(long where) {
    address = where;
  }

  long address() {
    return address;
  }

  /** Writes the descriptor into a message. */
  void write(NativeBuffer buffer, int at, MessageRights carried) {
    int name = rights == 0 ? 0 : carried.names()[firstRight];
    switch (type) {
      case MessageConstants.MACH_MSG_PORT_DESCRIPTOR -> {
        buffer.putInt(at + MachMsgLayout.PORT_DESCRIPTOR_NAME, name);
        // All that follows the name: padding, then disposition and type, which are set below.
        buffer.putLong(at + Integer.BYTES, 0);
        putByte(buffer, at + MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION, disposition);
      }
      case MessageConstants.MACH_MSG_GUARDED_PORT_DESCRIPTOR -> {
        var transfer = carried.transfer(firstRight);
        buffer.putLong(at + MachMsgLayout.GUARDED_CONTEXT, transfer == null ? 0 : transfer.guard());
        buffer
            .bytes()
            .putShort(
                at + MachMsgLayout.GUARDED_FLAGS,
                (short) MessageConstants.MACH_MSG_GUARD_FLAGS_IMMOVABLE_RECEIVE);
        putByte(buffer, at + MachMsgLayout.GUARDED_DISPOSITION, disposition);
        buffer.putInt(at + MachMsgLayout.GUARDED_NAME, name);
      }
      default -> {
        buffer.putLong(at + MachMsgLayout.OOL_ADDRESS, address);
        // The sender keeps its memory, so that nobody has to find out after a failure who has it.
        putByte(buffer, at + MachMsgLayout.OOL_DEALLOCATE, 0);
        putByte(buffer, at + MachMsgLayout.OOL_COPY, MessageConstants.MACH_MSG_VIRTUAL_COPY);
        putByte(buffer, at + MachMsgLayout.OOL_PORTS_DISPOSITION, isArray() ? disposition : 0);
        buffer.putInt(at + MachMsgLayout.OOL_LENGTH, isArray() ? rights : (int) length);
      }
    }
    putByte(buffer, at + MachMsgLayout.DESCRIPTOR_TYPE, type);
  }

  private static void putByte(NativeBuffer buffer, int at, int value) {
    buffer.bytes().put(at, (byte) value);
  }
}

package org.machapi.exception;

import org.machapi.raw.MachLibrary;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;

/**
 * A message written by hand and sent with the raw routine, as any program can, well or badly meant.
 */
public final class RawMessage {
  private static final int CAPACITY = 8192;

  private final NativeBuffer buffer = NativeBuffer.allocate(CAPACITY);
  private int size = MachMsgLayout.HEADER_SIZE;
  private int bits;
  private int descriptors = -1;

  public RawMessage(int id) {
    buffer.putInt(MachMsgLayout.MSGH_ID, id);
  }

  /** A message as the kernel would send it: {@code mach_exception_raise} with these ports. */
  static RawMessage exception(int thread, int task) {
    return new RawMessage(2405)
        .port(thread, MessageConstants.MACH_MSG_TYPE_COPY_SEND)
        .port(task, MessageConstants.MACH_MSG_TYPE_COPY_SEND)
        .ndr()
        .ints(FaultingTask.TYPE.number(), 2)
        .longs(FaultingTask.CODE, FaultingTask.SUBCODE);
  }

  public RawMessage to(int name) {
    return to(name, MessageConstants.MACH_MSG_TYPE_COPY_SEND);
  }

  public RawMessage to(int name, int disposition) {
    buffer.putInt(MachMsgLayout.MSGH_REMOTE_PORT, name);
    bits = bits & ~MessageConstants.MACH_MSGH_BITS_REMOTE_MASK | disposition;
    return this;
  }

  public RawMessage replyTo(int name, int disposition) {
    buffer.putInt(MachMsgLayout.MSGH_LOCAL_PORT, name);
    bits = bits & ~MessageConstants.MACH_MSGH_BITS_LOCAL_MASK | disposition << 8;
    return this;
  }

  /** Writes into the field of the voucher, without saying in the bits that there is one. */
  public RawMessage voucherField(int value) {
    buffer.putInt(MachMsgLayout.MSGH_VOUCHER_PORT, value);
    return this;
  }

  /** Lets a voucher travel along. */
  public RawMessage voucher(int name, int disposition) {
    bits |= disposition << 16;
    return voucherField(name);
  }

  /** Makes it a complex message, and says how many descriptors it has. */
  public RawMessage complex(int count) {
    if (descriptors < 0) {
      size = MachMsgLayout.DESCRIPTORS;
    }
    descriptors = count;
    return this;
  }

  public RawMessage port(int name, int disposition) {
    complex(Math.max(descriptors, 0) + 1);
    buffer.putInt(size, name);
    buffer.bytes().put(size + MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION, (byte) disposition);
    size += MachMsgLayout.PORT_DESCRIPTOR_SIZE;
    return this;
  }

  /** Adds out-of-line memory, to be copied. */
  public RawMessage memory(long address, int length) {
    complex(Math.max(descriptors, 0) + 1);
    buffer.putLong(size + MachMsgLayout.OOL_ADDRESS, address);
    buffer.putInt(size + MachMsgLayout.OOL_LENGTH, length);
    buffer.bytes().put(size + MachMsgLayout.OOL_COPY, (byte) 1);
    buffer
        .bytes()
        .put(size + MachMsgLayout.DESCRIPTOR_TYPE, (byte) MessageConstants.MACH_MSG_OOL_DESCRIPTOR);
    size += MachMsgLayout.OOL_DESCRIPTOR_SIZE;
    return this;
  }

  /** Adds an array of rights out of line. */
  public RawMessage ports(long address, int count, int disposition) {
    complex(Math.max(descriptors, 0) + 1);
    buffer.putLong(size + MachMsgLayout.OOL_ADDRESS, address);
    buffer.putInt(size + MachMsgLayout.OOL_PORTS_COUNT, count);
    buffer.bytes().put(size + MachMsgLayout.OOL_COPY, (byte) 1);
    buffer.bytes().put(size + MachMsgLayout.OOL_PORTS_DISPOSITION, (byte) disposition);
    buffer
        .bytes()
        .put(
            size + MachMsgLayout.DESCRIPTOR_TYPE,
            (byte) MessageConstants.MACH_MSG_OOL_PORTS_DESCRIPTOR);
    size += MachMsgLayout.OOL_PORTS_DESCRIPTOR_SIZE;
    return this;
  }

  public RawMessage ndr() {
    return ints(0, 1);
  }

  public RawMessage ints(int... values) {
    for (int value : values) {
      buffer.putInt(size, value);
      size += Integer.BYTES;
    }
    return this;
  }

  public RawMessage longs(long... values) {
    for (long value : values) {
      buffer.putLong(size, value);
      size += Long.BYTES;
    }
    return this;
  }

  /** Makes it longer, with zeros, or shorter. */
  public RawMessage resize(int newSize) {
    size = newSize;
    return this;
  }

  public int size() {
    return size;
  }

  /** Sends it as it is, without waiting; returns what the kernel says. */
  public int send(MachLibrary library) {
    int complex = descriptors < 0 ? 0 : MessageConstants.MACH_MSGH_BITS_COMPLEX;
    buffer.putInt(MachMsgLayout.MSGH_BITS, bits | complex);
    buffer.putInt(MachMsgLayout.MSGH_SIZE, size);
    if (descriptors >= 0) {
      buffer.putInt(MachMsgLayout.MSGH_DESCRIPTOR_COUNT, descriptors);
    }
    int options = MessageConstants.MACH_SEND_MSG | MessageConstants.MACH_SEND_TIMEOUT;
    return library.mach_msg(buffer.pointer(), options, size, 0, 0, 0, 0);
  }
}

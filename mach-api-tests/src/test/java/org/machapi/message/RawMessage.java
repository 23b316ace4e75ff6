package org.machapi.message;

import static org.machapi.raw.MachMsgLayout.DESCRIPTORS;
import static org.machapi.raw.MachMsgLayout.DESCRIPTOR_TYPE;
import static org.machapi.raw.MachMsgLayout.GUARDED_CONTEXT;
import static org.machapi.raw.MachMsgLayout.GUARDED_DESCRIPTOR_SIZE;
import static org.machapi.raw.MachMsgLayout.GUARDED_DISPOSITION;
import static org.machapi.raw.MachMsgLayout.GUARDED_FLAGS;
import static org.machapi.raw.MachMsgLayout.GUARDED_NAME;
import static org.machapi.raw.MachMsgLayout.HEADER_SIZE;
import static org.machapi.raw.MachMsgLayout.MSGH_BITS;
import static org.machapi.raw.MachMsgLayout.MSGH_DESCRIPTOR_COUNT;
import static org.machapi.raw.MachMsgLayout.MSGH_ID;
import static org.machapi.raw.MachMsgLayout.MSGH_LOCAL_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_REMOTE_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_SIZE;
import static org.machapi.raw.MachMsgLayout.MSGH_VOUCHER_PORT;
import static org.machapi.raw.MachMsgLayout.OOL_ADDRESS;
import static org.machapi.raw.MachMsgLayout.OOL_COPY;
import static org.machapi.raw.MachMsgLayout.OOL_DESCRIPTOR_SIZE;
import static org.machapi.raw.MachMsgLayout.OOL_LENGTH;
import static org.machapi.raw.MachMsgLayout.OOL_PORTS_COUNT;
import static org.machapi.raw.MachMsgLayout.OOL_PORTS_DISPOSITION;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_NAME;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_SIZE;
import static org.machapi.raw.MessageConstants.MACH_MSGH_BITS_COMPLEX;
import static org.machapi.raw.MessageConstants.MACH_MSG_GUARDED_PORT_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_GUARD_FLAGS_IMMOVABLE_RECEIVE;
import static org.machapi.raw.MessageConstants.MACH_MSG_GUARD_FLAGS_UNGUARDED_ON_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_OOL_PORTS_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_PORT_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE;
import static org.machapi.raw.MessageConstants.MACH_MSG_VIRTUAL_COPY;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMEOUT;

import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.machapi.KernReturn;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.NativeBuffer;

/** A message that a test writes and sends by itself, with whatever a C program may put into it. */
final class RawMessage {
  private final NativeBuffer buffer = NativeBuffer.allocate(2048);
  private int size = HEADER_SIZE;
  private int descriptors;

  /** Begins a message to a port, by a right of this disposition. */
  static RawMessage to(int remote, int disposition) {
    RawMessage message = new RawMessage();
    message.buffer.putInt(MSGH_BITS, disposition);
    message.buffer.putInt(MSGH_REMOTE_PORT, remote);
    return message;
  }

  RawMessage id(int id) {
    buffer.putInt(MSGH_ID, id);
    return this;
  }

  RawMessage replyTo(int name, int disposition) {
    buffer.putInt(MSGH_BITS, buffer.getInt(MSGH_BITS) | disposition << 8);
    buffer.putInt(MSGH_LOCAL_PORT, name);
    return this;
  }

  /** Writes a number into the voucher field and says nothing of it in the bits. */
  RawMessage voucherField(int value) {
    buffer.putInt(MSGH_VOUCHER_PORT, value);
    return this;
  }

  RawMessage port(int name, int disposition) {
    int at = descriptor(MACH_MSG_PORT_DESCRIPTOR, PORT_DESCRIPTOR_SIZE);
    buffer.putInt(at + PORT_DESCRIPTOR_NAME, name);
    buffer.bytes().put(at + PORT_DESCRIPTOR_DISPOSITION, (byte) disposition);
    return this;
  }

  /** Adds memory of the sender, as out-of-line memory of this type. */
  RawMessage memory(int type, long address, int length) {
    return memory(type, address, length, MACH_MSG_VIRTUAL_COPY);
  }

  RawMessage memory(int type, long address, int length, int copyOption) {
    int at = descriptor(type, OOL_DESCRIPTOR_SIZE);
    buffer.putLong(at + OOL_ADDRESS, address);
    buffer.bytes().put(at + OOL_COPY, (byte) copyOption);
    buffer.putInt(at + OOL_LENGTH, length);
    return this;
  }

  /** Adds an array of names, which stands in memory of the sender. */
  RawMessage ports(long address, int count, int disposition) {
    int at = descriptor(MACH_MSG_OOL_PORTS_DESCRIPTOR, OOL_DESCRIPTOR_SIZE);
    buffer.putLong(at + OOL_ADDRESS, address);
    buffer.bytes().put(at + OOL_COPY, (byte) MACH_MSG_VIRTUAL_COPY);
    buffer.bytes().put(at + OOL_PORTS_DISPOSITION, (byte) disposition);
    buffer.putInt(at + OOL_PORTS_COUNT, count);
    return this;
  }

  /** Adds a receive right of the sender, which the receiver is to get guarded. */
  RawMessage guarded(int name) {
    return guarded(
        name, MACH_MSG_GUARD_FLAGS_UNGUARDED_ON_SEND | MACH_MSG_GUARD_FLAGS_IMMOVABLE_RECEIVE);
  }

  /** Adds a receive right without guard in a descriptor for guarded ones. */
  RawMessage guarded(int name, int flags) {
    int at = descriptor(MACH_MSG_GUARDED_PORT_DESCRIPTOR, GUARDED_DESCRIPTOR_SIZE);
    buffer.putLong(at + GUARDED_CONTEXT, 0);
    buffer
        .bytes()
        .putShort(at + GUARDED_FLAGS, (short) flags)
        .put(at + GUARDED_DISPOSITION, (byte) MACH_MSG_TYPE_MOVE_RECEIVE);
    buffer.putInt(at + GUARDED_NAME, name);
    return this;
  }

  /** Says that it is complex, and has no descriptors. */
  RawMessage complexWithoutDescriptors() {
    size = DESCRIPTORS;
    return bits(MACH_MSGH_BITS_COMPLEX).descriptorCount(0);
  }

  /** Says something else than there is. */
  RawMessage descriptorCount(int count) {
    buffer.putInt(MSGH_DESCRIPTOR_COUNT, count);
    return this;
  }

  RawMessage bits(int more) {
    buffer.putInt(MSGH_BITS, buffer.getInt(MSGH_BITS) | more);
    return this;
  }

  private int descriptor(int type, int length) {
    int at = descriptors == 0 ? DESCRIPTORS : size;
    buffer.bytes().put(at + DESCRIPTOR_TYPE, (byte) type);
    buffer.putInt(MSGH_BITS, buffer.getInt(MSGH_BITS) | MACH_MSGH_BITS_COMPLEX);
    size = at + length;
    descriptors++;
    buffer.putInt(MSGH_DESCRIPTOR_COUNT, descriptors);
    return at;
  }

  RawMessage word(int value) {
    buffer.putInt(size, value);
    size += Integer.BYTES;
    return this;
  }

  /** Adds zeros. */
  RawMessage zeros(int bytes) {
    size += bytes;
    return this;
  }

  /** Sends without waiting, as the task of this library. */
  void send(MachLibrary raw) {
    buffer.putInt(MSGH_SIZE, size);
    int code = raw.mach_msg(buffer.pointer(), MACH_SEND_MSG | MACH_SEND_TIMEOUT, size, 0, 0, 0, 0);
    if (code != 0) {
      throw new AssertionError("mach_msg of the test itself: " + new KernReturn(code));
    }
  }

  /** Allocates memory in the task of this library and fills it with numbers. */
  static long memoryOf(MachLibrary raw, int... values) {
    NativeBuffer out = NativeBuffer.allocate(8);
    long length = (long) values.length * Integer.BYTES;
    int code =
        raw.mach_vm_allocate(raw.mach_task_self_().get(), out.pointer(), length, /* anywhere */ 1);
    if (code != 0) {
      throw new AssertionError("mach_vm_allocate of the test itself: " + new KernReturn(code));
    }
    long address = out.getLong(0);
    Pointer memory = Pointer.wrap(Runtime.getSystemRuntime(), address, length);
    for (int i = 0; i < values.length; i++) {
      memory.putInt((long) i * Integer.BYTES, values[i]);
    }
    return address;
  }
}

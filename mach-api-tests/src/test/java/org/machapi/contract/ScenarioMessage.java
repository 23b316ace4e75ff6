package org.machapi.contract;

import static org.machapi.contract.ScenarioTask.succeeds;
import static org.machapi.raw.MachMsgLayout.DESCRIPTORS;
import static org.machapi.raw.MachMsgLayout.DESCRIPTOR_TYPE;
import static org.machapi.raw.MachMsgLayout.HEADER_SIZE;
import static org.machapi.raw.MachMsgLayout.MSGH_BITS;
import static org.machapi.raw.MachMsgLayout.MSGH_DESCRIPTOR_COUNT;
import static org.machapi.raw.MachMsgLayout.MSGH_LOCAL_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_REMOTE_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_SIZE;
import static org.machapi.raw.MachMsgLayout.MSGH_VOUCHER_PORT;
import static org.machapi.raw.MachMsgLayout.OOL_ADDRESS;
import static org.machapi.raw.MachMsgLayout.OOL_COPY;
import static org.machapi.raw.MachMsgLayout.OOL_DEALLOCATE;
import static org.machapi.raw.MachMsgLayout.OOL_DESCRIPTOR_SIZE;
import static org.machapi.raw.MachMsgLayout.OOL_LENGTH;
import static org.machapi.raw.MachMsgLayout.OOL_PORTS_COUNT;
import static org.machapi.raw.MachMsgLayout.OOL_PORTS_DISPOSITION;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_NAME;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_SIZE;
import static org.machapi.raw.MessageConstants.MACH_MSGH_BITS_COMPLEX;
import static org.machapi.raw.MessageConstants.MACH_MSG_OOL_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_OOL_PORTS_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_PORT_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_VIRTUAL_COPY;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMEOUT;

import jnr.ffi.Pointer;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.NativeBuffer;

/** A message that a scenario writes, and the buffer that takes another one. */
final class ScenarioMessage {
  /** Bytes of the buffer: room for every message of the scenarios, and a trailer. */
  static final int CAPACITY = 1024;

  private final NativeBuffer buffer = NativeBuffer.allocate(CAPACITY);
  private int size = HEADER_SIZE;
  private int descriptors;

  /** Begins a message to a port that the sender has a send right to, which it keeps. */
  static ScenarioMessage to(int port) {
    return to(port, MACH_MSG_TYPE_COPY_SEND);
  }

  /** Begins a message to a port, by a right of this disposition. */
  static ScenarioMessage to(int port, int disposition) {
    ScenarioMessage message = new ScenarioMessage();
    message.buffer.putInt(MSGH_BITS, disposition);
    message.buffer.putInt(MSGH_REMOTE_PORT, port);
    message.buffer.putInt(MSGH_SIZE, HEADER_SIZE);
    return message;
  }

  ScenarioMessage replyTo(int name, int disposition) {
    buffer.putInt(MSGH_BITS, buffer.getInt(MSGH_BITS) | disposition << 8);
    buffer.putInt(MSGH_LOCAL_PORT, name);
    return this;
  }

  ScenarioMessage voucher(int name, int disposition) {
    buffer.putInt(MSGH_BITS, buffer.getInt(MSGH_BITS) | disposition << 16);
    buffer.putInt(MSGH_VOUCHER_PORT, name);
    return this;
  }

  ScenarioMessage port(int name, int disposition) {
    int at = descriptor(MACH_MSG_PORT_DESCRIPTOR, PORT_DESCRIPTOR_SIZE);
    buffer.putInt(at + PORT_DESCRIPTOR_NAME, name);
    buffer.bytes().put(at + PORT_DESCRIPTOR_DISPOSITION, (byte) disposition);
    return this;
  }

  /** Adds memory of the sender's, which it keeps or gives away. */
  ScenarioMessage memory(long address, int length, boolean deallocate) {
    int at = descriptor(MACH_MSG_OOL_DESCRIPTOR, OOL_DESCRIPTOR_SIZE);
    putMemory(at, address, deallocate);
    buffer.putInt(at + OOL_LENGTH, length);
    return this;
  }

  /** Adds an array of names in memory of the sender's. */
  ScenarioMessage ports(long address, int count, int disposition, boolean deallocate) {
    int at = descriptor(MACH_MSG_OOL_PORTS_DESCRIPTOR, OOL_DESCRIPTOR_SIZE);
    putMemory(at, address, deallocate);
    buffer.bytes().put(at + OOL_PORTS_DISPOSITION, (byte) disposition);
    buffer.putInt(at + OOL_PORTS_COUNT, count);
    return this;
  }

  private void putMemory(int at, long address, boolean deallocate) {
    buffer.putLong(at + OOL_ADDRESS, address);
    buffer.bytes().put(at + OOL_DEALLOCATE, (byte) (deallocate ? 1 : 0));
    buffer.bytes().put(at + OOL_COPY, (byte) MACH_MSG_VIRTUAL_COPY);
  }

  private int descriptor(int type, int length) {
    int at = descriptors == 0 ? DESCRIPTORS : size;
    buffer.bytes().put(at + DESCRIPTOR_TYPE, (byte) type);
    buffer.putInt(MSGH_BITS, buffer.getInt(MSGH_BITS) | MACH_MSGH_BITS_COMPLEX);
    size = at + length;
    descriptors++;
    buffer.putInt(MSGH_DESCRIPTOR_COUNT, descriptors);
    buffer.putInt(MSGH_SIZE, size);
    return at;
  }

  Pointer pointer() {
    return buffer.pointer();
  }

  int size() {
    return size;
  }

  /** Sends it without waiting; it has to go. */
  void sendBy(MachLibrary library) {
    succeeds(
        library.mach_msg(buffer.pointer(), MACH_SEND_MSG | MACH_SEND_TIMEOUT, size, 0, 0, 0, 0));
  }
}

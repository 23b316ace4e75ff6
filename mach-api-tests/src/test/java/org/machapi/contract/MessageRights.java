package org.machapi.contract;

import static org.machapi.raw.MachMsgLayout.DESCRIPTORS;
import static org.machapi.raw.MachMsgLayout.DESCRIPTOR_TYPE;
import static org.machapi.raw.MachMsgLayout.GUARDED_DESCRIPTOR_SIZE;
import static org.machapi.raw.MachMsgLayout.GUARDED_DISPOSITION;
import static org.machapi.raw.MachMsgLayout.GUARDED_NAME;
import static org.machapi.raw.MachMsgLayout.HEADER_SIZE;
import static org.machapi.raw.MachMsgLayout.MSGH_BITS;
import static org.machapi.raw.MachMsgLayout.MSGH_DESCRIPTOR_COUNT;
import static org.machapi.raw.MachMsgLayout.MSGH_LOCAL_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_REMOTE_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_VOUCHER_PORT;
import static org.machapi.raw.MachMsgLayout.OOL_ADDRESS;
import static org.machapi.raw.MachMsgLayout.OOL_DEALLOCATE;
import static org.machapi.raw.MachMsgLayout.OOL_DESCRIPTOR_SIZE;
import static org.machapi.raw.MachMsgLayout.OOL_LENGTH;
import static org.machapi.raw.MachMsgLayout.OOL_PORTS_COUNT;
import static org.machapi.raw.MachMsgLayout.OOL_PORTS_DESCRIPTOR_SIZE;
import static org.machapi.raw.MachMsgLayout.OOL_PORTS_DISPOSITION;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_NAME;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_SIZE;
import static org.machapi.raw.MessageConstants.MACH_MSGH_BITS_COMPLEX;
import static org.machapi.raw.MessageConstants.MACH_MSG_GUARDED_PORT_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_OOL_PORTS_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_PORT_DESCRIPTOR;

import java.util.ArrayList;
import java.util.List;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.machapi.sim.SimulatedTask;

/** The rights and the memory that a message in a buffer speaks of, in the order of the kernel. */
final class MessageRights {
  /** More than any test has; a damaged message may claim any number. */
  private static final int MOST_PORTS = 100_000;

  private final SimulatedTask task;
  private final List<Part> header = new ArrayList<>();
  private final List<Part> body = new ArrayList<>();
  private final List<Memory> memory = new ArrayList<>();

  /**
   * One right.
   *
   * @param name the name
   * @param disposition what becomes of it, or what it is
   */
  record Part(int name, int disposition) {}

  /**
   * One piece of out-of-line memory.
   *
   * @param address where it begins
   * @param bytes its length
   * @param deallocate whether the sender gives it away
   */
  record Memory(long address, long bytes, boolean deallocate) {}

  private MessageRights(SimulatedTask task) {
    this.task = task;
  }

  /**
   * Reads a message.
   *
   * @param message the buffer
   * @param size how much of it is message
   */
  static MessageRights read(SimulatedTask task, Pointer message, int size) {
    MessageRights rights = new MessageRights(task);
    if (message == null || size < HEADER_SIZE || message.size() < HEADER_SIZE) {
      return rights;
    }
    int bits = message.getInt(MSGH_BITS);
    rights.header.add(new Part(message.getInt(MSGH_REMOTE_PORT), bits & 0x1f));
    rights.header.add(new Part(message.getInt(MSGH_LOCAL_PORT), bits >> 8 & 0x1f));
    rights.header.add(new Part(message.getInt(MSGH_VOUCHER_PORT), bits >> 16 & 0x1f));
    if ((bits & MACH_MSGH_BITS_COMPLEX) != 0 && size >= DESCRIPTORS) {
      rights.readBody(message, (int) Math.min(size, message.size()));
    }
    return rights;
  }

  private void readBody(Pointer message, int size) {
    int count = message.getInt(MSGH_DESCRIPTOR_COUNT);
    int at = DESCRIPTORS;
    for (int i = 0; i != count && at + PORT_DESCRIPTOR_SIZE <= size; i++) {
      int type = message.getByte(at + DESCRIPTOR_TYPE) & 0xff;
      if (type == MACH_MSG_PORT_DESCRIPTOR) {
        body.add(
            new Part(
                message.getInt(at + PORT_DESCRIPTOR_NAME),
                message.getByte(at + PORT_DESCRIPTOR_DISPOSITION)));
        at += PORT_DESCRIPTOR_SIZE;
      } else if (at + OOL_DESCRIPTOR_SIZE > size) {
        return;
      } else if (type == MACH_MSG_GUARDED_PORT_DESCRIPTOR) {
        body.add(
            new Part(message.getInt(at + GUARDED_NAME), message.getByte(at + GUARDED_DISPOSITION)));
        at += GUARDED_DESCRIPTOR_SIZE;
      } else if (type == MACH_MSG_OOL_PORTS_DESCRIPTOR) {
        readPorts(message, at);
        at += OOL_PORTS_DESCRIPTOR_SIZE;
      } else {
        addMemory(message, at, Integer.toUnsignedLong(message.getInt(at + OOL_LENGTH)));
        at += OOL_DESCRIPTOR_SIZE;
      }
    }
  }

  private void readPorts(Pointer message, int at) {
    long address = message.getLong(at + OOL_ADDRESS);
    int count = message.getInt(at + OOL_PORTS_COUNT);
    addMemory(message, at, 4 * Integer.toUnsignedLong(count));
    if (count <= 0 || count > MOST_PORTS || !task.isMapped(address, 4L * count)) {
      return;
    }
    Pointer ports = Pointer.wrap(Runtime.getSystemRuntime(), address, 4L * count);
    int disposition = message.getByte(at + OOL_PORTS_DISPOSITION);
    for (int i = 0; i < count; i++) {
      body.add(new Part(ports.getInt(4L * i), disposition));
    }
  }

  private void addMemory(Pointer message, int at, long bytes) {
    memory.add(
        new Memory(
            message.getLong(at + OOL_ADDRESS), bytes, message.getByte(at + OOL_DEALLOCATE) != 0));
  }

  /** The right of the destination or of the reply, the local one, and the voucher. */
  List<Part> header() {
    return header;
  }

  List<Part> body() {
    return body;
  }

  List<Memory> memory() {
    return memory;
  }
}

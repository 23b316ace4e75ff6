package org.machapi.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;

/**
 * The message of a send: what the arguments of the recorded call say, byte by byte, and nothing
 * else.
 */
final class OutgoingMessage {
  /**
   * What stands behind the message, up to the end of the buffer, so that nobody takes it for zeros.
   */
  static final byte FILLER = (byte) 0xEE;

  private static final int LOCAL_SHIFT = 8;
  private static final int VOUCHER_SHIFT = 16;

  private final Call call;
  private final NativeBuffer buffer;
  private final List<Source> sources = new ArrayList<>();
  private int size = MachMsgLayout.HEADER_SIZE;

  /** Out-of-line memory of the sender; "asked" where the recording tells what becomes of it. */
  private record Source(long address, long size, boolean asked) {}

  private OutgoingMessage(Call call, NativeBuffer buffer) {
    this.call = call;
    this.buffer = buffer;
  }

  /** Writes the message that the call sends to the start of the buffer. */
  static OutgoingMessage write(Call call, NativeBuffer buffer) {
    OutgoingMessage message = new OutgoingMessage(call, buffer);
    Fields args = call.args();
    List<Fields> descriptors = descriptors(args);
    boolean complex = args.has("descriptors");
    TaskMemory.fill(buffer, 0, roomFor(args, descriptors, buffer), (byte) 0);
    if (complex) {
      buffer.putInt(
          MachMsgLayout.MSGH_DESCRIPTOR_COUNT, call.number("body_count", descriptors.size()));
      message.size = MachMsgLayout.DESCRIPTORS;
      for (Fields descriptor : descriptors) {
        message.put(descriptor);
      }
    }
    message.size += call.number("padding", 0);
    message.putHeader(complex);
    return message;
  }

  /** At least as many bytes as the message will have. */
  private static int roomFor(Fields args, List<Fields> descriptors, NativeBuffer buffer) {
    long room = MachMsgLayout.DESCRIPTORS + (args.has("padding") ? args.times("padding") : 0);
    for (Fields descriptor : descriptors) {
      room += MachMsgLayout.OOL_DESCRIPTOR_SIZE;
      room += descriptor.has("extra") ? descriptor.times("extra") : 0;
    }
    if (room > buffer.size()) {
      throw args.damaged("descriptors", "a longer message than can be replayed");
    }
    return (int) room;
  }

  private static List<Fields> descriptors(Fields args) {
    if (!args.has("descriptors")) {
      return List.of();
    }
    if (!args.isObject("descriptors")) {
      return args.objects("descriptors");
    }
    Fields repeated = args.object("descriptors");
    List<Fields> result = new ArrayList<>();
    for (int i = repeated.times("times"); i > 0; i--) {
      result.add(repeated.object("same"));
    }
    return result;
  }

  private void putHeader(boolean complex) {
    Fields args = call.args();
    int bits =
        call.disposition("rdisp")
            | args.coded("ldisp", TraceSymbols.DISPOSITIONS, 0) << LOCAL_SHIFT
            | args.coded("vdisp", TraceSymbols.DISPOSITIONS, 0) << VOUCHER_SHIFT
            | (complex ? MessageConstants.MACH_MSGH_BITS_COMPLEX : 0);
    bits = (bits | call.number("bits_or", 0)) & ~call.number("bits_clear", 0);
    buffer.putInt(MachMsgLayout.MSGH_BITS, bits);
    buffer.putInt(MachMsgLayout.MSGH_SIZE, call.number("msgh_size", size));
    buffer.putInt(MachMsgLayout.MSGH_REMOTE_PORT, call.name("remote"));
    buffer.putInt(MachMsgLayout.MSGH_LOCAL_PORT, call.name("local", 0));
    buffer.putInt(MachMsgLayout.MSGH_VOUCHER_PORT, call.name("voucher", 0));
    buffer.putInt(MachMsgLayout.MSGH_ID, call.number("id", 0));
  }

  private void put(Fields descriptor) {
    if (descriptor.has("ool_ports")) {
      putPortArray(descriptor);
    } else if (descriptor.has("ool")) {
      putMemory(descriptor);
    } else if (descriptor.has("guarded")) {
      putGuardedPort(descriptor);
    } else {
      putPort(descriptor);
    }
    size += (int) descriptor.number("extra", 0);
  }

  private void putPort(Fields descriptor) {
    buffer.putInt(size + MachMsgLayout.PORT_DESCRIPTOR_NAME, call.name(descriptor, "name"));
    buffer.putInt(size + 4, (int) descriptor.number("pad1", 0));
    buffer.bytes().putShort(size + 8, (short) descriptor.number("pad2", 0));
    putByte(MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION, disposition(descriptor));
    putType(descriptor, MessageConstants.MACH_MSG_PORT_DESCRIPTOR);
    size += MachMsgLayout.PORT_DESCRIPTOR_SIZE;
  }

  private void putPortArray(Fields descriptor) {
    int[] names = portArray(descriptor);
    long address = 0;
    if (!descriptor.has("address")) {
      address = TaskMemory.allocateArray(call, names);
      sources.add(new Source(address, 4L * names.length, descriptor.has("deallocate")));
    }
    putOutOfLine(descriptor, address);
    putByte(MachMsgLayout.OOL_PORTS_DISPOSITION, disposition(descriptor));
    putType(descriptor, MessageConstants.MACH_MSG_OOL_PORTS_DESCRIPTOR);
    buffer.putInt(
        size + MachMsgLayout.OOL_PORTS_COUNT, (int) descriptor.number("count", names.length));
    size += MachMsgLayout.OOL_PORTS_DESCRIPTOR_SIZE;
  }

  private int[] portArray(Fields descriptor) {
    if (descriptor.isObject("ool_ports")) {
      Fields repeated = descriptor.object("ool_ports");
      int[] names = new int[repeated.times("times")];
      Arrays.fill(names, call.name(repeated, "name"));
      return names;
    }
    List<String> symbols = descriptor.texts("ool_ports");
    int[] names = new int[symbols.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = call.name(descriptor, "ool_ports", symbols.get(i));
    }
    return names;
  }

  private void putMemory(Fields descriptor) {
    int length = descriptor.times("ool");
    long address = 0;
    if (!descriptor.has("address")) {
      address = TaskMemory.allocatePattern(call, length);
      sources.add(new Source(address, length, descriptor.has("deallocate")));
    }
    putOutOfLine(descriptor, address);
    putType(descriptor, MessageConstants.MACH_MSG_OOL_DESCRIPTOR);
    buffer.putInt(size + MachMsgLayout.OOL_LENGTH, length);
    size += MachMsgLayout.OOL_DESCRIPTOR_SIZE;
  }

  private void putOutOfLine(Fields descriptor, long address) {
    buffer.putLong(size + MachMsgLayout.OOL_ADDRESS, address);
    putByte(MachMsgLayout.OOL_DEALLOCATE, (int) descriptor.number("deallocate", 0));
    putByte(MachMsgLayout.OOL_COPY, (int) descriptor.number("copy", 0));
  }

  private void putGuardedPort(Fields descriptor) {
    buffer.putLong(size + MachMsgLayout.GUARDED_CONTEXT, call.context(descriptor, "context"));
    buffer.bytes().putShort(size + MachMsgLayout.GUARDED_FLAGS, (short) descriptor.number("flags"));
    putByte(MachMsgLayout.GUARDED_DISPOSITION, disposition(descriptor));
    putType(descriptor, MessageConstants.MACH_MSG_GUARDED_PORT_DESCRIPTOR);
    buffer.putInt(size + MachMsgLayout.GUARDED_NAME, call.name(descriptor, "guarded"));
    size += MachMsgLayout.GUARDED_DESCRIPTOR_SIZE;
  }

  private static int disposition(Fields descriptor) {
    return descriptor.coded("disp", TraceSymbols.DISPOSITIONS);
  }

  private void putType(Fields descriptor, int type) {
    putByte(MachMsgLayout.DESCRIPTOR_TYPE, (int) descriptor.number("type", type));
  }

  private void putByte(int offset, int value) {
    buffer.bytes().put(size + offset, (byte) value);
  }

  /** The true size of the message in bytes. */
  int size() {
    return size;
  }

  /**
   * What has become of the sender's memory, for the descriptors of which the recording tells it.
   */
  List<Object> sourceMemory() {
    List<Object> result = new ArrayList<>();
    for (Source source : sources) {
      if (source.asked) {
        long size = Math.max(source.size, 1);
        boolean mapped = call.task().simulated().isMapped(source.address, size);
        result.add(mapped ? "mapped" : "unmapped");
      }
    }
    return result;
  }
}

package org.machapi.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.NotifyConstants;

/** Decodes a message that the kernel wrote to a buffer, into what the recorded files tell of it. */
final class IncomingMessage {
  private static final int DISPOSITION_MASK = 0x1f;
  private static final int LOCAL_SHIFT = 8;

  /** Where a notification has its name or count: behind header and NDR record. */
  private static final int NOTIFICATION_VALUE = 32;

  private final Call call;
  private final NativeBuffer buffer;
  private final Map<String, Object> out;

  private IncomingMessage(Call call, NativeBuffer buffer, Map<String, Object> out) {
    this.call = call;
    this.buffer = buffer;
    this.out = out;
  }

  /** Adds header and descriptors. */
  static void decodeShort(Call call, NativeBuffer buffer, Map<String, Object> out) {
    IncomingMessage message = new IncomingMessage(call, buffer, out);
    message.header();
    message.descriptors(false);
  }

  /** Adds header and descriptors, with all that {@code mach_msg} records of them. */
  static void decodeFull(Call call, NativeBuffer buffer, Map<String, Object> out) {
    IncomingMessage message = new IncomingMessage(call, buffer, out);
    message.header();
    message.otherHeaderFields();
    message.descriptors(true);
  }

  /** Adds what kind of notification it is, where it is one. */
  static void decodeNotification(NativeBuffer buffer, Map<String, Object> out) {
    int value = buffer.getInt(NOTIFICATION_VALUE);
    switch (buffer.getInt(MachMsgLayout.MSGH_ID)) {
      case NotifyConstants.MACH_NOTIFY_PORT_DELETED -> notification(out, "PORT_DELETED", value);
      case NotifyConstants.MACH_NOTIFY_SEND_POSSIBLE -> notification(out, "SEND_POSSIBLE", value);
      case NotifyConstants.MACH_NOTIFY_DEAD_NAME -> notification(out, "DEAD_NAME", value);
      case NotifyConstants.MACH_NOTIFY_NO_SENDERS -> {
        out.put("notification", "NO_SENDERS");
        out.put("not_count", Integer.toUnsignedLong(value));
      }
      case NotifyConstants.MACH_NOTIFY_PORT_DESTROYED -> out.put("notification", "PORT_DESTROYED");
      case NotifyConstants.MACH_NOTIFY_SEND_ONCE -> out.put("notification", "SEND_ONCE");
      default -> {}
    }
  }

  private static void notification(Map<String, Object> out, String kind, int name) {
    out.put("notification", kind);
    out.put("not_port", new PortName(name));
  }

  private void header() {
    int bits = buffer.getInt(MachMsgLayout.MSGH_BITS);
    out.put("id", (long) buffer.getInt(MachMsgLayout.MSGH_ID));
    out.put("size", Integer.toUnsignedLong(buffer.getInt(MachMsgLayout.MSGH_SIZE)));
    out.put("complex", isComplex());
    out.put("remote", right(MachMsgLayout.MSGH_REMOTE_PORT, bits & DISPOSITION_MASK));
    out.put("local", right(MachMsgLayout.MSGH_LOCAL_PORT, bits >>> LOCAL_SHIFT & DISPOSITION_MASK));
  }

  private void otherHeaderFields() {
    int known =
        MessageConstants.MACH_MSGH_BITS_COMPLEX
            | MessageConstants.MACH_MSGH_BITS_REMOTE_MASK
            | MessageConstants.MACH_MSGH_BITS_LOCAL_MASK;
    int others = buffer.getInt(MachMsgLayout.MSGH_BITS) & ~known;
    if (others != 0) {
      out.put("other_bits", Integer.toUnsignedLong(others));
    }
    int voucher = buffer.getInt(MachMsgLayout.MSGH_VOUCHER_PORT);
    if (voucher != 0) {
      out.put("voucher_field", new PortName(voucher));
    }
  }

  private boolean isComplex() {
    return (buffer.getInt(MachMsgLayout.MSGH_BITS) & MessageConstants.MACH_MSGH_BITS_COMPLEX) != 0;
  }

  private void descriptors(boolean full) {
    if (!isComplex()) {
      return;
    }
    List<Object> descriptors = new ArrayList<>();
    int at = MachMsgLayout.DESCRIPTORS;
    int count = buffer.getInt(MachMsgLayout.MSGH_DESCRIPTOR_COUNT);
    for (int i = 0; i < count; i++) {
      int type = buffer.bytes().get(at + MachMsgLayout.DESCRIPTOR_TYPE);
      switch (type) {
        case MessageConstants.MACH_MSG_PORT_DESCRIPTOR -> {
          descriptors.add(port(at));
          at += MachMsgLayout.PORT_DESCRIPTOR_SIZE;
        }
        case MessageConstants.MACH_MSG_OOL_PORTS_DESCRIPTOR -> {
          descriptors.add(portArray(at, full));
          at += MachMsgLayout.OOL_PORTS_DESCRIPTOR_SIZE;
        }
        case MessageConstants.MACH_MSG_OOL_DESCRIPTOR,
            MessageConstants.MACH_MSG_OOL_VOLATILE_DESCRIPTOR -> {
          descriptors.add(memory(at, type));
          at += MachMsgLayout.OOL_DESCRIPTOR_SIZE;
        }
        case MessageConstants.MACH_MSG_GUARDED_PORT_DESCRIPTOR -> {
          descriptors.add(guardedPort(at));
          at += MachMsgLayout.GUARDED_DESCRIPTOR_SIZE;
        }
        default -> throw new ReplayFailure("received descriptor " + i + " has type " + type);
      }
    }
    out.put("descriptors", descriptors);
  }

  private Map<Object, Object> port(int at) {
    return right(
        at + MachMsgLayout.PORT_DESCRIPTOR_NAME, at(at, MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION));
  }

  private Map<Object, Object> portArray(int at, boolean full) {
    int count = buffer.getInt(at + MachMsgLayout.OOL_PORTS_COUNT);
    long address = buffer.getLong(at + MachMsgLayout.OOL_ADDRESS);
    List<Object> names = new ArrayList<>();
    for (int name : TaskMemory.takeArray(call, address, count)) {
      names.add(new PortName(name));
    }
    Map<Object, Object> result = new LinkedHashMap<>();
    result.put("ool_ports", names);
    result.put(
        "disp", TraceSymbols.receivedDisposition(at(at, MachMsgLayout.OOL_PORTS_DISPOSITION)));
    result.put("count", (long) count);
    if (full) {
      outOfLine(at, address, result);
    }
    return result;
  }

  private Map<Object, Object> memory(int at, int type) {
    int size = buffer.getInt(at + MachMsgLayout.OOL_LENGTH);
    long address = buffer.getLong(at + MachMsgLayout.OOL_ADDRESS);
    Map<Object, Object> result = new LinkedHashMap<>();
    result.put("ool_size", Integer.toUnsignedLong(size));
    outOfLine(at, address, result);
    if (type == MessageConstants.MACH_MSG_OOL_VOLATILE_DESCRIPTOR) {
      result.put("volatile", true);
    }
    if (size > 0 && address != 0) {
      result.put("content_ok", TaskMemory.holdsPattern(address, size));
      TaskMemory.release(call, address, size);
    }
    return result;
  }

  private void outOfLine(int at, long address, Map<Object, Object> result) {
    result.put("deallocate", (long) at(at, MachMsgLayout.OOL_DEALLOCATE));
    result.put("copy", (long) at(at, MachMsgLayout.OOL_COPY));
    result.put("address_null", address == 0);
  }

  private Map<Object, Object> guardedPort(int at) {
    long context = buffer.getLong(at + MachMsgLayout.GUARDED_CONTEXT);
    Map<Object, Object> result = new LinkedHashMap<>();
    result.put("guarded", new PortName(buffer.getInt(at + MachMsgLayout.GUARDED_NAME)));
    result.put("context", new Context(context));
    result.put("flags", (long) buffer.bytes().getShort(at + MachMsgLayout.GUARDED_FLAGS));
    result.put("disp", TraceSymbols.receivedDisposition(at(at, MachMsgLayout.GUARDED_DISPOSITION)));
    if (context != 0) {
      result.put("context_is_buffer_address_plus", context - buffer.pointer().address());
    }
    return result;
  }

  private Map<Object, Object> right(int nameAt, int disposition) {
    Map<Object, Object> result = new LinkedHashMap<>();
    result.put("name", new PortName(buffer.getInt(nameAt)));
    result.put("disp", TraceSymbols.receivedDisposition(disposition));
    return result;
  }

  private int at(int descriptor, int field) {
    return buffer.bytes().get(descriptor + field) & 0xff;
  }
}

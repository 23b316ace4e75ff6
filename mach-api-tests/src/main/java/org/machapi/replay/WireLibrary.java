package org.machapi.replay;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import jnr.ffi.Pointer;
import jnr.ffi.Variable;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MachMsgTrailerLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.PortConstants;

/**
 * A kernel that knows one message: it is what the first receive gets, as if the kernel itself had
 * sent it, and the first message sent is kept. Whatever name it is asked about is a dead name.
 * Every other routine succeeds and does nothing.
 */
final class WireLibrary implements InvocationHandler {
  private static final int TASK_PORT = 0x103;

  private final byte[] delivered;
  private final int port;
  private byte @Nullable [] sent;

  /** Prepares to deliver a message to the port of that name. */
  WireLibrary(byte[] delivered, int port) {
    this.delivered = delivered;
    this.port = port;
  }

  /** The library as the rest of the program takes it. */
  MachLibrary library() {
    ClassLoader loader = MachLibrary.class.getClassLoader();
    return (MachLibrary) Proxy.newProxyInstance(loader, new Class<?>[] {MachLibrary.class}, this);
  }

  /** The first message that was sent, or null. */
  byte @Nullable [] sent() {
    return sent;
  }

  @Override
  public Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
    switch (method.getName()) {
      case "mach_task_self_":
        return new TaskPort();
      case "mach_port_construct":
        pointer(arguments, 3).putInt(0, port);
        return 0;
      case "mach_port_type":
        pointer(arguments, 2).putInt(0, PortConstants.MACH_PORT_TYPE_DEAD_NAME);
        return 0;
      case "mach_msg":
        return exchange(pointer(arguments, 0), number(arguments, 1), number(arguments, 2));
      case "toString":
        return "a recorded message";
      default:
        return MessageConstants.MACH_MSG_SUCCESS;
    }
  }

  private int exchange(Pointer message, int options, int sendSize) {
    if ((options & MessageConstants.MACH_SEND_MSG) != 0 && sent == null) {
      byte[] bytes = new byte[sendSize];
      message.get(0, bytes, 0, sendSize);
      sent = bytes;
    }
    if ((options & MessageConstants.MACH_RCV_MSG) != 0) {
      deliver(message);
    }
    return MessageConstants.MACH_MSG_SUCCESS;
  }

  /**
   * Puts down as much as the header says, and behind it a trailer with the audit token of the
   * kernel: all zeros.
   */
  private void deliver(Pointer message) {
    message.put(0, delivered, 0, delivered.length);
    int size = Math.min(message.getInt(MachMsgLayout.MSGH_SIZE), delivered.length);
    int end = (size + 3) & ~3;
    byte[] trailer = new byte[MachMsgTrailerLayout.AUDIT_TRAILER_SIZE];
    message.put(end, trailer, 0, trailer.length);
    message.putInt(end + MachMsgTrailerLayout.MSGH_TRAILER_SIZE, trailer.length);
  }

  private static Pointer pointer(@Nullable Object @Nullable [] arguments, int index) {
    return (Pointer) argument(arguments, index);
  }

  private static int number(@Nullable Object @Nullable [] arguments, int index) {
    return (Integer) argument(arguments, index);
  }

  private static Object argument(@Nullable Object @Nullable [] arguments, int index) {
    @Nullable Object argument = arguments == null ? null : arguments[index];
    if (argument == null) {
      throw new IllegalArgumentException("argument " + index + " of " + Arrays.toString(arguments));
    }
    return argument;
  }

  private static final class TaskPort implements Variable<Integer> {
    @Override
    public Integer get() {
      return TASK_PORT;
    }

    @Override
    public void set(Integer value) {
      throw new UnsupportedOperationException("nobody sets mach_task_self_");
    }
  }
}

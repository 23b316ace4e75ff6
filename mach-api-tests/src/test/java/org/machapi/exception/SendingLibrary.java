package org.machapi.exception;

import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import jnr.ffi.Pointer;
import jnr.ffi.Variable;
import org.machapi.Mach;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.MachMsgTrailerLayout;

/**
 * No kernel at all: writes down what is sent, as it is handed to the kernel, and delivers what the
 * test has prepared. All ports are plain ones, and whatever is given back is taken.
 */
final class SendingLibrary {
  /** The name of each port that is made, as in the recorded messages. */
  static final int REPLY_PORT = 0x0b03;

  /** The bytes of each message that was sent. */
  final List<byte[]> sent = new ArrayList<>();

  private final Deque<byte[]> toDeliver = new ArrayDeque<>();

  /** The next receive gets this. */
  void deliver(byte[] message) {
    toDeliver.add(message);
  }

  Mach mach() {
    MachLibrary library =
        (MachLibrary)
            Proxy.newProxyInstance(
                MachLibrary.class.getClassLoader(),
                new Class<?>[] {MachLibrary.class},
                (proxy, method, arguments) -> answer(method, arguments));
    return Mach.of(library, "no kernel");
  }

  private Object answer(Method method, Object[] arguments) {
    switch (method.getName()) {
      case "mach_task_self_":
        return new TaskSelf();
      case "mach_port_construct":
        ((Pointer) arguments[3]).putInt(0, REPLY_PORT);
        return KERN_SUCCESS;
      case "mach_port_kobject":
        ((Pointer) arguments[2]).putInt(0, 0);
        ((Pointer) arguments[3]).putInt(0, 0);
        return KERN_SUCCESS;
      case "mach_port_get_attributes",
      "mach_port_deallocate",
      "mach_port_destruct",
      "mach_vm_deallocate":
        return KERN_SUCCESS;
      case "mach_msg":
        return exchange((Pointer) arguments[0], (int) arguments[1], (int) arguments[2]);
      default:
        throw new AssertionError("nobody expected a call of " + method.getName());
    }
  }

  private int exchange(Pointer buffer, int options, int sendSize) {
    if ((options & MACH_SEND_MSG) != 0) {
      byte[] bytes = new byte[sendSize];
      buffer.get(0, bytes, 0, sendSize);
      sent.add(bytes);
      return KERN_SUCCESS;
    }
    byte[] message = toDeliver.poll();
    if (message == null) {
      return MACH_RCV_TIMED_OUT;
    }
    buffer.put(0, message, 0, message.length);
    // The audit token of the kernel is zeros.
    byte[] trailer = new byte[MachMsgTrailerLayout.AUDIT_TRAILER_SIZE];
    buffer.put(message.length, trailer, 0, trailer.length);
    buffer.putInt(message.length + MachMsgTrailerLayout.MSGH_TRAILER_SIZE, trailer.length);
    return KERN_SUCCESS;
  }

  private static final class TaskSelf implements Variable<Integer> {
    @Override
    public Integer get() {
      return 0x103;
    }

    @Override
    public void set(Integer value) {
      throw new UnsupportedOperationException();
    }
  }
}

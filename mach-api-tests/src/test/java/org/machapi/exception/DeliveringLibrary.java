package org.machapi.exception;

import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_RCV_MSG;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import jnr.ffi.Pointer;
import jnr.ffi.Variable;
import org.machapi.Mach;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.MachMsgTrailerLayout;

/**
 * No kernel at all: delivers one message, with the trailer of a message from the kernel, and writes
 * down what is sent and which names are given back.
 */
final class DeliveringLibrary {
  private static final int RECEIVE_NAME = 0x1103;

  private final byte[] message;
  private boolean delivered;

  /** The bytes of each message that was sent. */
  final List<byte[]> sent = new ArrayList<>();

  /** The names given back, once for each time. */
  final List<Integer> deallocated = new ArrayList<>();

  DeliveringLibrary(byte[] message) {
    this.message = message;
  }

  Mach mach() {
    MachLibrary library =
        (MachLibrary)
            Proxy.newProxyInstance(
                MachLibrary.class.getClassLoader(),
                new Class<?>[] {MachLibrary.class},
                (proxy, method, arguments) -> answer(method, arguments));
    return Mach.of(library, "one message");
  }

  private Object answer(Method method, Object[] arguments) {
    switch (method.getName()) {
      case "mach_task_self_":
        return new TaskSelf();
      case "mach_port_construct":
        ((Pointer) arguments[3]).putInt(0, RECEIVE_NAME);
        return KERN_SUCCESS;
      case "mach_port_deallocate":
        deallocated.add((int) arguments[1]);
        return KERN_SUCCESS;
      case "mach_port_destruct", "mach_vm_deallocate":
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
    if ((options & MACH_RCV_MSG) == 0 || delivered) {
      return MACH_RCV_TIMED_OUT;
    }
    delivered = true;
    buffer.put(0, message, 0, message.length);
    // The audit token of the kernel is zeros. Where the header claims another size than there is,
    // the trailer is sought elsewhere and finds zeros, too, in a fresh buffer.
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

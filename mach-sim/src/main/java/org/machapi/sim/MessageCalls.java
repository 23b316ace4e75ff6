package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_NOT_SUPPORTED;
import static org.machapi.raw.MachMsgLayout.HEADER_SIZE;
import static org.machapi.raw.MachMsgLayout.MSGH_BITS;
import static org.machapi.raw.MachMsgLayout.MSGH_ID;
import static org.machapi.raw.MachMsgLayout.MSGH_LOCAL_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_SIZE;
import static org.machapi.raw.MessageConstants.MACH_MSGH_BITS_COMPLEX;
import static org.machapi.raw.MessageConstants.MACH_MSG_STRICT_REPLY;
import static org.machapi.raw.MessageConstants.MACH_MSG_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_RCV_GUARDED_DESC;
import static org.machapi.raw.MessageConstants.MACH_RCV_INTERRUPT;
import static org.machapi.raw.MessageConstants.MACH_RCV_INTERRUPTED;
import static org.machapi.raw.MessageConstants.MACH_RCV_INVALID_DATA;
import static org.machapi.raw.MessageConstants.MACH_RCV_INVALID_NAME;
import static org.machapi.raw.MessageConstants.MACH_RCV_INVALID_NOTIFY;
import static org.machapi.raw.MessageConstants.MACH_RCV_LARGE;
import static org.machapi.raw.MessageConstants.MACH_RCV_LARGE_IDENTITY;
import static org.machapi.raw.MessageConstants.MACH_RCV_MSG;
import static org.machapi.raw.MessageConstants.MACH_RCV_SYNC_PEEK;
import static org.machapi.raw.MessageConstants.MACH_RCV_SYNC_WAIT;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMEOUT;
import static org.machapi.raw.MessageConstants.MACH_RCV_TOO_LARGE;
import static org.machapi.raw.MessageConstants.MACH_RCV_TRAILER_MASK;
import static org.machapi.raw.MessageConstants.MACH_RCV_VOUCHER;
import static org.machapi.raw.MessageConstants.MACH_SEND_INTERRUPT;
import static org.machapi.raw.MessageConstants.MACH_SEND_INTERRUPTED;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DATA;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG_TOO_SMALL;
import static org.machapi.raw.MessageConstants.MACH_SEND_NOIMPORTANCE;
import static org.machapi.raw.MessageConstants.MACH_SEND_NOTIFY;
import static org.machapi.raw.MessageConstants.MACH_SEND_OVERRIDE;
import static org.machapi.raw.MessageConstants.MACH_SEND_PROPAGATE_QOS;
import static org.machapi.raw.MessageConstants.MACH_SEND_SYNC_BOOTSTRAP_CHECKIN;
import static org.machapi.raw.MessageConstants.MACH_SEND_SYNC_OVERRIDE;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMEOUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_TOO_LARGE;
import static org.machapi.raw.MessageConstants.MACH_SEND_TRAILER;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;
import static org.machapi.raw.PortConstants.kGUARD_EXC_INVALID_OPTIONS;
import static org.machapi.raw.PortConstants.kGUARD_EXC_RCV_INVALID_NAME;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;

/** {@code mach_msg}: a send, a receive, or one after the other, on one buffer of the task. */
final class MessageCalls {
  /** Options that a task may give; the others are for the kernel and are dropped. */
  private static final int TASK_OPTIONS =
      MACH_SEND_MSG
          | MACH_SEND_TIMEOUT
          | MACH_SEND_NOTIFY
          | MACH_SEND_OVERRIDE
          | MACH_SEND_TRAILER
          | MACH_SEND_NOIMPORTANCE
          | MACH_SEND_SYNC_OVERRIDE
          | MACH_SEND_PROPAGATE_QOS
          | MACH_SEND_SYNC_BOOTSTRAP_CHECKIN
          | MACH_MSG_STRICT_REPLY
          | MACH_RCV_GUARDED_DESC
          | MACH_RCV_MSG
          | MACH_RCV_TIMEOUT
          | MACH_RCV_LARGE
          | MACH_RCV_LARGE_IDENTITY
          | MACH_RCV_VOUCHER
          | MACH_RCV_TRAILER_MASK
          | MACH_RCV_SYNC_WAIT
          | MACH_RCV_SYNC_PEEK;

  /** Larger messages are refused before they are read. */
  private static final int MAXIMUM_SIZE = 48 * 1024 * 1024 - 68;

  /** A buffer of at least this size is told what a message that is too large needs. */
  private static final int SIZE_FIELDS_END = 16;

  private final Kernel kernel;

  /** Why the last message could not be read. */
  private int error;

  MessageCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * {@code mach_msg} of the system library. It calls the trap again after an interruption, unless
   * the options want to hear of it, and then with a limit of its own.
   *
   * @param sent the message to send
   * @param received where to put the one that is received
   */
  int call(
      Task task,
      @Nullable Pointer sent,
      @Nullable Pointer received,
      int option,
      int sendSize,
      int receiveSize,
      int name,
      int timeout) {
    boolean sendsOldHeader =
        (option & MACH_SEND_MSG) != 0 && kernel.rules.has(Rule.RESENDS_OLD_HEADER);
    byte[] header = sendsOldHeader ? header(sent) : null;
    int result = trap(task, sent, received, option, sendSize, receiveSize, name, timeout, null);
    if ((option & MACH_SEND_INTERRUPT) == 0) {
      while (result == MACH_SEND_INTERRUPTED && startsAgain()) {
        result = trap(task, sent, received, option, sendSize, receiveSize, name, timeout, header);
      }
    }
    if ((option & MACH_RCV_INTERRUPT) == 0) {
      int again = option & ~MACH_SEND_MSG;
      while (result == MACH_RCV_INTERRUPTED && startsAgain()) {
        result = trap(task, sent, received, again, 0, receiveSize, name, timeout, null);
      }
    }
    return result;
  }

  /** Comes back from a trap and enters the next one, which a thread that has ended does not. */
  private boolean startsAgain() {
    MachThread thread = kernel.current;
    if (thread == null || !thread.active) {
      return false;
    }
    thread.aborted = false;
    return true;
  }

  private static byte @Nullable [] header(@Nullable Pointer message) {
    if (!Buffers.holds(message, HEADER_SIZE)) {
      return null;
    }
    byte[] header = new byte[HEADER_SIZE];
    message.get(0, header, 0, HEADER_SIZE);
    return header;
  }

  /**
   * Sends, receives, or does one after the other.
   *
   * @param header what counts as the header in place of the one in the message; null for that
   */
  private int trap(
      Task task,
      @Nullable Pointer sent,
      @Nullable Pointer received,
      int option,
      int sendSize,
      int receiveSize,
      int name,
      int timeout,
      byte @Nullable [] header) {
    int options = option & TASK_OPTIONS;
    if ((options & MACH_SEND_MSG) != 0) {
      int result = send(task, sent, options, sendSize, timeout, header);
      if (result != MACH_MSG_SUCCESS) {
        return result;
      }
    }
    if ((options & MACH_RCV_MSG) != 0) {
      return receive(task, received, options, receiveSize, name, timeout);
    }
    return MACH_MSG_SUCCESS;
  }

  /** A trap that newer kernels let nobody send with. */
  int callByOldTrap(
      Task task,
      @Nullable Pointer sent,
      @Nullable Pointer received,
      int option,
      int sendSize,
      int receiveSize,
      int name,
      int timeout) {
    if ((option & MACH_SEND_MSG) != 0 && !kernel.rules.has(Rule.OLD_TRAPS_SEND)) {
      ByteBuffer in = read(sent, sendSize);
      if (in == null) {
        return error;
      }
      kernel.guards.raise(kGUARD_EXC_INVALID_OPTIONS, in.getInt(MSGH_ID), option & TASK_OPTIONS);
      return KERN_NOT_SUPPORTED;
    }
    return trap(task, sent, received, option, sendSize, receiveSize, name, timeout, null);
  }

  /** Reads the message that is to be sent; null with {@link #error} set if there is none. */
  private @Nullable ByteBuffer read(@Nullable Pointer buffer, int size) {
    error = MACH_SEND_MSG_TOO_SMALL;
    if (Integer.compareUnsigned(size, HEADER_SIZE) < 0 || (size & 3) != 0) {
      return null;
    }
    if (Integer.compareUnsigned(size, MAXIMUM_SIZE) > 0) {
      error = MACH_SEND_TOO_LARGE;
      return null;
    }
    if (!Buffers.holds(buffer, size)) {
      error = MACH_SEND_INVALID_DATA;
      return null;
    }
    byte[] bytes = new byte[size];
    buffer.get(0, bytes, 0, size);
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    boolean complex = (in.getInt(MSGH_BITS) & MACH_MSGH_BITS_COMPLEX) != 0;
    return size == HEADER_SIZE && complex ? null : in;
  }

  private int send(
      Task task,
      @Nullable Pointer buffer,
      int options,
      int size,
      int timeout,
      byte @Nullable [] header) {
    ByteBuffer in = read(buffer, size);
    if (in == null || buffer == null) {
      return error;
    }
    if (header != null) {
      in.put(0, header);
    }
    int result = kernel.messageCopyin.take(task, in, options);
    if (result != MACH_MSG_SUCCESS) {
      return result;
    }
    Message message = kernel.messageCopyin.message;
    result = kernel.sender.send(message, kernel.messageCopyin.options, timeout);
    if (result != MACH_MSG_SUCCESS) {
      result |= kernel.messageCopyout.giveBack(task, message, buffer.address());
      write(buffer, kernel.messageCopyout.out, kernel.messageCopyout.size);
    }
    return result;
  }

  private static boolean write(@Nullable Pointer buffer, ByteBuffer bytes, int size) {
    if (!Buffers.holds(buffer, size)) {
      return false;
    }
    buffer.put(0, bytes.array(), 0, size);
    return true;
  }

  private int receive(
      Task task, @Nullable Pointer buffer, int options, int size, int name, int timeout) {
    int index = task.space.active ? task.space.find(name) : 0;
    if (index == 0) {
      return MACH_RCV_INVALID_NAME;
    }
    if (!task.space.has(index, MACH_PORT_TYPE_RECEIVE | MACH_PORT_TYPE_PORT_SET)) {
      if (!task.space.has(index, Space.WAS_RECEIVE)) {
        kernel.guards.raise(kGUARD_EXC_RCV_INVALID_NAME, name);
      }
      return MACH_RCV_INVALID_NAME;
    }
    if ((options & MACH_RCV_SYNC_WAIT) != 0 && (options & MACH_SEND_SYNC_OVERRIDE) == 0) {
      // Only for the special reply ports of a thread, which there are none of here.
      return MACH_RCV_INVALID_NOTIFY;
    }
    Object portOrSet = task.space.object(index);
    if (portOrSet == null) {
      return MACH_RCV_INVALID_NAME;
    }
    Received received = kernel.queues.receive(portOrSet, options, size, timeout);
    return finish(task, buffer, options, size, received);
  }

  private int finish(
      Task task, @Nullable Pointer buffer, int options, int size, Received received) {
    Message message = received.message();
    if (message == null) {
      if (received.result() == MACH_RCV_TOO_LARGE
          && Integer.compareUnsigned(size, SIZE_FIELDS_END) >= 0) {
        return tellSize(buffer, options, received);
      }
      return received.result();
    }
    long address = buffer == null ? 0 : buffer.address();
    int result = received.result();
    if (result == MACH_MSG_SUCCESS) {
      result = kernel.messageCopyout.deliver(task, received, message, options, address);
    } else {
      kernel.messageCopyout.deliverError(task, received, message, options);
    }
    boolean written = write(buffer, kernel.messageCopyout.out, kernel.messageCopyout.size);
    return written ? result : MACH_RCV_INVALID_DATA;
  }

  private static int tellSize(@Nullable Pointer buffer, int options, Received received) {
    if (!Buffers.holds(buffer, SIZE_FIELDS_END)) {
      return MACH_RCV_INVALID_DATA;
    }
    if ((options & MACH_RCV_LARGE_IDENTITY) != 0) {
      buffer.putInt(MSGH_LOCAL_PORT, received.portName());
    }
    buffer.putInt(MSGH_SIZE, received.size());
    return received.result();
  }
}

package org.machapi.sim;

import static org.machapi.raw.MachMsgLayout.HEADER_SIZE;
import static org.machapi.raw.MachMsgLayout.MSGH_BITS;
import static org.machapi.raw.MachMsgLayout.MSGH_DESCRIPTOR_COUNT;
import static org.machapi.raw.MachMsgLayout.MSGH_ID;
import static org.machapi.raw.MachMsgLayout.MSGH_LOCAL_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_REMOTE_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_SIZE;
import static org.machapi.raw.MachMsgLayout.MSGH_VOUCHER_PORT;
import static org.machapi.raw.MessageConstants.MACH_MSGH_BITS_COMPLEX;
import static org.machapi.raw.MessageConstants.MACH_MSG_IPC_SPACE;
import static org.machapi.raw.MessageConstants.MACH_MSG_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_RCV_BODY_ERROR;
import static org.machapi.raw.MessageConstants.MACH_RCV_HEADER_ERROR;
import static org.machapi.raw.MessageConstants.MACH_RCV_VOUCHER;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Makes the bytes that a task sees of a kernel message, and puts its rights and memory into the
 * task.
 */
final class MessageCopyout {
  private final Kernel kernel;
  private final DescriptorCopyout descriptors;

  /** The bytes of the last message, and how many of them count. */
  ByteBuffer out = ByteBuffer.allocate(0);

  int size;

  MessageCopyout(Kernel kernel) {
    this.kernel = kernel;
    this.descriptors = new DescriptorCopyout(kernel);
  }

  /**
   * Hands a message that fits to the task that receives it.
   *
   * @param bufferAddress what a guarded right that arrives gets as its guard
   */
  int deliver(Task task, Received received, Message message, int options, long bufferAddress) {
    Port remote = message.remote;
    long context = Port.valid(remote) ? remote.context : 0;
    int result = deliverHeader(task.space, message, options);
    if (result != MACH_MSG_SUCCESS) {
      deliverError(task, received, message, options);
      return result;
    }
    if (message.complex) {
      int bits = descriptors.put(task, message, options, bufferAddress, out, false);
      size = descriptors.end + message.body.length;
      result = bits == 0 ? MACH_MSG_SUCCESS : MACH_RCV_BODY_ERROR | bits;
      out.position(descriptors.end);
    } else {
      size = HEADER_SIZE + message.body.length;
      out.position(HEADER_SIZE);
    }
    out.put(message.body);
    out.putInt(MSGH_SIZE, size);
    Trailer.write(out, size, options, received.sequenceNumber(), message.sender, context);
    size += Trailer.size(options);
    return result;
  }

  private void start(Message message, int options) {
    out =
        ByteBuffer.allocate(message.size() + Trailer.size(options)).order(ByteOrder.nativeOrder());
  }

  private int deliverHeader(Space space, Message message, int options) {
    Port remote = message.remote;
    if (!Port.valid(remote)) {
      throw new IllegalStateException("a message in a queue has a destination");
    }
    kernel.ports.sendPossible(remote);
    if (!space.active) {
      return MACH_RCV_HEADER_ERROR | MACH_MSG_IPC_SPACE;
    }
    Port reply = message.local;
    int replyName;
    if (Port.valid(reply) && !reply.active) {
      reply = Port.DEAD;
      replyName = MACH_PORT_DEAD;
    } else {
      message.local = null;
      if (kernel.copyout.put(space, reply, message.localDisposition) != MACH_MSG_SUCCESS) {
        return MACH_RCV_HEADER_ERROR | MACH_MSG_IPC_SPACE;
      }
      replyName = kernel.copyout.name;
    }
    boolean voucherWanted = (options & MACH_RCV_VOUCHER) != 0;
    int voucherName = voucherName(message);
    if (voucherWanted && message.voucher != null) {
      if (putVoucher(space, message) != MACH_MSG_SUCCESS) {
        // Names for both are set aside before either right is handed out.
        kernel.nameCalls.deallocate(space, replyName);
        return MACH_RCV_HEADER_ERROR | MACH_MSG_IPC_SPACE;
      }
      voucherName = kernel.copyout.name;
    }
    int destinationName = leaveDestination(space, message, remote, reply);
    kernel.ports.drop(message.local, message.localDisposition);
    message.local = null;
    kernel.messages.dropVoucher(message);
    start(message, options);
    putHeader(message, replyName, destinationName, voucherName, voucherWanted);
    return MACH_MSG_SUCCESS;
  }

  /** Returns what the voucher field shows if no right to a voucher is handed out. */
  private static int voucherName(Message message) {
    return message.voucherDisposition == 0 ? message.voucherField : MACH_PORT_NULL;
  }

  private int putVoucher(Space space, Message message) {
    Port voucher = message.voucher;
    message.voucher = null;
    return kernel.copyout.put(space, voucher, Dispositions.SEND);
  }

  /**
   * Uses up the right that the message came through; returns the name of the receive right it came
   * to.
   */
  private int leaveDestination(Space space, Message message, Port remote, @Nullable Port reply) {
    message.remote = null;
    if (!remote.active) {
      // Which of two ports that are both dead died first decides what the receiver is shown.
      boolean replyOutlived =
          !Port.valid(reply) || reply.active || remote.timeOfDeath < reply.timeOfDeath;
      return replyOutlived ? MACH_PORT_DEAD : MACH_PORT_NULL;
    }
    int name = remote.receiver == space ? remote.name : MACH_PORT_NULL;
    if (message.remoteDisposition == Dispositions.SEND) {
      kernel.ports.releaseSend(remote);
    } else if (name != MACH_PORT_NULL) {
      remote.sendOnceRights--;
    } else {
      kernel.notifications.sendOnce(remote);
    }
    return name;
  }

  private void putHeader(
      Message message, int remoteName, int localName, int voucherName, boolean voucherWanted) {
    int voucherDisposition = voucherWanted ? message.voucherDisposition : 0;
    out.putInt(
        MSGH_BITS,
        bits(message.localDisposition, message.remoteDisposition, voucherDisposition, message));
    out.putInt(MSGH_REMOTE_PORT, remoteName);
    out.putInt(MSGH_LOCAL_PORT, localName);
    out.putInt(MSGH_VOUCHER_PORT, voucherName);
    out.putInt(MSGH_ID, message.id);
    if (message.complex) {
      out.putInt(MSGH_DESCRIPTOR_COUNT, message.descriptors.length);
    }
  }

  private static int bits(int remote, int local, int voucher, Message message) {
    return remote | local << 8 | voucher << 16 | (message.complex ? MACH_MSGH_BITS_COMPLEX : 0);
  }

  /** Hands over the header of a message that could not be delivered, and drops what was in it. */
  void deliverError(Task task, Received received, Message message, int options) {
    Port remote = message.remote;
    long context = Port.valid(remote) ? remote.context : 0;
    int localName =
        Port.valid(remote)
            ? leaveDestination(task.space, message, remote, Port.DEAD)
            : MACH_PORT_DEAD;
    Port reply = message.local;
    int remoteName = MACH_PORT_NULL;
    if (Port.valid(reply)) {
      message.local = null;
      kernel.ports.drop(reply, message.localDisposition);
    } else if (reply != null) {
      remoteName = MACH_PORT_DEAD;
    }
    kernel.messages.dropVoucher(message);
    start(message, options);
    putHeader(message, remoteName, localName, voucherName(message), true);
    out.putInt(MSGH_SIZE, HEADER_SIZE);
    kernel.messages.dropDescriptors(message);
    Trailer.write(out, HEADER_SIZE, options, received.sequenceNumber(), null, context);
    size = HEADER_SIZE + Trailer.size(options);
  }

  /**
   * Gives a message that could not be sent back to its sender: as if it had been received, only
   * that destination and reply stay in their fields.
   */
  int giveBack(Task task, Message message, long bufferAddress) {
    int result = kernel.copyout.put(task.space, message.remote, message.remoteDisposition);
    int remoteName = kernel.copyout.name;
    result |= kernel.copyout.put(task.space, message.local, message.localDisposition);
    int localName = kernel.copyout.name;
    message.remote = null;
    message.local = null;
    int voucherName = voucherName(message);
    if (message.voucher != null) {
      result |= putVoucher(task.space, message);
      voucherName = kernel.copyout.name;
    }
    start(message, 0);
    putHeader(message, remoteName, localName, voucherName, true);
    out.putInt(
        MSGH_BITS,
        bits(
            message.remoteDisposition,
            message.localDisposition,
            message.voucherDisposition,
            message));
    int end = HEADER_SIZE;
    if (message.complex) {
      result |= descriptors.put(task, message, 0, bufferAddress, out, true);
      end = descriptors.end;
    }
    out.position(end);
    out.put(message.body);
    size = end + message.body.length;
    out.putInt(MSGH_SIZE, size);
    return result;
  }
}

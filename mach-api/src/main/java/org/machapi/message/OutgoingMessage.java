package org.machapi.message;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.machapi.DeadNameException;
import org.machapi.Loan;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.PortView;
import org.machapi.ReceiveRight;
import org.machapi.ReceiveView;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.Transfer;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;

/**
 * A message to be sent: an identifier, send rights to be copied to the receiver, and bytes. Can be
 * filled and sent again and again. For use by one thread.
 *
 * <pre>{@code
 * OutgoingMessage message = OutgoingMessage.withRoomFor(64);
 * message.begin(1000).copy(right).data(bytes);
 * message.send(destination, Deadline.immediate());
 * }</pre>
 *
 * <p>It owns nothing. The rights to copy stay with their owners, whether the message is sent or
 * not.
 */
public final class OutgoingMessage {
  private final NativeBuffer buffer;
  private final List<SendView> copied = new ArrayList<>(2);
  private int size = MachMsgLayout.HEADER_SIZE;

  private OutgoingMessage(int capacity) {
    this.buffer = NativeBuffer.allocate(capacity);
  }

  /**
   * Makes an empty message.
   *
   * @param bytes room for descriptors and data, beside the header; a copied right takes 12 bytes,
   *     and the first one 4 more
   * @return the message
   * @throws IllegalArgumentException if {@code bytes} is negative
   */
  public static OutgoingMessage withRoomFor(int bytes) {
    if (bytes < 0 || bytes > Integer.MAX_VALUE - MachMsgLayout.HEADER_SIZE) {
      throw new IllegalArgumentException("no message has room for " + bytes + " bytes");
    }
    return new OutgoingMessage(MachMsgLayout.HEADER_SIZE + bytes);
  }

  /**
   * Starts anew, without rights and data.
   *
   * @param id {@code msgh_id}
   * @return this message
   */
  public OutgoingMessage begin(int id) {
    buffer.putInt(MachMsgLayout.MSGH_VOUCHER_PORT, 0);
    buffer.putInt(MachMsgLayout.MSGH_ID, id);
    copied.clear();
    size = MachMsgLayout.HEADER_SIZE;
    return this;
  }

  /**
   * Adds a send right; the receiver gets a user reference of its own. Rights come before data.
   *
   * @param right the right; it must still be held when the message is sent
   * @return this message
   * @throws IllegalStateException if there are data already, or there is no room; nothing was added
   */
  public OutgoingMessage copy(SendView right) {
    int end =
        copied.size() == 0
            ? MachMsgLayout.HEADER_SIZE
            : MachMsgLayout.DESCRIPTORS + copied.size() * MachMsgLayout.PORT_DESCRIPTOR_SIZE;
    if (size != end) {
      throw new IllegalStateException("rights come before data");
    }
    int newSize =
        MachMsgLayout.DESCRIPTORS + (copied.size() + 1) * MachMsgLayout.PORT_DESCRIPTOR_SIZE;
    requireRoom(newSize - size);
    copied.add(right);
    size = newSize;
    return this;
  }

  /**
   * Returns how many rights have been added.
   *
   * @return the number of descriptors
   */
  public int rights() {
    return copied.size();
  }

  /**
   * Adds bytes. The kernel takes messages whose length is a multiple of 4 only, and refuses others
   * with {@code MACH_SEND_MSG_TOO_SMALL}.
   *
   * @param bytes what to add, from position to limit; left as it was
   * @return this message
   * @throws IllegalStateException if there is no room; nothing was added
   */
  public OutgoingMessage data(ByteBuffer bytes) {
    int length = bytes.remaining();
    requireRoom(length);
    buffer.bytes().put(size, bytes, bytes.position(), length);
    size += length;
    return this;
  }

  private void requireRoom(int more) {
    if (more > buffer.size() - size) {
      throw new IllegalStateException(
          "no room for "
              + more
              + " more bytes in a message of "
              + size
              + " that can grow to "
              + buffer.size());
    }
  }

  /**
   * Sends the message, and expects no answer.
   *
   * <p>Ownership: whether it succeeds or fails, the sender owns what it owned before.
   *
   * @param destination where to; copied
   * @param deadline how long to wait while the queue is full
   * @throws DeadNameException if the port of the destination has died
   * @throws MachException as {@code mach_msg} fails: {@code MACH_SEND_TIMED_OUT} if the queue
   *     stayed full
   * @throws IllegalArgumentException if the destination is a kernel object, or a right must not
   *     travel: macOS would kill the process; the kernel is not asked
   */
  public void send(SendView destination, Deadline deadline) throws MachException {
    FatalSends.refuseKernelObject(destination);
    FatalSends.refuseImmovable(copied);
    try (Loan to = destination.lend()) {
      int bits = MessageConstants.MACH_MSG_TYPE_COPY_SEND;
      int code = transmit(0, destination, bits, to.name(), 0, deadline);
      FailedSend.giveBack(destination.mach(), buffer, bits, code, size);
      FailedSend.check(code, destination, to.name());
    }
  }

  /**
   * Sends the message with a new send-once right to answer to.
   *
   * <p>Ownership: whether it succeeds or fails, the sender owns what it owned before. If the kernel
   * had made the send-once right already when the send failed, {@code replyTo} receives a send-once
   * notification.
   *
   * @param destination where to; copied
   * @param replyTo where the answer is to go
   * @param deadline how long to wait while the queue is full
   * @throws MachException as {@link #send} does
   * @throws IllegalArgumentException as {@link #send} does
   */
  public void request(SendView destination, ReceiveView replyTo, Deadline deadline)
      throws MachException {
    FatalSends.refuseKernelObject(destination);
    FatalSends.refuseImmovable(copied);
    try (Loan to = destination.lend();
        Loan reply = replyTo.lend()) {
      int bits =
          MessageConstants.MACH_MSG_TYPE_COPY_SEND
              | MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE << 8;
      int code = transmit(0, destination, bits, to.name(), reply.name(), deadline);
      FailedSend.giveBack(destination.mach(), buffer, bits, code, size);
      FailedSend.check(code, destination, to.name());
    }
  }

  /**
   * Sends the message with a right to answer that came from somebody else, who will then be
   * answered directly.
   *
   * <p>Ownership: on success the receiver owns {@code reply}. On failure it is the caller's as
   * before, unless the kernel destroyed it ({@code MACH_SEND_INVALID_RIGHT} and the like): then the
   * object knows that it owns nothing.
   *
   * @param destination where to; copied
   * @param reply the right to answer, a send-once or send right
   * @param deadline how long to wait while the queue is full
   * @throws MachException as {@link #send} does
   * @throws IllegalArgumentException as {@link #send} does, or if {@code reply} is a receive right
   */
  public void forward(SendView destination, PortRight reply, Deadline deadline)
      throws MachException {
    FatalSends.refuseKernelObject(destination);
    FatalSends.refuseImmovable(copied);
    if (reply instanceof SendRight send) {
      FatalSends.refuseImmovable(send);
    }
    int bits = MessageConstants.MACH_MSG_TYPE_COPY_SEND | moveDisposition(reply) << 8;
    try (Loan to = destination.lend();
        Transfer moving = reply.transfer()) {
      int code = transmit(0, destination, bits, to.name(), moving.name(), deadline);
      FailedSend.settle(moving, buffer.getInt(MachMsgLayout.MSGH_LOCAL_PORT), code);
      FailedSend.giveBack(destination.mach(), buffer, bits, code, size);
      FailedSend.check(code, destination, to.name());
    }
  }

  /**
   * Sends the message to a right to answer, which is used up.
   *
   * <p>Ownership: on success {@code reply} is used up. On failure it is the caller's as before,
   * unless the kernel destroyed it ({@code MACH_SEND_INVALID_RIGHT} and the like): then the object
   * knows that it owns nothing.
   *
   * @param reply where to, a send-once or send right
   * @param deadline how long to wait while the queue is full, which can happen with send rights
   *     only
   * @throws MachException as {@link #send} does
   * @throws IllegalArgumentException if a right must not travel, or {@code reply} is a receive
   *     right, or a send right to a kernel object, as a hostile sender may give one: macOS would
   *     kill the process; the kernel is not asked. Nobody can find out what a send-once right leads
   *     to.
   */
  public void answer(PortRight reply, Deadline deadline) throws MachException {
    FatalSends.refuseImmovable(copied);
    if (reply instanceof SendRight send) {
      FatalSends.refuseKernelObject(send);
    }
    int bits = moveDisposition(reply);
    try (Transfer moving = reply.transfer()) {
      int code = transmit(0, reply, bits, moving.name(), 0, deadline);
      FailedSend.settle(moving, buffer.getInt(MachMsgLayout.MSGH_REMOTE_PORT), code);
      FailedSend.giveBack(reply.mach(), buffer, bits, code, size);
      FailedSend.check(code, reply, moving.name());
    }
  }

  /**
   * Lends the rights one within the other, so that each loan ends whatever becomes of the next;
   * then sends.
   */
  private int transmit(int index, PortView to, int bits, int remote, int local, Deadline deadline) {
    if (index < copied.size()) {
      try (Loan loan = copied.get(index).lend()) {
        writeDescriptor(index, loan.name());
        return transmit(index + 1, to, bits, remote, local, deadline);
      }
    }
    int complex = copied.size() == 0 ? 0 : MessageConstants.MACH_MSGH_BITS_COMPLEX;
    buffer.putInt(MachMsgLayout.MSGH_BITS, bits | complex);
    buffer.putInt(MachMsgLayout.MSGH_SIZE, size);
    buffer.putInt(MachMsgLayout.MSGH_REMOTE_PORT, remote);
    buffer.putInt(MachMsgLayout.MSGH_LOCAL_PORT, local);
    if (copied.size() > 0) {
      buffer.putInt(MachMsgLayout.MSGH_DESCRIPTOR_COUNT, copied.size());
    }
    int options =
        MessageConstants.MACH_SEND_MSG
            | (deadline.isLimited() ? MessageConstants.MACH_SEND_TIMEOUT : 0);
    return to.mach()
        .library()
        .mach_msg(buffer.pointer(), options, size, 0, 0, deadline.remainingMillis(), 0);
  }

  private void writeDescriptor(int index, int name) {
    int at = MachMsgLayout.DESCRIPTORS + index * MachMsgLayout.PORT_DESCRIPTOR_SIZE;
    buffer.putInt(at + MachMsgLayout.PORT_DESCRIPTOR_NAME, name);
    // All that follows the name: padding, then disposition and type, which are set below.
    buffer.putLong(at + Integer.BYTES, 0);
    buffer
        .bytes()
        .put(
            at + MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION,
            (byte) MessageConstants.MACH_MSG_TYPE_COPY_SEND)
        .put(at + MachMsgLayout.DESCRIPTOR_TYPE, (byte) MessageConstants.MACH_MSG_PORT_DESCRIPTOR);
  }

  private static int moveDisposition(PortRight right) {
    if (right instanceof ReceiveRight) {
      // The kernel would move a send right of the same name, which belongs to another object.
      throw new IllegalArgumentException(right + " is no right to answer; make one from it");
    }
    return right instanceof SendOnceRight
        ? MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE
        : MessageConstants.MACH_MSG_TYPE_MOVE_SEND;
  }
}

package org.machapi.message;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.DeadNameException;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.PortView;
import org.machapi.ReceiveRight;
import org.machapi.ReceiveView;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.Transfer;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;

/**
 * A message to be sent: an identifier, rights, memory, and bytes. Can be filled and sent again and
 * again. For use by one thread.
 *
 * <pre>{@code
 * OutgoingMessage message = OutgoingMessage.withRoomFor(64);
 * message.begin(1000).copy(right).data(bytes);
 * message.send(destination, Deadline.immediate());
 * }</pre>
 *
 * <p>It owns nothing. What is copied or made leaves its owner what he has. What is moved leaves its
 * object at the moment the message is sent: it is gone on success, and after a failure its object
 * tells the truth: it has its right again, unless the kernel has destroyed it, which happens if
 * somebody else has released a right that the message carries, or unmapped its memory. Which rights
 * those are the kernel does not say; it is asked what is left, so exactly if that was one mistake,
 * and if it were several a reference may be taken for lost that is still there.
 *
 * <p>Rights and memory come before data, in the order in which the receiver finds them.
 */
public final class OutgoingMessage extends FillableMessage {
  private static final int COPY_SEND = MessageConstants.MACH_MSG_TYPE_COPY_SEND;
  private static final int REQUEST = COPY_SEND | MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE << 8;

  private OutgoingMessage(int capacity) {
    super(capacity);
  }

  @Override
  OutgoingMessage self() {
    return this;
  }

  /**
   * Makes an empty message.
   *
   * @param bytes room for descriptors and data, beside the header; a right takes 12 bytes, memory,
   *     an array or a guarded right 16, and the first of them 4 more
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
   * Sends the message, and expects no answer.
   *
   * <p>Ownership: on success what was moved is the receiver's. On failure the sender owns what it
   * owned before, moved rights included, apart from those that the kernel destroyed, whose objects
   * know it.
   *
   * @param destination where to; copied
   * @param deadline how long to wait while the queue is full
   * @throws DeadNameException if the port of the destination has died
   * @throws MachException as {@code mach_msg} fails: {@code MACH_SEND_TIMED_OUT} if the queue
   *     stayed full; {@code MACH_SEND_INTERRUPTED} if the thread was interrupted a thousand times,
   *     which {@link Thread#interrupt()} does not do; {@code MACH_SEND_INVALID_RIGHT} or {@code
   *     MACH_SEND_INVALID_MEMORY} if somebody else has released a right or unmapped memory that the
   *     message carries; or as {@code mach_vm_allocate} fails, for arrays and bytes out of line
   * @throws IllegalArgumentException if the destination is a kernel object, or a right must not
   *     travel: macOS would kill the process; or if a right belongs to another kernel than the
   *     destination; the kernel is not asked
   * @throws IllegalStateException if a right is closed, or one to move is in use; nothing was sent
   */
  public void send(SendView destination, Deadline deadline) throws MachException {
    refuse(destination, null);
    content.send(destination, null, COPY_SEND, deadline);
  }

  /**
   * Sends the message; if it finds no room in time, hands out what came back instead of taking it
   * apart.
   *
   * <p>Ownership: on success, and on failure, as {@link #send}. An unsent message is the caller's,
   * who must send it again or close it; it owns what was moved, whose objects own nothing any more,
   * and this message is empty then, to be begun anew.
   *
   * @param destination where to; copied
   * @param deadline how long to wait while the queue is full
   * @return null if the message was sent, else the unsent message
   * @throws MachException as {@link #send} does, but for {@code MACH_SEND_TIMED_OUT} and {@code
   *     MACH_SEND_INTERRUPTED}
   * @throws IllegalArgumentException as {@link #send} does
   */
  public @Nullable UnsentMessage trySend(SendView destination, Deadline deadline)
      throws MachException {
    refuse(destination, null);
    return content.trySend(destination, null, COPY_SEND, deadline);
  }

  /**
   * Sends the message with a new send-once right to answer to.
   *
   * <p>Ownership: as {@link #send}. If the kernel had made the send-once right already when the
   * send failed, {@code replyTo} receives a send-once notification.
   *
   * @param destination where to; copied
   * @param replyTo where the answer is to go
   * @param deadline how long to wait while the queue is full
   * @throws MachException as {@link #send} does
   * @throws IllegalArgumentException as {@link #send} does
   */
  public void request(SendView destination, ReceiveView replyTo, Deadline deadline)
      throws MachException {
    refuse(destination, replyTo);
    content.send(destination, replyTo, REQUEST, deadline);
  }

  /**
   * Sends the message with a new send-once right to answer to; if it finds no room in time, hands
   * out what came back.
   *
   * <p>Ownership: as {@link #trySend}; the unsent message owns the send-once right.
   *
   * @param destination where to; copied
   * @param replyTo where the answer is to go
   * @param deadline how long to wait while the queue is full
   * @return null if the message was sent, else the unsent message
   * @throws MachException as {@link #trySend} does
   * @throws IllegalArgumentException as {@link #send} does
   */
  public @Nullable UnsentMessage tryRequest(
      SendView destination, ReceiveView replyTo, Deadline deadline) throws MachException {
    refuse(destination, replyTo);
    return content.trySend(destination, replyTo, REQUEST, deadline);
  }

  /**
   * Sends the message with a right to answer that came from somebody else, who will then be
   * answered directly.
   *
   * <p>Ownership: as {@link #send}. On success the receiver owns {@code reply}. On failure it is
   * the caller's as before, unless the kernel destroyed it ({@code MACH_SEND_INVALID_RIGHT} and the
   * like): then the object knows that it owns nothing.
   *
   * @param destination where to; copied
   * @param reply the right to answer, a send-once or send right
   * @param deadline how long to wait while the queue is full
   * @throws MachException as {@link #send} does
   * @throws IllegalArgumentException as {@link #send} does, or if {@code reply} is a receive right
   */
  public void forward(SendView destination, PortRight reply, Deadline deadline)
      throws MachException {
    int disposition = answerDisposition(reply);
    refuse(destination, reply);
    FatalSends.refuse(reply, disposition);
    try (Transfer moving = reply.transfer()) {
      content.forward(destination, moving, COPY_SEND | disposition << 8, deadline);
    }
  }

  /**
   * Sends the message to a right to answer, which is used up.
   *
   * <p>Ownership: as {@link #send}. On success {@code reply} is used up. On failure it is the
   * caller's as before, unless the kernel destroyed it ({@code MACH_SEND_INVALID_RIGHT} and the
   * like): then the object knows that it owns nothing.
   *
   * @param reply where to, a send-once or send right
   * @param deadline how long to wait while the queue is full, which can happen with send rights
   *     only
   * @throws MachException as {@link #send} does
   * @throws IllegalArgumentException if a right must not travel or belongs to another kernel, or
   *     {@code reply} is a receive right, or a send right to a kernel object, as a hostile sender
   *     may give one: macOS would kill the process; the kernel is not asked. Nobody can find out
   *     what a send-once right leads to.
   */
  public void answer(PortRight reply, Deadline deadline) throws MachException {
    int bits = answerDisposition(reply);
    content.descriptors().rights().refuse(reply.mach());
    if (reply instanceof SendRight send) {
      FatalSends.refuseKernelObject(send);
    }
    try (Transfer moving = reply.transfer()) {
      content.answer(reply, moving, bits, deadline);
    }
  }

  private void refuse(SendView destination, @Nullable PortView answer) throws MachException {
    if (answer != null) {
      FatalSends.refuseOtherKernel(destination.mach(), answer);
    }
    FatalSends.refuseKernelObject(destination);
    content.descriptors().rights().refuse(destination.mach());
  }

  private static int answerDisposition(PortRight right) {
    if (right instanceof ReceiveRight) {
      // The kernel would move a send right of the same name, which belongs to another object.
      throw new IllegalArgumentException(right + " is no right to answer; make one from it");
    }
    return moveDisposition(right);
  }
}

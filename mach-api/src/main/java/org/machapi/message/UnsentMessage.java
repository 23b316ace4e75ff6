package org.machapi.message;

import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.DeadNameException;
import org.machapi.KernReturn;
import org.machapi.Loans;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.ReceiveRight;
import org.machapi.ReceiveView;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.PortConstants;

/**
 * A message that could not be sent in time and came back from the kernel, with everything in it: a
 * right to its destination, the right to answer, ports, memory.
 *
 * <p>The message owns all of it, in addition to what the sender had copied or made rights from;
 * what the sender moved is here now and not with its object any more. It can be sent as it is when
 * there is room. What is taken out is the taker's; closing gives back the rest, the right to answer
 * included, which {@code mach_msg_destroy} of the C library forgets (XNU
 * libsyscall/mach/mach_msg.c:mach_msg_destroy). For use by one thread.
 *
 * @see OutgoingMessage#trySend
 */
@InheritableMustCall("close")
public final class UnsentMessage implements AutoCloseable {
  private final Mach mach;
  private final NativeBuffer buffer;
  private final int size;
  private final @Nullable ReceiveView replyTo;
  private final ReturnedDescriptors descriptors;
  private final SendCall call = new SendCall();
  private KernReturn outcome;
  private boolean incomplete;
  private boolean closed;

  UnsentMessage(Mach mach, NativeBuffer buffer, int size, @Nullable ReceiveView replyTo, int code) {
    this.mach = mach;
    this.buffer = buffer;
    this.size = size;
    this.replyTo = replyTo;
    this.outcome = new KernReturn(code);
    this.descriptors = new ReturnedDescriptors(mach, buffer);
  }

  /**
   * Tells why the message was not sent, the last time it was tried. Bits beside the code say that
   * something it carries found no room in our port space or memory on its way back and is lost (XNU
   * osfmk/ipc/ipc_kmsg.c:ipc_kmsg_copyout_pseudo).
   *
   * @return {@code MACH_SEND_TIMED_OUT}, {@code MACH_SEND_INTERRUPTED} or {@code
   *     MACH_SEND_NO_BUFFER}, perhaps with such bits
   */
  public KernReturn outcome() {
    return outcome;
  }

  /**
   * Returns the number that says what the message is about.
   *
   * @return {@code msgh_id}
   */
  public int id() {
    requireOpen();
    return buffer.getInt(MachMsgLayout.MSGH_ID);
  }

  /**
   * Returns how many descriptors the message has.
   *
   * @return the number, memory included
   */
  public int descriptors() {
    requireOpen();
    return descriptors.count();
  }

  /**
   * Sends the message as it came back.
   *
   * <p>Ownership: on success the receiver owns everything, and this message is closed. If it comes
   * back again, it owns everything as before. On failure with {@code MACH_SEND_INVALID_RIGHT} or
   * {@code MACH_SEND_INVALID_MEMORY} (somebody else has released a right of the message, or
   * unmapped its memory) the kernel has destroyed a part of it: the rest is given back and the
   * message is closed. On any other failure it owns everything as before.
   *
   * @param deadline how long to wait while the queue is full
   * @return whether it was sent; if not, it still has to be sent or closed
   * @throws DeadNameException if the port of the destination has died
   * @throws MachException as {@code mach_msg} fails
   * @throws IllegalStateException if the message is closed, or something was taken out of it
   */
  public boolean resend(Deadline deadline) throws MachException {
    requireOpen();
    if (incomplete) {
      throw new IllegalStateException("something was taken out of the message");
    }
    descriptors.look();
    Loans loans = new Loans();
    try {
      if (replyTo != null && localDisposition() == MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE) {
        // A reply port of the kernel's own kind: it swallows the right and has it made anew (XNU
        // osfmk/ipc/ipc_kmsg.c:ipc_kmsg_copyout_reply_port).
        loans.lend(replyTo);
      }
      call.send(mach, buffer, size, deadline);
    } finally {
      loans.end();
    }
    int code = call.code();
    if (call.succeeded()) {
      closed = true;
      return true;
    }
    if (FailedSend.returnsMessage(code)) {
      outcome = new KernReturn(code);
      return false;
    }
    int name = buffer.getInt(MachMsgLayout.MSGH_REMOTE_PORT);
    if (FailedSend.takesHeader(code)) {
      closed = true;
      descriptors.releaseStopped(code);
    } else if (code == MessageConstants.MACH_SEND_INVALID_DEST
        && ReturnedRights.isDead(mach, name)) {
      throw new DeadNameException("mach_msg", code, name);
    }
    throw new MachException("mach_msg", code, "Sending an unsent message again.");
  }

  /**
   * Takes the right to the destination out of the message.
   *
   * <p>Ownership: the caller owns the right, a user reference beside that which the message was
   * sent with, and must close it. The message cannot be sent any more.
   *
   * @return the right; null if its port has died, or it was taken already
   */
  public @Nullable SendRight takeDestination() {
    int name = takeField(MachMsgLayout.MSGH_REMOTE_PORT);
    return CarriedRights.isRight(name) ? SendRight.adoptUnchecked(mach, name) : null;
  }

  /**
   * Takes the right to answer out of the message.
   *
   * <p>Ownership: the caller owns the right and must use or close it; closed unused, it tells the
   * port that no answer will come. The message cannot be sent any more.
   *
   * @return the right; null if the message has none, its port has died, or it was taken already
   */
  public @Nullable SendOnceRight takeReplyRight() {
    requireOpen();
    if (localDisposition() != MessageConstants.MACH_MSG_TYPE_PORT_SEND_ONCE) {
      return null;
    }
    int name = takeField(MachMsgLayout.MSGH_LOCAL_PORT);
    return CarriedRights.isRight(name) ? SendOnceRight.adoptUnchecked(mach, name) : null;
  }

  /**
   * Takes the right out of a port descriptor, guarded or not.
   *
   * <p>Ownership: the caller owns the right and must close it: what was moved into the message, or
   * the reference that the kernel had copied or made. The message cannot be sent any more. On
   * failure the message owns it as before.
   *
   * @param index which descriptor, from 0
   * @return a {@link SendRight}, {@link SendOnceRight} or {@link ReceiveRight}; null if its port
   *     has died, no name was free for it, or it was taken already
   * @throws MachException as {@link ReceiveRight#adopt(Mach, int)} fails
   * @throws IndexOutOfBoundsException if there is no such descriptor
   * @throws IllegalArgumentException if it is no port descriptor
   */
  public @Nullable PortRight takeRight(int index) throws MachException {
    requireOpen();
    int at = descriptors.offset(index);
    int type = descriptors.type(at);
    if (type != MessageConstants.MACH_MSG_PORT_DESCRIPTOR
        && type != MessageConstants.MACH_MSG_GUARDED_PORT_DESCRIPTOR) {
      throw new IllegalArgumentException("descriptor " + index + " is no port descriptor");
    }
    return take(at, 0);
  }

  /**
   * Takes a right out of an array.
   *
   * <p>Ownership: as {@link #takeRight(int)}.
   *
   * @param index which descriptor, from 0
   * @param element which right of it, from 0
   * @return as {@link #takeRight(int)}
   * @throws MachException as {@link #takeRight(int)} does
   * @throws IndexOutOfBoundsException if there is no such descriptor or element
   * @throws IllegalArgumentException if it is no array of ports
   */
  public @Nullable PortRight takeRight(int index, int element) throws MachException {
    requireOpen();
    int at = descriptors.offset(index);
    if (descriptors.type(at) != MessageConstants.MACH_MSG_OOL_PORTS_DESCRIPTOR) {
      throw new IllegalArgumentException("descriptor " + index + " is no array of ports");
    }
    if (element < 0 || element >= descriptors.elements(at)) {
      throw new IndexOutOfBoundsException(
          "no right " + element + " among " + descriptors.elements(at));
    }
    return take(at, element);
  }

  private @Nullable PortRight take(int at, int element) throws MachException {
    int name = descriptors.name(at, element);
    if (!CarriedRights.isRight(name)) {
      return null;
    }
    PortRight right = adopt(at, name);
    descriptors.clearName(at, element);
    incomplete = true;
    return right;
  }

  private PortRight adopt(int at, int name) throws MachException {
    return switch (descriptors.disposition(at)) {
      case MessageConstants.MACH_MSG_TYPE_PORT_SEND_ONCE ->
          SendOnceRight.adoptUnchecked(mach, name);
      case MessageConstants.MACH_MSG_TYPE_PORT_RECEIVE ->
          // By its type, since the guard may be 0.
          descriptors.type(at) == MessageConstants.MACH_MSG_GUARDED_PORT_DESCRIPTOR
              ? ReceiveRight.adoptGuarded(mach, name, descriptors.guard(at))
              : ReceiveRight.adopt(mach, name);
      default -> SendRight.adoptUnchecked(mach, name);
    };
  }

  private int takeField(int field) {
    requireOpen();
    int name = buffer.getInt(field);
    buffer.putInt(field, PortConstants.MACH_PORT_NULL);
    incomplete = true;
    return name;
  }

  private int localDisposition() {
    return (buffer.getInt(MachMsgLayout.MSGH_BITS) & MessageConstants.MACH_MSGH_BITS_LOCAL_MASK)
        >>> 8;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the message is closed");
    }
  }

  /**
   * Gives back everything that is left in the message. A second close, or a close after the message
   * has been sent, does nothing. Never throws: what the kernel refuses to take back is logged.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    int bits = buffer.getInt(MachMsgLayout.MSGH_BITS);
    ReturnedRights.release(
        mach,
        buffer.getInt(MachMsgLayout.MSGH_REMOTE_PORT),
        bits & MessageConstants.MACH_MSGH_BITS_REMOTE_MASK,
        0);
    ReturnedRights.release(
        mach, buffer.getInt(MachMsgLayout.MSGH_LOCAL_PORT), localDisposition(), 0);
    descriptors.releaseAll();
  }
}

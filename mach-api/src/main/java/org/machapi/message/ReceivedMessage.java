package org.machapi.message;

import java.nio.ByteBuffer;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.KernReturn;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.ReceiveSource;
import org.machapi.ReceiveView;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.flight.Flight;
import org.machapi.flight.MessageReceivedEvent;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.MigErrorConstants;

/**
 * A message that has arrived, with everything it carries: the right to answer, ports, memory.
 *
 * <p>The message owns all of it. What is taken out is the taker's; closing gives back the rest. For
 * use by one thread.
 */
@InheritableMustCall("close")
public final class ReceivedMessage extends ReceivedDescriptors {
  private final MessageBuffer owner;
  private final int code;

  private ReceivedMessage(Mach mach, MessageBuffer owner, int code) {
    super(mach, owner);
    this.owner = owner;
    this.code = code;
  }

  /**
   * Waits for the next message of a port.
   *
   * <p>Ownership: the caller owns the message and must close it. If none comes in time nothing was
   * acquired.
   *
   * <p>The wait ends when another thread closes the source or interrupts this one. Nothing is lost
   * by either: a message that arrived first is returned. With a deadline that has passed this does
   * not wait, and does not look at the interrupt status.
   *
   * @param source where to receive: a receive right, or a port set
   * @param buffer memory for the message; in use until the message is closed
   * @param deadline how long to wait
   * @return the message, or null if none came until the deadline
   * @throws ReceiveInterruptedException if the thread was interrupted, before or meanwhile; its
   *     interrupt status stays set
   * @throws MessageTooLargeException if the message was larger than the buffer; {@link
   *     MessageBuffer} says what becomes of it
   * @throws MachException as {@code mach_msg} fails: {@code MACH_RCV_HEADER_ERROR} if the port
   *     space has no room for the right to answer, {@code MACH_RCV_PORT_DIED} or {@code
   *     MACH_RCV_PORT_CHANGED} if the receive right went away meanwhile
   * @throws IllegalStateException if the source is closed, or is closed while this waits, or the
   *     buffer holds another message
   */
  public static @Nullable ReceivedMessage receive(
      ReceiveSource source, MessageBuffer buffer, Deadline deadline) throws MachException {
    buffer.claim();
    boolean received = false;
    MessageReceivedEvent event = Flight.isOn() ? MessageReceivedEvent.started() : null;
    try {
      int code = Receipt.receive(source, buffer, deadline);
      if (code == MessageConstants.MACH_RCV_TIMED_OUT) {
        return null;
      }
      received = true;
      ReceivedMessage message = new ReceivedMessage(source.mach(), buffer, code);
      if (event != null) {
        event.finish(message.receivedFrom(), message.id(), message.size, message.senderPid(), code);
      }
      return message;
    } finally {
      if (!received) {
        buffer.release();
      }
    }
  }

  /**
   * Tells how the message was received. {@code MACH_RCV_BODY_ERROR} means that something it carried
   * found no room in our port space or memory and is lost; the bits in the code tell which of the
   * two (XNU osfmk/ipc/mach_msg.c:mach_msg_receive_results). The message owns the rest.
   *
   * @return success, or {@code MACH_RCV_BODY_ERROR} with the reason
   */
  public KernReturn outcome() {
    return new KernReturn(code);
  }

  /**
   * Returns the kernel that delivered the message.
   *
   * @return the kernel
   */
  public Mach mach() {
    return mach;
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
   * Returns the size of the message without its trailer.
   *
   * @return bytes, header included
   */
  public int size() {
    return size;
  }

  /**
   * Returns the message itself, to be read while it is open. Names in it remain the message's.
   *
   * @return the bytes from the header to the end, in native byte order, read-only
   */
  public ByteBuffer bytes() {
    return bytesFrom(0);
  }

  private ByteBuffer bytesFrom(int offset) {
    requireOpen();
    return owner.view(offset, size - offset);
  }

  /**
   * Returns what follows the header and the descriptors, to be read while the message is open.
   *
   * @return the bytes, in native byte order, read-only
   * @throws MalformedMessageException as {@link #data(int)} does
   */
  public ByteBuffer data() throws MalformedMessageException {
    return data(0);
  }

  /**
   * Returns what follows the header and the descriptors, which must be so much.
   *
   * @param minimum bytes
   * @return the bytes, at least so many, in native byte order, read-only
   * @throws MalformedMessageException if there are fewer, with {@code MIG_BAD_ARGUMENTS}; the
   *     message is closed then
   */
  public ByteBuffer data(int minimum) throws MalformedMessageException {
    requireOpen();
    int begin = descriptors.end();
    if (begin < 0 || size - begin < minimum) {
      throw refuse(
          MigErrorConstants.MIG_BAD_ARGUMENTS,
          "It has " + size + " bytes, too few for " + minimum + " bytes of data.");
    }
    return bytesFrom(begin);
  }

  /**
   * Refuses the message if it is about something else.
   *
   * @param id the {@code msgh_id} it should have
   * @throws MalformedMessageException if it has another, with {@code MIG_BAD_ID}; the message is
   *     closed then
   */
  public void expectId(int id) throws MalformedMessageException {
    if (id() != id) {
      throw refuse(MigErrorConstants.MIG_BAD_ID, "It is message " + id() + ", not " + id + ".");
    }
  }

  /**
   * Returns what the kernel says about the message.
   *
   * @return sequence number, sender, context
   */
  public Trailer trailer() {
    requireOpen();
    return Trailer.read(buffer, trailerOffset());
  }

  /**
   * Returns who sent the message, as the kernel says.
   *
   * @return the sender's identity, which cannot be forged
   */
  public AuditToken sender() {
    requireOpen();
    return AuditToken.read(buffer, trailerOffset());
  }

  /**
   * Tells whether the kernel itself sent the message, as {@link AuditToken#isKernel()} does,
   * without an object for the sender.
   *
   * @return whether the sender is the kernel
   */
  public boolean isFromKernel() {
    requireOpen();
    return senderPid() == 0;
  }

  private int senderPid() {
    return Trailer.senderPid(buffer, trailerOffset());
  }

  private int trailerOffset() {
    return (size + 3) & ~3;
  }

  /**
   * Returns the port at which the message arrived: of a port set, the member.
   *
   * @return {@code msgh_local_port}; the name is not the message's
   */
  public int receivedFrom() {
    requireOpen();
    return buffer.getInt(MachMsgLayout.MSGH_LOCAL_PORT);
  }

  /**
   * Tells whether the message arrived at a port.
   *
   * @param port the port, such as a member of the set that was received from
   * @return whether it did
   * @throws IllegalStateException if the message or the port is closed
   */
  public boolean isFrom(ReceiveView port) {
    return port.name() == receivedFrom() && port.mach() == mach;
  }

  /**
   * Takes the right to answer out of the message.
   *
   * <p>Ownership: the caller owns the right and must use or close it; the message does not own it
   * any more. It is a send-once right as a rule, but the sender decides: a send right may lead to a
   * full queue.
   *
   * @return a {@link SendOnceRight} or {@link SendRight}; null if the message carried none, or it
   *     was taken already
   */
  public @Nullable PortRight takeReplyRight() {
    requireOpen();
    int disposition = CarriedRights.remoteDisposition(buffer.getInt(MachMsgLayout.MSGH_BITS));
    int name = carried.takeField(MachMsgLayout.MSGH_REMOTE_PORT);
    if (!CarriedRights.isRight(name)) {
      return null;
    }
    return disposition == MessageConstants.MACH_MSG_TYPE_PORT_SEND_ONCE
        ? SendOnceRight.adoptUnchecked(mach, name)
        : SendRight.adoptUnchecked(mach, name);
  }

  /**
   * Gives back what is left in the message and frees its buffer for the next one. A second close
   * does nothing. Never throws: what the kernel refuses to take back is logged.
   */
  @Override
  public void close() {
    if (beginClose()) {
      try {
        carried.releaseReceived(descriptors);
      } finally {
        owner.release();
      }
    }
  }
}

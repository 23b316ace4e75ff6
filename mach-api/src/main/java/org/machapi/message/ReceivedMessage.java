package org.machapi.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.KernReturn;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.ReceiveSource;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;

/**
 * A message that has arrived, with everything it carries: the right to answer, ports, memory.
 *
 * <p>The message owns all of it. What is taken out is the taker's; closing gives back the rest. For
 * use by one thread.
 */
@InheritableMustCall("close")
public final class ReceivedMessage implements AutoCloseable {
  private final Mach mach;
  private final MessageBuffer owner;
  private final NativeBuffer buffer;
  private final CarriedRights carried;
  private final int size;
  private final KernReturn outcome;
  private boolean closed;

  private ReceivedMessage(Mach mach, MessageBuffer owner, NativeBuffer buffer, int code) {
    this.outcome = new KernReturn(code);
    this.mach = mach;
    this.owner = owner;
    this.buffer = buffer;
    this.carried = new CarriedRights(mach, buffer);
    this.size = buffer.getInt(MachMsgLayout.MSGH_SIZE);
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
   * @throws MachException as {@code mach_msg} fails: {@code MACH_RCV_TOO_LARGE} if the message was
   *     larger than the buffer (it is gone then, and the kernel has destroyed what it carried),
   *     {@code MACH_RCV_PORT_DIED} or {@code MACH_RCV_PORT_CHANGED} if the receive right went away
   *     meanwhile
   * @throws IllegalStateException if the source is closed, or is closed while this waits, or the
   *     buffer holds another message
   */
  public static @Nullable ReceivedMessage receive(
      ReceiveSource source, MessageBuffer buffer, Deadline deadline) throws MachException {
    Mach mach = source.mach();
    NativeBuffer memory = buffer.claim();
    boolean received = false;
    try {
      int options = MessageConstants.MACH_RCV_TRAILER_AUDIT << 24;
      int code = source.receive(memory, options, deadline.remainingNanos());
      if (code == MessageConstants.MACH_RCV_TIMED_OUT) {
        return null;
      }
      if (code == MessageConstants.MACH_RCV_INTERRUPTED) {
        throw new ReceiveInterruptedException(source);
      }
      if (code != MessageConstants.MACH_MSG_SUCCESS && !isPartial(code)) {
        throw new MachException("mach_msg", code, "Receiving from " + source + ".");
      }
      received = true;
      return new ReceivedMessage(mach, buffer, memory, code);
    } finally {
      if (!received) {
        buffer.release();
      }
    }
  }

  /** Tells whether the message arrived all the same, without something that found no room here. */
  private static boolean isPartial(int code) {
    return (code & ~MessageConstants.MACH_MSG_MASK) == MessageConstants.MACH_RCV_BODY_ERROR;
  }

  /**
   * Tells how the message was received. {@code MACH_RCV_BODY_ERROR} means that something it carried
   * found no room in our port space or memory and is lost; the bits in the code tell which of the
   * two (XNU osfmk/ipc/mach_msg.c:mach_msg_receive_results). The message owns the rest.
   *
   * @return success, or {@code MACH_RCV_BODY_ERROR} with the reason
   */
  public KernReturn outcome() {
    return outcome;
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
    requireOpen();
    return buffer
        .bytes()
        .duplicate()
        .clear()
        .limit(size)
        .slice()
        .asReadOnlyBuffer()
        .order(ByteOrder.nativeOrder());
  }

  /**
   * Returns who sent the message, as the kernel says.
   *
   * @return the sender's identity, which cannot be forged
   */
  public AuditToken sender() {
    requireOpen();
    return AuditToken.read(buffer, (size + 3) & ~3);
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
   * Takes the name in a port descriptor out of the message, as a raw name.
   *
   * <p>Ownership: the caller owns the right behind the name; the message does not own it any more.
   *
   * @param index which descriptor, from 0; it must be a port descriptor
   * @return the name; {@code MACH_PORT_NULL} or {@code MACH_PORT_DEAD} if the right died on its
   *     way, or was taken already
   * @throws IndexOutOfBoundsException if there is no such descriptor, or one before it is no port
   *     descriptor
   */
  public int takePortName(int index) {
    requireOpen();
    int bits = buffer.getInt(MachMsgLayout.MSGH_BITS);
    boolean complex = (bits & MessageConstants.MACH_MSGH_BITS_COMPLEX) != 0;
    int count = complex ? buffer.getInt(MachMsgLayout.MSGH_DESCRIPTOR_COUNT) : 0;
    int at = MachMsgLayout.DESCRIPTORS;
    for (int i = 0; i < count; i++, at += MachMsgLayout.PORT_DESCRIPTOR_SIZE) {
      if (carried.type(at) != MessageConstants.MACH_MSG_PORT_DESCRIPTOR) {
        break;
      }
      if (i == index) {
        return carried.takeField(at + MachMsgLayout.PORT_DESCRIPTOR_NAME);
      }
    }
    throw new IndexOutOfBoundsException("no port descriptor " + index + " among " + count);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the message is closed");
    }
  }

  /**
   * Gives back what is left in the message and frees its buffer for the next one. A second close
   * does nothing. Never throws: what the kernel refuses to take back is logged.
   */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      try {
        carried.releaseReceived(size);
      } finally {
        owner.release();
      }
    }
  }
}

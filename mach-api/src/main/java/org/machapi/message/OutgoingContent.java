package org.machapi.message;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Loans;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.PortView;
import org.machapi.ReceiveView;
import org.machapi.SendView;
import org.machapi.Transfer;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;

/** The memory of an outgoing message with what has been added to it, and the one way to send it. */
final class OutgoingContent {
  private NativeBuffer buffer;
  private int size = MachMsgLayout.HEADER_SIZE;
  private final OutgoingDescriptors descriptors = new OutgoingDescriptors();
  private final SendCall call = new SendCall();
  // Of the rights in the header.
  private final Loans loans = new Loans();

  OutgoingContent(int capacity) {
    this.buffer = NativeBuffer.allocate(capacity);
  }

  void clear() {
    descriptors.clear();
    size = MachMsgLayout.HEADER_SIZE;
  }

  NativeBuffer buffer() {
    return buffer;
  }

  OutgoingDescriptors descriptors() {
    return descriptors;
  }

  int size() {
    return size;
  }

  /** Makes sure that a descriptor of this type can be added. */
  void requireRoomForDescriptor(int type) {
    if (size != descriptors.end()) {
      throw new IllegalStateException("rights come before data, and so does memory");
    }
    requireRoom(descriptors.endWith(type) - size);
  }

  void requireRoom(int more) {
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

  /** Counts the descriptor that was added. */
  void descriptorAdded() {
    size = descriptors.end();
  }

  /** Counts bytes that were added. */
  void grow(int more) {
    size += more;
  }

  /**
   * Sends, settles who owns what, and throws if it was not sent.
   *
   * @param replyTo the local port; null for none
   * @param bits the dispositions of remote and local port, of which none moves
   */
  void send(SendView to, @Nullable ReceiveView replyTo, int bits, Deadline deadline)
      throws MachException {
    Mach mach = to.mach();
    int remote;
    try {
      remote = loans.lend(to);
      attempt(mach, bits, remote, replyTo == null ? 0 : loans.lend(replyTo), deadline);
      giveBack(mach, bits);
    } finally {
      end(mach);
    }
    FailedSend.check(call.code(), to, remote);
  }

  /**
   * As {@link #send}, with a right to answer that moves as the local port.
   *
   * @param bits the dispositions of remote and local port
   */
  void forward(SendView to, Transfer reply, int bits, Deadline deadline) throws MachException {
    Mach mach = to.mach();
    int remote;
    try {
      remote = loans.lend(to);
      attempt(mach, bits, remote, reply.name(), deadline);
      FailedSend.settleHeader(reply, buffer.getInt(MachMsgLayout.MSGH_LOCAL_PORT), call);
      giveBack(mach, bits);
    } finally {
      end(mach);
    }
    FailedSend.check(call.code(), to, remote);
  }

  /**
   * As {@link #send}, to a right that moves as the remote port.
   *
   * @param to whose right it is
   */
  void answer(PortView to, Transfer moving, int bits, Deadline deadline) throws MachException {
    Mach mach = to.mach();
    try {
      attempt(mach, bits, moving.name(), 0, deadline);
      FailedSend.settleHeader(moving, buffer.getInt(MachMsgLayout.MSGH_REMOTE_PORT), call);
      giveBack(mach, bits);
    } finally {
      end(mach);
    }
    // By its name now: it may have come back under another one.
    FailedSend.check(call.code(), to, moving.name());
  }

  /**
   * As {@link #send}; but what comes back for want of time or room becomes a message of its own,
   * and this one is empty then.
   *
   * @return what came back; null if it was sent
   */
  @Nullable UnsentMessage trySend(
      SendView to, @Nullable ReceiveView replyTo, int bits, Deadline deadline)
      throws MachException {
    Mach mach = to.mach();
    int remote;
    boolean cameBack;
    try {
      remote = loans.lend(to);
      attempt(mach, bits, remote, replyTo == null ? 0 : loans.lend(replyTo), deadline);
      cameBack = FailedSend.returnsMessage(call.code()) && SendCall.destinationCameBack(buffer);
      if (cameBack) {
        // What was moved is in the message now, not with its object.
        descriptors.rights().succeeded();
      } else {
        giveBack(mach, bits);
      }
    } finally {
      end(mach);
    }
    if (!cameBack) {
      FailedSend.check(call.code(), to, remote);
      return null;
    }
    UnsentMessage unsent = new UnsentMessage(mach, buffer, size, replyTo, call.code());
    buffer = NativeBuffer.allocate(buffer.size());
    clear();
    return unsent;
  }

  private void attempt(Mach mach, int bits, int remote, int local, Deadline deadline)
      throws MachException {
    descriptors.begin(mach, buffer);
    int complex = descriptors.count() == 0 ? 0 : MessageConstants.MACH_MSGH_BITS_COMPLEX;
    buffer.putInt(MachMsgLayout.MSGH_BITS, bits | complex);
    buffer.putInt(MachMsgLayout.MSGH_SIZE, size);
    buffer.putInt(MachMsgLayout.MSGH_REMOTE_PORT, remote);
    buffer.putInt(MachMsgLayout.MSGH_LOCAL_PORT, local);
    call.send(mach, buffer, size, deadline);
  }

  private void end(Mach mach) {
    try {
      descriptors.end(mach);
    } finally {
      loans.end();
    }
  }

  private void giveBack(Mach mach, int bits) {
    FailedSend.giveBackHeader(mach, buffer, bits, call);
    FailedSend.settle(mach, buffer, descriptors, call);
  }
}

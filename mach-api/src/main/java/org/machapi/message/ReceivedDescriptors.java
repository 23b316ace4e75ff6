package org.machapi.message;

import java.util.Objects;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.ReceiveRight;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.MigErrorConstants;
import org.machapi.raw.NativeBuffer;

/** The part of a received message that looks at its descriptors and takes out what they carry. */
@InheritableMustCall("close")
abstract sealed class ReceivedDescriptors implements AutoCloseable permits ReceivedMessage {
  final Mach mach;
  final NativeBuffer buffer;
  final int size;
  final CarriedRights carried;
  final Descriptors descriptors;
  private boolean closed;

  ReceivedDescriptors(Mach mach, MessageBuffer owner) {
    this.mach = mach;
    this.buffer = owner.memory();
    this.size = buffer.getInt(MachMsgLayout.MSGH_SIZE);
    this.carried = owner.carried(mach);
    this.descriptors = owner.descriptors(size);
  }

  final void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the message is closed");
    }
  }

  /** Ends all use; false if that has been done before. */
  final boolean beginClose() {
    boolean first = !closed;
    closed = true;
    return first;
  }

  /** Gives back everything that was not taken out. */
  @Override
  public abstract void close();

  /** Closes the message, whose sender is at fault, and makes the exception that says so. */
  final MalformedMessageException refuse(int code, String detail) {
    close();
    return new MalformedMessageException(code, detail);
  }

  /**
   * Refuses the message if it carries something else. Where a right is expected, a null or dead one
   * with its disposition will do, since it may have died on its way.
   *
   * @param kinds what its descriptors should be, one after the other; none for a message without
   * @throws MalformedMessageException if they are not: {@code MIG_BAD_ARGUMENTS} if they are more
   *     or fewer, {@code MIG_TYPE_ERROR} if one is of another kind; the message is closed then
   */
  public final void expectDescriptors(DescriptorKind... kinds) throws MalformedMessageException {
    if (descriptors() != kinds.length) {
      throw refuse(
          MigErrorConstants.MIG_BAD_ARGUMENTS,
          "It has " + descriptors() + " descriptors, not " + kinds.length + ".");
    }
    for (int i = 0; i < kinds.length; i++) {
      requireKind(i, kinds[i], kinds[i]);
    }
  }

  /**
   * Takes the name in a port descriptor out of the message, as a raw name.
   *
   * <p>Ownership: the caller owns the right behind the name; the message does not own it any more.
   *
   * @param index which descriptor, from 0; it must be a port descriptor
   * @return the name; {@code MACH_PORT_NULL} or {@code MACH_PORT_DEAD} if the right died on its
   *     way, or was taken already
   * @throws IndexOutOfBoundsException if there is no such descriptor, or it is no port descriptor;
   *     the message stays as it is
   */
  public final int takePortName(int index) {
    requireOpen();
    int at = index >= 0 && index < descriptors.count() ? descriptors.offset(index) : -1;
    if (at < 0 || descriptors.type(at) != MessageConstants.MACH_MSG_PORT_DESCRIPTOR) {
      throw new IndexOutOfBoundsException(
          "no port descriptor " + index + " among " + descriptors.count());
    }
    return carried.takeField(at + MachMsgLayout.PORT_DESCRIPTOR_NAME);
  }

  /**
   * Returns how many descriptors the message has.
   *
   * @return the count; 0 for a message that carries no more than the right to answer
   */
  public final int descriptors() {
    requireOpen();
    return descriptors.count();
  }

  /**
   * Returns what a descriptor carries, taken out or not.
   *
   * @param index which, from 0
   * @return its kind
   * @throws IndexOutOfBoundsException if there is no such descriptor
   */
  public final DescriptorKind descriptor(int index) {
    requireOpen();
    int at = descriptors.offset(Objects.checkIndex(index, descriptors.count()));
    return at < 0 ? DescriptorKind.OTHER : descriptors.kind(at);
  }

  /**
   * Takes a send right out of the message.
   *
   * <p>Ownership: the caller owns the right and must close it; the message does not own it any
   * more. If the message is not what it should be, it is closed, with everything it carried.
   *
   * @param index which descriptor, from 0
   * @return the right; null if it died on its way, the sender gave none, or it was taken already
   * @throws MalformedMessageException if the message has no such descriptor, or it carries
   *     something else, with {@code MIG_TYPE_ERROR}
   * @throws IndexOutOfBoundsException if the index is negative
   */
  public final @Nullable SendRight takeSend(int index) throws MalformedMessageException {
    int name = takeName(requireKind(index, DescriptorKind.SEND, DescriptorKind.SEND));
    return CarriedRights.isRight(name) ? SendRight.adoptUnchecked(mach, name) : null;
  }

  /**
   * Takes a send-once right out of the message.
   *
   * <p>Ownership: as {@link #takeSend}.
   *
   * @param index which descriptor, from 0
   * @return the right; null if it died on its way, the sender gave none, or it was taken already
   * @throws MalformedMessageException as {@link #takeSend} does
   * @throws IndexOutOfBoundsException if the index is negative
   */
  public final @Nullable SendOnceRight takeSendOnce(int index) throws MalformedMessageException {
    int name = takeName(requireKind(index, DescriptorKind.SEND_ONCE, DescriptorKind.SEND_ONCE));
    return CarriedRights.isRight(name) ? SendOnceRight.adoptUnchecked(mach, name) : null;
  }

  /**
   * Takes a receive right out of the message, and guards it unless it came with a guard.
   *
   * <p>Ownership: as {@link #takeSend}. If it cannot be adopted it stays in the message, which
   * stays open.
   *
   * @param index which descriptor, from 0
   * @return the right; null if it died on its way, the sender gave none, or it was taken already
   * @throws MalformedMessageException as {@link #takeSend} does
   * @throws MachException as {@link ReceiveRight#adopt} or {@link ReceiveRight#adoptGuarded} does,
   *     which means that somebody else has released or guarded the right
   * @throws IndexOutOfBoundsException if the index is negative
   */
  public final @Nullable ReceiveRight takeReceive(int index) throws MachException {
    int at = requireKind(index, DescriptorKind.RECEIVE, DescriptorKind.GUARDED_RECEIVE);
    boolean guarded = descriptors.kind(at) == DescriptorKind.GUARDED_RECEIVE;
    int field = at + (guarded ? MachMsgLayout.GUARDED_NAME : MachMsgLayout.PORT_DESCRIPTOR_NAME);
    int name = buffer.getInt(field);
    if (!CarriedRights.isRight(name)) {
      return null;
    }
    // The sender may choose the descriptor and have it arrive without a guard all the same.
    ReceiveRight right =
        guarded && descriptors.isGuardPutOn(at)
            ? ReceiveRight.adoptGuarded(
                mach, name, buffer.getLong(at + MachMsgLayout.GUARDED_CONTEXT))
            : ReceiveRight.adopt(mach, name);
    carried.takeField(field);
    return right;
  }

  /**
   * Takes a right out of the message, whatever kind the sender gave.
   *
   * <p>Ownership: as {@link #takeSend}; of a receive right as {@link #takeReceive}.
   *
   * @param index which descriptor, from 0
   * @return the right; null if it died on its way, the sender gave none, or it was taken already
   * @throws MalformedMessageException as {@link #takeSend} does, if the descriptor carries no right
   * @throws MachException as {@link #takeReceive} does
   * @throws IndexOutOfBoundsException if the index is negative
   */
  public final @Nullable PortRight takePort(int index) throws MachException {
    int at = requireDescriptor(index);
    return switch (descriptors.kind(at)) {
      case SEND -> takeSend(index);
      case SEND_ONCE -> takeSendOnce(index);
      case RECEIVE, GUARDED_RECEIVE -> takeReceive(index);
      case OTHER -> null;
      default -> throw refuse(MigErrorConstants.MIG_TYPE_ERROR, describe(index, at) + "no right.");
    };
  }

  /**
   * Takes out-of-line memory out of the message.
   *
   * <p>Ownership: the caller owns the memory and must close it; the message does not own it any
   * more. If the message is not what it should be, it is closed, with everything it carried.
   *
   * @param index which descriptor, from 0
   * @return the memory; of no size if the sender gave none, or it was taken already
   * @throws MalformedMessageException as {@link #takeSend} does
   * @throws IndexOutOfBoundsException if the index is negative
   */
  public final OutOfLineMemory takeMemory(int index) throws MalformedMessageException {
    int at = requireKind(index, DescriptorKind.MEMORY, DescriptorKind.MEMORY);
    long size = carried.memorySize(at);
    long address = carried.takeAddress(at);
    return new OutOfLineMemory(mach, address, address == 0 ? 0 : size);
  }

  /**
   * Takes an array of rights out of the message. The memory it stands in is given back at once.
   *
   * <p>Ownership: the caller owns the rights and must close the array; the message does not own
   * them any more. If the message is not what it should be, it is closed, with everything it
   * carried.
   *
   * @param index which descriptor, from 0
   * @return the rights; none if the sender gave none, or they were taken already
   * @throws MalformedMessageException as {@link #takeSend} does
   * @throws IndexOutOfBoundsException if the index is negative
   */
  public final OutOfLinePorts takePorts(int index) throws MalformedMessageException {
    int at = requireKind(index, DescriptorKind.PORTS, DescriptorKind.PORTS);
    return new OutOfLinePorts(mach, carried.takeNames(at), descriptors.disposition(at));
  }

  private int takeName(int at) {
    return carried.takeField(at + MachMsgLayout.PORT_DESCRIPTOR_NAME);
  }

  /** Returns where a descriptor begins, which must be of one of two kinds. */
  private int requireKind(int index, DescriptorKind kind, DescriptorKind other)
      throws MalformedMessageException {
    int at = requireDescriptor(index);
    DescriptorKind found = descriptors.kind(at);
    if (found != kind && found != other) {
      throw refuse(MigErrorConstants.MIG_TYPE_ERROR, describe(index, at) + "not " + kind + ".");
    }
    return at;
  }

  private int requireDescriptor(int index) throws MalformedMessageException {
    requireOpen();
    if (index < 0) {
      throw new IndexOutOfBoundsException("descriptor " + index);
    }
    int at = index < descriptors.count() ? descriptors.offset(index) : -1;
    if (at < 0) {
      throw refuse(
          MigErrorConstants.MIG_TYPE_ERROR,
          "It has " + descriptors.count() + " descriptors, none at place " + index + ".");
    }
    return at;
  }

  private String describe(int index, int at) {
    return "Descriptor " + index + " carries " + descriptors.kind(at) + ", ";
  }
}

package org.machapi.message;

import java.nio.ByteBuffer;
import org.machapi.PortRight;
import org.machapi.PortView;
import org.machapi.ReceiveRight;
import org.machapi.ReceiveView;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;

/** The half of {@link OutgoingMessage} that fills it; the other one sends. */
abstract sealed class FillableMessage permits OutgoingMessage {
  private static final int PORT = MessageConstants.MACH_MSG_PORT_DESCRIPTOR;

  final OutgoingContent content;

  FillableMessage(int capacity) {
    this.content = new OutgoingContent(capacity);
  }

  /** Returns this, so that calls can be chained. */
  abstract OutgoingMessage self();

  /**
   * Starts anew, without rights and data.
   *
   * @param id {@code msgh_id}
   * @return this message
   */
  public OutgoingMessage begin(int id) {
    content.buffer().putInt(MachMsgLayout.MSGH_VOUCHER_PORT, 0);
    content.buffer().putInt(MachMsgLayout.MSGH_ID, id);
    content.clear();
    return self();
  }

  /**
   * Adds a send right; the receiver gets a user reference of its own.
   *
   * @param right the right; it must still be held when the message is sent. Of a dead name the
   *     receiver gets {@code MACH_PORT_DEAD}.
   * @return this message
   * @throws IllegalStateException if there are data already, or there is no room; nothing was added
   */
  public OutgoingMessage copy(SendView right) {
    return add(PORT, MessageConstants.MACH_MSG_TYPE_COPY_SEND, right);
  }

  /**
   * Adds a right of any kind, which is the receiver's when the message has been sent.
   *
   * <p>A receive right takes along its messages and who can send to it. It arrives without its
   * guard, and leaves its port sets; its make-send count and sequence number begin at 0. After a
   * failed send that gives it back it is guarded again, but may have another name, and has lost the
   * rest (XNU osfmk/ipc/ipc_port.c:ipc_port_clear_receiver). Of a dead name the receiver gets
   * {@code MACH_PORT_DEAD}, and so does the sender after a send that timed out: the reference is
   * gone.
   *
   * @param right the right; it must still be owned, and not in use, when the message is sent
   * @return this message
   * @throws IllegalStateException as {@link #copy} does, or if the right is moved in this message
   *     already
   */
  public OutgoingMessage move(PortRight right) {
    return add(PORT, moveDisposition(right), right);
  }

  /**
   * Adds a receive right that arrives guarded, so that the receiver cannot give it away: with a
   * guard that the kernel chooses, and immovable. A receiver that does not ask for such descriptors
   * ({@code MACH_RCV_GUARDED_DESC}) gets nothing, and the port is destroyed (XNU
   * osfmk/ipc/ipc_kmsg.c:ipc_kmsg_copyout_guarded_port_descriptor). Kernels know this from macOS
   * 10.15 on.
   *
   * @param right the right, as for {@link #move}
   * @return this message
   * @throws IllegalStateException as {@link #move} does
   */
  public OutgoingMessage moveGuarded(ReceiveRight right) {
    return add(
        MessageConstants.MACH_MSG_GUARDED_PORT_DESCRIPTOR,
        MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE,
        right);
  }

  /**
   * Adds a new send right to a port. The make-send count of the port grows by one, also if the
   * message then finds no room.
   *
   * @param port the port; it must still be held when the message is sent
   * @return this message
   * @throws IllegalStateException as {@link #copy} does
   */
  public OutgoingMessage makeSend(ReceiveView port) {
    return add(PORT, MessageConstants.MACH_MSG_TYPE_MAKE_SEND, port);
  }

  /**
   * Adds a new send-once right to a port. Should the kernel have made it when the send fails, the
   * port receives a send-once notification.
   *
   * @param port the port; it must still be held when the message is sent
   * @return this message
   * @throws IllegalStateException as {@link #copy} does
   */
  public OutgoingMessage makeSendOnce(ReceiveView port) {
    return add(PORT, MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE, port);
  }

  /**
   * Adds send rights as one array; the receiver gets a user reference of each.
   *
   * @param rights the rights, each as for {@link #copy}
   * @return this message
   * @throws IllegalStateException as {@link #copy} does
   */
  public OutgoingMessage copyAll(SendView... rights) {
    return addArray(MessageConstants.MACH_MSG_TYPE_COPY_SEND, rights);
  }

  /**
   * Adds send rights as one array, to be moved.
   *
   * @param rights the rights, each as for {@link #move}
   * @return this message
   * @throws IllegalStateException as {@link #move} does
   */
  public OutgoingMessage moveAll(SendRight... rights) {
    return addArray(MessageConstants.MACH_MSG_TYPE_MOVE_SEND, rights);
  }

  /**
   * Adds send-once rights as one array, to be moved.
   *
   * @param rights the rights, each as for {@link #move}
   * @return this message
   * @throws IllegalStateException as {@link #move} does
   */
  public OutgoingMessage moveAll(SendOnceRight... rights) {
    return addArray(MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE, rights);
  }

  /**
   * Adds receive rights as one array, to be moved.
   *
   * @param rights the rights, each as for {@link #move}
   * @return this message
   * @throws IllegalStateException as {@link #move} does
   */
  public OutgoingMessage moveAll(ReceiveRight... rights) {
    return addArray(MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE, rights);
  }

  /**
   * Adds out-of-line memory: the receiver gets a copy of these bytes in memory of its own. They are
   * copied when the message is sent, not before.
   *
   * @param bytes what to send, from position to limit as they are now; left as it was
   * @return this message
   * @throws IllegalStateException as {@link #copy} does
   */
  public OutgoingMessage memory(ByteBuffer bytes) {
    content.requireRoomForDescriptor(MessageConstants.MACH_MSG_OOL_DESCRIPTOR);
    content.descriptors().addMemory(bytes.slice());
    content.descriptorAdded();
    return self();
  }

  /**
   * Adds out-of-line memory that is mapped in this task; nothing is copied before somebody writes
   * to it ({@code MACH_MSG_VIRTUAL_COPY}).
   *
   * <p>Ownership: the sender keeps his memory, and may change or unmap it after the send. If it is
   * not mapped then, the send fails with {@code MACH_SEND_INVALID_MEMORY}.
   *
   * @param address where it begins
   * @param length bytes, less than 2<sup>32</sup>
   * @return this message
   * @throws IllegalStateException as {@link #copy} does
   * @throws IllegalArgumentException if the length is out of range
   */
  public OutgoingMessage memory(long address, long length) {
    if (length < 0 || length > 0xffff_ffffL) {
      throw new IllegalArgumentException("no message carries " + length + " bytes of memory");
    }
    content.requireRoomForDescriptor(MessageConstants.MACH_MSG_OOL_DESCRIPTOR);
    content.descriptors().addMemory(address, length);
    content.descriptorAdded();
    return self();
  }

  private OutgoingMessage add(int type, int disposition, PortView right) {
    content.requireRoomForDescriptor(type);
    content.descriptors().add(type, disposition, right);
    content.descriptorAdded();
    return self();
  }

  private OutgoingMessage addArray(int disposition, PortView... rights) {
    content.requireRoomForDescriptor(MessageConstants.MACH_MSG_OOL_PORTS_DESCRIPTOR);
    content.descriptors().addArray(disposition, rights);
    content.descriptorAdded();
    return self();
  }

  /**
   * Returns how many rights have been added, those in arrays included.
   *
   * @return the number
   */
  public int rights() {
    return content.descriptors().rights().count();
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
    content.requireRoom(length);
    content.buffer().bytes().put(content.size(), bytes, bytes.position(), length);
    content.grow(length);
    return self();
  }

  static int moveDisposition(PortRight right) {
    if (right instanceof ReceiveRight) {
      return MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE;
    }
    return right instanceof SendOnceRight
        ? MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE
        : MessageConstants.MACH_MSG_TYPE_MOVE_SEND;
  }
}

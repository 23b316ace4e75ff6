package org.machapi.samples;

import java.nio.ByteBuffer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.TaskPort;
import org.machapi.message.Deadline;
import org.machapi.message.MessageBuffer;
import org.machapi.message.ReceivedMessage;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.PortConstants;

/**
 * The parent's side of a handshake without a bootstrap server: waits for the child's task port.
 *
 * <pre>{@code
 * try (ReceiveRight port = ReceiveRight.allocate(mach);
 *     SendRight right = port.makeSend()) {
 *   try (HandshakeOffer offer = HandshakeOffer.of(right)) {
 *     start the child
 *   }
 *   try (TaskPort child = HandshakeParent.await(port, Deadline.in(Duration.ofSeconds(5)))) {
 *     use it, unless it is null: then no child has come
 *   }
 * }
 * }</pre>
 */
public final class HandshakeParent {
  private static final int HELLO_SIZE =
      MachMsgLayout.DESCRIPTORS + MachMsgLayout.PORT_DESCRIPTOR_SIZE;

  private HandshakeParent() {}

  /**
   * Waits for a child to report.
   *
   * <p>Ownership: the caller owns the task port and must close it; null owns nothing. What else
   * arrives is given back.
   *
   * @param port where the children report
   * @param deadline how long to wait
   * @return the child's task port; null if none came in time
   * @throws MachException if receiving fails
   */
  public static @Nullable TaskPort await(ReceiveView port, Deadline deadline) throws MachException {
    MessageBuffer buffer = MessageBuffer.forMessagesOf(HELLO_SIZE);
    while (true) {
      try (ReceivedMessage message = ReceivedMessage.receive(port, buffer, deadline)) {
        if (message == null) {
          return null;
        }
        TaskPort child = isHello(message) ? takeTask(message) : null;
        if (child != null) {
          return child;
        }
      } catch (MachException e) {
        if (e.kernReturn().code() != MessageConstants.MACH_RCV_TOO_LARGE) {
          throw e;
        }
        // Too large for a hello: the kernel has destroyed what it carried.
      }
    }
  }

  /** Anyone who has the right may send anything, so nothing in the message is believed. */
  private static boolean isHello(ReceivedMessage message) {
    ByteBuffer bytes = message.bytes();
    int right = MachMsgLayout.DESCRIPTORS;
    return message.id() == HandshakeChild.HELLO
        && message.size() == HELLO_SIZE
        && (bytes.getInt(MachMsgLayout.MSGH_BITS) & MessageConstants.MACH_MSGH_BITS_COMPLEX) != 0
        && bytes.getInt(MachMsgLayout.MSGH_DESCRIPTOR_COUNT) == 1
        && bytes.get(right + MachMsgLayout.DESCRIPTOR_TYPE)
            == MessageConstants.MACH_MSG_PORT_DESCRIPTOR
        && bytes.get(right + MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION)
            == MessageConstants.MACH_MSG_TYPE_PORT_SEND;
  }

  /** Takes the port of the task that sent the message; null if it is anything else. */
  private static @Nullable TaskPort takeTask(ReceivedMessage message) throws MachException {
    Mach mach = message.mach();
    int name = message.takePortName(0);
    if (name == PortConstants.MACH_PORT_NULL || name == PortConstants.MACH_PORT_DEAD) {
      return null;
    }
    TaskPort task = TaskPort.adoptUnchecked(mach, name);
    try {
      if (task.kernelObject().isTask() && task.pid() == message.sender().pid()) {
        return task;
      }
    } catch (MachException e) {
      // It has ended meanwhile, and there is nobody to shake hands with.
    }
    task.close();
    return null;
  }
}

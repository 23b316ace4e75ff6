package org.machapi.notification;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.message.Deadline;
import org.machapi.message.MalformedMessageException;
import org.machapi.message.MessageBuffer;
import org.machapi.message.ReceivedMessage;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.MigErrorConstants;

/** What waits at a notification port. Owns nothing. */
final class NotificationQueue {
  private static final Logger LOG = System.getLogger(NotificationQueue.class.getName());

  /** More than any notification has, so that of most other messages the sender can be told. */
  private static final int LARGEST = 1024;

  private final ReceiveView port;

  NotificationQueue(ReceiveView port) {
    this.port = port;
  }

  static MessageBuffer newBuffer() {
    return MessageBuffer.forMessagesOf(LARGEST);
  }

  /** Takes the next notification; its message is gone when this returns. */
  @Owning
  @Nullable Notification receive(MessageBuffer memory, Deadline deadline) throws MachException {
    try (@Nullable ReceivedMessage message = receiveMessage(memory, deadline)) {
      return message == null ? null : Notification.of(message);
    }
  }

  private @Owning @Nullable ReceivedMessage receiveMessage(MessageBuffer memory, Deadline deadline)
      throws MachException {
    try {
      return ReceivedMessage.receive(port, memory, deadline);
    } catch (MachException e) {
      throw e.kernReturn().code() == MessageConstants.MACH_RCV_TOO_LARGE ? tooLarge() : e;
    }
  }

  private static MalformedMessageException tooLarge() {
    return new MalformedMessageException(
        MigErrorConstants.MIG_BAD_ARGUMENTS,
        "A message larger than any notification came. The kernel has destroyed it.");
  }

  /**
   * Gives back what the messages that wait now have brought. Counts them first: whoever keeps
   * sending does not keep this from ending.
   */
  void drain() {
    MessageBuffer memory = newBuffer();
    int waiting = 0;
    try {
      waiting = port.status().queuedMessages();
    } catch (MachException e) {
      LOG.log(Level.WARNING, "Notifications may be lost with their port: {0}", e.toString());
    }
    for (int left = waiting; left > 0; left--) {
      dropNext(memory);
    }
  }

  private void dropNext(MessageBuffer memory) {
    try (@Nullable Notification dropped = receive(memory, Deadline.immediate())) {
      if (dropped != null) {
        LOG.log(Level.DEBUG, "Nobody received {0}.", dropped);
      }
    } catch (MalformedMessageException e) {
      LOG.log(Level.DEBUG, "Nobody received what is no notification: {0}", e.toString());
    } catch (MachException e) {
      LOG.log(Level.WARNING, "A notification is lost with its port: {0}", e.toString());
    }
  }
}

package org.machapi.notification;

import java.nio.ByteBuffer;
import org.machapi.message.AuditToken;
import org.machapi.message.MalformedMessageException;
import org.machapi.message.ReceivedMessage;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.MigErrorConstants;
import org.machapi.raw.NdrRecordLayout;
import org.machapi.raw.NotifyConstants;

/**
 * A notification as {@code <mach/notify.h>} lays it out, from a message that has proved to be one.
 * Owns nothing.
 *
 * <p>First of all it is asked who sent the message: nobody but the kernel knows that a right has
 * died. Then size, descriptor and dispositions have to be those that the kernel sends (XNU
 * osfmk/mach/notify.defs); it sends them through a send-once right and expects no answer.
 *
 * @param id {@code msgh_id}
 * @param value the name or count in it; 0 for send-once
 */
record NotificationForm(int id, int value) {
  private static final int VALUE = MachMsgLayout.HEADER_SIZE + NdrRecordLayout.SIZE;
  private static final int SIZE_WITH_VALUE = VALUE + Integer.BYTES;
  private static final int SIZE_WITH_PORT =
      MachMsgLayout.DESCRIPTORS + MachMsgLayout.PORT_DESCRIPTOR_SIZE;

  static NotificationForm read(ReceivedMessage message) throws MalformedMessageException {
    int id = message.id();
    AuditToken sender = message.sender();
    if (!Notification.isNotificationId(id)) {
      throw new MalformedMessageException(
          MigErrorConstants.MIG_BAD_ID,
          "Message " + id + " from process " + sender.pid() + " is no notification.");
    }
    if (!sender.isKernel()) {
      throw new ForgedNotificationException(id, sender);
    }
    ByteBuffer bytes = message.bytes();
    boolean hasPort = id == NotifyConstants.MACH_NOTIFY_PORT_DESTROYED;
    requireHeader(bytes, hasPort);
    if (hasPort) {
      requireSize(bytes, SIZE_WITH_PORT);
      requireReceiveRight(bytes);
      return new NotificationForm(
          id, bytes.getInt(MachMsgLayout.DESCRIPTORS + MachMsgLayout.PORT_DESCRIPTOR_NAME));
    }
    if (id == NotifyConstants.MACH_NOTIFY_SEND_ONCE) {
      requireSize(bytes, MachMsgLayout.HEADER_SIZE);
      return new NotificationForm(id, 0);
    }
    requireSize(bytes, SIZE_WITH_VALUE);
    return new NotificationForm(id, bytes.getInt(VALUE));
  }

  private static void requireHeader(ByteBuffer bytes, boolean complex)
      throws MalformedMessageException {
    int bits = bytes.getInt(MachMsgLayout.MSGH_BITS);
    if ((bits & MessageConstants.MACH_MSGH_BITS_COMPLEX) != 0 != complex) {
      throw badArguments("It is complex or simple against its identifier.");
    }
    if ((bits & MessageConstants.MACH_MSGH_BITS_REMOTE_MASK) != 0) {
      throw badArguments("It expects an answer.");
    }
    int local = (bits & MessageConstants.MACH_MSGH_BITS_LOCAL_MASK) >>> 8;
    if (local != MessageConstants.MACH_MSG_TYPE_PORT_SEND_ONCE) {
      throw badArguments("It did not come through a send-once right.");
    }
  }

  private static void requireReceiveRight(ByteBuffer bytes) throws MalformedMessageException {
    int count = bytes.getInt(MachMsgLayout.MSGH_DESCRIPTOR_COUNT);
    int at = MachMsgLayout.DESCRIPTORS;
    if (count != 1
        || bytes.get(at + MachMsgLayout.DESCRIPTOR_TYPE)
            != MessageConstants.MACH_MSG_PORT_DESCRIPTOR
        || bytes.get(at + MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION)
            != MessageConstants.MACH_MSG_TYPE_PORT_RECEIVE) {
      throw new MalformedMessageException(
          MigErrorConstants.MIG_TYPE_ERROR, "It does not carry one receive right.");
    }
  }

  private static void requireSize(ByteBuffer bytes, int size) throws MalformedMessageException {
    if (bytes.limit() != size) {
      throw badArguments("It has " + bytes.limit() + " bytes instead of " + size + ".");
    }
  }

  private static MalformedMessageException badArguments(String detail) {
    return new MalformedMessageException(MigErrorConstants.MIG_BAD_ARGUMENTS, detail);
  }
}

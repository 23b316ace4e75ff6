package org.machapi.message;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import org.machapi.DeadName;
import org.machapi.MachException;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.NdrRecordLayout;
import org.machapi.raw.NotifyConstants;

/**
 * A notification of the kernel at a port whose server has no handler for it: nobody is to be
 * answered, but what it brings must be given back.
 */
final class IgnoredNotification {
  private static final Logger LOG = System.getLogger(MessageServer.class.getName());

  private static final int NAME = MachMsgLayout.HEADER_SIZE + NdrRecordLayout.SIZE;

  private IgnoredNotification() {}

  /** Tells whether a message is a notification, and a genuine one. */
  static boolean is(int id, AuditToken sender) {
    return id >= NotifyConstants.MACH_NOTIFY_FIRST
        && id <= NotifyConstants.MACH_NOTIFY_LAST
        && sender.isKernel();
  }

  /** Gives back what it brings beside what the message owns: the reference to a dead name. */
  static void drop(ReceivedMessage notification) {
    int id = notification.id();
    LOG.log(Level.DEBUG, "Nobody handles notification {0}.", id);
    ByteBuffer bytes = notification.bytes();
    if (id != NotifyConstants.MACH_NOTIFY_DEAD_NAME || bytes.limit() < NAME + Integer.BYTES) {
      return;
    }
    try (DeadName dead = DeadName.adopt(notification.mach(), bytes.getInt(NAME))) {
      LOG.log(Level.DEBUG, "It brought {0}.", dead);
    } catch (MachException e) {
      LOG.log(Level.WARNING, "A dead-name notification brought no dead name: {0}", e.toString());
    }
  }
}

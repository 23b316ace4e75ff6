package org.machapi.notification;

import org.machapi.PortView;
import org.machapi.raw.NotifyConstants;

/** One request as it was made, and no other, however alike. Owns nothing. */
final class Registration {
  /** What it is about. */
  final PortView watched;

  /** The name that this had at the time. */
  final int name;

  /** The number of the notification. */
  final int id;

  Registration(PortView watched, int name, int id) {
    this.watched = watched;
    this.name = name;
    this.id = id;
  }

  /**
   * Where the kernel keeps a request: one place for each name, which dead-name and send-possible
   * share, and one for each port, for no-senders (XNU osfmk/ipc/ipc_entry.h: ie_request;
   * osfmk/ipc/ipc_port.h: ip_nsrequest).
   */
  record Slot(int name, boolean ofPort) {}

  Slot slot() {
    return new Slot(name, id == NotifyConstants.MACH_NOTIFY_NO_SENDERS);
  }
}

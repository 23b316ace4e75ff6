package org.machapi.raw;

/** The constants of {@code <mach/notify.h>}: the message ids of notifications. */
public final class NotifyConstants {

  // Notifications

  /** A name was deleted before a dead-name notification could fire. The body carries the name. */
  public static final int MACH_NOTIFY_PORT_DELETED = 65;

  /** A full queue has room again. The body carries the name. */
  public static final int MACH_NOTIFY_SEND_POSSIBLE = 66;

  /** A receive right was about to be destroyed. The message carries it, queue and all. */
  public static final int MACH_NOTIFY_PORT_DESTROYED = 69;

  /** The last send right is gone. The body carries the make-send count. */
  public static final int MACH_NOTIFY_NO_SENDERS = 70;

  /** A send-once right was dropped without being used. */
  public static final int MACH_NOTIFY_SEND_ONCE = 71;

  /** A right became a dead name. The body carries the name, which holds one reference more. */
  public static final int MACH_NOTIFY_DEAD_NAME = 72;

  // Range

  /** Lowest message id of a notification. */
  public static final int MACH_NOTIFY_FIRST = 64;

  /** Highest message id that is kept for notifications. */
  public static final int MACH_NOTIFY_LAST = 77;

  private NotifyConstants() {}
}

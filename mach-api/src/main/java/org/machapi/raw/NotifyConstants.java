package org.machapi.raw;

/** The constants of {@code <mach/notify.h>}. */
public final class NotifyConstants {
  public static final int MACH_NOTIFY_DEAD_NAME = 72;
  public static final int MACH_NOTIFY_FIRST = 64;
  public static final int MACH_NOTIFY_LAST = 77;
  public static final int MACH_NOTIFY_NO_SENDERS = 70;
  public static final int MACH_NOTIFY_PORT_DELETED = 65;
  public static final int MACH_NOTIFY_PORT_DESTROYED = 69;
  public static final int MACH_NOTIFY_SEND_ONCE = 71;
  public static final int MACH_NOTIFY_SEND_POSSIBLE = 66;

  private NotifyConstants() {}
}

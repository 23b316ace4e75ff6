package org.machapi.notification;

/**
 * A queue that was full has room again ({@code MACH_NOTIFY_SEND_POSSIBLE}). The room may be gone by
 * the time the message is sent: senders wake together, and nothing is kept for them.
 *
 * <p>Brings nothing: unlike {@link DeadNameNotification} it adds no user reference.
 *
 * @param name the name of the right through which sending is possible
 */
public record SendPossibleNotification(int name) implements Notification {

  @Override
  public void tell(NotificationListener listener) {
    listener.onSendPossible(this);
  }

  @Override
  public void close() {}
}

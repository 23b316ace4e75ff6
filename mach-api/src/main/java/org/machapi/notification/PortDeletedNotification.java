package org.machapi.notification;

/**
 * A watched name has been freed while its port was alive, so that there is nothing left to watch
 * ({@code MACH_NOTIFY_PORT_DELETED}): its last user reference was given back, the send-once right
 * was used, or the right went away in a message. It takes the place of the dead-name or
 * send-possible notification that was asked for.
 *
 * <p>Brings nothing. The name may already stand for something else.
 *
 * @param name the name that was freed
 */
public record PortDeletedNotification(int name) implements Notification {

  @Override
  public void tell(NotificationListener listener) {
    listener.onPortDeleted(this);
  }

  @Override
  public void close() {}
}

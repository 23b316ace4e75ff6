package org.machapi.notification;

/**
 * A send-once right to this port was dropped unused, so that its message will never come ({@code
 * MACH_NOTIFY_SEND_ONCE}). Nobody asks for it: it is what becomes of every send-once right that is
 * given back, that a task takes along when it ends, or that is in a message which is destroyed.
 *
 * <p>Requests hold send-once rights, too. So this also ends a request that was cancelled or
 * replaced and whose right was given back, that the kernel refused, or whose port was destroyed
 * with no senders to wait for any more. The notification does not say which right it was. Brings
 * nothing.
 */
public record SendOnceNotification() implements Notification {

  @Override
  public void tell(NotificationListener listener) {
    listener.onSendOnce(this);
  }

  @Override
  public void close() {}
}

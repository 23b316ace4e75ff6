package org.machapi.notification;

import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.MachException;
import org.machapi.message.MalformedMessageException;
import org.machapi.message.ReceivedMessage;
import org.machapi.raw.NotifyConstants;

/**
 * What the kernel tells about a right that somebody has asked it to watch. The notification owns
 * what it brings: a reference to a dead name, or a receive right. What is taken out is the taker's;
 * closing gives back the rest.
 *
 * <p>A notification stands on its own: the memory of its message is free again before anybody sees
 * it. Those that bring nothing have a {@code close} that does nothing. For use by one thread.
 *
 * @see NotificationPort
 */
@InheritableMustCall("close")
public sealed interface Notification extends AutoCloseable
    permits DeadNameNotification,
        PortDeletedNotification,
        SendPossibleNotification,
        NoSendersNotification,
        PortDestroyedNotification,
        SendOnceNotification {

  /**
   * Tells whether a message with this number claims to be a notification. Anybody can send one that
   * does; {@link #of} finds out whether it is true.
   *
   * @param messageId the {@code msgh_id} of a message
   * @return whether it is the number of a notification that macOS sends
   */
  static boolean isNotificationId(int messageId) {
    return switch (messageId) {
      case NotifyConstants.MACH_NOTIFY_PORT_DELETED,
          NotifyConstants.MACH_NOTIFY_SEND_POSSIBLE,
          NotifyConstants.MACH_NOTIFY_PORT_DESTROYED,
          NotifyConstants.MACH_NOTIFY_NO_SENDERS,
          NotifyConstants.MACH_NOTIFY_SEND_ONCE,
          NotifyConstants.MACH_NOTIFY_DEAD_NAME ->
          true;
      default -> false;
    };
  }

  /**
   * Reads a message that has been received as a notification. This is for ports at which other
   * messages arrive too; {@link NotificationPort#receive} does it by itself.
   *
   * <p>Ownership: the caller owns the notification and must close it. What it brings has been taken
   * out of the message; the message stays the caller's, who must close it too. On failure nothing
   * was taken out.
   *
   * @param message the message
   * @return the notification
   * @throws ForgedNotificationException if its number is that of a notification, but the kernel did
   *     not send it
   * @throws MalformedMessageException if it is no notification
   * @throws MachException if a receive right that it brings cannot be adopted, as {@link
   *     org.machapi.ReceiveRight#adopt} fails
   * @throws IllegalStateException if the message is closed
   */
  static @Owning Notification of(ReceivedMessage message) throws MachException {
    NotificationForm form = NotificationForm.read(message);
    return switch (form.id()) {
      case NotifyConstants.MACH_NOTIFY_DEAD_NAME ->
          DeadNameNotification.adopt(message.mach(), form.value());
      case NotifyConstants.MACH_NOTIFY_PORT_DESTROYED ->
          PortDestroyedNotification.adopt(message, form.value());
      case NotifyConstants.MACH_NOTIFY_PORT_DELETED -> new PortDeletedNotification(form.value());
      case NotifyConstants.MACH_NOTIFY_SEND_POSSIBLE -> new SendPossibleNotification(form.value());
      case NotifyConstants.MACH_NOTIFY_NO_SENDERS -> new NoSendersNotification(form.value());
      default -> new SendOnceNotification();
    };
  }

  /**
   * Calls the method of a listener that is meant for this kind.
   *
   * <p>Ownership: the notification owns what it brings, before and after; the listener takes out
   * what it wants to keep.
   *
   * @param listener whom to tell
   */
  void tell(NotificationListener listener);

  /**
   * Gives back what the notification brought and nobody has taken. A second close does nothing.
   * Never throws.
   */
  @Override
  void close();
}

package org.machapi.notification;

import org.machapi.message.MalformedMessageException;

/**
 * Is told of notifications, one method for each kind. What a listener does not override it does not
 * care about, except for messages that are no notifications.
 *
 * <p>Ownership: a notification owns what it brings while the method runs and is closed afterwards.
 * A listener that wants to keep the right takes it out: {@link DeadNameNotification#takeDeadName},
 * {@link PortDestroyedNotification#takeReceiveRight}. What a method throws reaches the caller of
 * {@link NotificationPort#dispatchTo}, after the notification has been closed.
 */
public interface NotificationListener {

  /**
   * A port has died. The reference that the notification brings is given back afterwards.
   *
   * @param notification the notification, good during the call
   */
  default void onDeadName(DeadNameNotification notification) {}

  /**
   * A watched name has been freed.
   *
   * @param notification the notification
   */
  default void onPortDeleted(PortDeletedNotification notification) {}

  /**
   * A full queue has room.
   *
   * @param notification the notification
   */
  default void onSendPossible(SendPossibleNotification notification) {}

  /**
   * The last send right is gone.
   *
   * @param notification the notification
   */
  default void onNoSenders(NoSendersNotification notification) {}

  /**
   * A receive right has come here instead of being destroyed. Unless it is taken, the port is
   * destroyed afterwards.
   *
   * @param notification the notification, good during the call
   */
  default void onPortDestroyed(PortDestroyedNotification notification) {}

  /**
   * A send-once right was dropped unused.
   *
   * @param notification the notification
   */
  default void onSendOnce(SendOnceNotification notification) {}

  /**
   * Somebody sent a message that is no notification, or a forged one ({@link
   * ForgedNotificationException}). All that it carried has been released. Throws the refusal,
   * unless it is overridden.
   *
   * @param refusal what is wrong with the message
   * @throws MalformedMessageException the refusal
   */
  default void onRefused(MalformedMessageException refusal) throws MalformedMessageException {
    throw refusal;
  }
}

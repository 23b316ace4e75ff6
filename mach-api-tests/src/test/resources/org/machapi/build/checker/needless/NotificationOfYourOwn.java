import org.machapi.notification.NoSendersNotification;
import org.machapi.notification.NotificationListener;

/** A notification that brings nothing, made for a test; try-with-resources does no harm. */
final class NotificationOfYourOwn {
  static void told(NotificationListener listener) {
    listener.onNoSenders(new NoSendersNotification(1)); // error: notification may never be closed
  }

  static void closed(NotificationListener listener) {
    try (NoSendersNotification notification = new NoSendersNotification(1)) {
      listener.onNoSenders(notification);
    }
  }
}

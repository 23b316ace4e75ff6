import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.ReceiveRight;
import org.machapi.message.Deadline;
import org.machapi.message.ReceivedMessage;
import org.machapi.notification.DeadNameNotification;
import org.machapi.notification.Notification;
import org.machapi.notification.NotificationPort;

/** The variable of a pattern is not seen to be the first one. */
final class ClosedByItsKind {
  static void closed(NotificationPort port) throws MachException {
    Notification notification = port.receive(Deadline.none()); // error: notification may never be closed
    if (notification instanceof DeadNameNotification dead) {
      dead.close();
    } else if (notification != null) {
      notification.close();
    }
  }

  static ReceiveRight returned(ReceivedMessage message) throws MachException {
    PortRight right = message.takePort(0); // error: port right may leak: right
    if (right instanceof ReceiveRight port) {
      return port;
    }
    if (right != null) {
      right.close();
    }
    return null;
  }
}

import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.DeadName;
import org.machapi.MachException;
import org.machapi.PortView;
import org.machapi.ReceiveView;
import org.machapi.message.Deadline;
import org.machapi.notification.DeadNameNotification;
import org.machapi.notification.Notification;
import org.machapi.notification.NotificationListener;
import org.machapi.notification.NotificationPort;
import org.machapi.notification.NotificationRequest;
import org.machapi.notification.PortDestroyedNotification;

/** A request can displace one that owned a right; a notification can bring one. */
final class NotificationLost {
  static void portForgotten() throws MachException {
    NotificationPort port = NotificationPort.allocate(); // error: notification port may leak: port
    port.port();
  }

  static void requestDropped(NotificationPort port, PortView watched) throws MachException {
    port.requestDeadName(watched); // error: request may stand when it is not wanted any more, and the right that it displaced leak
  }

  static boolean displaced(NotificationPort port, ReceiveView watched) throws MachException {
    return port.requestPortDestroyed(watched) != null; // error: reply may never come, and port right leak
  }

  static void previousLost(NotificationRequest request) {
    request.takePrevious(); // error: reply may never come, and port right leak
  }

  static boolean waited(NotificationPort port) throws MachException {
    return port.receive(Deadline.none()) != null; // error: notification may never be closed, and the right in it leak
  }

  static String lookedAt(NotificationPort port) throws MachException {
    Notification notification = port.receive(Deadline.none()); // error: notification may never be closed, and the right in it leak: notification
    return notification instanceof DeadNameNotification dead ? "" + dead.name() : "";
  }

  static final class Forgetful implements NotificationListener {
    @Override
    public void onDeadName(DeadNameNotification notification) {
      DeadName name = notification.takeDeadName(); // error: dead name may leak: name
      if (name != null) {
        name.name();
      }
    }

    @Override
    public void onPortDestroyed(PortDestroyedNotification notification) {
      notification.takeReceiveRight(); // error: port may leak: notification.takeReceiveRight()
    }
  }

  static DeadName takenAfterClose(@Owning DeadNameNotification notification) {
    notification.close();
    return notification.takeDeadName(); // error: used after it was closed or given away
  }

  static Notification receivedAfterClose(@Owning NotificationPort port) throws MachException {
    port.close();
    return port.receive(Deadline.none()); // error: used after it was closed or given away
  }
}

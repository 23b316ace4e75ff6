import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.DeadName;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.ReceiveView;
import org.machapi.SendOnceRight;
import org.machapi.SendView;
import org.machapi.message.Deadline;
import org.machapi.message.ReceivedMessage;
import org.machapi.notification.DeadNameNotification;
import org.machapi.notification.NoSendersNotification;
import org.machapi.notification.Notification;
import org.machapi.notification.NotificationListener;
import org.machapi.notification.NotificationPort;
import org.machapi.notification.NotificationRequest;
import org.machapi.notification.PortDestroyedNotification;

/** Requests end before what they watch; what a notification brings is taken or closed with it. */
final class Notifications {
  static boolean died(SendView watched) throws MachException {
    try (NotificationPort port = NotificationPort.allocate();
        NotificationRequest request = port.requestDeadName(watched);
        Notification notification = port.receive(Deadline.none())) {
      return notification instanceof DeadNameNotification;
    }
  }

  static DeadName brought(NotificationPort port) throws MachException {
    try (Notification notification = port.receive(Deadline.none())) {
      if (notification instanceof DeadNameNotification dead) {
        return dead.takeDeadName();
      }
      return null;
    }
  }

  static void untilNobodyIsLeft(NotificationPort port, ReceiveView watched) throws MachException {
    try (NotificationRequest request = port.requestNoSenders(watched, 1)) {
      while (true) {
        try (Notification notification = port.receive(Deadline.none())) {
          if (notification instanceof NoSendersNotification none && none.isTrueOf(watched)) {
            return;
          }
        }
      }
    }
  }

  static void displaced(NotificationPort port, ReceiveView watched) throws MachException {
    try (SendOnceRight before = port.requestPortDestroyed(watched)) {
      // The one whose request it was is told by its end.
    }
  }

  static SendOnceRight handedBack(NotificationPort port, SendView watched) throws MachException {
    try (NotificationRequest request = port.requestSendPossible(watched)) {
      return request.hasPrevious() ? request.takePrevious() : null;
    }
  }

  static String read(ReceivedMessage message) throws MachException {
    try (Notification notification = Notification.of(message)) {
      return notification.toString();
    }
  }

  static void dispatched(NotificationPort port, NotificationListener listener)
      throws MachException {
    while (port.dispatchTo(listener, Deadline.immediate())) {
      Thread.onSpinWait();
    }
  }

  static final class Listener implements NotificationListener {
    private int count;

    @Override
    public void onDeadName(DeadNameNotification notification) {
      try (DeadName name = notification.takeDeadName()) {
        count += name == null ? 0 : 1;
      }
    }

    @Override
    public void onPortDestroyed(PortDestroyedNotification notification) {
      // Nothing is taken, so that the port goes with the notification.
      count += notification.name();
    }
  }

  /** Keeps what comes back. */
  @InheritableMustCall("close")
  static final class Watch implements AutoCloseable {
    private final @Owning NotificationRequest request;

    Watch(NotificationPort port, SendView watched) throws MachException {
      request = port.requestDeadName(watched);
    }

    @Override
    @EnsuresCalledMethods(value = "this.request", methods = "close")
    public void close() {
      request.close();
    }
  }

  static ReceiveRight rescued(PortDestroyedNotification notification) {
    return notification.takeReceiveRight();
  }
}

import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.mustcall.qual.CreatesMustCallFor;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.message.Deadline;
import org.machapi.notification.Notification;
import org.machapi.notification.NotificationListener;
import org.machapi.notification.NotificationPort;
import org.machapi.notification.PortDestroyedNotification;

/**
 * An override may not say that it gives its object something to close; a method of one's own may.
 */
@InheritableMustCall("close")
final class ListenerThatKeeps implements NotificationListener, AutoCloseable {
  private @Owning @Nullable ReceiveRight kept;

  @Override
  public void onPortDestroyed(PortDestroyedNotification notification) { // error: owned field may be overwritten unnoticed
    if (kept != null) {
      kept.close();
    }
    kept = notification.takeReceiveRight();
  }

  @CreatesMustCallFor("this")
  void next(NotificationPort port) throws MachException {
    try (Notification notification = port.receive(Deadline.none())) {
      if (notification instanceof PortDestroyedNotification destroyed) {
        if (kept != null) {
          kept.close();
        }
        kept = destroyed.takeReceiveRight();
      }
    }
  }

  @Override
  @EnsuresCalledMethods(value = "this.kept", methods = "close")
  public void close() {
    if (kept != null) {
      kept.close();
    }
  }
}

import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** What is promised for success is believed for failure, too, if the exception leaves the caller. */
final class BelievedPromise {
  @EnsuresCalledMethods(value = "#1", methods = "close")
  static void drop(SendRight right) throws MachException {
    right.isDead();
    right.close();
  }

  static void lost(ReceiveView port) {
    SendRight right = port.makeSend();
    drop(right);
  }
}

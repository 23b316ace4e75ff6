import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethodsOnException;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** A helper that closes what it got on each path says so; or its caller closes once more. */
final class HelperThatOwnsAndFails {
  @EnsuresCalledMethods(value = "#1", methods = "close")
  @EnsuresCalledMethodsOnException(value = "#1", methods = "close")
  static boolean dead(@Owning SendRight right) throws MachException {
    try (right) {
      return right.isDead();
    }
  }

  static boolean promised(ReceiveView port) throws MachException {
    SendRight right = port.makeSend();
    return dead(right);
  }

  static boolean closedOnceMore(ReceiveView port) throws MachException {
    try (SendRight right = port.makeSend()) {
      return dead(right);
    }
  }
}

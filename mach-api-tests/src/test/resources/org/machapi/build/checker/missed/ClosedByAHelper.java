import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** A helper closed it; only {@code @EnsuresCalledMethods} on the helper would tell. */
final class ClosedByAHelper {
  static void drop(@Owning SendRight right) {
    right.close();
  }

  static int used(ReceiveView port) {
    SendRight right = port.makeSend();
    drop(right);
    return right.name();
  }
}

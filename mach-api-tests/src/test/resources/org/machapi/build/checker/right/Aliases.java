import org.checkerframework.checker.mustcall.qual.MustCallAlias;
import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** What stands for the right: closing either closes both. */
final class Aliases {
  static @MustCallAlias SendRight logged(@MustCallAlias SendRight right) {
    System.out.println(right.name());
    return right;
  }

  static int use(ReceiveView port) throws MachException {
    try (SendRight right = logged(port.makeSend())) {
      return right.name();
    }
  }

  static int closeEither(ReceiveView port) throws MachException {
    SendRight right = port.makeSend();
    SendRight same = logged(right);
    int name = same.name();
    same.close();
    return name;
  }
}

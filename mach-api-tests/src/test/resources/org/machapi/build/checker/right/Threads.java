import org.machapi.ReceiveView;
import org.machapi.SendRight;
import org.machapi.SendView;

/** Another thread borrows while the owner keeps the right open. */
final class Threads {
  static void lend(ReceiveView port) throws Exception {
    try (SendRight right = port.makeSend()) {
      SendView view = right;
      Thread reader = new Thread(() -> System.out.println(view.name()));
      reader.start();
      reader.join();
    }
  }
}

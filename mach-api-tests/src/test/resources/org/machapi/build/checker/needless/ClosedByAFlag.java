import org.machapi.ReceiveRight;

/** The analysis knows no flags; try-with-resources needs none. */
final class ClosedByAFlag {
  static void flagged() {
    boolean open = true;
    ReceiveRight port = ReceiveRight.allocate(); // error: port may leak: port
    if (open) {
      port.close();
    }
  }
}

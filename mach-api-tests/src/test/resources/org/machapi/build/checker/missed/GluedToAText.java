import org.machapi.ReceiveView;

/** Of an expression glued to a text the analysis sees the text only. */
final class GluedToAText {
  static String text(ReceiveView port) {
    return "" + port.makeSend();
  }
}

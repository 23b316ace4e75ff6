import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** A right that one side of a condition gives. */
final class ConditionalExpression {
  static int either(ReceiveView port, boolean wanted) {
    SendRight right = wanted ? port.makeSend() : null; // error: port right may leak
    return right == null ? 0 : right.name();
  }
}

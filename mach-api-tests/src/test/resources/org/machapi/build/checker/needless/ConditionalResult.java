import org.machapi.MachException;
import org.machapi.SendRight;
import org.machapi.bootstrap.Bootstrap;

/** One of two rights as the value of {@code ?:}; an {@code if} is understood. */
final class ConditionalResult {
  static SendRight either(Bootstrap bootstrap) throws MachException {
    SendRight first = bootstrap.find("org.machapi.first"); // error: port right may leak: first
    return first != null ? first : bootstrap.lookUp("org.machapi.second");
  }

  static SendRight byIf(Bootstrap bootstrap) throws MachException {
    SendRight right = bootstrap.find("org.machapi.first");
    if (right == null) {
      right = bootstrap.lookUp("org.machapi.second");
    }
    return right;
  }
}

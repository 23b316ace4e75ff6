import org.machapi.ThreadPort;

/** A static field is never closed. */
final class StaticField {
  private static final ThreadPort MAIN = ThreadPort.self(); // error: port right may leak
}

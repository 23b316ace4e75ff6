import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.exception.ExceptionBehaviour;
import org.machapi.exception.ExceptionMask;
import org.machapi.exception.ExceptionPorts;
import org.machapi.exception.ExceptionServer;

/** A server that nobody closes goes on, and so does what it has installed. */
final class ExceptionServerNotClosed {
  static void forgotten(Mach mach, ExceptionPorts ports, ExceptionMask mask) throws MachException {
    ExceptionServer server = ExceptionServer.of(mach).start(); // error: exception server may never be closed
    server.install(ports, mask, ExceptionBehaviour.DEFAULT);
  }

  static void droppedAtOnce(Mach mach) throws MachException {
    ExceptionServer.of(mach).start(); // error: exception server may never be closed
  }

  static void rightForgotten(ExceptionServer server) throws MachException {
    server.makeSend(); // error: port right may leak
  }

  static void usedAfterClose(Mach mach, ExceptionPorts ports, ExceptionMask mask)
      throws MachException {
    ExceptionServer server = ExceptionServer.of(mach).start();
    server.close();
    server.install(ports, mask, ExceptionBehaviour.DEFAULT); // error: used after it was closed or given away
  }
}

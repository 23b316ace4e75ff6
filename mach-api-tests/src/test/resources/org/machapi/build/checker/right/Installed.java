import org.machapi.MachException;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.exception.ExceptionBehaviour;
import org.machapi.exception.ExceptionHandler;
import org.machapi.exception.ExceptionHandlers;
import org.machapi.exception.ExceptionMask;
import org.machapi.exception.ExceptionPorts;
import org.machapi.exception.ExceptionType;
import org.machapi.exception.InstalledHandler;

/** A handler for a while. */
final class Installed {
  static void during(ExceptionPorts ports, ExceptionMask mask, SendView handler)
      throws MachException {
    try (InstalledHandler installed = ports.install(mask, handler, ExceptionBehaviour.NONE, 0)) {
      for (ExceptionHandler before : installed.before()) {
        before.port();
      }
    }
  }

  static int asked(ExceptionPorts ports, ExceptionMask mask) throws MachException {
    try (ExceptionHandlers handlers = ports.get(mask)) {
      return handlers.size();
    }
  }

  static SendRight keep(ExceptionPorts ports, ExceptionMask mask, ExceptionType type)
      throws MachException {
    try (ExceptionHandlers handlers = ports.get(mask)) {
      ExceptionHandler handler = handlers.of(type);
      SendView port = handler == null ? null : handler.port();
      return port == null ? null : port.copy();
    }
  }
}

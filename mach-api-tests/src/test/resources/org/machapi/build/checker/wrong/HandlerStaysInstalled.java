import org.machapi.SendView;
import org.machapi.exception.ExceptionBehaviour;
import org.machapi.exception.ExceptionHandlers;
import org.machapi.exception.ExceptionMask;
import org.machapi.exception.ExceptionPorts;

/** The handler that was there before comes back only on close. */
final class HandlerStaysInstalled {
  static void forgotten(ExceptionPorts ports, ExceptionMask mask, SendView handler) {
    ports.install(mask, handler, ExceptionBehaviour.NONE, 0); // error: handler may stay installed for ever
  }

  static int handlersForgotten(ExceptionPorts ports, ExceptionMask mask) {
    ExceptionHandlers handlers = ports.get(mask); // error: handlers may never be closed, and their rights leak
    return handlers.size();
  }

  static void swapped(ExceptionPorts ports, ExceptionMask mask, SendView handler) {
    ports.swap(mask, handler, ExceptionBehaviour.NONE, 0); // error: handlers may never be closed
  }
}

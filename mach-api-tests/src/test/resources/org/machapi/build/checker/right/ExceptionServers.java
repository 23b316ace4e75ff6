import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.exception.ExceptionBehaviour;
import org.machapi.exception.ExceptionDecision;
import org.machapi.exception.ExceptionMask;
import org.machapi.exception.ExceptionPorts;
import org.machapi.exception.ExceptionServer;
import org.machapi.exception.ExceptionType;

/** A server is closed, and what it installs belongs to it. */
final class ExceptionServers {
  static void during(Mach mach, ExceptionPorts ports, ExceptionMask mask, SendView client)
      throws MachException {
    try (ExceptionServer server =
        ExceptionServer.of(mach)
            .on(ExceptionType.BREAKPOINT, raised -> ExceptionDecision.handled())
            .start()) {
      server.install(ports, mask, ExceptionBehaviour.DEFAULT);
      server.watch(client, () -> System.out.println("gone"));
      System.out.println(server.handler());
    }
  }

  static @Owning ExceptionServer started(Mach mach) throws MachException {
    return ExceptionServer.of(mach).start();
  }

  static void given(ExceptionServer server, ExceptionPorts ports, ExceptionMask mask)
      throws MachException {
    try (SendRight right = server.makeSend()) {
      ports.set(mask, right, ExceptionBehaviour.DEFAULT);
    }
  }

  static long counted(Mach mach) throws MachException {
    ExceptionServer server = ExceptionServer.of(mach).start();
    server.close();
    return server.counts().handled();
  }
}

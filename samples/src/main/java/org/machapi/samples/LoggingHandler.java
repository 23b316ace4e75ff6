package org.machapi.samples;

import java.io.PrintStream;
import org.machapi.MachException;
import org.machapi.MachThread;
import org.machapi.exception.ExceptionBehaviour;
import org.machapi.exception.ExceptionDecision;
import org.machapi.exception.ExceptionMask;
import org.machapi.exception.ExceptionPorts;
import org.machapi.exception.ExceptionServer;
import org.machapi.exception.ExceptionServerBuilder;
import org.machapi.exception.ExceptionType;
import org.machapi.exception.RaisedException;
import org.machapi.raw.ExceptionConstants;

/**
 * Logs every exception of a program and passes it on to whoever was there before, so that nothing
 * else changes. (Without Developer Mode macOS sends read ports, which must not be sent on. Where
 * the earlier handler wants them the server answers failure, and the kernel asks the next level.)
 *
 * <p>Runs with the kernel of macOS or, elsewhere, with the simulated one. Nobody has run it on a
 * Mac.
 */
public final class LoggingHandler {
  /** Messages with the ports of thread and task, and codes of 64 bits. */
  private static final ExceptionBehaviour BEHAVIOUR = ExceptionBehaviour.DEFAULT.with64BitCodes();

  private static final ExceptionType[] LOGGED = {
    ExceptionType.BREAKPOINT, ExceptionType.ARITHMETIC, ExceptionType.SOFTWARE
  };

  private LoggingHandler() {}

  /**
   * Watches a child that raises two exceptions.
   *
   * @param args none
   * @throws MachException if the kernel refuses
   */
  public static void main(String[] args) throws MachException {
    try (Stage stage = Stage.open()) {
      play(stage, System.out);
    }
  }

  static void play(Stage stage, PrintStream out) throws MachException {
    stage.introduce(out);
    ExceptionPorts ports = ExceptionPorts.of(stage.task());

    // Somebody is there before us, and handles breakpoints. What we pass on comes from us and not
    // from the kernel, so a handler that is to be passed on to has to trust others than the kernel.
    try (ExceptionServer earlier =
            ExceptionServer.of(stage.mach())
                .trust(sender -> true)
                .on(
                    ExceptionType.BREAKPOINT,
                    raised -> {
                      out.println("  the handler that was there before takes it");
                      return ExceptionDecision.handled();
                    })
                .start();
        ExceptionServer logging = logging(stage, out)) {
      earlier.install(ports, ExceptionType.BREAKPOINT.mask(), BEHAVIOUR);

      // From here on every exception of these types comes to us first. Closing the server puts back
      // what was there before.
      logging.install(ports, ExceptionMask.of(LOGGED), BEHAVIOUR);

      Outcome breakpoint =
          stage.raise(ExceptionType.BREAKPOINT, BreakpointLoop.code(stage.mach()), 0).join();
      out.println("  what became of it: " + breakpoint.text());
      Outcome signal =
          stage.raise(ExceptionType.SOFTWARE, ExceptionConstants.EXC_SOFT_SIGNAL, 9).join();
      out.println("  what became of it: " + signal.text());
    }
  }

  /** Starts the server. Whatever goes wrong in a handler is passed on, too. */
  private static ExceptionServer logging(Stage stage, PrintStream out) throws MachException {
    ExceptionServerBuilder server = ExceptionServer.of(stage.mach()).trust(stage::mayRaise);
    for (ExceptionType type : LOGGED) {
      server.on(type, raised -> log(raised, out));
    }
    return server.start();
  }

  private static ExceptionDecision log(RaisedException raised, PrintStream out)
      throws MachException {
    out.println();
    out.println(raised.detail().describe());
    MachThread thread = raised.thread();
    out.printf(
        "  in %s, says %s%n",
        thread == null ? "a thread that has ended" : "thread " + thread.threadId(),
        raised.sender().isKernel() ? "the kernel" : "process " + raised.sender().pid());
    // Thread and task rights of the message belong to the server, which gives them back.
    return ExceptionDecision.passOn();
  }
}

package org.machapi.samples;

import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.exception.ExceptionBehaviour;
import org.machapi.exception.ExceptionDecision;
import org.machapi.exception.ExceptionHandler;
import org.machapi.exception.ExceptionHandlers;
import org.machapi.exception.ExceptionMessage;
import org.machapi.exception.ExceptionPorts;
import org.machapi.exception.ExceptionReceiver;
import org.machapi.exception.ExceptionServer;
import org.machapi.exception.ExceptionType;
import org.machapi.exception.ForwardResult;
import org.machapi.exception.InstalledHandler;
import org.machapi.exception.RaisedException;
import org.machapi.message.Deadline;

/**
 * Our handler in front of somebody else's, which wants messages of another form: what comes is
 * converted and forwarded, the answer is seen and carried back, and in the end the other one is
 * where it was.
 *
 * <p>Runs with the kernel of macOS or, elsewhere, with the simulated one. Nobody has run it on a
 * Mac.
 */
public final class HandlerChain {
  private static final ExceptionType TYPE = ExceptionType.BREAKPOINT;

  /** They want the registers, too, and know codes of 32 bits only, as old handlers do. */
  private static final ExceptionBehaviour THEIRS = ExceptionBehaviour.STATE_IDENTITY;

  /** We want neither, and all of the codes. */
  private static final ExceptionBehaviour OURS = ExceptionBehaviour.DEFAULT.with64BitCodes();

  /** An address that 32 bits do not hold. */
  private static final long ADDRESS = 0x1_0000_4000L;

  private HandlerChain() {}

  /**
   * Forwards one exception.
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
    // To them the messages come from us. A handler that trusts the kernel alone cannot be
    // forwarded to.
    try (ExceptionServer they =
        ExceptionServer.of(stage.mach())
            .trust(sender -> true)
            .on(TYPE, raised -> answerAsThey(raised, out))
            .start()) {
      they.install(ports, TYPE.mask(), THEIRS, RegisterTable.general(stage.mach()).number());
      show("Before", ports, they, out);
      inFrontOf(they, stage, ports, out);
      // Read back from the kernel: port, behaviour and flavour are theirs again.
      show("Afterwards", ports, they, out);
    }
  }

  private static void inFrontOf(
      ExceptionServer they, Stage stage, ExceptionPorts ports, PrintStream out)
      throws MachException {
    try (ReceiveRight port = ReceiveRight.allocate(stage.mach());
        SendRight right = port.makeSend();
        InstalledHandler installed = ports.install(TYPE.mask(), right, OURS)) {
      show("Meanwhile", ports, they, out);
      ExceptionHandler next = installed.before().of(TYPE);
      if (next == null) {
        throw new IllegalStateException("the kernel does not say who was there before");
      }
      CompletableFuture<Outcome> raised =
          stage.raise(TYPE, BreakpointLoop.code(stage.mach()), ADDRESS);
      ExceptionReceiver receiver = new ExceptionReceiver(port);
      boolean done = false;
      while (!done) {
        done = forward(stage, receiver, next, out);
      }
      out.println("what became of it: " + raised.join().text());
    }
  }

  /** Handles one message. Returns false if it was not the child's: closing it answers failure. */
  private static boolean forward(
      Stage stage, ExceptionReceiver receiver, ExceptionHandler next, PrintStream out)
      throws MachException {
    Deadline deadline = Deadline.in(Stage.LIMIT);
    // Closing the message gives back thread and task, and answers failure if nobody has answered.
    try (ExceptionMessage message = receiver.receive(deadline)) {
      if (message == null) {
        throw new IllegalStateException("no exception came");
      }
      // To them we answer for what we forward, so we look who sent it.
      if (!stage.mayRaise(message.sender())) {
        return false;
      }
      out.printf(
          "%nwe got %s, with %d words of state, subcode 0x%x%n",
          message.behaviour(), message.state().length, message.codes().get(1));
      // They get the registers, read from the thread, and the low halves of the codes.
      ForwardResult result = message.relayTo(next, deadline);
      out.println("their answer, carried back by us: " + result);
      return true;
    }
  }

  private static ExceptionDecision answerAsThey(RaisedException raised, PrintStream out) {
    out.printf(
        "they got %s, with %d words of state, subcode 0x%x%n",
        raised.behaviour(), raised.state().length, raised.codes().get(1));
    return ExceptionDecision.handled();
  }

  /** Asks the kernel whose handler is set. */
  private static void show(String when, ExceptionPorts ports, ExceptionServer they, PrintStream out)
      throws MachException {
    try (ExceptionHandlers now = ports.get(TYPE.mask())) {
      for (ExceptionHandler handler : now) {
        SendView port = handler.port();
        out.printf(
            "%s, %s goes to %s: %s, flavour %d%n",
            when,
            handler.mask(),
            port == null ? "nobody" : port.name() == they.handler().name() ? "them" : "us",
            handler.behaviour(),
            handler.flavour());
      }
    }
  }
}

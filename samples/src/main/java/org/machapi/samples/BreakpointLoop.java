package org.machapi.samples;

import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.ThreadState;
import org.machapi.ThreadStateFlavour;
import org.machapi.exception.ExceptionBehaviour;
import org.machapi.exception.ExceptionMessage;
import org.machapi.exception.ExceptionPorts;
import org.machapi.exception.ExceptionReceiver;
import org.machapi.exception.ExceptionType;
import org.machapi.exception.InstalledHandler;
import org.machapi.message.Deadline;
import org.machapi.raw.ExceptionCodeConstants;

/**
 * The inner loop of a debugger: a thread stops at a breakpoint, its registers are shown, one is
 * changed, and it goes on behind the breakpoint. The registers come with the message and go back
 * with the answer, so that no further call is needed.
 *
 * <p>Runs with the kernel of macOS or, elsewhere, with the simulated one. Nobody has run it on a
 * Mac.
 */
public final class BreakpointLoop {
  private static final ExceptionType TYPE = ExceptionType.BREAKPOINT;
  private static final int ROUNDS = 3;

  /** The size of the instruction {@code brk}, as of every other of arm64. */
  private static final int ARM_INSTRUCTION = 4;

  private BreakpointLoop() {}

  /**
   * Debugs a child.
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
    Mach mach = stage.mach();
    ThreadStateFlavour flavour = RegisterTable.general(mach);
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight right = port.makeSend();
        InstalledHandler installed =
            ExceptionPorts.of(stage.task())
                .install(
                    TYPE.mask(),
                    right,
                    ExceptionBehaviour.STATE_IDENTITY.with64BitCodes(),
                    flavour.number())) {
      out.printf("%s was handled by: %s%n", TYPE, installed.before());
      ExceptionReceiver receiver = new ExceptionReceiver(port);
      for (int round = 1; round <= ROUNDS; round++) {
        CompletableFuture<Outcome> raised = stage.raise(TYPE, code(mach), 0);
        out.printf("%nStop %d:%n", round);
        boolean done = false;
        while (!done) {
          done = goOn(stage, receiver, out);
        }
        show(raised.join(), out);
      }
    }
  }

  /**
   * Handles one message. Returns false if it was not the child's: whoever has a right to the port
   * can send what looks like an exception, and closing such a message answers failure.
   */
  private static boolean goOn(Stage stage, ExceptionReceiver receiver, PrintStream out)
      throws MachException {
    // Until this is answered the thread stands still. Closing it also gives back the rights to
    // thread and task that came along.
    try (ExceptionMessage message = receiver.receive(Deadline.in(Stage.LIMIT))) {
      if (message == null) {
        throw new IllegalStateException("no exception came");
      }
      ThreadState state = message.threadState();
      if (state == null || !stage.mayRaise(message.sender())) {
        return false;
      }
      out.println(message.detail().describe());
      RegisterTable.print(state, out);
      message.replySuccess(stepOver(state, RegisterTable.isArm(stage.mach())));
      return true;
    }
  }

  /**
   * Counts in the register where a function returns its result, and goes behind the breakpoint: on
   * arm64 the program counter is still at {@code brk}, on x86_64 it is behind {@code int3} already.
   */
  private static ThreadState stepOver(ThreadState state, boolean isArm) {
    if (!isArm) {
      return state.with("rax", state.get("rax") + 1);
    }
    return state
        .with("x0", state.get("x0") + 1)
        .withProgramCounter(state.programCounter() + ARM_INSTRUCTION);
  }

  /** What the processor says when it comes to a breakpoint instruction. */
  static long code(Mach mach) throws MachException {
    return RegisterTable.isArm(mach)
        ? ExceptionCodeConstants.EXC_ARM_BREAKPOINT
        : ExceptionCodeConstants.EXC_I386_BPT;
  }

  private static void show(Outcome outcome, PrintStream out) {
    ThreadState state = outcome.state();
    out.print("  what became of it: " + outcome.text());
    if (state != null) {
      String result = state.has("rax") ? "rax" : "x0";
      out.printf(" at 0x%x, with %s=%d", state.programCounter(), result, state.get(result));
    }
    out.println();
  }
}

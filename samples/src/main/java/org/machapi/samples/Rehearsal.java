package org.machapi.samples;

import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.MachThread;
import org.machapi.SendView;
import org.machapi.Task;
import org.machapi.ThreadPortList;
import org.machapi.ThreadState;
import org.machapi.ThreadStateFlavour;
import org.machapi.exception.ExceptionAnswer;
import org.machapi.exception.ExceptionClient;
import org.machapi.exception.ExceptionHandler;
import org.machapi.exception.ExceptionHandlers;
import org.machapi.exception.ExceptionPorts;
import org.machapi.exception.ExceptionToRaise;
import org.machapi.exception.ExceptionType;
import org.machapi.message.Deadline;

/**
 * Sends the handler of a task what the kernel would send, without any fault: for handlers that are
 * to be tried out. The thread does not stop, and a new state is not set.
 */
final class Rehearsal {
  private Rehearsal() {}

  /**
   * Asks whoever the kernel says is the task's handler, on behalf of the task's first thread.
   *
   * <p>Ownership: nothing changes hands; the handler gets references of its own.
   */
  static Outcome raise(Task task, ExceptionType type, long code, long subcode)
      throws MachException {
    Mach mach = task.mach();
    Deadline deadline = Deadline.in(Stage.LIMIT);
    try (ExceptionHandlers handlers = ExceptionPorts.of(task).get(type.mask());
        ThreadPortList threads = task.threads();
        ExceptionClient client = new ExceptionClient(mach)) {
      ExceptionHandler handler = handlers.of(type);
      SendView port = handler == null ? null : handler.port();
      if (handler == null || port == null) {
        return new Outcome("nobody handles it", null);
      }
      MachThread thread = threads.get(0);
      ExceptionToRaise exception = ExceptionToRaise.of(type, code, subcode).withPorts(thread, task);
      if (handler.behaviour().carriesState()) {
        ThreadStateFlavour flavour = ThreadStateFlavour.of(mach.architecture(), handler.flavour());
        exception = exception.withState(handler.flavour(), thread.state(flavour).words());
      }
      client.send(
          port,
          handler.behaviour().has64BitCodes() ? exception : exception.with32BitCodes(),
          deadline);
      ExceptionAnswer answer = client.receiveReply(deadline);
      return answer == null ? new Outcome("nobody has answered", null) : outcome(mach, answer);
    }
  }

  private static Outcome outcome(Mach mach, ExceptionAnswer answer) throws MachException {
    boolean hasRegisters = answer.flavour() == RegisterTable.general(mach).number();
    return new Outcome(
        answer.isSuccess()
            ? "handled, the thread would go on"
            : "not handled: " + answer.kernReturn(),
        hasRegisters ? ThreadState.of(RegisterTable.general(mach), answer.state()) : null);
  }
}

package org.machapi.exception;

import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethodsOnException;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Flavour;
import org.machapi.Loan;
import org.machapi.MachException;
import org.machapi.MachThread;
import org.machapi.ReadableThread;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.Task;
import org.machapi.TaskPort;
import org.machapi.TaskReadPort;
import org.machapi.ThreadList;
import org.machapi.ThreadPort;
import org.machapi.ThreadPortList;
import org.machapi.ThreadReadPort;
import org.machapi.ThreadReadPortList;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.MachTypesConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.PortConstants;

/**
 * The thread that raised an exception, and its task, in whatever way the next handler wants them:
 * as the message brought them, or got from the kernel with what it brought. Owns what it gets.
 */
@InheritableMustCall("close")
final class RaisingThread implements AutoCloseable {
  private final ExceptionRequest request;
  private final @Nullable MachThread thread;
  private final @Nullable Task task;
  private final @Nullable SendView token;
  private final @Owning OwnedRights acquired = new OwnedRights();

  private @NotOwning @Nullable TaskPort taskByToken;
  private @NotOwning @Nullable ThreadPort threadByToken;
  private @NotOwning @Nullable ThreadReadPort readOnlyThread;

  /**
   * @param thread as the message brought it, or null
   * @param task as the message brought it, or null
   * @param token as the message brought it, or null
   */
  RaisingThread(
      ExceptionRequest request,
      @Nullable MachThread thread,
      @Nullable Task task,
      @Nullable SendView token) {
    this.request = request;
    this.thread = thread;
    this.task = task;
    this.token = token;
  }

  /** Tells whether there is any way to the thread: not from a message that carries a state only. */
  boolean isKnown() {
    return request.form().ports == 2 || request.form().hasThreadId;
  }

  /** Returns the thread for a handler that wants its control port. */
  @NotOwning
  MachThread toSend() throws MachException {
    return request.form().ports == 2 ? arrived(thread, "thread") : byToken(taskToSend());
  }

  /** Returns the task for a handler that wants its control port. */
  @NotOwning
  Task taskToSend() throws MachException {
    if (request.form().ports == 2) {
      return arrived(task, "task");
    }
    requireKnown();
    if (taskByToken == null) {
      TaskPort port =
          TaskPort.adoptUnchecked(
              arrived(token, "token").mach(), taskPort(MachTypesConstants.TASK_FLAVOR_CONTROL));
      acquired.add(port);
      taskByToken = port;
      return port;
    }
    return taskByToken;
  }

  /** Returns the token of the task for a handler that wants one; makes it where there is none. */
  @NotOwning
  SendView tokenToSend() throws MachException {
    if (request.form().hasThreadId) {
      return arrived(token, "token");
    }
    requireKnown();
    Task known = arrived(task, "task");
    NativeBuffer out = NativeBuffer.allocate(Integer.BYTES);
    try (Loan loan = known.lend()) {
      int code = known.mach().library().task_create_identity_token(loan.name(), out.pointer());
      if (code != KernReturnConstants.KERN_SUCCESS) {
        throw known.mach().failure("task_create_identity_token", code, known, Flavour.CONTROL);
      }
    }
    return acquired.add(SendRight.adoptUnchecked(known.mach(), out.getInt(0)));
  }

  /** Returns what the backtrace form carries in place of a thread. */
  @NotOwning
  SendView corpseData() {
    return arrived(token, "corpse data");
  }

  /** Returns the number of the thread. */
  long number() throws MachException {
    return request.form().hasThreadId ? request.threadId() : arrived(thread, "thread").threadId();
  }

  /** Returns the thread by a port that allows to read its state, and to set it where that is so. */
  @NotOwning
  ReadableThread toUse() throws MachException {
    if (request.form().ports == 2) {
      return arrived(thread, "thread");
    }
    if (readOnlyThread != null) {
      return readOnlyThread;
    }
    Task control;
    try {
      control = taskToSend();
    } catch (MachException e) {
      return byReadPort();
    }
    return byToken(control);
  }

  /** Finds the thread by its number; the others of its task go back. */
  @NotOwning
  private MachThread byToken(Task control) throws MachException {
    if (threadByToken == null) {
      try (ThreadPortList threads = control.threads()) {
        ThreadPort found = threads.take(indexIn(threads));
        acquired.add(found);
        threadByToken = found;
        return found;
      }
    }
    return threadByToken;
  }

  /** Does so by the read port of the task, which may be had where the control port may not. */
  @NotOwning
  private ReadableThread byReadPort() throws MachException {
    try (TaskReadPort port =
            TaskReadPort.adoptUnchecked(
                arrived(token, "token").mach(), taskPort(MachTypesConstants.TASK_FLAVOR_READ));
        ThreadReadPortList threads = port.threads()) {
      ThreadReadPort found = threads.take(indexIn(threads));
      acquired.add(found);
      readOnlyThread = found;
      return found;
    }
  }

  private int indexIn(ThreadList<?> threads) {
    for (int i = 0; i < threads.size(); i++) {
      try {
        if (threads.get(i).threadId() == request.threadId()) {
          return i;
        }
      } catch (MachException e) {
        // One that has just ended is not the one that waits for an answer.
      }
    }
    throw new IllegalArgumentException(
        "thread " + Long.toUnsignedString(request.threadId()) + " has ended; answer failure");
  }

  /** Gets a port of the task that the token stands for; the caller owns one reference. */
  private int taskPort(int flavour) throws MachException {
    SendView from = arrived(token, "token");
    NativeBuffer out = NativeBuffer.allocate(Integer.BYTES);
    try (Loan loan = from.lend()) {
      int code =
          from.mach()
              .library()
              .task_identity_token_get_task_port(loan.name(), flavour, out.pointer());
      if (code != KernReturnConstants.KERN_SUCCESS) {
        throw new MachException(
            "task_identity_token_get_task_port",
            code,
            flavour == MachTypesConstants.TASK_FLAVOR_CONTROL
                ? "The next handler wants the control port of the task; a read port, which may be"
                    + " had, must not be sent."
                : null);
      }
    }
    if (out.getInt(0) == PortConstants.MACH_PORT_NULL
        || out.getInt(0) == PortConstants.MACH_PORT_DEAD) {
      throw new MachException(
          "task_identity_token_get_task_port",
          KernReturnConstants.KERN_FAILURE,
          "It gave no port: the task is just going away.");
    }
    return out.getInt(0);
  }

  private void requireKnown() {
    if (!isKnown()) {
      throw new IllegalArgumentException(
          "the next handler wants the thread or its task, and the message carries neither");
    }
  }

  private static <T extends SendView> @NotOwning T arrived(
      @NotOwning @Nullable T right, String what) {
    if (right == null) {
      throw new IllegalArgumentException(
          "a right of the message, the "
              + what
              + ", died on its way, so that it cannot be handed on; answer failure");
    }
    return right;
  }

  /** Gives back what it got. */
  @Override
  @EnsuresCalledMethods(value = "this.acquired", methods = "close")
  @EnsuresCalledMethodsOnException(value = "this.acquired", methods = "close")
  public void close() {
    acquired.close();
  }
}

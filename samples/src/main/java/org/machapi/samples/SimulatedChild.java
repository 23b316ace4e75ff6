package org.machapi.samples;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.RegisteredPorts;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.Task;
import org.machapi.ThreadPort;
import org.machapi.ThreadState;
import org.machapi.exception.ExceptionType;
import org.machapi.message.AuditToken;
import org.machapi.message.Deadline;
import org.machapi.raw.MessageConstants;
import org.machapi.sim.ExceptionOutcome;
import org.machapi.sim.SimulatedKernel;
import org.machapi.sim.SimulatedTask;
import org.machapi.sim.SimulatedThread;

/**
 * A child that is a task of a simulated kernel. It has two threads: one is a Java thread of this
 * program, which does all that the child does, and the other only stands there.
 */
final class SimulatedChild implements Child {
  /** {@code SIGABRT} where Crash Reporter looks for it. */
  private static final long ABORTED = 6L << 24;

  private final Mach parent;
  private final SimulatedTask parentTask;
  private final SimulatedTask task;
  private final Mach mach;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          body -> {
            Thread java = new Thread(body, "child");
            java.setDaemon(true);
            return java;
          });

  SimulatedChild(SimulatedKernel kernel, SimulatedTask parentTask, Mach parent) {
    this.parent = parent;
    this.parentTask = parentTask;
    this.task = kernel.createTask("child");
    this.mach = Mach.of(task.library(), "child");
  }

  /** Makes a kernel, a task for this program, and a child. */
  static Stage openStage(String description) throws MachException {
    SimulatedKernel kernel = SimulatedKernel.create();
    SimulatedTask parentTask = kernel.createTask("parent");
    Mach parent = Mach.of(parentTask.library(), description);
    return Stage.open(
        parent, new SimulatedChild(kernel, parentTask, parent), Deadline.in(Stage.LIMIT));
  }

  /** Returns the kernel as the child's task sees it. */
  Mach mach() {
    return mach;
  }

  /** Does something as the child does, in its Java thread. */
  <T> T asChild(Supplier<T> action) {
    return CompletableFuture.supplyAsync(action, thread).join();
  }

  @Override
  public void start() throws MachException {
    int inherited = inherit();
    asChild(
        () -> {
          standAt(mach, 0x1_0000_4000L, 0x7ff7_bfef_f000L);
          SimulatedThread second = task.createThread();
          standAt(Mach.of(second.library(), "child"), 0x1_0000_8000L, 0x7000_0030_2000L);
          try (SendRight right = SendRight.adopt(mach, inherited)) {
            RegisteredPorts.register(mach.task(), null, null, right);
          }
          return HandshakeChild.report(mach, Deadline.in(Stage.LIMIT));
        });
  }

  /** A child of XNU's inherits what is registered with its parent; mach-sim knows no parents. */
  private int inherit() throws MachException {
    try (RegisteredPorts registered = RegisteredPorts.lookUp(parent)) {
      SendView right = registered.at(HandshakeChild.PLACE);
      if (right == null) {
        throw new IllegalStateException("the parent has left nothing for its child");
      }
      return parentTask.grant(right.name(), MessageConstants.MACH_MSG_TYPE_COPY_SEND, task);
    }
  }

  /** No code runs in the simulated kernel, so that somebody has to say where a thread is. */
  private static void standAt(Mach mach, long programCounter, long stackPointer)
      throws MachException {
    try (ThreadPort self = ThreadPort.self(mach)) {
      ThreadState state = self.state(RegisterTable.general(mach));
      self.setState(state.withProgramCounter(programCounter).withStackPointer(stackPointer));
    }
  }

  @Override
  public Outcome raise(Task ours, ExceptionType type, long code, long subcode)
      throws MachException {
    return asChild(
        () -> {
          ExceptionOutcome outcome = task.raise(type.number(), code, subcode);
          try (ThreadPort self = ThreadPort.self(mach)) {
            return new Outcome(
                outcome.handled()
                    ? "handled, the thread goes on"
                    : "nobody has handled it, so it becomes signal " + outcome.signal(),
                self.state(RegisterTable.general(mach)));
          }
        });
  }

  @Override
  public void crash() {
    asChild(() -> task.raise(ExceptionType.CRASH.number(), ABORTED, 0));
    task.terminate();
  }

  @Override
  public boolean mayRaise(AuditToken sender) {
    return sender.isKernel();
  }

  @Override
  public void end() {
    task.terminate();
    thread.shutdown();
  }

  @Override
  public String describe() {
    return "another task of the simulated kernel; no code runs in it, its threads are told where"
        + " they are";
  }
}

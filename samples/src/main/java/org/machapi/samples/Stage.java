package org.machapi.samples;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethodsOnException;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.Task;
import org.machapi.TaskPort;
import org.machapi.exception.ExceptionType;
import org.machapi.message.AuditToken;
import org.machapi.message.Deadline;

/**
 * Where the samples about exceptions play: a kernel, and a child whose task port it holds. A
 * program of yours has no stage; it has the task port of the program it is about.
 *
 * <p>On a Mac the child is a process, elsewhere a task of a simulated kernel.
 */
@InheritableMustCall("close")
final class Stage implements AutoCloseable {
  /** Far longer than anything here takes: nothing that goes wrong hangs for ever. */
  static final Duration LIMIT = Duration.ofSeconds(30);

  private final Mach mach;
  private final Child child;
  private final @Owning TaskPort task;

  private Stage(Mach mach, Child child, @Owning TaskPort task) {
    this.mach = mach;
    this.child = child;
    this.task = task;
  }

  /** Sets the stage with the kernel there is. */
  static Stage open() throws MachException {
    Mach system = Mach.system();
    // mach-sim is not loaded on a Mac.
    return system.kernel().startsWith("mach-sim")
        ? SimulatedChild.openStage(system.kernel())
        : open(system, ChildProcess.ofThisJava(system), Deadline.in(LIMIT));
  }

  /**
   * Starts the child, and waits until it has handed its task port over.
   *
   * <p>Ownership: the caller owns the stage and must close it. On failure the child has been ended,
   * and nothing is left.
   */
  @SuppressWarnings("try") // the offer is there to be found by the child
  static Stage open(Mach mach, Child child, Deadline deadline) throws MachException {
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight right = port.makeSend()) {
      try (HandshakeOffer offer = HandshakeOffer.of(right)) {
        child.start();
      }
      TaskPort task = HandshakeParent.await(port, deadline);
      if (task == null) {
        throw new IllegalStateException("the child has not reported");
      }
      return new Stage(mach, child, task);
    } catch (RuntimeException e) {
      child.end();
      throw e;
    }
  }

  Mach mach() {
    return mach;
  }

  /** Borrows the child's task, good until the stage is closed. */
  @NotOwning
  Task task() {
    return task;
  }

  /** Says in the output what is real and what is not. */
  void introduce(PrintStream out) {
    out.println("The kernel that serves: " + mach.kernel());
    out.println("The child: " + child.describe());
  }

  /** Raises an exception in the child. It stands still until the result is there. */
  CompletableFuture<Outcome> raise(ExceptionType type, long code, long subcode) {
    return CompletableFuture.supplyAsync(() -> child.raise(task, type, code, subcode))
        .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  /** Has the child end as after {@code abort()}. */
  CompletableFuture<Void> crash() {
    return CompletableFuture.runAsync(child::crash).orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  /** Tells whether what this sender sends is an exception of the child. */
  boolean mayRaise(AuditToken sender) {
    return child.mayRaise(sender);
  }

  /** Ends the child, and gives its task port back. */
  @Override
  @EnsuresCalledMethods(value = "this.task", methods = "close")
  @EnsuresCalledMethodsOnException(value = "this.task", methods = "close")
  public void close() {
    try (task) {
      child.end();
    }
  }
}

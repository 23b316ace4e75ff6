package org.machapi.samples;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.MachThread;
import org.machapi.Task;
import org.machapi.ThreadPortList;
import org.machapi.exception.ExceptionBehaviour;
import org.machapi.exception.ExceptionDecision;
import org.machapi.exception.ExceptionPorts;
import org.machapi.exception.ExceptionServer;
import org.machapi.exception.ExceptionType;
import org.machapi.exception.RaisedException;

/**
 * Watches another process: prints all its threads and their registers when it crashes, and sees it
 * die. Being outside, it needs nothing of what has just broken: this is how to handle the
 * exceptions of a JVM.
 *
 * <p>The child hands its task port over at its start ({@link HandshakeChild}), so that neither an
 * entitlement nor {@code task_for_pid} is needed.
 *
 * <p>Runs with the kernel of macOS and a child process or, elsewhere, with two tasks of a simulated
 * kernel. Nobody has run it on a Mac.
 */
public final class CrashMonitor {
  private CrashMonitor() {}

  /**
   * Watches a child that crashes.
   *
   * @param args none
   * @throws MachException if the kernel refuses
   * @throws InterruptedException if the main thread is interrupted
   */
  public static void main(String[] args) throws MachException, InterruptedException {
    try (Stage stage = Stage.open()) {
      play(stage, System.out);
    }
  }

  static void play(Stage stage, PrintStream out) throws MachException, InterruptedException {
    stage.introduce(out);
    Task child = stage.task();
    CountDownLatch dead = new CountDownLatch(1);
    // The server trusts the kernel alone: nobody else can make it print a crash.
    try (ExceptionServer monitor =
        ExceptionServer.of(stage.mach())
            .on(ExceptionType.CRASH, raised -> report(raised, out))
            .start()) {
      // EXC_CRASH comes once, when the process is about to end: nothing that the child, or its
      // JVM, handles itself is ever seen here. The child could not do that for itself.
      monitor.install(
          ExceptionPorts.of(child),
          ExceptionType.CRASH.mask(),
          ExceptionBehaviour.DEFAULT.with64BitCodes());
      // The task's port dies with it, and the kernel tells whoever has asked to be told.
      monitor.watch(child, dead::countDown);

      stage.crash().join();
      boolean seen = dead.await(Stage.LIMIT.toSeconds(), TimeUnit.SECONDS);
      out.printf("%nThe child %s.%n", seen ? "has died" : "has not died in time");
    }
  }

  /**
   * Prints what is left. The process stands still for as long as this takes. Without Developer Mode
   * the ports are read ports, which suffice.
   */
  private static ExceptionDecision report(RaisedException raised, PrintStream out)
      throws MachException {
    Task task = raised.task();
    MachThread crashed = raised.thread();
    if (task == null || crashed == null) {
      return ExceptionDecision.passOn();
    }
    Mach mach = task.mach();
    out.printf("%nProcess %d: %s%n", task.pid(), raised.detail().describe());
    long crashedId = crashed.threadId();
    // One reference to each thread, given back at the end of the block.
    try (ThreadPortList threads = task.threads()) {
      out.printf("%d threads:%n", threads.size());
      for (MachThread thread : threads) {
        long id = thread.threadId();
        out.printf("  thread %d%s%n", id, id == crashedId ? ", which crashed" : "");
        RegisterTable.print(thread.state(RegisterTable.general(mach)), out);
      }
    }
    // As if we had not been here: whoever was there before is asked, and then the system's own
    // crash reporter.
    return ExceptionDecision.passOn();
  }
}

package org.machapi.benchmarks;

import java.util.stream.IntStream;
import org.machapi.Mach;
import org.machapi.exception.ExceptionBehaviour;
import org.machapi.exception.ExceptionDecision;
import org.machapi.exception.ExceptionPorts;
import org.machapi.exception.ExceptionServer;
import org.machapi.exception.ExceptionType;
import org.machapi.sim.RaisedException;
import org.machapi.sim.SimulatedKernel;
import org.machapi.sim.SimulatedTask;
import org.machapi.sim.SimulatedThread;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A task of the simulated kernel whose threads raise breakpoints, and a server that handles them. */
@State(Scope.Thread)
public class SimulatedExceptionCalls {
  /** So many threads raise at once. */
  static final int THREADS = 64;

  private final SimulatedTask task = SimulatedKernel.create().createTask("benchmark");
  private final SimulatedThread[] threads =
      IntStream.range(0, THREADS).mapToObj(i -> task.createThread()).toArray(SimulatedThread[]::new);
  private final RaisedException[] raised = new RaisedException[THREADS];
  private ExceptionServer server;

  /** Makes the task. */
  public SimulatedExceptionCalls() {}

  @Setup(Level.Trial)
  public void start() {
    Mach mach = Mach.of(task.library(), "mach-sim");
    server =
        ExceptionServer.of(mach)
            .on(ExceptionType.BREAKPOINT, exception -> ExceptionDecision.handled())
            .start();
    server.install(
        ExceptionPorts.of(mach.task()),
        ExceptionType.BREAKPOINT.mask(),
        ExceptionBehaviour.DEFAULT.with64BitCodes());
  }

  @TearDown(Level.Trial)
  public void stop() {
    server.close();
  }

  /** Has each thread raise, and waits until each may go on. Returns how many were handled. */
  int raiseAll() {
    for (int i = 0; i < THREADS; i++) {
      raised[i] = threads[i].raise(ExceptionType.BREAKPOINT.number(), i, -i);
    }
    int handled = 0;
    for (RaisedException exception : raised) {
      while (exception.isWaiting()) {
        Thread.yield();
      }
      handled += exception.outcome().handled() ? 1 : 0;
    }
    return handled;
  }
}

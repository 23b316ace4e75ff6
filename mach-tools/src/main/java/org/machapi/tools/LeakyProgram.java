package org.machapi.tools;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.machapi.Mach;
import org.machapi.PortSet;
import org.machapi.ReceiveRight;
import org.machapi.ThreadPort;
import org.machapi.census.Ledger;
import org.machapi.exception.ExceptionBehaviour;
import org.machapi.exception.ExceptionPorts;
import org.machapi.exception.ExceptionType;
import org.machapi.notification.NotificationPort;
import org.machapi.sim.SimulatedKernel;

/**
 * The program of the demo: it has a known inventory in a simulated kernel of its own, and two
 * places at which it takes thread ports that it never gives back.
 */
// Leaks are what it is for.
@SuppressWarnings({"required.method.not.called", "type.argument", "type.arguments.not.inferred"})
final class LeakyProgram implements AutoCloseable {
  static final int PLAIN_PORTS = 20;
  static final int SETS = 3;
  static final String GUARDED_LABEL = "render server";

  /** Any valid flavour will do: the messages carry no state. */
  private static final int X86_THREAD_STATE64 = 4;

  private final Mach mach;
  private final Ledger ledger;
  private final ExecutorService httpWorker = worker("http-worker");
  private final ExecutorService crashReporter = worker("crash-reporter");

  /** What the program never gives back. Only the end of the demo does, so that nothing is lost. */
  private final Deque<AutoCloseable> kept = new ConcurrentLinkedDeque<>();

  LeakyProgram() {
    mach =
        Mach.of(
            SimulatedKernel.create().createTask("leaky program").library(),
            "mach-sim, a simulated kernel");
    ledger = Ledger.on(mach);
    for (int i = 0; i < PLAIN_PORTS; i++) {
      // As code in C would have made it: without a guard, and not on the account.
      ReceiveRight.allocate(mach).relinquish();
    }
    ReceiveRight guarded = keep(ReceiveRight.allocate(mach));
    guarded.label(GUARDED_LABEL);
    for (int i = 0; i < SETS; i++) {
      PortSet set = keep(PortSet.allocate(mach));
      if (i == 0) {
        set.add(guarded);
      }
    }
    keepDeadName();
    NotificationPort port = keep(NotificationPort.allocate(mach));
    keep(guarded.makeSend());
    keep(port.requestNoSenders(guarded, 0));
    ReceiveRight handler = keep(ReceiveRight.allocate(mach));
    handler.label("crash handler");
    ExceptionPorts.of(mach.task())
        .set(
            ExceptionType.CRASH.mask(),
            keep(handler.makeSend()),
            ExceptionBehaviour.DEFAULT.with64BitCodes(),
            X86_THREAD_STATE64);
  }

  private void keepDeadName() {
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      keep(port.makeSend());
    }
  }

  Mach mach() {
    return mach;
  }

  Ledger ledger() {
    return ledger;
  }

  /** Handles requests and writes reports, each of which costs a thread port for ever. */
  void work(int requests, int reports) {
    run(httpWorker, () -> handleRequests(requests));
    run(crashReporter, () -> writeReports(reports));
  }

  private void handleRequests(int requests) {
    for (int i = 0; i < requests; i++) {
      keep(ThreadPort.self(mach));
    }
  }

  private void writeReports(int reports) {
    for (int i = 0; i < reports; i++) {
      keep(ThreadPort.self(mach));
    }
  }

  private <R extends AutoCloseable> R keep(R right) {
    kept.push(right);
    return right;
  }

  private static ExecutorService worker(String name) {
    return Executors.newSingleThreadExecutor(
        work -> {
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  private static void run(ExecutorService worker, Runnable work) {
    try {
      worker.submit(work).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The program of the demo failed.", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The program of the demo was interrupted.", e);
    }
  }

  @Override
  public void close() {
    httpWorker.shutdownNow();
    crashReporter.shutdownNow();
    for (AutoCloseable right : kept) {
      try {
        right.close();
      } catch (Exception e) {
        throw new IllegalStateException("The demo does not come to its end.", e);
      }
    }
  }
}

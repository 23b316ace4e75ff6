package org.machapi.exception;

import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.exception.FaultingTask.TYPE;

import java.time.Duration;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import org.machapi.sim.RaisedException;

/**
 * A program that ends while its server handles an exception and others wait, and says what the
 * kernel has when the hook of the library has run.
 */
final class ExitWhileServing {
  private ExitWhileServing() {}

  public static void main(String[] arguments) throws InterruptedException {
    FaultingTask task = FaultingTask.create();
    SortedMap<Integer, String> before = task.state();
    CountDownLatch inHandler = new CountDownLatch(1);
    CountDownLatch hooked = new CountDownLatch(1);
    ExceptionServer server =
        ExceptionServer.of(task.mach)
            .deadline(Duration.ofSeconds(40))
            .on(
                TYPE,
                raised -> {
                  inHandler.countDown();
                  hooked.await();
                  return ExceptionDecision.handled();
                })
            .start();
    server.install(ExceptionPorts.of(task.mach.task()), TYPE.mask(), DEFAULT_64);
    RaisedException running = task.raise();
    inHandler.await();
    RaisedException pending = task.kernel.task().createThread().raise(TYPE.number(), 1, 2);
    Thread library = OpenInstallations.all().hook();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  join(library);
                  RaisedException late =
                      task.kernel.task().createThread().raise(TYPE.number(), 1, 2);
                  System.out.println("late waits: " + late.isWaiting());
                  hooked.countDown();
                  System.out.println(
                      "running handled: " + FaultingTask.answered(running).outcome().handled());
                  System.out.println(
                      "pending handled: " + FaultingTask.answered(pending).outcome().handled());
                  server.close();
                  System.out.println("nothing left: " + task.state().equals(before));
                }));
  }

  private static void join(Thread hook) {
    while (hook.getState() == Thread.State.NEW) {
      Thread.onSpinWait();
    }
    try {
      hook.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

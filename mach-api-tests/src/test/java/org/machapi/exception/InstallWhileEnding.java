package org.machapi.exception;

import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.exception.FaultingTask.TYPE;

import java.util.SortedMap;

/**
 * A program in which the shutdown hook of the library runs in the middle of an installation, and
 * that says what the kernel has then.
 */
final class InstallWhileEnding {
  private InstallWhileEnding() {}

  public static void main(String[] arguments) {
    FaultingTask task = FaultingTask.create();
    ExceptionPorts ports = ExceptionPorts.of(task.threadPort);
    // The first makes the hook.
    ports.install(TYPE.mask(), task.handler, DEFAULT_64).close();
    SortedMap<Integer, String> before = task.state();
    task.kernel
        .calls()
        .before(
            "thread_swap_exception_ports",
            () -> {
              task.kernel.calls().restore("thread_swap_exception_ports");
              OpenInstallations.all().hook().run();
            });
    boolean refused = false;
    try {
      ports.install(TYPE.mask(), task.handler, DEFAULT_64).before();
    } catch (IllegalStateException e) {
      refused = e.getMessage().contains("shutting down");
    }
    System.out.println("refused: " + refused);
    System.out.println("nothing left: " + task.state().equals(before));
    try (ExceptionHandlers handlers = ports.get(TYPE.mask())) {
      System.out.println("handled: " + (handlers.of(TYPE).port() != null));
    }
  }
}

package org.machapi.exception;

import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.exception.FaultingTask.TYPE;

/** A program that ends with a handler still installed, and says what the kernel has then. */
final class ExitWithHandler {
  private ExitWithHandler() {}

  public static void main(String[] arguments) {
    FaultingTask task = FaultingTask.create();
    ExceptionPorts ports = ExceptionPorts.of(task.threadPort);
    InstalledHandler installed = ports.install(TYPE.mask(), task.handler, DEFAULT_64);
    Thread library = OpenInstallations.all().hook();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  while (library.getState() == Thread.State.NEW) {
                    Thread.onSpinWait();
                  }
                  try {
                    library.join();
                  } catch (InterruptedException e) {
                    throw new AssertionError(e);
                  }
                  System.out.println("after the hook: " + isHandled(ports));
                  // Closing during the shutdown is as good as ever.
                  installed.close();
                }));
    System.out.println("installed: " + isHandled(ports));
  }

  private static boolean isHandled(ExceptionPorts ports) {
    try (ExceptionHandlers handlers = ports.get(TYPE.mask())) {
      ExceptionHandler handler = handlers.of(TYPE);
      return handler != null && handler.port() != null;
    }
  }
}

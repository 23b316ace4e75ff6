package org.machapi.sim;

import static org.machapi.raw.ExceptionConstants.EXC_CRASH;

/**
 * Starts the delivery of exceptions, and knows which handlers are asked in turn: the thread's, the
 * task's, the host's.
 */
final class ExceptionDelivery {
  static final int LEVELS = 3;

  private final Kernel kernel;

  ExceptionDelivery(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Raises an exception in a thread; what is returned waits for the first handler, or is done
   * already.
   */
  Delivery raise(MachThread thread, int exception, long code, long subcode) {
    if (thread.delivery != null) {
      throw new IllegalStateException("the thread waits for an exception to be handled already");
    }
    Delivery delivery = new Delivery(kernel, thread, exception, code, subcode);
    delivery.start();
    return delivery;
  }

  ExceptionActions actions(MachThread thread, int level) {
    return switch (level) {
      case 0 -> thread.exceptionActions;
      case 1 -> thread.task.exceptionActions;
      default -> kernel.hostActions;
    };
  }

  /** Tells whether a level is left out: a task that crashes is not asked about it itself. */
  static boolean isSkipped(MachThread thread, int exception, ExceptionActions actions) {
    if (exception != EXC_CRASH) {
      return false;
    }
    Port port = actions.port(exception);
    return Port.valid(port) && port.active && port.receiver == thread.task.space;
  }
}

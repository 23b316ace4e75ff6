package org.machapi.sim;

import static org.machapi.raw.ExceptionConstants.EXC_CRASH;

import java.util.ArrayDeque;

/**
 * Starts the delivery of exceptions, and knows which handlers are asked in turn: the thread's, the
 * task's, the host's.
 */
final class ExceptionDelivery {
  static final int LEVELS = 3;

  private final Kernel kernel;

  /** Exceptions whose threads were woken in the call under way: a real one runs only after it. */
  private final ArrayDeque<Delivery> answered = new ArrayDeque<>();

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

  /** Notes that there is an answer to take, or the notification that there will be none. */
  void answered(Delivery delivery) {
    answered.add(delivery);
  }

  /** Lets the threads that were woken go on, at the end of a call and before one waits. */
  void letAnsweredGoOn() {
    Delivery delivery;
    while ((delivery = answered.poll()) != null) {
      delivery.goOn();
    }
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

package org.machapi.sim;

import static org.machapi.raw.ExceptionConstants.EXCEPTION_STATE;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.KernReturnConstants.KERN_TERMINATED;
import static org.machapi.raw.MessageConstants.MACH_MSG_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_RCV_PORT_DIED;
import static org.machapi.raw.MessageConstants.MACH_SEND_ALWAYS;

import java.util.concurrent.locks.Condition;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One exception on its way: sent to one handler after the other, moved on by each reply. No Java
 * thread belongs to it; the reply is taken in the call that sends it.
 */
final class Delivery implements KernelReceiver {
  private static final int WAITING = -1;

  private final Kernel kernel;
  private final MachThread thread;
  private final int exception;
  private final long code;
  private final long subcode;
  private final Condition done;
  private final Port replyPort = new Port();

  private int level;
  private boolean sending;
  private @Nullable Message replyWhileSending;

  /** The handler that is asked now, and what it was asked for. */
  private @Nullable Port asked;

  private ExceptionForm form;
  private @Nullable ExceptionOutcome outcome;

  Delivery(Kernel kernel, MachThread thread, int exception, long code, long subcode) {
    this.kernel = kernel;
    this.thread = thread;
    this.exception = exception;
    this.code = code;
    this.subcode = subcode;
    this.done = kernel.lock.newCondition();
    this.form = new ExceptionForm(EXCEPTION_STATE, 0);
  }

  @Nullable ExceptionOutcome outcome() {
    return outcome;
  }

  void start() {
    replyPort.kernelReceiver = this;
    thread.delivery = this;
    advance();
  }

  /**
   * Asks handlers from the present level on, until one has to be waited for or the outcome is
   * known.
   */
  private void advance() {
    int result = KERN_FAILURE;
    while (level < ExceptionDelivery.LEVELS && outcome == null) {
      result = ask();
      if (result == WAITING || finishIfAccepted(result)) {
        return;
      }
      level++;
    }
    if (outcome == null) {
      finish(new ExceptionOutcome(false, 0, result));
    }
  }

  private boolean finishIfAccepted(int result) {
    if (result != KERN_SUCCESS && result != MACH_RCV_PORT_DIED) {
      return outcome != null;
    }
    if (outcome == null) {
      finish(new ExceptionOutcome(true, 0, result));
    }
    return true;
  }

  private int ask() {
    if (!thread.active) {
      return KERN_SUCCESS;
    }
    ExceptionActions actions = kernel.exceptions.actions(thread, level);
    if (exception < 0
        || exception >= ExceptionActions.TYPES
        || ExceptionDelivery.isSkipped(thread, exception, actions)) {
      return KERN_FAILURE;
    }
    Port handler = actions.port(exception);
    if (!Port.valid(handler) || !handler.active) {
      return KERN_FAILURE;
    }
    if (handler.objectType == ObjectType.UX_HANDLER) {
      int signal = BsdSignals.of(kernel.configuration.architecture(), exception, code);
      finish(new ExceptionOutcome(false, signal, KERN_SUCCESS));
      return KERN_SUCCESS;
    }
    return send(handler, actions);
  }

  private int send(Port handler, ExceptionActions actions) {
    form = new ExceptionForm(actions.behavior(exception), actions.flavor(exception));
    if (form.isImpossible()) {
      throw new IllegalStateException(
          "a real kernel panics here: a protected behaviour was set without 64-bit codes");
    }
    int[] state = {};
    if (form.carriesState()) {
      int[] current = thread.states.get(form.flavor());
      if (current == null) {
        return KERN_INVALID_ARGUMENT;
      }
      state = current;
    }
    // The kernel keeps a right to the handler until it has answered.
    handler.sendRights++;
    asked = handler;
    Message message = form.request(kernel, thread, exception, code, subcode, state);
    handler.sendRights++;
    message.remote = handler;
    message.remoteDisposition = Dispositions.SEND;
    replyPort.sendOnceRights++;
    message.local = replyPort;
    message.localDisposition = Dispositions.SEND_ONCE;
    sending = true;
    int result = kernel.sender.send(message, MACH_SEND_ALWAYS, 0);
    sending = false;
    if (result != MACH_MSG_SUCCESS) {
      replyPort.kernelReceiver = null;
      kernel.messages.destroy(message);
      replyPort.kernelReceiver = this;
      releaseAsked();
      return result;
    }
    Message reply = replyWhileSending;
    replyWhileSending = null;
    return reply == null ? WAITING : take(reply);
  }

  @Override
  public void receive(Message message) {
    if (outcome != null) {
      kernel.messages.destroy(message);
    } else if (sending) {
      replyWhileSending = message;
    } else if (!finishIfAccepted(take(message))) {
      level++;
      advance();
    }
  }

  private int take(Message reply) {
    int result = form.decodeReply(thread, exception, reply);
    reply.remote = null;
    replyPort.sendOnceRights--;
    kernel.messages.destroy(reply);
    releaseAsked();
    return result;
  }

  private void releaseAsked() {
    Port handler = asked;
    asked = null;
    kernel.ports.releaseSend(handler);
  }

  private void finish(ExceptionOutcome what) {
    outcome = what;
    thread.delivery = null;
    done.signalAll();
  }

  /** Ends the delivery because the thread ends; a reply that still comes is thrown away. */
  void abandon() {
    if (outcome == null) {
      finish(new ExceptionOutcome(false, 0, KERN_TERMINATED));
      releaseAsked();
      kernel.ports.destroy(replyPort);
    }
  }

  /** Waits until the outcome is known. */
  ExceptionOutcome await() {
    ExceptionOutcome known = outcome;
    while (known == null) {
      done.awaitUninterruptibly();
      known = outcome;
    }
    return known;
  }
}

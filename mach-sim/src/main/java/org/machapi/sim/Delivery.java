package org.machapi.sim;

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
 * thread belongs to it; the reply is taken at the end of the call that sends it.
 */
final class Delivery implements KernelReceiver {
  /** A handler that was asked, and the form of what it was asked in. */
  private record Question(Port handler, ExceptionForm form) {}

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

  /** What has come to the thread, which takes it when it runs again: after the call under way. */
  private @Nullable Message answer;

  /** The question that no reply was taken to. */
  private @Nullable Question open;

  private @Nullable ExceptionOutcome outcome;

  Delivery(Kernel kernel, MachThread thread, int exception, long code, long subcode) {
    this.kernel = kernel;
    this.thread = thread;
    this.exception = exception;
    this.code = code;
    this.subcode = subcode;
    this.done = kernel.lock.newCondition();
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
      if (open != null || finishIfAccepted(result)) {
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

  /** Sends the question; unless a reply to it is left open, the result is that of the level. */
  private int send(Port handler, ExceptionActions actions) {
    ExceptionForm form = new ExceptionForm(actions.behavior(exception), actions.flavor(exception));
    if (form.isImpossible()) {
      throw new IllegalStateException(
          "a real kernel panics here: a protected behaviour was set without 64-bit codes");
    }
    int[] state = form.carriesState() ? thread.states.get(form.flavor()) : new int[0];
    if (state == null) {
      return KERN_INVALID_ARGUMENT;
    }
    Message message = form.request(kernel, thread, exception, code, subcode, state);
    message.remote = handler;
    message.remoteDisposition = Dispositions.SEND;
    message.local = replyPort;
    message.localDisposition = Dispositions.SEND_ONCE;
    replyPort.sendOnceRights++;
    handler.sendRights += holdsHandler() ? 2 : 1;
    open = new Question(handler, form);
    sending = true;
    int result = kernel.sender.send(message, MACH_SEND_ALWAYS, 0);
    sending = false;
    if (result != MACH_MSG_SUCCESS) {
      message.local = null;
      replyPort.sendOnceRights--;
      kernel.messages.destroy(message);
      close();
      return result;
    }
    Message reply = replyWhileSending;
    replyWhileSending = null;
    return reply == null ? KERN_SUCCESS : take(reply);
  }

  @Override
  public void receive(Message message) {
    if (outcome != null) {
      kernel.messages.destroy(message);
    } else if (sending) {
      replyWhileSending = message;
    } else {
      answer = message;
      kernel.exceptions.answered(this);
    }
  }

  /** Lets the thread take the answer that it was woken with. */
  void goOn() {
    Message message = answer;
    answer = null;
    if (message == null) {
      return;
    }
    if (outcome != null) {
      kernel.messages.destroy(message);
    } else if (!finishIfAccepted(take(message))) {
      level++;
      advance();
    }
  }

  private int take(Message reply) {
    Question question = open;
    int result =
        question == null ? KERN_FAILURE : question.form().decodeReply(thread, exception, reply);
    reply.remote = null;
    replyPort.sendOnceRights--;
    kernel.messages.destroy(reply);
    close();
    return result;
  }

  private void close() {
    Question question = open;
    open = null;
    if (question != null && holdsHandler()) {
      kernel.ports.releaseSend(question.handler());
    }
  }

  /** Beside the right in the message, the kernel can keep one until the handler has answered. */
  private boolean holdsHandler() {
    return kernel.rules.has(Rule.HOLDS_HANDLER_UNTIL_ANSWER);
  }

  private void finish(ExceptionOutcome what) {
    outcome = what;
    thread.delivery = null;
    done.signalAll();
  }

  /**
   * Ends the delivery because the thread ends. Where the reply port does not end as well, it keeps
   * what is still sent to it, and nobody looks.
   */
  void abandon() {
    if (outcome == null) {
      finish(new ExceptionOutcome(false, 0, KERN_TERMINATED));
      close();
      if (kernel.rules.has(Rule.REPLY_PORT_DIES_WITH_THREAD)) {
        kernel.ports.destroy(replyPort);
      } else {
        replyPort.kernelReceiver = null;
      }
    }
  }

  /** Waits until the outcome is known. */
  ExceptionOutcome await() {
    kernel.exceptions.letAnsweredGoOn();
    ExceptionOutcome known = outcome;
    while (known == null) {
      done.awaitUninterruptibly();
      known = outcome;
    }
    return known;
  }
}

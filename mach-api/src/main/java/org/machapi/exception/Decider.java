package org.machapi.exception;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.machapi.MachException;
import org.machapi.message.Deadline;

/**
 * Finds out what is to be answered to an exception, and answers it. What it leaves unanswered is
 * answered with failure when the message is closed.
 */
final class Decider {
  private static final Logger LOG = System.getLogger(ExceptionServer.class.getName());

  private final ServerOptions options;
  private final EarlierHandlers earlier;
  private final UntrustedSenders untrusted;
  private final ServerCounters counters;
  private final ServerCrew crew;

  Decider(
      ServerOptions options,
      EarlierHandlers earlier,
      UntrustedSenders untrusted,
      ServerCounters counters,
      ServerCrew crew) {
    this.options = options;
    this.earlier = earlier;
    this.untrusted = untrusted;
    this.counters = counters;
    this.crew = crew;
  }

  void decide(ExceptionMessage message, ServedCall call) {
    if (crew.isExhausted()) {
      crew.warnOfExhaustion();
      fail(message, counters.failed);
    } else if (!isTrusted(message)) {
      fail(message, counters.refused);
    } else if (crew.isStopping()) {
      fail(message, counters.failed);
    } else {
      carryOut(ask(message), message, call);
    }
  }

  private boolean isTrusted(ExceptionMessage message) {
    try {
      if (options.trust().test(message.sender())) {
        return true;
      }
    } catch (Throwable e) {
      LOG.log(Level.WARNING, "Whether a sender is trusted could not be found out.", e);
      return false;
    }
    int pid = message.sender().pid();
    if (untrusted.isNew(pid)) {
      LOG.log(
          Level.WARNING,
          "Process {0} sends exceptions that are not the kernel''s. They are refused.",
          Integer.toString(pid));
    }
    return false;
  }

  /**
   * Asks the handler; whatever it throws is no decision, so that whoever was there before has it.
   */
  private ExceptionDecision ask(ExceptionMessage message) {
    RaisedExceptionHandler handler = options.handler(message.type());
    if (handler == null) {
      return ExceptionDecision.passOn();
    }
    try {
      ExceptionDecision decision = handler.handle(message);
      if (decision != null) {
        return decision;
      }
      LOG.log(Level.ERROR, "The handler for {0} decided nothing.", message.type());
    } catch (Throwable e) {
      LOG.log(Level.ERROR, "The handler for " + message.type() + " failed.", e);
    } finally {
      // What it leaves interrupted is not to disturb the answer.
      Thread.interrupted();
    }
    return ExceptionDecision.passOn();
  }

  private void carryOut(ExceptionDecision decision, ExceptionMessage message, ServedCall call) {
    if (call.isTimedOut()) {
      LOG.log(Level.DEBUG, "A handler decided too late: {0}", decision);
      return;
    }
    switch (decision.kind()) {
      case HANDLED -> succeed(decision, message, call);
      case NOT_HANDLED -> fail(message, counters.failed);
      case PASS_ON -> passOn(message, call);
    }
  }

  private void succeed(ExceptionDecision decision, ExceptionMessage message, ServedCall call) {
    // Counted first, so that whoever has the answer finds it counted.
    counters.handled.increment();
    try {
      decision.succeed(message);
    } catch (MachException | IllegalArgumentException | IllegalStateException e) {
      counters.handled.decrement();
      couldNot("be answered with success", e, message, call);
    }
  }

  private void passOn(ExceptionMessage message, ServedCall call) {
    ExceptionHandler before = earlier.find(message);
    if (before == null || before.port() == null) {
      fail(message, counters.failed);
      return;
    }
    counters.passedOn.increment();
    try {
      message.forwardTo(before, Deadline.in(Duration.ofNanos(call.remaining())));
    } catch (MachException | IllegalArgumentException | IllegalStateException e) {
      counters.passedOn.decrement();
      couldNot("be passed on", e, message, call);
    }
  }

  private void couldNot(
      String what, RuntimeException problem, ExceptionMessage message, ServedCall call) {
    if (!call.isTimedOut()) {
      LOG.log(
          Level.WARNING,
          "An exception could not {0} and is answered with failure: {1}",
          what,
          problem.toString());
    }
    fail(message, counters.failed);
  }

  /** Answers failure, and counts it, unless somebody has answered in the meantime. */
  private static void fail(ExceptionMessage message, LongAdder counter) {
    counter.increment();
    if (!message.answer().fail()) {
      counter.decrement();
    }
  }
}

package org.machapi.exception;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.message.OutgoingMessage;

/**
 * The threads of an {@link ExceptionServer}: one on duty, those that are stuck in a handler, and
 * the watchdog. There are never more than the stuck ones that are allowed, one that refuses what
 * comes then, and the watchdog.
 */
final class ServerCrew {
  private static final Logger LOG = System.getLogger(ExceptionServer.class.getName());

  /** How much longer than a call may take a close waits, should the watchdog be late. */
  private static final long GRACE = TimeUnit.SECONDS.toNanos(1);

  private final ServerOptions options;
  private final ServerCounters counters;
  private final Function<ServerCrew, RequestServer> requests;
  private final OutgoingMessage memory = OutgoingMessage.withRoomFor(ExceptionReply.SIZE);

  private volatile @Nullable Watchdog watchdog;
  private volatile @Nullable Runnable onBroken;
  private volatile @Nullable ServerThread onDuty;
  private volatile int stuck;
  private volatile boolean lacksRelief;
  private volatile boolean isStopping;
  private volatile boolean hasWarned;

  ServerCrew(
      ServerOptions options,
      ServerCounters counters,
      Function<ServerCrew, RequestServer> requests) {
    this.options = options;
    this.counters = counters;
    this.requests = requests;
  }

  /**
   * Begins to serve.
   *
   * @param whenBroken what to do if nothing can be received any more
   */
  synchronized void start(Runnable whenBroken) {
    onBroken = whenBroken;
    Watchdog dog = new Watchdog(this, options.shortest());
    ServerThread first = new ServerThread(this, requests.apply(this));
    dog.start();
    watchdog = dog;
    first.start();
    // Not before: nobody is to wait for a thread that could not be started.
    onDuty = first;
  }

  /** Waits until the one who started a thread has put it on duty; false if it is not wanted. */
  synchronized boolean isDuty(ServerThread thread) {
    return onDuty == thread;
  }

  @Nullable ServedCall latestCall() {
    ServerThread thread = onDuty;
    return thread == null ? null : thread.latestCall();
  }

  void noteCall() {
    Watchdog dog = watchdog;
    if (dog != null) {
      dog.wake();
    }
  }

  /** Nothing can be received any more. */
  void broken() {
    Runnable action = onBroken;
    if (action != null) {
      action.run();
    }
  }

  boolean isStopping() {
    return isStopping;
  }

  /** Tells whether so many handlers are stuck that no other is to be called. */
  boolean isExhausted() {
    return stuck >= options.mostStuck();
  }

  /** Says so, once each time that so many have got stuck. */
  void warnOfExhaustion() {
    if (!hasWarned) {
      hasWarned = true;
      LOG.log(
          Level.ERROR,
          "Too many exception handlers are stuck. Until one returns, all exceptions are answered"
              + " with failure.");
    }
  }

  boolean lacksRelief() {
    return lacksRelief;
  }

  /**
   * Answers for a call whose time is up, interrupts its thread, and puts another one on duty.
   * Called by the watchdog. If the thread came back in time, or is answering, nothing is answered
   * here.
   */
  void timeOut(ServedCall call) {
    if (mark(call)) {
      LOG.log(
          Level.WARNING,
          "An exception handler did not decide in time; its exception is answered with failure."
              + " Stuck handlers: {0} of at most {1}.",
          stuck,
          options.mostStuck());
      relieve();
    }
  }

  /** In one step, so that a thread which finds its time up has been counted and interrupted. */
  private synchronized boolean mark(ServedCall call) {
    if (!call.timeOut()) {
      return false;
    }
    stuck++;
    lacksRelief = true;
    // First the answer: what an interrupted handler returns must come too late.
    counters.timedOut.increment();
    try {
      if (!call.answerFailure(memory)) {
        counters.timedOut.decrement();
      }
    } finally {
      call.thread().interrupt();
    }
    return true;
  }

  /** Puts a fresh thread on duty, if one is needed. If none can be started, it will be later. */
  synchronized void relieve() {
    ServerThread before = onDuty;
    if (!lacksRelief || before == null) {
      return;
    }
    if (isStopping) {
      lacksRelief = false;
      before.free();
      return;
    }
    try {
      ServerThread fresh = new ServerThread(this, requests.apply(this));
      fresh.start();
      onDuty = fresh;
      lacksRelief = false;
    } catch (OutOfMemoryError e) {
      LOG.log(Level.ERROR, "There is no thread to go on serving exceptions, yet.", e);
    }
  }

  /**
   * A thread has come back from a call whose time was up.
   *
   * @return whether it goes on serving, since nobody has relieved it
   */
  synchronized boolean hasComeBack(ServerThread thread) {
    stuck--;
    hasWarned = false;
    if (onDuty != thread) {
      return false;
    }
    lacksRelief = false;
    return !isStopping;
  }

  /** Tells whether the thread that asks is one of this crew. */
  boolean isOwnThread() {
    return Thread.currentThread() instanceof ServerThread thread && thread.isOf(this);
  }

  /**
   * Ends serving, once nobody can receive any more, and waits for a handler that runs: no longer
   * than it may take, not from within a handler, and not after an interrupt, whose status stays.
   */
  void stop() {
    ServerThread last;
    synchronized (this) {
      isStopping = true;
      last = onDuty;
    }
    try {
      if (last != null && !isOwnThread()) {
        last.awaitFree(options.longest() + GRACE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends the watchdog home. A handler that still runs has nobody to answer for it then. */
  void dismiss() {
    Watchdog dog = watchdog;
    if (dog != null) {
      dog.stop();
    }
  }

  void gaveUp(ServerThread thread) {
    LOG.log(Level.WARNING, "{0} still runs and is not waited for.", thread);
  }
}

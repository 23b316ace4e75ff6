package org.machapi.exception;

import java.util.concurrent.atomic.AtomicReference;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.message.OutgoingMessage;

/**
 * Something that a server thread does for somebody else and that may take too long: an exception
 * with its handler, or a callback. It ends in one of two ways, whichever comes first: the thread
 * comes back, or its time is up.
 */
final class ServedCall {
  private enum State {
    RUNNING,
    ENDED,
    TIMED_OUT
  }

  private final ServerThread thread;
  private final @NotOwning @Nullable ExceptionMessage message;
  private final long deadline;
  private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);

  /**
   * Begins.
   *
   * @param message what is to be answered; null for a callback
   * @param deadline when the time is up, as {@link System#nanoTime()} counts
   */
  ServedCall(ServerThread thread, @NotOwning @Nullable ExceptionMessage message, long deadline) {
    this.thread = thread;
    this.message = message;
    this.deadline = deadline;
  }

  ServerThread thread() {
    return thread;
  }

  boolean isRunning() {
    return state.get() == State.RUNNING;
  }

  /** Returns how many nanoseconds are left; 0 or less if the time is up. */
  long remaining() {
    return deadline - System.nanoTime();
  }

  /** The thread has come back; returns false if its time was up before. */
  boolean end() {
    return state.compareAndSet(State.RUNNING, State.ENDED);
  }

  /** The time is up; returns false if the thread had come back before. */
  boolean timeOut() {
    return state.compareAndSet(State.RUNNING, State.TIMED_OUT);
  }

  boolean isTimedOut() {
    return state.get() == State.TIMED_OUT;
  }

  /** Answers failure, unless the thread is answering; returns whether this is the answer. */
  boolean answerFailure(OutgoingMessage memory) {
    return message != null && message.answer().failFrom(memory);
  }
}

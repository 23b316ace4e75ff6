package org.machapi.exception;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.ThreadState;

/**
 * What a {@link RaisedExceptionHandler} decides. Success is an answer that has to be said: an
 * exception, an error, a null or a late return can never become one.
 */
public final class ExceptionDecision {
  private static final ExceptionDecision HANDLED = new ExceptionDecision(Kind.HANDLED, 0, null);
  private static final ExceptionDecision NOT_HANDLED =
      new ExceptionDecision(Kind.NOT_HANDLED, 0, null);
  private static final ExceptionDecision PASS_ON = new ExceptionDecision(Kind.PASS_ON, 0, null);

  /** Which one. */
  enum Kind {
    HANDLED,
    NOT_HANDLED,
    PASS_ON
  }

  private final Kind kind;
  private final int flavour;
  private final int @Nullable [] state;

  private ExceptionDecision(Kind kind, int flavour, int @Nullable [] state) {
    this.kind = kind;
    this.flavour = flavour;
    this.state = state;
  }

  /**
   * The exception has been handled: the thread goes on, with its state as it was.
   *
   * @return the decision
   */
  public static ExceptionDecision handled() {
    return HANDLED;
  }

  /**
   * The exception has been handled: the thread goes on with a new state. For behaviours that carry
   * a state; with others it is an error of the handler, and answered as such.
   *
   * @param flavour the flavour of the new state
   * @param state the new state, in 32-bit words; copied
   * @return the decision
   */
  public static ExceptionDecision handled(int flavour, int[] state) {
    return new ExceptionDecision(Kind.HANDLED, flavour, state.clone());
  }

  /**
   * The exception has been handled: the thread goes on with a new state, such as the one that came
   * with another program counter. As {@link #handled(int, int[])}, for a state with names.
   *
   * @param state the new state
   * @return the decision
   */
  public static ExceptionDecision handled(ThreadState state) {
    return new ExceptionDecision(Kind.HANDLED, state.flavour().number(), state.words());
  }

  /**
   * The exception has not been handled: the kernel asks the next level, of the task and then of the
   * host. A handler that was there before, at the same level, is not asked.
   *
   * @return the decision
   */
  public static ExceptionDecision notHandled() {
    return NOT_HANDLED;
  }

  /**
   * The handler that was there before is to decide; if there was none, as {@link #notHandled()}.
   *
   * @return the decision
   */
  public static ExceptionDecision passOn() {
    return PASS_ON;
  }

  Kind kind() {
    return kind;
  }

  int flavour() {
    return flavour;
  }

  /** Returns the new state; null if it stays as it was. Not a copy. */
  int @Nullable [] state() {
    return state;
  }

  @Override
  public String toString() {
    return kind + (state == null ? "" : " with state of flavour " + flavour);
  }
}

package org.machapi.exception;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.MachException;
import org.machapi.ThreadState;

/**
 * What a {@link RaisedExceptionHandler} decides. Success is an answer that has to be said: an
 * exception, an error, a null or a late return can never become one.
 */
public final class ExceptionDecision {
  private static final ExceptionDecision HANDLED = new ExceptionDecision(Kind.HANDLED);
  private static final ExceptionDecision NOT_HANDLED = new ExceptionDecision(Kind.NOT_HANDLED);
  private static final ExceptionDecision PASS_ON = new ExceptionDecision(Kind.PASS_ON);

  /** Which one. */
  enum Kind {
    HANDLED,
    NOT_HANDLED,
    PASS_ON
  }

  private final Kind kind;
  // The new state, in one of two shapes, if there is one.
  private final int flavour;
  private final int @Nullable [] words;
  private final @Nullable ThreadState state;

  private ExceptionDecision(
      Kind kind, int flavour, int @Nullable [] words, @Nullable ThreadState state) {
    this.kind = kind;
    this.flavour = flavour;
    this.words = words;
    this.state = state;
  }

  private ExceptionDecision(Kind kind) {
    this(kind, 0, null, null);
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
   * a state; with others it is an error of the handler, and answered as such. So it is if the state
   * is longer than the one that came.
   *
   * <p>Whether the kernel could set the state it does not tell; if not, the exception counts as not
   * handled there.
   *
   * @param flavour the flavour of the new state
   * @param state the new state, in 32-bit words; copied
   * @return the decision
   */
  public static ExceptionDecision handled(int flavour, int[] state) {
    return new ExceptionDecision(Kind.HANDLED, flavour, state.clone(), null);
  }

  /**
   * The exception has been handled: the thread goes on with a new state, such as the one that came
   * with another program counter. As {@link #handled(int, int[])}, for a state with names; one of
   * another architecture is an error of the handler, too.
   *
   * @param state the new state
   * @return the decision
   */
  public static ExceptionDecision handled(ThreadState state) {
    return new ExceptionDecision(Kind.HANDLED, state.flavour().number(), null, state);
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

  /** Answers success, with the new state if there is one. */
  void succeed(ExceptionMessage message) throws MachException {
    if (state != null) {
      message.replySuccess(state);
    } else if (words != null) {
      message.replySuccess(flavour, words);
    } else {
      message.replySuccess();
    }
  }

  @Override
  public String toString() {
    boolean isNew = state != null || words != null;
    return kind + (isNew ? " with state of flavour " + flavour : "");
  }
}

package org.machapi.exception;

import java.nio.ByteBuffer;
import org.machapi.KernReturn;
import org.machapi.raw.KernReturnConstants;

/** What a handler has answered to an exception message. Owns nothing. */
public final class ExceptionAnswer {
  private final KernReturn kernReturn;
  private final int flavour;
  private final int[] state;

  private ExceptionAnswer(KernReturn kernReturn, int flavour, int[] state) {
    this.kernReturn = kernReturn;
    this.flavour = flavour;
    this.state = state;
  }

  static ExceptionAnswer of(int code) {
    return new ExceptionAnswer(new KernReturn(code), 0, new int[0]);
  }

  /** Copies what it needs out of a message that was read. */
  static ExceptionAnswer of(ReplyReader reply, ByteBuffer message) {
    int[] words = new int[reply.stateCount()];
    reply.state(message).asIntBuffer().get(words);
    return new ExceptionAnswer(new KernReturn(reply.code()), reply.flavour(), words);
  }

  /**
   * Returns the code of the answer.
   *
   * @return success if the handler has handled the exception; {@code MIG_SERVER_DIED} if it gave up
   *     the right to answer; any other number if it has not
   */
  public KernReturn kernReturn() {
    return kernReturn;
  }

  /**
   * Tells whether the handler has handled the exception.
   *
   * @return whether the code is success
   */
  public boolean isSuccess() {
    return kernReturn.code() == KernReturnConstants.KERN_SUCCESS;
  }

  /**
   * Returns the flavour of the new state.
   *
   * @return the {@code thread_state_flavor_t}, which need not be that of the request; 0 if the
   *     answer carries no state
   */
  public int flavour() {
    return flavour;
  }

  /**
   * Returns the new state of the thread.
   *
   * @return a copy, in 32-bit words; empty if the answer carries no state
   */
  public int[] state() {
    return state.clone();
  }

  /**
   * Returns the code and how much state came with it.
   *
   * @return for people
   */
  @Override
  public String toString() {
    return kernReturn
        + (state.length == 0 ? "" : " with " + state.length + " words of flavour " + flavour);
  }
}

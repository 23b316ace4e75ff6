package org.machapi.message;

import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.raw.MachMsgLayout;

/**
 * The answer to a request that a {@link MessageHandler} carries out. For use by the thread that
 * called the handler, until the handler returns.
 */
public final class Reply {
  private final OutgoingMessage message;
  private final int id;

  /** The server's; null if the request had none, and from when it is used up or taken. */
  private @NotOwning @Nullable PortRight right;

  private boolean ended;

  Reply(OutgoingMessage message, int id, @Nullable PortRight right) {
    this.message = message.begin(id);
    this.id = id;
    this.right = right;
  }

  /**
   * Returns the message to fill. It has the number of the request and 100 more, as MIG has it, and
   * nothing else. If nothing is added, it is sent as MIG's word for success: {@link Mig#success}.
   *
   * @return the message, which is the server's
   * @throws IllegalStateException if the handler has returned
   */
  public OutgoingMessage message() {
    requireNotEnded();
    return message;
  }

  /**
   * Tells whether somebody waits for an answer that has not been sent.
   *
   * @return false if the request had no right to answer, or it was used or taken
   */
  public boolean isExpected() {
    return right != null;
  }

  /**
   * Sends the message now, instead of after the handler has returned, whose result is without
   * meaning then. Does not wait; does nothing if no answer is expected.
   *
   * <p>Ownership: as {@link OutgoingMessage#answer}. On failure an answer may still be expected.
   *
   * @throws MachException as {@link OutgoingMessage#answer} does
   * @throws IllegalArgumentException as {@link OutgoingMessage#answer} does
   * @throws IllegalStateException if something that the message carries is closed or in use, or the
   *     handler has returned
   */
  public void send() throws MachException {
    requireNotEnded();
    PortRight to = right;
    if (to == null) {
      return;
    }
    if (message.content.size() == MachMsgLayout.HEADER_SIZE) {
      Mig.success(message);
    }
    message.answer(to, Deadline.immediate());
    right = null;
  }

  /**
   * Takes the right to answer, to answer later. The handler returns {@code MIG_NO_REPLY} then; what
   * it returns is without meaning.
   *
   * <p>Ownership: the caller owns the right and must use or close it, which tells whoever waits
   * that no answer will come, if it is a send-once right.
   *
   * @return a {@link SendOnceRight} or {@link SendRight}; null if no answer is expected
   * @throws IllegalStateException if the handler has returned
   */
  public @Nullable PortRight takeRight() {
    requireNotEnded();
    PortRight taken = right;
    right = null;
    // The server closes its own object whatever happens, so the right moves to another one.
    if (taken instanceof SendOnceRight once) {
      return SendOnceRight.adoptUnchecked(once.mach(), once.relinquish());
    }
    if (taken instanceof SendRight send) {
      return SendRight.adoptUnchecked(send.mach(), send.relinquish());
    }
    return null;
  }

  /** Sends an error and nothing else, whatever has been filled in. */
  void sendError(int code) throws MachException {
    Mig.code(message.begin(id), code);
    send();
  }

  /** Ends the use; what has been added is forgotten. */
  void end() {
    ended = true;
    right = null;
    message.begin(0);
  }

  private void requireNotEnded() {
    if (ended) {
      throw new IllegalStateException("the handler has returned; the reply is not its any more");
    }
  }
}

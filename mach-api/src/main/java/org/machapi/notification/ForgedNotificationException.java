package org.machapi.notification;

import org.machapi.message.AuditToken;
import org.machapi.message.MalformedMessageException;
import org.machapi.raw.MigErrorConstants;

/**
 * A message looks like a notification, by its number, but a process has sent it and not the kernel.
 * What it says is not believed. Nobody is answered, as notifications have no answer.
 *
 * <p>To send one takes a send or send-once right to the port, which only the kernel gets as a rule.
 * The right of a request comes back to this program where it is replaced; whoever has the task port
 * of this program can make one.
 */
public final class ForgedNotificationException extends MalformedMessageException {
  private static final long serialVersionUID = 1L;

  /** What it claimed to be. */
  private final int messageId;

  /** The process that sent it. */
  private final int pid;

  /**
   * Says who has sent what.
   *
   * @param messageId the {@code msgh_id} of the message
   * @param sender who sent it, as the kernel says
   */
  public ForgedNotificationException(int messageId, AuditToken sender) {
    super(
        MigErrorConstants.MIG_BAD_ID,
        "It looks like notification "
            + messageId
            + ", but process "
            + sender.pid()
            + " of user "
            + Integer.toUnsignedString(sender.effectiveUserId())
            + " sent it, not the kernel.");
    this.messageId = messageId;
    this.pid = sender.pid();
  }

  /**
   * Returns what the message claimed to be.
   *
   * @return a {@code MACH_NOTIFY_} number
   */
  public int messageId() {
    return messageId;
  }

  /**
   * Returns the process that sent it, as the kernel says.
   *
   * @return the process; it may have ended, and its number been given to another
   */
  public int pid() {
    return pid;
  }
}

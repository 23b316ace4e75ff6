package org.machapi.notification;

import org.machapi.MachException;
import org.machapi.ReceiveView;

/**
 * The last send right to a port is gone ({@code MACH_NOTIFY_NO_SENDERS}). The notification does not
 * say which port: use one {@link NotificationPort} for each port that is watched, or look with
 * {@link #isTrueOf}.
 *
 * <p>Send-once rights are no send rights; some may still be on their way back.
 *
 * @param makeSendCount the make-send count of the port at the moment when its last send right went
 *     away: 32 bits without a sign
 */
public record NoSendersNotification(int makeSendCount) implements Notification {

  /**
   * Tells whether it is still true of a port that nobody can send to it. It is not if a send right
   * has been made after the one whose end this notification tells: then the make-send count has
   * gone on. Ask for the notification again in that case, with the new count.
   *
   * <p>The answer stays true as long as this program makes no send right and the receive right
   * stays here; nobody else can make one.
   *
   * @param port the port to which the notification belongs
   * @return whether no send right was made since, and none exists
   * @throws MachException as {@link ReceiveView#status} does
   * @throws IllegalStateException if the port is closed or has been given away
   */
  public boolean isTrueOf(ReceiveView port) throws MachException {
    var status = port.status();
    return status.makeSendCount() == makeSendCount && !status.hasSendRights();
  }

  @Override
  public void tell(NotificationListener listener) {
    listener.onNoSenders(this);
  }

  @Override
  public void close() {}
}

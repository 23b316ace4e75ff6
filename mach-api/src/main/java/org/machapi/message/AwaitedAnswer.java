package org.machapi.message;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.raw.MigErrorConstants;
import org.machapi.raw.NotifyConstants;

/** The second half of a call: waits for the answer to a request. */
final class AwaitedAnswer {
  private AwaitedAnswer() {}

  /** Refuses what would make the wait fail, before a request is sent whose answer would be lost. */
  static void prepare(ReceiveView replyPort, MessageBuffer buffer, Deadline deadline)
      throws ReceiveInterruptedException {
    buffer.claim();
    buffer.release();
    if (deadline.remainingNanos() > 0 && Thread.currentThread().isInterrupted()) {
      throw new ReceiveInterruptedException(replyPort);
    }
  }

  static @Nullable ReceivedMessage receive(
      ReceiveView replyPort, MessageBuffer buffer, Deadline deadline) throws MachException {
    ReceivedMessage answer = ReceivedMessage.receive(replyPort, buffer, deadline);
    if (answer == null || !saysThatNoneWillCome(answer)) {
      return answer;
    }
    answer.close();
    throw new MachException(
        "mach_msg",
        MigErrorConstants.MIG_SERVER_DIED,
        "Whoever received the request has given up the right to answer, or has ended.");
  }

  /** A send-once notification of the kernel; anybody else can only pretend. */
  private static boolean saysThatNoneWillCome(ReceivedMessage answer) {
    return answer.id() == NotifyConstants.MACH_NOTIFY_SEND_ONCE && answer.sender().isKernel();
  }
}

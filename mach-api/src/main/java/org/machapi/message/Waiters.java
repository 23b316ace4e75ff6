package org.machapi.message;

import java.util.HashMap;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.MachException;
import org.machapi.ReceiveSource;

/**
 * The threads that wait for a message on behalf of a server, so that the server can be stopped: by
 * an interrupt, which none of them gets while it does anything else, and which is gone when its
 * wait is over.
 */
final class Waiters {
  /** Who waits, and whether it was interrupted from here. */
  private final Map<Thread, Boolean> waiting = new HashMap<>();

  private boolean stopped;

  /**
   * Waits for a message.
   *
   * @return the message; null if none came until the deadline, or the server has been stopped
   * @throws ReceiveInterruptedException if somebody else interrupted the thread
   */
  @Nullable ReceivedMessage receive(ReceiveSource source, MessageBuffer buffer, Deadline deadline)
      throws MachException {
    if (!begin()) {
      return null;
    }
    try {
      return ReceivedMessage.receive(source, buffer, deadline);
    } catch (ReceiveInterruptedException e) {
      if (isInterruptedFromHere()) {
        return null;
      }
      throw e;
    } finally {
      end();
    }
  }

  synchronized void stop() {
    stopped = true;
    for (Map.Entry<Thread, Boolean> waiter : waiting.entrySet()) {
      Thread thread = waiter.getKey();
      // Who has been interrupted before stops anyway, and is to find out by whom.
      if (!thread.isInterrupted()) {
        waiter.setValue(true);
        thread.interrupt();
      }
    }
  }

  synchronized boolean isStopped() {
    return stopped;
  }

  private synchronized boolean begin() {
    if (stopped) {
      return false;
    }
    waiting.put(Thread.currentThread(), false);
    return true;
  }

  private synchronized boolean isInterruptedFromHere() {
    return Boolean.TRUE.equals(waiting.get(Thread.currentThread()));
  }

  private synchronized void end() {
    if (Boolean.TRUE.equals(waiting.remove(Thread.currentThread()))) {
      // Whether or not the wait noticed: nobody else is to.
      Thread.interrupted();
    }
  }
}

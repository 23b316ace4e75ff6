package org.machapi.exception;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.notification.DeadNameNotification;
import org.machapi.notification.NoSendersNotification;
import org.machapi.notification.NotificationListener;
import org.machapi.notification.NotificationPort;
import org.machapi.notification.NotificationRequest;

/**
 * Whose end an {@link ExceptionServer} is to notice: clients, by a dead-name request each, and the
 * last of those who can send to it, by a no-senders request.
 *
 * <p>Holds a reference of its own to each client, so that the name cannot come to stand for
 * something else, and the request in its place. The leak checker cannot follow what is in a
 * collection; whatever is kept here is closed when its port has died, or by {@link #close()}.
 */
@InheritableMustCall("close")
@SuppressWarnings({"mustcall", "required.method.not.called"})
final class ClientWatch implements AutoCloseable {
  private static final Logger LOG = System.getLogger(ExceptionServer.class.getName());

  /** A client, and who is to be told. */
  private record Watched(SendRight client, NotificationRequest request, List<Runnable> actions) {
    void close() {
      request.close();
      client.close();
    }
  }

  private final NotificationPort notifications;
  private final ReceiveView exceptions;
  private final @Nullable Runnable onNoSenders;
  private final Map<Integer, Watched> clients = new HashMap<>();
  private @Nullable NotificationRequest noSenders;
  private boolean isOver;

  ClientWatch(@NotOwning ServerPorts ports, @Nullable Runnable onNoSenders) {
    this.notifications = ports.notifications();
    this.exceptions = ports.exceptions();
    this.onNoSenders = onNoSenders;
  }

  /** Asks for the end of the first send right, if anybody wants to know. */
  synchronized void start() throws MachException {
    if (onNoSenders != null) {
      noSenders = notifications.requestNoSenders(exceptions, 1);
    }
  }

  synchronized void add(SendView client, Runnable action) throws MachException {
    if (isOver) {
      throw new IllegalStateException("the exception server is closed");
    }
    if (client.mach() != exceptions.mach()) {
      // Its name may be that of another client here.
      throw new IllegalArgumentException(client + " belongs to another kernel or task");
    }
    SendRight ours = client.copy();
    try {
      Watched known = clients.get(ours.name());
      if (known == null) {
        NotificationRequest request = notifications.requestDeadName(ours);
        tell(request);
        known = new Watched(ours, request, new ArrayList<>());
        clients.put(ours.name(), known);
      } else {
        ours.close();
      }
      known.actions().add(action);
    } catch (MachException | IllegalArgumentException | IllegalStateException e) {
      ours.close();
      throw e;
    }
  }

  /** Closing the right of a request that was displaced tells whoever made it, at once. */
  private static void tell(NotificationRequest request) {
    SendOnceRight previous = request.takePrevious();
    if (previous != null) {
      previous.close();
    }
  }

  /**
   * Returns who is to be told what arrives.
   *
   * @param runs whether what is to be done is done; else it is logged, and only the rights of who
   *     has ended are given back
   */
  NotificationListener listener(boolean runs) {
    return new NotificationListener() {
      @Override
      public void onDeadName(DeadNameNotification notification) {
        Watched ended = remove(notification.name());
        if (ended != null) {
          ended.close();
          ended.actions().forEach(action -> run(action, runs));
        }
      }

      @Override
      public void onNoSenders(NoSendersNotification notification) {
        lastSenderEnded(notification, runs);
      }
    };
  }

  private synchronized @Nullable Watched remove(int name) {
    return clients.remove(name);
  }

  private void lastSenderEnded(NoSendersNotification notification, boolean runs) {
    Runnable action = onNoSenders;
    try {
      if (action != null && askAgain(notification.makeSendCount() + 1)) {
        run(action, runs);
      }
    } catch (MachException | IllegalStateException e) {
      LOG.log(Level.DEBUG, "Nobody waits for the last sender any more: {0}", e.toString());
    }
  }

  /** Asks for the end of the next send right; returns false if the server has been closed. */
  private synchronized boolean askAgain(int makeSendCount) throws MachException {
    if (isOver) {
      return false;
    }
    NotificationRequest before = noSenders;
    if (before != null) {
      before.close();
    }
    noSenders = notifications.requestNoSenders(exceptions, makeSendCount);
    return true;
  }

  private static void run(Runnable action, boolean runs) {
    if (!runs) {
      LOG.log(Level.WARNING, "The end of a client is not told: too many callbacks are stuck.");
      return;
    }
    try {
      action.run();
    } catch (Throwable e) {
      LOG.log(Level.WARNING, "What was to be done at the end of a client failed.", e);
    }
  }

  /** Cancels all requests and gives back the rights. */
  @Override
  public synchronized void close() {
    isOver = true;
    clients.values().forEach(Watched::close);
    clients.clear();
    NotificationRequest last = noSenders;
    if (last != null) {
      last.close();
    }
  }
}

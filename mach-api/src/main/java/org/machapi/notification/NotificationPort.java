package org.machapi.notification;

import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethodsOnException;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.DeadNameException;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.PortView;
import org.machapi.ReceiveRight;
import org.machapi.ReceiveView;
import org.machapi.SendOnceRight;
import org.machapi.message.Deadline;
import org.machapi.message.MalformedMessageException;
import org.machapi.message.MessageBuffer;
import org.machapi.message.ReceivedMessage;
import org.machapi.raw.NotifyConstants;

/**
 * A port of its own for notifications: asks the kernel for them, and receives them.
 *
 * <pre>{@code
 * try (NotificationPort notifications = NotificationPort.allocate();
 *     NotificationRequest request = notifications.requestDeadName(server);
 *     Notification notification = notifications.receive(Deadline.none())) {
 *   ...
 * }
 * }</pre>
 *
 * <p><b>One request, one message.</b> For each request the kernel holds one send-once right to this
 * port, and through each such right one message comes: what was asked for; {@link
 * PortDeletedNotification}, if there is nothing left to watch; or {@link SendOnceNotification}, if
 * the request was cancelled, was refused, or its right was given back by whoever displaced it.
 *
 * <p>Nobody but the kernel can send here, unless this program gives somebody a right to {@link
 * #port()}. What comes from elsewhere is recognised by its sender and refused.
 *
 * <p>Any number of threads may ask and close; one at a time receives.
 */
@InheritableMustCall("close")
public final class NotificationPort implements AutoCloseable {
  private final @Owning ReceiveRight port;
  private final Requests requests;
  private final NotificationQueue queue;
  private final MessageBuffer buffer = NotificationQueue.newBuffer();

  private NotificationPort(@Owning ReceiveRight port) {
    this.port = port;
    this.requests = new Requests(port);
    this.queue = new NotificationQueue(port);
  }

  /**
   * Creates a notification port on the kernel of this system.
   *
   * @see #allocate(Mach)
   * @return the port
   * @throws MachException as {@link #allocate(Mach)} does
   */
  public static @Owning NotificationPort allocate() throws MachException {
    return allocate(Mach.system());
  }

  /**
   * Creates a notification port.
   *
   * <p>Ownership: the caller owns it and must close it. It owns the receive right of a new port, to
   * which there is no send right. On failure nothing was made.
   *
   * @param mach the kernel
   * @return the port
   * @throws MachException as {@link ReceiveRight#allocate(Mach)} does
   */
  public static @Owning NotificationPort allocate(Mach mach) throws MachException {
    return new NotificationPort(ReceiveRight.allocate(mach));
  }

  /**
   * Borrows the port itself: to look at it, or to make send-once rights whose end is to be told
   * ({@link SendOnceNotification}). Whoever gets a right to it can send forged notifications, which
   * are refused.
   *
   * <p>Ownership: this object owns the receive right.
   *
   * @return the port, good until this is closed
   */
  public @NotOwning ReceiveView port() {
    return port;
  }

  /**
   * Asks to be told when a port dies: {@link DeadNameNotification}. If the name is freed before,
   * {@link PortDeletedNotification} comes instead.
   *
   * <p>Ownership: what is watched stays with its owner. The caller owns the request, and with it
   * the right of a dead-name or send-possible request that stood for the same name. On failure
   * there is no request, and one {@link SendOnceNotification} arrives here.
   *
   * @param watched a send, send-once or receive right. A receive right that dies frees its name, so
   *     that nothing but {@link PortDeletedNotification} comes, unless there is a send right under
   *     the same name.
   * @return the request
   * @throws DeadNameException if the name is dead already ({@code KERN_INVALID_ARGUMENT}): there is
   *     nothing to wait for
   * @throws MachException as {@code mach_port_request_notification} fails otherwise: {@code
   *     KERN_RESOURCE_SHORTAGE} if the kernel has no memory for the request, {@code KERN_NO_SPACE}
   *     if there is no name left for the right of an earlier request, which is told by a send-once
   *     notification then
   * @throws IllegalArgumentException if the right belongs to another {@link Mach}
   * @throws IllegalStateException if one of the two is closed
   */
  public @Owning NotificationRequest requestDeadName(PortView watched) throws MachException {
    return requests.add(watched, NotifyConstants.MACH_NOTIFY_DEAD_NAME, 0);
  }

  /**
   * Asks to be told as soon as a message can be sent through a right: at once, if its queue has
   * room now or it is a send-once right, else when room appears: {@link SendPossibleNotification}.
   * If the port dies, {@link DeadNameNotification} comes instead, also where it is dead already; if
   * the name is freed, {@link PortDeletedNotification}. (This is {@code MACH_NOTIFY_SEND_POSSIBLE}
   * with a {@code sync} of 1.)
   *
   * <p>Ownership: as {@link #requestDeadName}. For a name that is dead already, the notification
   * brings one more user reference as always.
   *
   * @param watched a send, send-once or receive right
   * @return the request
   * @throws MachException as {@link #requestDeadName} does, but not because of a dead name
   * @throws IllegalArgumentException if the right belongs to another {@link Mach}
   * @throws IllegalStateException if one of the two is closed
   */
  public @Owning NotificationRequest requestSendPossible(PortView watched) throws MachException {
    return requests.add(watched, NotifyConstants.MACH_NOTIFY_SEND_POSSIBLE, 1);
  }

  /**
   * Asks to be told when a message can be sent again after one could not: nothing comes until a
   * send through this name with {@code MACH_SEND_NOTIFY} has found the queue full, which arms the
   * request (with {@code MACH_SEND_TIMEOUT} that send fails with {@code MACH_SEND_TIMED_OUT}; XNU
   * osfmk/ipc/ipc_kmsg.c:ipc_kmsg_copyin_header); then as {@link #requestSendPossible}. So nobody
   * is told of room that nobody was waiting for. (This is {@code MACH_NOTIFY_SEND_POSSIBLE} with a
   * {@code sync} of 0. {@link org.machapi.PortView#type} shows a request, but not whether it is
   * armed.)
   *
   * <p>Ownership: as {@link #requestDeadName}.
   *
   * @param watched a send, send-once or receive right
   * @return the request
   * @throws MachException as {@link #requestDeadName} does, but not because of a dead name
   * @throws IllegalArgumentException if the right belongs to another {@link Mach}
   * @throws IllegalStateException if one of the two is closed
   */
  public @Owning NotificationRequest requestSendPossibleDelayed(PortView watched)
      throws MachException {
    return requests.add(watched, NotifyConstants.MACH_NOTIFY_SEND_POSSIBLE, 0);
  }

  /**
   * Asks to be told when no send right to a port exists any more: {@link NoSendersNotification}. It
   * comes at once if none exists and at least so many have been made; else when the last one goes,
   * whatever the count is then: the kernel compares it only now (XNU
   * osfmk/ipc/ipc_port.c:ipc_port_nsrequest).
   *
   * <p>So 1 waits for the end of the first send right of a fresh port, and 0 is told at once that
   * there is none. Asking again after a notification turned out to be out of date, the count of
   * that moment from {@link org.machapi.ReceiveStatus#makeSendCount} closes the gap: if the last
   * right has gone in between, the notification comes at once.
   *
   * <p>Ownership: as {@link #requestDeadName}; what is displaced is an earlier no-senders request
   * of the port. If the port dies first, {@link SendOnceNotification} comes.
   *
   * @param watched the port
   * @param makeSendCount the number of send rights that must have been made for an immediate
   *     notification; 32 bits without a sign
   * @return the request
   * @throws MachException as {@code mach_port_request_notification} fails: {@code
   *     KERN_INVALID_RIGHT} for a reply port, and {@code KERN_NO_SPACE} as {@link #requestDeadName}
   * @throws IllegalArgumentException if the port belongs to another {@link Mach}
   * @throws IllegalStateException if one of the two is closed
   */
  public @Owning NotificationRequest requestNoSenders(ReceiveView watched, int makeSendCount)
      throws MachException {
    return requests.add(watched, NotifyConstants.MACH_NOTIFY_NO_SENDERS, makeSendCount);
  }

  /**
   * Has a receive right come here when it is given up or its task ends, instead of the port being
   * destroyed: {@link PortDestroyedNotification}. That cannot be cancelled. It stays with the right
   * as long as the right stays where it is; when this notification port is closed first, the port
   * dies as any other.
   *
   * <p>Ownership: the receive right stays with its owner. The caller owns the right that is
   * returned. On failure there is no request, and one {@link SendOnceNotification} arrives here.
   *
   * @param watched the port
   * @return the right of the request that this one displaced: up to macOS 10.13 only, null since
   *     10.15
   * @throws MachException as {@code mach_port_request_notification} fails: {@code KERN_FAILURE} if
   *     it has been asked for already (since macOS 10.15; XNU osfmk/ipc/mach_port.c), or the port
   *     is a service port of launchd; {@code KERN_INVALID_RIGHT} for a timer or reply port.
   *     Hardened processes get a guard exception as well.
   * @throws IllegalArgumentException if the port belongs to another {@link Mach}
   * @throws IllegalStateException if one of the two is closed
   */
  public @Owning @Nullable SendOnceRight requestPortDestroyed(ReceiveView watched)
      throws MachException {
    return requests.request(watched, NotifyConstants.MACH_NOTIFY_PORT_DESTROYED, 0);
  }

  /**
   * Waits for the next notification.
   *
   * <p>Ownership: the caller owns the notification and must close it. If none comes in time, or a
   * message is refused, nothing is owned.
   *
   * @param deadline how long to wait
   * @return the notification, or null if none came until the deadline
   * @throws ForgedNotificationException if something came that looks like a notification, but not
   *     from the kernel; all it carried has been released. The next call receives the next message.
   * @throws MalformedMessageException if something came that is no notification; likewise. If it
   *     was larger than any notification, the kernel has destroyed it.
   * @throws MachException as {@link ReceivedMessage#receive} does otherwise, or as {@link
   *     Notification#of}
   * @throws IllegalStateException if this is closed, or another thread is receiving
   */
  public @Owning @Nullable Notification receive(Deadline deadline) throws MachException {
    return queue.receive(buffer, deadline);
  }

  /**
   * Waits for the next notification and tells a listener. A message that is no notification is
   * told, too, and counts as one.
   *
   * <p>Ownership: nothing remains with the caller. What the notification brought and the listener
   * did not take is given back, also when the listener throws.
   *
   * @param listener whom to tell
   * @param deadline how long to wait
   * @return whether there was something to tell; false if nothing came until the deadline
   * @throws MachException as {@link #receive} does, apart from messages that are no notifications
   *     and that the listener accepts
   * @throws IllegalStateException as {@link #receive} does
   */
  public boolean dispatchTo(NotificationListener listener, Deadline deadline) throws MachException {
    Notification received;
    try {
      received = receive(deadline);
    } catch (MalformedMessageException e) {
      listener.onRefused(e);
      return true;
    }
    try (@Nullable Notification notification = received) {
      if (notification != null) {
        notification.tell(listener);
      }
      return notification != null;
    }
  }

  /**
   * Cancels all requests that still stand, gives back what notifications have brought that nobody
   * has received (to destroy the queue alone would lose the references that belong to them), and
   * destroys the port. A second close does nothing. Never waits and never throws.
   *
   * <p>Another thread that waits here is woken. What cannot be cancelled is a request whose right
   * was closed first while its name had further references: if that port dies later, the dead name
   * has a reference that nobody is told of. So close requests before the rights they watch.
   */
  @Override
  @EnsuresCalledMethods(value = "this.port", methods = "close")
  @EnsuresCalledMethodsOnException(value = "this.port", methods = "close")
  public void close() {
    try (port) {
      requests.close();
      queue.drain();
    } catch (IllegalStateException closedBefore) {
      // Nothing is left to drain.
    }
  }
}

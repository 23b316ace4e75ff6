package org.machapi.notification;

import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethodsOnException;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.message.ReceivedMessage;
import org.machapi.raw.PortConstants;

/**
 * A receive right was given up, and has come here instead of taking its port with it ({@code
 * MACH_NOTIFY_PORT_DESTROYED}). The port lives: its send rights are good, and the messages in its
 * queue are still there.
 *
 * <p>The notification owns the receive right. On its way the right has lost its guard, its context
 * and its place in port sets, and its make-send count is 0 again (XNU
 * osfmk/ipc/ipc_port.c:ipc_port_clear_receiver); here it has been given a new guard, as {@link
 * ReceiveRight#adopt} does. The request is used up: closing the right destroys the port for good,
 * unless it is asked for again.
 */
@InheritableMustCall("close")
public final class PortDestroyedNotification implements Notification {
  private final @Owning BroughtRight<ReceiveRight> right;
  private final int name;

  private PortDestroyedNotification(int name, @Owning @Nullable ReceiveRight right) {
    this.name = name;
    this.right = new BroughtRight<>(right);
  }

  /** Moves the right out of the message; on failure the message owns it as before. */
  static @Owning PortDestroyedNotification adopt(ReceivedMessage message, int name)
      throws MachException {
    if (name == PortConstants.MACH_PORT_NULL || name == PortConstants.MACH_PORT_DEAD) {
      return new PortDestroyedNotification(name, null);
    }
    ReceiveRight right = ReceiveRight.adopt(message.mach(), name);
    message.takePortName(0);
    return new PortDestroyedNotification(name, right);
  }

  /**
   * Returns the name that the receive right has here. It need not be the one that it had where it
   * was given up.
   *
   * @return the name; {@code MACH_PORT_NULL} if the right found no room in the port space, and the
   *     kernel has destroyed it
   */
  public int name() {
    return name;
  }

  /**
   * Moves the receive right out of the notification.
   *
   * <p>Ownership: the caller owns the right, which is guarded, and must close it.
   *
   * @return the right; null if it found no room in the port space, and the kernel has destroyed it
   * @throws IllegalStateException if it was taken before, or the notification is closed
   */
  public @Owning @Nullable ReceiveRight takeReceiveRight() {
    return right.take();
  }

  @Override
  public void tell(NotificationListener listener) {
    listener.onPortDestroyed(this);
  }

  /** Destroys the port, unless the receive right was taken. */
  @Override
  @EnsuresCalledMethods(value = "this.right", methods = "close")
  @EnsuresCalledMethodsOnException(value = "this.right", methods = "close")
  public void close() {
    right.close();
  }

  /**
   * Returns kind and name, for people.
   *
   * @return such as {@code port destroyed 0x1203}
   */
  @Override
  public String toString() {
    return "port destroyed 0x" + Integer.toHexString(name);
  }
}

package org.machapi.notification;

import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethodsOnException;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.DeadName;
import org.machapi.KernReturn;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.raw.KernReturnConstants;

/**
 * A port has died; the rights to it that were held under one name are a dead name now ({@code
 * MACH_NOTIFY_DEAD_NAME}).
 *
 * <p>The notification brings <b>one more user reference</b> to the dead name, beside those that
 * were held of the right and still have to be closed. The kernel adds it when it turns the name
 * into a dead name, so that the name cannot become somebody else's before the notification has been
 * read (XNU osfmk/ipc/ipc_right.c:ipc_right_check). The notification owns it.
 *
 * <p>A dead-name and a send-possible request both end like this.
 */
@InheritableMustCall("close")
public final class DeadNameNotification implements Notification {
  private final int name;
  private final @Owning BroughtRight<DeadName> deadName;

  private DeadNameNotification(int name, @Owning @Nullable DeadName deadName) {
    this.name = name;
    this.deadName = new BroughtRight<>(deadName);
  }

  /**
   * Adopts the reference that came along. Looking at the name also makes the kernel add it, should
   * that not have happened yet. Whoever destroys a whole name destroys this reference too; then
   * there is none.
   */
  static @Owning DeadNameNotification adopt(Mach mach, int name) throws MachException {
    DeadName deadName;
    try {
      deadName = DeadName.adopt(mach, name);
    } catch (MachException e) {
      if (isGone(e.kernReturn())) {
        return new DeadNameNotification(name, null);
      }
      throw e;
    }
    return new DeadNameNotification(name, deadName);
  }

  private static boolean isGone(KernReturn code) {
    return code.code() == KernReturnConstants.KERN_INVALID_NAME
        || code.code() == KernReturnConstants.KERN_INVALID_RIGHT;
  }

  /**
   * Returns the name that is dead, to be compared with the name of what was watched.
   *
   * @return the name, as it stands in the message; it stays a dead name while the notification is
   *     open, unless somebody has destroyed it
   */
  public int name() {
    return name;
  }

  /**
   * Tells whether the notification owns a reference to the dead name.
   *
   * @return false if it was taken or given back, or if somebody had destroyed the whole name
   *     ({@code mach_port_destroy}) before the notification was read
   */
  public boolean hasDeadName() {
    return deadName.isHere();
  }

  /**
   * Moves the reference out of the notification.
   *
   * <p>Ownership: the caller owns the reference and must close it.
   *
   * @return the reference; null if somebody had destroyed the whole name before the notification
   *     was read
   * @throws IllegalStateException if it was taken before, or the notification is closed
   */
  public @Owning @Nullable DeadName takeDeadName() {
    return deadName.take();
  }

  @Override
  public void tell(NotificationListener listener) {
    listener.onDeadName(this);
  }

  /** Gives the reference back, unless it was taken. */
  @Override
  @EnsuresCalledMethods(value = "this.deadName", methods = "close")
  @EnsuresCalledMethodsOnException(value = "this.deadName", methods = "close")
  public void close() {
    deadName.close();
  }

  /**
   * Returns kind and name, for people.
   *
   * @return such as {@code dead name 0x1203}
   */
  @Override
  public String toString() {
    return "dead name 0x" + Integer.toHexString(name);
  }
}

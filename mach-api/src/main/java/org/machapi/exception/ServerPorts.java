package org.machapi.exception;

import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethodsOnException;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.PortSet;
import org.machapi.PortSetView;
import org.machapi.ReceiveRight;
import org.machapi.ReceiveView;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.notification.NotificationPort;

/**
 * The ports of an {@link ExceptionServer}: one for exceptions, one for notifications, and the set
 * from which both are received. Two ports, since a send-once right under way to the one of the
 * exceptions would hold up the news that nobody can send there.
 */
@InheritableMustCall("close")
final class ServerPorts implements AutoCloseable {
  private final @Owning PortSet set;
  private final @Owning NotificationPort notifications;
  private final @Owning ReceiveRight exceptions;
  private final @Owning OwnedRights sends = new OwnedRights();
  private final int exceptionsName;
  private @NotOwning @Nullable SendRight handler;

  private ServerPorts(
      @Owning PortSet set,
      @Owning NotificationPort notifications,
      @Owning ReceiveRight exceptions) {
    this.set = set;
    this.notifications = notifications;
    this.exceptions = exceptions;
    this.exceptionsName = exceptions.name();
  }

  /** Makes the three; on failure none is left. */
  static @Owning ServerPorts make(Mach mach) throws MachException {
    PortSet set = PortSet.allocate(mach);
    try {
      return make(set);
    } catch (MachException e) {
      set.close();
      throw e;
    }
  }

  private static @Owning ServerPorts make(@Owning PortSet set) throws MachException {
    NotificationPort notifications = NotificationPort.allocate(set.mach());
    try {
      set.add(notifications.port());
      return make(set, notifications);
    } catch (MachException e) {
      notifications.close();
      throw e;
    }
  }

  private static @Owning ServerPorts make(
      @Owning PortSet set, @Owning NotificationPort notifications) throws MachException {
    ReceiveRight exceptions = ReceiveRight.allocate(set.mach());
    try {
      set.add(exceptions);
      return new ServerPorts(set, notifications, exceptions);
    } catch (MachException e) {
      exceptions.close();
      throw e;
    }
  }

  @NotOwning
  PortSetView set() {
    return set;
  }

  @NotOwning
  NotificationPort notifications() {
    return notifications;
  }

  @NotOwning
  ReceiveView exceptions() {
    return exceptions;
  }

  /** Returns the name at which exceptions arrive, also when the port has been closed since. */
  int exceptionsName() {
    return exceptionsName;
  }

  /** Lends a send right to the port of the exceptions, which is made when it is first asked for. */
  @NotOwning
  synchronized SendView handler() throws MachException {
    SendRight made = handler;
    if (made == null) {
      made = sends.add(exceptions.makeSend());
      handler = made;
    }
    return made;
  }

  /** Ends the wait of whoever receives, and every later one. */
  void stopReceiving() {
    set.close();
  }

  @Override
  @EnsuresCalledMethods(
      value = {"this.set", "this.notifications", "this.exceptions", "this.sends"},
      methods = "close")
  @EnsuresCalledMethodsOnException(
      value = {"this.set", "this.notifications", "this.exceptions", "this.sends"},
      methods = "close")
  public void close() {
    try (exceptions;
        sends;
        notifications;
        set) {
      // Nothing to do but to close, the set first.
    }
  }
}

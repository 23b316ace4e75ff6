package org.machapi;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import org.checkerframework.checker.initialization.qual.UnknownInitialization;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.flight.Flight;
import org.machapi.flight.RightAcquiredEvent;
import org.machapi.flight.RightReleasedEvent;

/**
 * A right that the program owns: one user reference, or the one receive right. Closing gives it
 * back, exactly once.
 *
 * <p>Objects, not names, carry ownership. All send rights of a task to one port share one name; two
 * {@link SendRight} objects of that name own one user reference each, and each is closed on its
 * own.
 *
 * <p>Safe for use by several threads. {@link #close()} never waits: uses that are under way in
 * other threads hold a loan, and the last of them gives the right back. After close, or after the
 * right has been given away, every method that tells or does something with the right throws {@link
 * IllegalStateException} without a call to the kernel; {@link #close()} does nothing.
 */
@InheritableMustCall("close")
public abstract sealed class PortRight implements PortView, AutoCloseable
    permits ReceiveRight, PortSet, SendRight, SendOnceRight, DeadName {
  private static final Logger LOG = System.getLogger(PortRight.class.getName());

  // The state: the number of loans in the low bits, and what has become of the right in the high
  // ones.
  private static final int CLOSED = 1 << 31;
  private static final int GONE = 1 << 30;
  private static final int MOVING = 1 << 29;
  private static final int UNUSABLE = CLOSED | GONE | MOVING;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(PortRight.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Mach mach;
  // Written only during a transfer, which excludes all other uses; published by the write of state
  // that ends it.
  private int name;

  @SuppressWarnings("unused") // through STATE
  private volatile int state;

  private final @Nullable Acquisition acquisition;

  PortRight(Mach mach, int name, Class<? extends PortRight> type) {
    this.mach = mach;
    this.name = name;
    RightsObserver observer = mach.observer();
    this.acquisition = observer == null ? null : record(observer, type, name);
    if (Flight.isOn()) {
      RightAcquiredEvent.write(type, name);
    }
  }

  /**
   * Has the observer told if this object is lost, should it want to know. The last thing in each
   * constructor of a subclass.
   *
   * @param routine gives back what the object owns; must not refer to the object, which would never
   *     be lost then
   */
  @SuppressWarnings("nullness:argument") // Whether the object goes is watched, it is not looked at.
  final void watch(@UnknownInitialization(PortRight.class) PortRight this, GiveBack routine) {
    if (acquisition instanceof WatchedAcquisition watched) {
      try {
        watched.watch(this, mach, name, routine);
      } catch (RuntimeException | Error e) {
        LOG.log(Level.WARNING, "A right is not watched: " + this.name, e);
      }
    }
  }

  /** The right is the program's by now: a mistake of the observer must not lose it. */
  private static @Nullable Acquisition record(
      RightsObserver observer, Class<? extends PortRight> type, int name) {
    try {
      return observer.acquired(type, name);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "The observer of rights failed.", e);
      return null;
    }
  }

  /** Gives the right back to the kernel; called once. Returns what the kernel says. */
  abstract int release(Mach mach, int name);

  /** Names the routine that {@link #release} calls, for messages. */
  abstract String releaseRoutine();

  /**
   * Ends the waits of those who use the right, which has just been closed; its name is still good.
   * Never throws.
   */
  void wakeUsers(int name) {
    // Most uses are short.
  }

  /** Returns the guard of the right; 0 if it has none. */
  long guard() {
    return 0;
  }

  /**
   * Makes the right what it was before a message took it, after a failed send gave it back under
   * this name. Called during a transfer.
   *
   * @param foundGuard the guard that the kernel put on it meanwhile; 0 for none
   */
  void cameBack(int name, long foundGuard) {}

  @Override
  public final Mach mach() {
    return mach;
  }

  @Override
  public final int name() {
    int now = state;
    if ((now & UNUSABLE) != 0) {
      throw unusable(now);
    }
    return name;
  }

  @Override
  public final Loan lend() {
    return new Loan(this, beginUse());
  }

  /**
   * Begins to give the right to somebody else. Until the transfer ends no other use is possible;
   * how it ends decides whether the right is still yours.
   *
   * @return the transfer, to be closed
   * @throws IllegalStateException if the right is closed or gone, or other threads are using it at
   *     this moment
   */
  public final Transfer transfer() {
    int now;
    do {
      now = state;
      if ((now & UNUSABLE) != 0) {
        throw unusable(now);
      }
      if (now != 0) {
        throw new IllegalStateException(
            this + " cannot be given away: it is in use (" + now + " loans are open)");
      }
    } while (!STATE.compareAndSet(this, 0, MOVING));
    if (acquisition instanceof WatchedAcquisition watched) {
      watched.moving();
    }
    return new Transfer(this, name);
  }

  /**
   * Leaves the library: the object owns nothing from now on, and the caller alone owns what it
   * owned.
   *
   * @return the name
   * @throws IllegalStateException if the right is closed or gone, or other threads are using it at
   *     this moment
   */
  final int relinquishName() {
    try (Transfer transfer = transfer()) {
      transfer.succeeded();
      return transfer.name();
    }
  }

  /**
   * Gives the right back to the kernel. A second close, or a close after the right has been given
   * away, does nothing.
   *
   * <p>Never waits and never throws. While other threads use the right, the last of these uses
   * gives it back; a thread that waits for a message is woken. Should the kernel refuse (which
   * means that somebody else has released what this object owned), the refusal is logged and told
   * to the {@link RightsObserver}.
   */
  @Override
  public final void close() {
    int now;
    boolean inUse;
    do {
      now = state;
      if ((now & (CLOSED | GONE)) != 0) {
        return;
      }
      inUse = (now & ~UNUSABLE) != 0;
      // A loan of the closer's own keeps the name good until the others have been woken.
    } while (!STATE.compareAndSet(this, now, (now | CLOSED) + (inUse ? 1 : 0)));
    if (inUse) {
      try {
        wakeUsers(name);
      } finally {
        endUse();
      }
    } else if (now == 0) {
      giveBack();
    }
  }

  /** Tells whether the right is closed or has been given away. */
  final boolean isOver() {
    return (state & (CLOSED | GONE)) != 0;
  }

  /** Begins a use: the name stays good until {@link #endUse()}. */
  final int beginUse() {
    int now;
    do {
      now = state;
      if ((now & UNUSABLE) != 0) {
        throw unusable(now);
      }
    } while (!STATE.compareAndSet(this, now, now + 1));
    if (acquisition instanceof WatchedAcquisition watched) {
      try {
        watched.used();
      } catch (RuntimeException | Error e) {
        // Such as a stack that is full. The use that was counted would never end.
        endUse();
        throw e;
      }
    }
    return name;
  }

  /** Begins a use beside others that are under way, also after close; false if there is none. */
  final boolean joinUse() {
    int now;
    do {
      now = state;
      if ((now & (GONE | MOVING)) != 0 || (now & ~UNUSABLE) == 0) {
        return false;
      }
    } while (!STATE.compareAndSet(this, now, now + 1));
    return true;
  }

  /** Returns the name, which is good as long as the caller's use lasts, also after close. */
  final int nameInUse() {
    return name;
  }

  /** Ends a use, and gives the right back if it was closed meanwhile and this use was the last. */
  final void endUse() {
    int before = (int) STATE.getAndAdd(this, -1);
    if (before == (CLOSED | 1)) {
      giveBack();
    }
  }

  final void endTransfer(boolean succeeded, int newName) {
    name = newName;
    if (acquisition instanceof WatchedAcquisition watched) {
      watched.moved(succeeded, newName);
    }
    if (succeeded) {
      // Whether somebody closes it at this moment makes no difference any more.
      STATE.setRelease(this, GONE);
      if (acquisition != null) {
        acquisition.givenAway();
      }
      if (Flight.isOn()) {
        RightReleasedEvent.write(getClass(), newName, true, 0);
      }
      return;
    }
    int now = (int) STATE.getAndBitwiseAnd(this, ~MOVING);
    if ((now & CLOSED) != 0) {
      giveBack();
    }
  }

  private void giveBack() {
    if (acquisition instanceof WatchedAcquisition watched) {
      watched.over();
      // This object may be collected during the call; the watch has to know before.
      Reference.reachabilityFence(this);
    }
    int code = release(mach, name);
    if (acquisition != null) {
      acquisition.released(new KernReturn(code));
    }
    if (Flight.isOn()) {
      RightReleasedEvent.write(getClass(), name, false, code);
    }
    if (code != 0) {
      mach.releaseRefused(this, releaseRoutine(), code);
    }
  }

  private IllegalStateException unusable(int now) {
    String what =
        (now & GONE) != 0
            ? "has been given away"
            : (now & CLOSED) != 0 ? "is closed" : "is being given away by another thread";
    String where = acquisition == null ? "" : "; " + acquisition.describe();
    return new IllegalStateException(this + " " + what + where);
  }

  /**
   * Returns type and name, for people. Makes no call.
   *
   * @return such as {@code SendRight 0x1203}
   */
  @Override
  public final String toString() {
    return getClass().getSimpleName() + " " + PortNames.format(name);
  }
}

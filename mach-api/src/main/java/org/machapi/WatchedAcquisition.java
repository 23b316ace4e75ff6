package org.machapi;

import java.lang.ref.Cleaner;
import java.lang.ref.Cleaner.Cleanable;
import java.util.concurrent.atomic.AtomicInteger;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.flight.Flight;
import org.machapi.flight.RightReleasedEvent;

/**
 * An {@link Acquisition} that is told, too, if the object that owns the right is lost: collected by
 * the garbage collector although nobody closed it or gave the right away.
 *
 * <p>What is lost is the object, not the right: that stays in the port space until the process
 * ends, unless it is given back from here. Its name is still this task's, and is not given out
 * again meanwhile (if nobody else releases what the object owned).
 *
 * <p>To watch costs several times what acquiring a right does, so observers watch some rights only.
 */
public abstract class WatchedAcquisition implements Acquisition {
  private static final int OWNED = 0;
  private static final int MOVING = 1;

  /** Given back, given away, or with nothing left that could be done. */
  private static final int OVER = 2;

  private static final int LOST = 3;

  /**
   * The one place that decides who gives the right back, the object or whoever finds it lost. The
   * object tells before its call, and can be reached until it has told.
   */
  private final AtomicInteger state = new AtomicInteger(OWNED);

  // Written before the object is published, and during a transfer.
  private volatile int name;
  private volatile @Nullable Mach mach;
  private volatile @Nullable GiveBack routine;
  private volatile @Nullable Class<? extends PortRight> type;
  private volatile @Nullable Cleanable cleanable;

  /** Makes the record of a right that is about to get its object. */
  protected WatchedAcquisition() {}

  /**
   * Is told that the object was lost. Called at most once, by a thread of the library's own that
   * has other rights to look after: must be quick. What it throws is ignored.
   *
   * @param duringTransfer whether that was while the right was being given to somebody else, so
   *     that nobody knows whose it is
   */
  protected abstract void lost(boolean duringTransfer);

  /**
   * Returns the name of the right: the one it was acquired under, or another one if the kernel gave
   * it back so after a send that failed.
   *
   * @return the {@code mach_port_name_t}; 0 until the record is in use
   */
  protected final int currentName() {
    return name;
  }

  /** Is told of each use of the right. Called by the thread that uses it, and must be quick. */
  protected void used() {}

  /**
   * Gives back the right of an object that has been lost, once.
   *
   * <p>Ownership: the right is the kernel's afterwards, whatever it says. Code that still uses the
   * bare name of the lost object, or released it already, then acts on a name that is nobody's, or
   * somebody else's.
   *
   * @return what the kernel says, which {@link #released} is told too; null, without a call, if the
   *     object has not been lost, or its right has been given back, or it was lost while the right
   *     was being given away
   */
  protected final @Nullable KernReturn giveBackLost() {
    Mach kernel = mach;
    GiveBack call = routine;
    Class<? extends PortRight> owner = type;
    if (kernel == null || call == null || owner == null || !state.compareAndSet(LOST, OVER)) {
      return null;
    }
    int code = call.giveBack(kernel, name);
    KernReturn kernReturn = new KernReturn(code);
    released(kernReturn);
    if (Flight.isOn()) {
      RightReleasedEvent.write(owner, name, false, code);
    }
    return kernReturn;
  }

  /** Begins to watch an object. Keeps no reference to it. */
  final void watch(PortRight owner, Mach mach, int name, GiveBack routine) {
    if (this.routine != null) {
      throw new IllegalStateException("an observer gave one record for two rights");
    }
    this.mach = mach;
    this.name = name;
    this.routine = routine;
    this.type = owner.getClass();
    this.cleanable = Watcher.CLEANER.register(owner, this::collected);
  }

  /** The object has begun to give the right away. */
  final void moving() {
    state.set(MOVING);
  }

  /** The object has ended to give the right away. */
  final void moved(boolean succeeded, int newName) {
    if (succeeded) {
      over();
    } else {
      name = newName;
      state.set(OWNED);
    }
  }

  /** The object is about to give the right back, or has given it away. */
  final void over() {
    state.set(OVER);
    Cleanable watching = cleanable;
    if (watching != null) {
      watching.clean();
    }
  }

  private void collected() {
    if (state.compareAndSet(OWNED, LOST)) {
      lost(false);
    } else if (state.compareAndSet(MOVING, OVER)) {
      lost(true);
    }
  }

  /** Has a thread, and so is made only for who watches. */
  private static final class Watcher {
    static final Cleaner CLEANER = Cleaner.create();
  }
}

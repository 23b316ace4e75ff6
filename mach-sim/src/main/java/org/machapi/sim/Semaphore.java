package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_NOT_WAITING;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.KernReturnConstants.KERN_TERMINATED;

import java.util.ArrayDeque;
import java.util.Iterator;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A semaphore: its port, how many waits will pass, and who waits. It lives as long as there are
 * send rights to its port or threads that wait for it; what it does it does as long as it has an
 * owner.
 */
final class Semaphore implements Perishable {
  final Port port = new Port();

  /** How many waits will pass at once; 0 as long as anybody waits. */
  int count;

  private final boolean newestFirst;
  private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();
  private @Nullable Task owner;

  Semaphore(Task owner, boolean newestFirst, int count) {
    this.owner = owner;
    this.newestFirst = newestFirst;
    this.count = count;
    port.objectType = ObjectType.SEMAPHORE;
    port.object = this;
    // The kernel asks to be told itself when nobody can name the semaphore any more.
    port.noSendersRequest = port;
    owner.semaphores.add(this);
  }

  boolean isActive() {
    return owner != null;
  }

  boolean belongsTo(Task task) {
    return owner == task;
  }

  void add(Waiter waiter) {
    if (newestFirst) {
      waiters.addFirst(waiter);
    } else {
      waiters.addLast(waiter);
    }
  }

  /** Forgets a waiter, and the semaphore with it if that was all that kept it. */
  void remove(Waiter waiter) {
    waiters.remove(waiter);
    endIfUnused();
  }

  /** Ends a semaphore that nobody can signal or wait for any more. */
  @Override
  public void endIfUnused() {
    if (port.sendRights == 0 && waiters.isEmpty()) {
      deactivate();
    }
  }

  /** Wakes one waiter, or counts the signal. */
  int signal() {
    if (owner == null) {
      return KERN_TERMINATED;
    }
    if (!wakeOne(null)) {
      count++;
    }
    return KERN_SUCCESS;
  }

  int signalAll() {
    if (owner == null) {
      return KERN_TERMINATED;
    }
    wakeAll(Waiter.Outcome.SERVED);
    return KERN_SUCCESS;
  }

  /** Wakes one thread, or whichever if none is named; what wakes nobody is not counted. */
  int signalThread(@Nullable MachThread thread) {
    if (owner == null) {
      return KERN_TERMINATED;
    }
    return wakeOne(thread) ? KERN_SUCCESS : KERN_NOT_WAITING;
  }

  private boolean wakeOne(@Nullable MachThread thread) {
    for (Iterator<Waiter> each = waiters.iterator(); each.hasNext(); ) {
      Waiter waiter = each.next();
      // A thread that was woken by its end has not got round to leaving yet.
      if (waiter.outcome == Waiter.Outcome.WAITING && (thread == null || waiter.thread == thread)) {
        each.remove();
        waiter.wake(Waiter.Outcome.SERVED);
        return true;
      }
    }
    return false;
  }

  private void wakeAll(Waiter.Outcome why) {
    Waiter waiter;
    while ((waiter = waiters.poll()) != null) {
      if (waiter.outcome == Waiter.Outcome.WAITING) {
        waiter.wake(why);
      }
    }
  }

  /** Takes the semaphore from its owner: who waits is woken, and every later call fails. */
  void deactivate() {
    Task former = owner;
    if (former != null) {
      former.semaphores.remove(this);
      owner = null;
      count = 0;
      wakeAll(Waiter.Outcome.PORT_GONE);
    }
  }
}

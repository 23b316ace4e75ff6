package org.machapi;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.MachMsgTrailerLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.PortConstants;

/**
 * Those who receive from one port or set: they wait in the kernel by turns, and whoever has the
 * turn can be woken.
 *
 * <p>Turns, because a message to the port, which is the only thing that wakes a thread waiting
 * there, wakes whichever the kernel chooses. With one thread in the kernel it is the one that was
 * meant. Who does not wait at all needs no turn; should it receive what was to wake another, it
 * sends that again.
 */
class Receivers {
  private static final long NO_LIMIT = Long.MAX_VALUE;

  private final ReentrantLock turn = new ReentrantLock();

  /** Made by the first that waits; used by whoever has the turn. */
  private @Nullable InterruptHook interrupts;

  // What whoever has the turn does: nothing, wait in the kernel or be about to, or that while a
  // wake
  // is on its way.
  private static final int IDLE = 0;
  private static final int WAITING = 1;
  private static final int WOKEN = 2;

  private final AtomicInteger waiter = new AtomicInteger(IDLE);

  /**
   * Returns the port to which a wake has to be sent: that which is received from.
   *
   * @param name the name of the source, which is on loan
   */
  int wakeName(int name) {
    return name;
  }

  /** Makes what a wake needs, before anybody waits; the source is on loan. */
  void prepareWakes(Mach mach, int name) throws MachException {
    // A port needs nothing.
  }

  /** Does what is to be done with a wake that arrived although it was for another port. */
  void wakeOfAnother(int name) {
    // Does not happen: what arrives at a port was for it.
  }

  final int receive(PortRight source, NativeBuffer memory, int options, long nanoseconds)
      throws MachException {
    source.name();
    requireRoom(memory, options);
    int receive = options | MessageConstants.MACH_RCV_MSG;
    if (nanoseconds <= 0) {
      return poll(source, memory, receive);
    }
    long end = nanoseconds == NO_LIMIT ? 0 : System.nanoTime() + nanoseconds;
    try {
      if (!turn.tryLock() && !awaitTurn(nanoseconds)) {
        return MessageConstants.MACH_RCV_TIMED_OUT;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return MessageConstants.MACH_RCV_INTERRUPTED;
    }
    try {
      return await(source, memory, receive, nanoseconds == NO_LIMIT, end);
    } finally {
      turn.unlock();
    }
  }

  private boolean awaitTurn(long nanoseconds) throws InterruptedException {
    if (nanoseconds == NO_LIMIT) {
      turn.lockInterruptibly();
      return true;
    }
    return turn.tryLock(nanoseconds, TimeUnit.NANOSECONDS);
  }

  /** Receives without waiting. */
  private int poll(PortRight source, NativeBuffer memory, int options) throws MachException {
    boolean tookWake = false;
    int name = source.beginUse();
    try {
      int code;
      int from;
      do {
        code =
            receiveOnce(
                source.mach(), memory, options | MessageConstants.MACH_RCV_TIMEOUT, name, 0);
        from = wokenPort(source.mach(), code, memory);
        if (from != PortConstants.MACH_PORT_NULL && from == wakeName(name)) {
          tookWake = true;
        } else if (from != PortConstants.MACH_PORT_NULL) {
          wakeOfAnother(from);
        }
      } while (from != PortConstants.MACH_PORT_NULL);
      return code;
    } finally {
      if (tookWake) {
        // It may have been for another thread, which is about to wait for it.
        wake(source.mach(), name);
      }
      source.endUse();
    }
  }

  /** Waits for a message, as the one that has the turn. */
  @SuppressWarnings("required.method.not.called") // A hook is a selector that holds nothing.
  private int await(PortRight source, NativeBuffer memory, int options, boolean unlimited, long end)
      throws MachException {
    if (Thread.currentThread().isInterrupted()) {
      return MessageConstants.MACH_RCV_INTERRUPTED;
    }
    int name = source.beginUse();
    try {
      prepareWakes(source.mach(), name);
      waiter.set(WAITING);
      InterruptHook hook = interrupts;
      if (hook == null) {
        hook = new InterruptHook(this, source);
        interrupts = hook;
      }
      hook.enter();
      try {
        return awaitMessage(source, memory, options, unlimited, end, name);
      } finally {
        hook.leave();
      }
    } finally {
      waiter.set(IDLE);
      source.endUse();
    }
  }

  private int awaitMessage(
      PortRight source, NativeBuffer memory, int options, boolean unlimited, long end, int name)
      throws MachException {
    while (true) {
      // Both looks come after WAITING is set: whoever closes or interrupts later sends a wake.
      source.name();
      if (Thread.currentThread().isInterrupted()) {
        return MessageConstants.MACH_RCV_INTERRUPTED;
      }
      int code =
          unlimited
              ? receiveOnce(source.mach(), memory, options, name, 0)
              : receiveOnce(
                  source.mach(),
                  memory,
                  options | MessageConstants.MACH_RCV_TIMEOUT,
                  name,
                  millisUntil(end));
      if (code == MessageConstants.MACH_RCV_TIMED_OUT && !unlimited && millisUntil(end) > 0) {
        // The wait was longer than mach_msg can count.
        continue;
      }
      int from = wokenPort(source.mach(), code, memory);
      if (from == PortConstants.MACH_PORT_NULL) {
        return code;
      }
      if (from == wakeName(name)) {
        waiter.set(WAITING);
      } else {
        wakeOfAnother(from);
      }
    }
  }

  /** Returns the port that a wake was sent to, if that is what has been received; else 0. */
  private static int wokenPort(Mach mach, int code, NativeBuffer memory) throws MachException {
    return code == MessageConstants.MACH_MSG_SUCCESS
        ? WakeMessage.target(mach, memory)
        : PortConstants.MACH_PORT_NULL;
  }

  private static int receiveOnce(
      Mach mach, NativeBuffer memory, int options, int name, int timeout) {
    return mach.library().mach_msg(memory.pointer(), options, 0, memory.size(), name, timeout, 0);
  }

  /**
   * Wakes who waits in the kernel, if anybody does. The caller has a loan of the source.
   *
   * @param mach the kernel
   * @param name the name of the source
   */
  final void wake(Mach mach, int name) {
    if (isWaiting()) {
      WakeMessage.send(mach, wakeName(name));
    }
  }

  /**
   * As {@link #wake}, unless a wake is on its way: who gets that looks for all reasons. So a thread
   * that is interrupted again and again does not fill the queue.
   */
  final void wakeUnlessWoken(Mach mach, int name) {
    if (waiter.compareAndSet(WAITING, WOKEN) && !WakeMessage.send(mach, wakeName(name))) {
      waiter.compareAndSet(WOKEN, WAITING);
    }
  }

  final boolean isWaiting() {
    return waiter.get() != IDLE;
  }

  /** Returns milliseconds, rounded up so that a wait does not end early; 0 if the time is over. */
  private static int millisUntil(long end) {
    long left = end - System.nanoTime();
    long unit = TimeUnit.MILLISECONDS.toNanos(1);
    return left <= 0 ? 0 : (int) Math.min((left + unit - 1) / unit, Integer.MAX_VALUE);
  }

  private static void requireRoom(NativeBuffer memory, int options) {
    int elements = (options & MessageConstants.MACH_RCV_TRAILER_MASK) >>> 24;
    if (elements < MessageConstants.MACH_RCV_TRAILER_AUDIT) {
      throw new IllegalArgumentException("the options do not ask for the audit token");
    }
    if (memory.size() < WakeMessage.SIZE + MachMsgTrailerLayout.MAX_TRAILER_SIZE) {
      throw new IllegalArgumentException("memory of " + memory.size() + " bytes holds no message");
    }
  }
}

package org.machapi.exception;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Looks after the thread that serves: when its call has run out of time, has the crew answer and
 * relieve it.
 *
 * <p>Costs next to nothing while all goes well: as no call gets less than a certain time, one look
 * in that time finds every call in time, so that a call neither sets nor cancels an alarm. Only
 * when nothing has happened for so long does it sleep until the next call wakes it.
 */
final class Watchdog implements Runnable {
  private static final Logger LOG = System.getLogger(ExceptionServer.class.getName());
  private static final long RETRY = TimeUnit.MILLISECONDS.toNanos(100);

  private final ServerCrew crew;
  private final long shortest;
  private volatile @Nullable Thread thread;
  private volatile boolean isAsleep;
  private volatile boolean isOver;

  /**
   * @param shortest the nanoseconds that every call has at least
   */
  Watchdog(ServerCrew crew, long shortest) {
    this.crew = crew;
    this.shortest = shortest;
  }

  void start() {
    Thread made = new Thread(this, "mach-api exception server, watchdog");
    made.setDaemon(true);
    thread = made;
    made.start();
  }

  /** A call has begun. */
  void wake() {
    if (isAsleep) {
      unpark();
    }
  }

  /** Ends it, as soon as no call is under way. */
  void stop() {
    isOver = true;
    unpark();
  }

  private void unpark() {
    Thread started = thread;
    if (started != null) {
      LockSupport.unpark(started);
    }
  }

  @Override
  public void run() {
    ServedCall seen = null;
    while (true) {
      ServedCall call = crew.latestCall();
      if (call != null && call.isRunning()) {
        long left = call.remaining();
        if (left > 0) {
          // This one may end early, and one come that has less time than it had left.
          LockSupport.parkNanos(this, Math.min(left, shortest));
        } else {
          timeOut(call);
        }
      } else if (isOver) {
        return;
      } else if (crew.lacksRelief()) {
        LockSupport.parkNanos(this, Math.min(RETRY, shortest));
        crew.relieve();
      } else if (call != seen) {
        seen = call;
        LockSupport.parkNanos(this, shortest);
      } else {
        sleepWhileIdle(call);
      }
    }
  }

  /** Whatever goes wrong, the next call needs somebody to look after it. */
  private void timeOut(ServedCall call) {
    try {
      crew.timeOut(call);
    } catch (Throwable e) {
      LOG.log(Level.ERROR, "An exception could not be answered at its deadline.", e);
    }
  }

  private void sleepWhileIdle(@Nullable ServedCall call) {
    isAsleep = true;
    if (crew.latestCall() == call && !crew.lacksRelief() && !isOver) {
      LockSupport.park(this);
    }
    isAsleep = false;
  }
}

package org.machapi.exception;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Looks after the thread that serves: when its call has run out of time, has the crew answer and
 * relieve it.
 *
 * <p>Costs next to nothing while all goes well: as each call gets the same time, one look in that
 * time finds every call in time, so that a call neither sets nor cancels an alarm. Only when
 * nothing has happened for so long does it sleep until the next call wakes it.
 */
final class Watchdog implements Runnable {
  private static final long RETRY = TimeUnit.MILLISECONDS.toNanos(100);

  private final ServerCrew crew;
  private final long nanoseconds;
  private volatile @Nullable Thread thread;
  private volatile boolean isAsleep;
  private volatile boolean isOver;

  Watchdog(ServerCrew crew, long nanoseconds) {
    this.crew = crew;
    this.nanoseconds = nanoseconds;
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
          LockSupport.parkNanos(this, left);
        } else {
          crew.timeOut(call);
        }
      } else if (isOver) {
        return;
      } else if (crew.lacksRelief()) {
        LockSupport.parkNanos(this, Math.min(RETRY, nanoseconds));
        crew.relieve();
      } else if (call != seen) {
        seen = call;
        LockSupport.parkNanos(this, nanoseconds);
      } else {
        sleepWhileIdle(call);
      }
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

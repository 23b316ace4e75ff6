package org.machapi.replay;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.sim.SimulatedThread;

/** A call that was started on a thread of its own and may wait in the kernel. */
final class StartedCall {
  /** Far more than any call needs that does not wait; a call that takes longer hangs. */
  private static final long LIMIT_SECONDS = 30;

  /** How often to look whether the thread waits; its return is noticed at once. */
  private static final long LOOK_AGAIN_MICROSECONDS = 100;

  private final MachMsgCall call;
  private final SimulatedThread thread;
  private final CountDownLatch returned = new CountDownLatch(1);
  private volatile @Nullable Throwable failure;

  private StartedCall(MachMsgCall call, SimulatedThread thread) {
    this.call = call;
    this.thread = thread;
  }

  static StartedCall start(MachMsgCall call, SimulatedThread thread) {
    StartedCall started = new StartedCall(call, thread);
    Thread carrier = new Thread(started::run, "replayed mach_msg");
    carrier.setDaemon(true);
    carrier.start();
    return started;
  }

  private void run() {
    try {
      call.run(thread.library());
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      returned.countDown();
    }
  }

  /** The recorded time limit in milliseconds; 0 for none. */
  int recordedTimeout() {
    return call.recordedTimeout();
  }

  /** What the call gave, once it has returned. */
  Result result() {
    @Nullable Throwable thrown = failure;
    if (thrown != null) {
      throw new ReplayFailure("the started mach_msg threw " + thrown);
    }
    return call.result();
  }

  boolean hasReturned() {
    return returned.getCount() == 0;
  }

  /** Waits until the call has returned or its thread waits in the kernel. */
  void settle() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!thread.isWaiting() && !hasReturned(LOOK_AGAIN_MICROSECONDS, TimeUnit.MICROSECONDS)) {
      if (System.nanoTime() > end) {
        throw new ReplayFailure(
            "a started mach_msg neither returned nor waited in " + LIMIT_SECONDS + " s");
      }
    }
  }

  /** Waits for the return, where the call's time limit has passed. */
  void awaitTimeout() {
    if (!hasReturned(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new ReplayFailure("a mach_msg did not return when its time limit had passed");
    }
  }

  private boolean hasReturned(long time, TimeUnit unit) {
    try {
      return returned.await(time, unit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReplayFailure("interrupted while a started mach_msg ran");
    }
  }
}

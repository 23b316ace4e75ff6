package org.machapi.exception;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A thread of an {@link ExceptionServer}, with memory of its own. Serves until the server is
 * closed, or until it comes back from a call that took too long and finds itself relieved.
 */
final class ServerThread extends Thread {
  private final ServerCrew crew;
  private final RequestServer requests;
  private final CountDownLatch isFree = new CountDownLatch(1);
  private volatile @Nullable ServedCall latest;

  ServerThread(ServerCrew crew, RequestServer requests) {
    super("mach-api exception server");
    this.crew = crew;
    this.requests = requests;
    setDaemon(true);
  }

  boolean isOf(ServerCrew other) {
    return crew == other;
  }

  @Override
  public void run() {
    try {
      if (crew.isDuty(this)) {
        requests.serve(this);
      }
    } finally {
      free();
    }
  }

  /** Returns the call that was begun last; it may have ended. */
  @Nullable ServedCall latestCall() {
    return latest;
  }

  ServedCall begin(@NotOwning @Nullable ExceptionMessage message, long deadline) {
    ServedCall call = new ServedCall(this, message, deadline);
    latest = call;
    crew.noteCall();
    return call;
  }

  /**
   * Ends a call.
   *
   * @return whether this thread goes on serving
   */
  boolean end(ServedCall call) {
    boolean goesOn = call.end() || crew.hasComeBack(this);
    // An interrupt is for the handler during which it came, and must not end a later wait.
    Thread.interrupted();
    return goesOn;
  }

  /** Nobody needs to wait for this thread any more. */
  void free() {
    isFree.countDown();
  }

  /** Waits until nobody needs to; not for ever. */
  void awaitFree(long nanoseconds) throws InterruptedException {
    if (!isFree.await(nanoseconds, TimeUnit.NANOSECONDS)) {
      crew.gaveUp(this);
    }
  }
}

package org.machapi;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Threads of tests: each ends before its test does, or fails it. */
public final class Threads {
  private static final int LIMIT_SECONDS = 50;

  /** Something to do that may fail. */
  public interface Action {
    void run() throws Exception;
  }

  /** A thread under way, and what comes of it. */
  public record Running<T>(Thread thread, FutureTask<T> result) {
    /** Waits for the result, or for what was thrown instead. */
    public T await() throws Exception {
      try {
        return result.get(LIMIT_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Exception exception) {
          throw exception;
        }
        throw e;
      } finally {
        thread.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
      }
    }

    /** Returns once the thread cannot go on by itself: it waits for something, or has ended. */
    public void awaitStop() {
      while (!result.isDone()
          && thread.getState() != Thread.State.BLOCKED
          && thread.getState() != Thread.State.WAITING
          && thread.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
    }
  }

  private Threads() {}

  /** Runs something in a thread of its own and waits for its end. */
  public static void run(Action action) throws Exception {
    start(
            () -> {
              action.run();
              return null;
            })
        .await();
  }

  /** Starts something in a thread of its own. */
  public static <T> Running<T> start(Callable<T> action) {
    FutureTask<T> task = new FutureTask<>(action);
    Thread thread = new Thread(task, "of a test");
    // Should a test fail before the end of the thread, the JVM of the tests is to end all the same.
    thread.setDaemon(true);
    thread.start();
    return new Running<>(thread, task);
  }
}

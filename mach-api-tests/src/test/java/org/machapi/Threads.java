package org.machapi;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Threads of tests: each ends before its test does, or fails it. */
public final class Threads {
  private static final int LIMIT_SECONDS = 50;

  /** Where the simulated kernel has a call wait, and where a receive waits for others. */
  private static final Set<String> MESSAGE_WAITS = Set.of("awaitNanoseconds", "awaitTurn");

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

    /**
     * Returns once the thread waits for a message or for room for one, be it in the kernel or
     * behind another thread that does; or has ended.
     */
    public void awaitStop() {
      awaitStopIn(MESSAGE_WAITS);
    }

    /**
     * Returns once the thread waits in a method or in what that calls, or has ended. Where else it
     * stops does not count: it may have to wait for a class to be loaded, or for the kernel.
     */
    public void awaitStopIn(String method) {
      awaitStopIn(Set.of(method));
    }

    private void awaitStopIn(Set<String> methods) {
      while (!result.isDone() && !(isStopped() && isIn(methods) && isStopped())) {
        Thread.onSpinWait();
      }
    }

    private boolean isIn(Set<String> methods) {
      return Stream.of(thread.getStackTrace())
          .anyMatch(frame -> methods.contains(frame.getMethodName()));
    }

    private boolean isStopped() {
      return switch (thread.getState()) {
        case BLOCKED, WAITING, TIMED_WAITING -> true;
        default -> false;
      };
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

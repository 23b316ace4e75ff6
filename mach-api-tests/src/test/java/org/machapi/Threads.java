package org.machapi;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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
      awaitTrue(() -> result.isDone() || isStoppedIn(thread, methods));
    }
  }

  private Threads() {}

  /** Tells whether a thread waits in a method or in what that calls. */
  public static boolean isStoppedIn(Thread thread, String method) {
    return isStoppedIn(thread, Set.of(method));
  }

  private static boolean isStoppedIn(Thread thread, Set<String> methods) {
    // To look at the state costs little, to look at the stack stops all threads for a moment.
    return isStopped(thread)
        && Stream.of(thread.getStackTrace())
            .anyMatch(frame -> methods.contains(frame.getMethodName()))
        && isStopped(thread);
  }

  private static boolean isStopped(Thread thread) {
    return switch (thread.getState()) {
      case BLOCKED, WAITING, TIMED_WAITING -> true;
      default -> false;
    };
  }

  /** Waits for something that another thread does, also in a thread that is interrupted. */
  public static void awaitTrue(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("it did not happen");
      }
      Thread.onSpinWait();
    }
  }

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

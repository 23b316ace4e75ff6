package org.machapi.census;

import java.lang.ref.WeakReference;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A thread as a key: weak, since a count must not keep a thread that has ended, and what hangs on
 * it; and by identity, since a class of threads may have an {@code equals} of its own.
 */
final class ThreadRef extends WeakReference<Thread> {
  private final int hash;

  ThreadRef(Thread thread) {
    super(thread);
    hash = System.identityHashCode(thread);
  }

  /** Tells whether the thread is no more, so that it counts nothing any more. */
  boolean isOver() {
    Thread thread = get();
    return thread == null || !thread.isAlive();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    Thread thread = get();
    return thread != null && other instanceof ThreadRef ref && ref.refersTo(thread);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}

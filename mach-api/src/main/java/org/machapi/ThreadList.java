package org.machapi;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The threads of a task, as they were when it was asked, with one user reference to each. What is
 * taken out is the taker's; closing gives back the rest.
 *
 * <pre>{@code
 * try (ThreadPortList threads = task.threads()) {
 *   for (MachThread thread : threads) {
 *     ... // a view: the list owns the right
 *   }
 * }
 * }</pre>
 *
 * <p>A thread may have ended since; its right is then a dead name, and is given back like any
 * other. Not safe for use by several threads at once.
 *
 * @param <V> the view of a thread that the flavour of the ports allows
 */
@InheritableMustCall("close")
public abstract sealed class ThreadList<V extends InspectableThread>
    implements Iterable<V>, AutoCloseable
    permits ThreadPortList, ThreadReadPortList, ThreadInspectPortList {

  ThreadList() {}

  abstract Rights<?> rights();

  /**
   * Tells how many threads there were. Taking one out changes nothing in it.
   *
   * @return the number of threads
   */
  public final int size() {
    return rights().size();
  }

  /**
   * Borrows one of the threads.
   *
   * <p>Ownership: the list owns the right, until it is taken or closed.
   *
   * @param index from 0 to {@link #size()} - 1, in the order of the kernel
   * @return the thread, good while the list is open
   * @throws IndexOutOfBoundsException if there is no such thread
   * @throws IllegalStateException if it was taken
   */
  @NotOwning
  public abstract V get(int index);

  /**
   * Moves the right to one of the threads out of the list.
   *
   * <p>Ownership: the caller owns the right and must close it; views of it stay good for as long.
   *
   * @param index from 0 to {@link #size()} - 1, in the order of the kernel
   * @return the right
   * @throws IndexOutOfBoundsException if there is no such thread
   * @throws IllegalStateException if it was taken before, or the list is closed
   */
  @Owning
  public abstract SendRight take(int index);

  /**
   * Goes through the threads that were not taken.
   *
   * @return the views, in the order of the kernel
   */
  @Override
  public final Iterator<V> iterator() {
    return new Iterator<>() {
      private int next = rights().nextLeft(0);

      @Override
      public boolean hasNext() {
        return next < size();
      }

      @Override
      public V next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        V thread = get(next);
        next = rights().nextLeft(next + 1);
        return thread;
      }
    };
  }

  /** Gives all rights back that were not taken. A second close does nothing. */
  @Override
  public final void close() {
    rights().close();
  }

  /**
   * The rights themselves. The leak checker cannot follow what is in a collection, so this is the
   * place where it is told to trust: what is not taken is closed by {@link #close()}.
   */
  @SuppressWarnings({"mustcall", "required.method.not.called"})
  static final class Rights<P extends SendRight> {
    private final List<@Nullable P> list;
    private boolean closed;

    Rights(int capacity) {
      list = new ArrayList<>(capacity);
    }

    void add(@Owning P right) {
      list.add(right);
    }

    int size() {
      return list.size();
    }

    int nextLeft(int from) {
      int index = from;
      while (index < list.size() && list.get(index) == null) {
        index++;
      }
      return index;
    }

    @NotOwning
    P get(int index) {
      P right = list.get(index);
      if (right == null) {
        throw new IllegalStateException("thread " + index + " of the list has been taken");
      }
      return right;
    }

    @Owning
    P take(int index) {
      P right = get(index);
      if (closed) {
        throw new IllegalStateException("the list is closed");
      }
      list.set(index, null);
      return right;
    }

    void close() {
      closed = true;
      for (P right : list) {
        if (right != null) {
          right.close();
        }
      }
    }
  }
}

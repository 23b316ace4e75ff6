package org.machapi;

import java.util.Objects;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.KernelMemory;
import org.machapi.raw.NativeBuffer;

/**
 * The threads of a task, asked for again and again: what {@link InspectableTask#threads()} is to a
 * look, this is to a profiler. Each round uses the memory of the one before, so that this class
 * makes no objects while the number of threads stays below the largest so far.
 *
 * <pre>{@code
 * try (ThreadSampler sampler = ThreadSampler.of(task)) {
 *   while (sampling) {
 *     int count = sampler.refresh();
 *     for (int i = 0; i < count; i++) {
 *       ... // call raw routines with sampler.name(i)
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>A thread that lives keeps its name from round to round: the references of a round are given
 * back only when the next has come. They are not told to the {@link RightsObserver}; that of the
 * task is. Safe for use by several threads, one at a time.
 */
@InheritableMustCall("close")
public final class ThreadSampler implements AutoCloseable {
  private static final int INITIAL_CAPACITY = 64;

  private final @Owning SendRight task;
  private final NativeBuffer address = NativeBuffer.allocate(Long.BYTES);
  private final NativeBuffer count = NativeBuffer.allocate(Integer.BYTES);
  private int[] names = new int[INITIAL_CAPACITY];
  private int size;
  private int[] earlier = new int[INITIAL_CAPACITY];
  private boolean closed;

  private ThreadSampler(@Owning SendRight task) {
    this.task = task;
  }

  /**
   * Makes a sampler of the threads of a task. Asks nothing yet.
   *
   * <p>Ownership: the sampler owns a reference of its own to the task port, so that the view may go
   * before, and must be closed. On failure nothing was acquired.
   *
   * @param task the task
   * @return the sampler, without threads before the first {@link #refresh()}
   * @throws MachException as {@link SendView#copy()} does
   * @throws IllegalStateException if the right is closed or has been given away
   */
  public static ThreadSampler of(InspectableTask task) throws MachException {
    return new ThreadSampler(task.copy());
  }

  /**
   * Asks for the threads of the task.
   *
   * <p>Ownership: the sampler owns one user reference for each thread until the next refresh that
   * succeeds, or the close; those of the round before are given back now, and the memory of the
   * kernel too. On failure nothing was acquired, and the threads are those of the round before.
   *
   * @return how many threads there are
   * @throws DeadNameException if the task has ended and its port is gone
   * @throws MachException as {@code task_threads} fails otherwise: {@code KERN_INVALID_ARGUMENT} if
   *     the port does not allow it or the task has just ended, {@code KERN_RESOURCE_SHORTAGE} if
   *     the kernel has no memory
   * @throws IllegalStateException if the sampler is closed
   */
  public synchronized int refresh() throws MachException {
    requireOpen();
    Mach mach = task.mach();
    int code = mach.library().task_threads(task.name(), address.pointer(), count.pointer());
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw mach.failure("task_threads", code, task, Flavour.INSPECT);
    }
    int[] before = names;
    int sizeBefore = size;
    takeAnswer(mach);
    earlier = before;
    giveBack(mach, before, sizeBefore);
    return size;
  }

  /** Copies the names out of the memory of the kernel, and gives that back. */
  private void takeAnswer(Mach mach) {
    int found = count.getInt(0);
    long array = address.getLong(0);
    try {
      int[] room = earlier.length >= found ? earlier : new int[Math.max(found, 2 * earlier.length)];
      KernelMemory.copyInts(array, room, found);
      names = room;
      size = ThreadNames.withoutInvalid(room, found);
    } finally {
      if (found != 0) {
        long bytes = Integer.toUnsignedLong(found) * Integer.BYTES;
        mach.library().mach_vm_deallocate(mach.taskSelf(), array, bytes);
      }
    }
  }

  private static void giveBack(Mach mach, int[] names, int count) {
    for (int i = 0; i < count; i++) {
      mach.library().mach_port_deallocate(mach.taskSelf(), names[i]);
    }
  }

  /**
   * Returns the number of threads of the last refresh.
   *
   * @return the number; 0 before the first
   * @throws IllegalStateException if the sampler is closed
   */
  public synchronized int size() {
    requireOpen();
    return size;
  }

  /**
   * Returns the name of a thread's port, of the flavour of the task port. Ownership stays with the
   * sampler: the name is good until the next refresh, and longer if the thread is among those that
   * it finds.
   *
   * @param index from 0 to {@link #size()} - 1
   * @return the {@code mach_port_name_t}
   * @throws IndexOutOfBoundsException if there is no such thread
   * @throws IllegalStateException if the sampler is closed
   */
  public synchronized int name(int index) {
    requireOpen();
    return names[Objects.checkIndex(index, size)];
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the sampler of " + task + " is closed");
    }
  }

  /**
   * Gives all references back. A second close does nothing. Waits for a refresh that is under way.
   */
  @Override
  @EnsuresCalledMethods(value = "this.task", methods = "close")
  public synchronized void close() {
    if (!closed) {
      closed = true;
      giveBack(task.mach(), names, size);
    }
    task.close();
  }
}

package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_ABORTED;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_CAPABILITY;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.KernReturnConstants.KERN_OPERATION_TIMED_OUT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.KernReturnConstants.KERN_TERMINATED;
import static org.machapi.raw.MessageConstants.MACH_MSG_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_RCV_BODY_ERROR;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;

import java.util.concurrent.TimeUnit;
import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The calls on semaphores. */
final class SemaphoreCalls {
  /** A wait without limit, where a limit in nanoseconds is asked for. */
  static final long FOREVER = -1;

  private static final int SYNC_POLICY_LIFO = 2;
  private static final int SYNC_POLICY_PREPOST = 4;
  private static final int KNOWN_POLICIES = SYNC_POLICY_LIFO | SYNC_POLICY_PREPOST;
  private static final int NANOSECONDS_PER_SECOND = 1_000_000_000;

  private final Kernel kernel;

  /** Why the last look-up found no semaphore. */
  private int error;

  SemaphoreCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  int create(Task owner, Task caller, Pointer out, int policy, int value) {
    if (!Buffers.holdsInt(out)) {
      return KERN_INVALID_ADDRESS;
    }
    if (value < 0 || (policy & ~KNOWN_POLICIES) != 0) {
      return KERN_INVALID_ARGUMENT;
    }
    Semaphore semaphore = new Semaphore(owner, (policy & SYNC_POLICY_LIFO) != 0, value);
    kernel.ports.makeSend(semaphore.port);
    int bits = kernel.copyout.put(caller.space, semaphore.port, Dispositions.SEND);
    if (bits != MACH_MSG_SUCCESS) {
      // The right has gone with the reply that brought it, and the semaphore with the right.
      return MACH_RCV_BODY_ERROR | bits;
    }
    out.putInt(0, kernel.copyout.name);
    return KERN_SUCCESS;
  }

  /**
   * Ends a semaphore. The right to it moves to the kernel with the message, so it is used up by
   * everything that is found wrong later.
   *
   * @param owner null if that is no task
   * @param wrongTask what that gives
   */
  int destroy(@Nullable Task owner, int wrongTask, Task caller, int name) {
    int result = kernel.rightCalls.takeMoved(caller, name);
    if (result != KERN_SUCCESS) {
      return result;
    }
    Port port = kernel.copyin.port;
    if (owner == null) {
      result = wrongTask;
    } else if (Port.valid(port) && port.object instanceof Semaphore semaphore) {
      result = destroy(owner, semaphore);
    } else {
      result = KERN_INVALID_ARGUMENT;
    }
    kernel.ports.releaseSend(port);
    return result;
  }

  private int destroy(Task owner, Semaphore semaphore) {
    if (semaphore.belongsTo(owner)) {
      semaphore.deactivate();
      return KERN_SUCCESS;
    }
    return kernel.rules.has(Rule.FORGIVES_FOREIGN_SEMAPHORES)
        ? KERN_SUCCESS
        : KERN_INVALID_ARGUMENT;
  }

  int signal(Space space, int name) {
    Semaphore semaphore = find(space, name);
    return semaphore == null ? error : semaphore.signal();
  }

  int signalAll(Space space, int name) {
    Semaphore semaphore = find(space, name);
    return semaphore == null ? error : semaphore.signalAll();
  }

  /** Wakes one thread, which is looked up first; the null name stands for any. */
  int signalThread(Space space, int name, int threadName) {
    MachThread thread = null;
    if (threadName != MACH_PORT_NULL) {
      Port port = kernel.names.send(space, threadName);
      if (port == null
          || port.objectType != ObjectType.THREAD_CONTROL
          || !(port.object instanceof MachThread named)) {
        return KERN_INVALID_ARGUMENT;
      }
      thread = named;
    }
    Semaphore semaphore = find(space, name);
    return semaphore == null ? error : semaphore.signalThread(thread);
  }

  int await(Space space, int name) {
    Semaphore semaphore = find(space, name);
    return semaphore == null ? error : await(semaphore, null, FOREVER);
  }

  int await(Space space, int name, int seconds, int nanoseconds) {
    if (isBad(nanoseconds)) {
      return KERN_INVALID_VALUE;
    }
    Semaphore semaphore = find(space, name);
    return semaphore == null ? error : await(semaphore, null, limit(seconds, nanoseconds));
  }

  int awaitAndSignal(Space space, int name, int signalName) {
    return awaitAndSignal(space, name, signalName, FOREVER);
  }

  int awaitAndSignal(Space space, int name, int signalName, int seconds, int nanoseconds) {
    return isBad(nanoseconds)
        ? KERN_INVALID_VALUE
        : awaitAndSignal(space, name, signalName, limit(seconds, nanoseconds));
  }

  private int awaitAndSignal(Space space, int name, int signalName, long limit) {
    Semaphore signalled = find(space, signalName);
    Semaphore wanted = signalled == null ? null : find(space, name);
    return wanted == null ? error : await(wanted, signalled, limit);
  }

  private static boolean isBad(int nanoseconds) {
    return nanoseconds < 0 || nanoseconds >= NANOSECONDS_PER_SECOND;
  }

  private static long limit(int seconds, int nanoseconds) {
    return TimeUnit.SECONDS.toNanos(Integer.toUnsignedLong(seconds)) + nanoseconds;
  }

  /** Queues up for one semaphore, signals the other if there is one, and only then waits. */
  private int await(Semaphore wanted, @Nullable Semaphore signalled, long limit) {
    Waiter waiter = null;
    int result = KERN_SUCCESS;
    if (!wanted.isActive()) {
      result = KERN_TERMINATED;
    } else if (wanted.count > 0) {
      wanted.count--;
    } else if (limit == 0) {
      result = KERN_OPERATION_TIMED_OUT;
    } else {
      waiter = kernel.newWaiter(0, 0);
      wanted.add(waiter);
    }
    if (signalled != null && signalled.signal() == KERN_TERMINATED) {
      // Whoever was to be woken might be the one to end this wait, so there is none. A real kernel
      // answers for a wait that need not block with what the thread's last wait ended with.
      if (waiter != null) {
        wanted.remove(waiter);
      }
      return KERN_TERMINATED;
    }
    return waiter == null ? result : block(wanted, waiter, limit);
  }

  private int block(Semaphore wanted, Waiter waiter, long limit) {
    Waiter.Outcome outcome = kernel.awaitNanoseconds(waiter, limit != FOREVER, limit);
    wanted.remove(waiter);
    return switch (outcome) {
      case SERVED -> KERN_SUCCESS;
      case PORT_GONE -> KERN_TERMINATED;
      case TIMED_OUT -> KERN_OPERATION_TIMED_OUT;
      default -> KERN_ABORTED;
    };
  }

  private @Nullable Semaphore find(Space space, int name) {
    Port port = kernel.names.send(space, name);
    if (port == null) {
      error = kernel.names.error;
      return null;
    }
    error = KERN_INVALID_CAPABILITY;
    return port.object instanceof Semaphore semaphore ? semaphore : null;
  }
}

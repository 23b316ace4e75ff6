package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_TASK;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What all calls of the C interface have in common: they are made by a thread, enter the kernel and
 * leave it, and most begin with the port of the task they are about.
 */
abstract class AbstractLibrary {
  final Kernel kernel;
  final Task task;
  private final @Nullable MachThread fixedThread;

  AbstractLibrary(Task task, @Nullable MachThread fixedThread) {
    this.kernel = task.kernel;
    this.task = task;
    this.fixedThread = fixedThread;
  }

  /** Enters the kernel as the calling thread; {@link #leave} has to follow, whatever happens. */
  final MachThread enter() {
    MachThread thread = fixedThread == null ? task.currentThread() : fixedThread;
    kernel.enter(thread);
    return thread;
  }

  final void leave(MachThread thread) {
    kernel.leave(thread);
  }

  /**
   * Returns the names of the task that a task port stands for; null, with the resolver's error, if
   * it stands for none.
   */
  final @Nullable Space space(int port) {
    return space(port, Resolver.Access.CONTROL, KERN_INVALID_TASK);
  }

  /** As {@link #space(int)}, for the calls that a read port will do for. */
  final @Nullable Space readableSpace(int port) {
    return space(port, Resolver.Access.READ, KERN_INVALID_ARGUMENT);
  }

  /** As {@link #space(int)}, for the calls that an inspect port will do for. */
  final @Nullable Space inspectableSpace(int port) {
    return space(port, Resolver.Access.INSPECT, KERN_INVALID_TASK);
  }

  private @Nullable Space space(int port, Resolver.Access access, int wrongKind) {
    Task target = kernel.resolver.task(task.space, port, access, wrongKind);
    return target == null ? null : target.space;
  }

  final int unresolved() {
    return kernel.resolver.error;
  }
}

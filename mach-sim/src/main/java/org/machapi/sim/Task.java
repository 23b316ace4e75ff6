package org.machapi.sim;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A task: its names, memory, threads, and the rights that the kernel keeps for it. */
final class Task {
  /** The user and group that trailers name for every task. */
  static final int USER = 501;

  static final int GROUP = 20;

  final Kernel kernel;
  final String name;
  final int processNumber;
  final Space space;
  final MemoryMap memory;
  final ExceptionActions exceptionActions;
  final List<MachThread> threads = new ArrayList<>();
  final Set<Semaphore> semaphores = new LinkedHashSet<>();
  final TaskPorts ports;

  /** All suspensions, and how many of them {@code task_suspend} made. */
  int suspendCount;

  int hiddenSuspendCount;
  boolean active = true;

  /** The name of the task's own port, as {@code mach_task_self_} gives it. */
  final int selfName;

  /** The name of the right to the bootstrap server, which the system library keeps for itself. */
  final int bootstrapName;

  /** The threads of this task that are Java threads, each its own. */
  final ThreadLocal<@Nullable MachThread> javaThread = new ThreadLocal<>();

  @SuppressWarnings("nullness") // The ports keep the task and use it only when it is complete.
  Task(Kernel kernel, String name) {
    this.kernel = kernel;
    this.name = name;
    this.processNumber = kernel.nextProcessNumber();
    this.memory = new MemoryMap(kernel.configuration.maximumMemory());
    this.space = new Space(this, kernel.generations, kernel.configuration.maximumNames());
    this.exceptionActions = ExceptionActions.ofTask(kernel.ports);
    this.ports = new TaskPorts(this);
    this.selfName = kernel.copyout.name(space, ports.makeSelf(), Dispositions.SEND);
    this.bootstrapName =
        kernel.copyout.name(space, kernel.bootstrap.makeRight(), Dispositions.SEND);
  }

  /**
   * Returns the thread that the calling Java thread is in this task, making it with the first call.
   */
  MachThread currentThread() {
    MachThread thread = javaThread.get();
    if (thread == null) {
      thread = attachCurrentThread();
    }
    return thread;
  }

  private MachThread attachCurrentThread() {
    kernel.lock.lock();
    try {
      MachThread thread = new MachThread(this, Thread.currentThread());
      threads.add(thread);
      if (active) {
        kernel.attach(thread);
        thread.keepByLibrary();
      } else {
        thread.exit();
      }
      javaThread.set(thread);
      return thread;
    } finally {
      kernel.lock.unlock();
    }
  }

  /** Makes a thread that is none of the thread library's. */
  MachThread newRawThread() {
    MachThread thread = new MachThread(this, null);
    threads.add(thread);
    return thread;
  }

  MachThread newThread() {
    MachThread thread = newRawThread();
    thread.keepByLibrary();
    return thread;
  }

  /** Ends the task: its threads, its names, its ports, its memory. */
  void terminate() {
    if (!active) {
      return;
    }
    active = false;
    kernel.tasks.remove(processNumber);
    for (MachThread thread : List.copyOf(threads)) {
      thread.exit();
    }
    for (Semaphore semaphore : List.copyOf(semaphores)) {
      semaphore.deactivate();
    }
    space.active = false;
    for (int i = 1; i < space.tableSize(); i++) {
      if (space.type(i) != 0) {
        kernel.rights.terminate(space, i, space.name(i));
      }
    }
    exceptionActions.release();
    ports.terminate();
    memory.deallocateAll();
    kernel.bootstrap.taskEnded(this);
  }
}

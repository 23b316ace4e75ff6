package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;

import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The routines of {@code <mach/semaphore.h>}, the traps behind them, and the two of {@code
 * <mach/task.h>} that make and end a semaphore.
 */
abstract class SemaphoreLibrary extends VoucherLibrary {
  SemaphoreLibrary(Task task, @Nullable MachThread fixedThread) {
    super(task, fixedThread);
  }

  private @Nullable Task owner(int port) {
    return kernel.resolver.task(task.space, port, Resolver.Access.CONTROL, KERN_INVALID_ARGUMENT);
  }

  @Override
  public int semaphore_create(int task, Pointer semaphore, int policy, int value) {
    MachThread thread = enter();
    try {
      Task owner = owner(task);
      return owner == null
          ? unresolved()
          : kernel.semaphoreCalls.create(owner, this.task, semaphore, policy, value);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int semaphore_destroy(int task, int semaphore) {
    MachThread thread = enter();
    try {
      Task owner = owner(task);
      int wrongTask = owner == null ? unresolved() : KERN_SUCCESS;
      return wrongTask == MACH_SEND_INVALID_DEST
          ? wrongTask
          : kernel.semaphoreCalls.destroy(owner, wrongTask, this.task, semaphore);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int semaphore_signal(int semaphore) {
    return semaphore_signal_trap(semaphore);
  }

  @Override
  public int semaphore_signal_all(int semaphore) {
    return semaphore_signal_all_trap(semaphore);
  }

  @Override
  public int semaphore_signal_thread(int semaphore, int thread) {
    return semaphore_signal_thread_trap(semaphore, thread);
  }

  @Override
  public int semaphore_wait(int semaphore) {
    return semaphore_wait_trap(semaphore);
  }

  @Override
  public int semaphore_wait_signal(int wait_semaphore, int signal_semaphore) {
    return semaphore_wait_signal_trap(wait_semaphore, signal_semaphore);
  }

  @Override
  public int semaphore_signal_trap(int signal_name) {
    MachThread thread = enter();
    try {
      return kernel.semaphoreCalls.signal(task.space, signal_name);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int semaphore_signal_all_trap(int signal_name) {
    MachThread thread = enter();
    try {
      return kernel.semaphoreCalls.signalAll(task.space, signal_name);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int semaphore_signal_thread_trap(int signal_name, int thread_name) {
    MachThread thread = enter();
    try {
      return kernel.semaphoreCalls.signalThread(task.space, signal_name, thread_name);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int semaphore_wait_trap(int wait_name) {
    MachThread thread = enter();
    try {
      return kernel.semaphoreCalls.await(task.space, wait_name);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int semaphore_wait_signal_trap(int wait_name, int signal_name) {
    MachThread thread = enter();
    try {
      return kernel.semaphoreCalls.awaitAndSignal(task.space, wait_name, signal_name);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int semaphore_timedwait_trap(int wait_name, int sec, int nsec) {
    MachThread thread = enter();
    try {
      return kernel.semaphoreCalls.await(task.space, wait_name, sec, nsec);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int semaphore_timedwait_signal_trap(int wait_name, int signal_name, int sec, int nsec) {
    MachThread thread = enter();
    try {
      return kernel.semaphoreCalls.awaitAndSignal(task.space, wait_name, signal_name, sec, nsec);
    } finally {
      leave(thread);
    }
  }
}

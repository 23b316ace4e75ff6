package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;

import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What a program asks about itself and the machine, and which needs no port of anybody else. */
abstract class SelfLibrary extends ActLibrary {
  SelfLibrary(Task task, @Nullable MachThread fixedThread) {
    super(task, fixedThread);
  }

  /** It is this trap that {@code mach_thread_self} is. */
  @Override
  public int thread_self_trap() {
    return mach_thread_self();
  }

  /** It is this trap that {@code mach_host_self} is. */
  @Override
  public int host_self_trap() {
    return mach_host_self();
  }

  /** Asks no kernel, and so looks at no port. */
  @Override
  public int host_page_size(int host, Pointer out_page_size) {
    if (!Buffers.holdsLong(out_page_size)) {
      return KERN_INVALID_ADDRESS;
    }
    out_page_size.putLong(0, MemoryMap.PAGE_SIZE);
    return KERN_SUCCESS;
  }

  @Override
  public int mach_task_is_self(int task) {
    if (task == mach_task_self_().get()) {
      return 1;
    }
    MachThread thread = enter();
    try {
      Task named =
          kernel.resolver.task(this.task.space, task, Resolver.Access.NAME, KERN_INVALID_ARGUMENT);
      return named == this.task ? 1 : 0;
    } finally {
      leave(thread);
    }
  }
}

package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.MigErrorConstants.MIG_ARRAY_TOO_LARGE;
import static org.machapi.raw.ThreadStatusConstants.THREAD_STATE_MAX;

import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The state of a thread under its old names, which want another thread than the calling one. */
abstract class ActLibrary extends HostLibrary {
  ActLibrary(Task task, @Nullable MachThread fixedThread) {
    super(task, fixedThread);
  }

  @Override
  public int act_get_state(int target_act, int flavor, Pointer old_state, Pointer old_stateCnt) {
    MachThread self = enter();
    try {
      MachThread target = kernel.resolver.thread(task.space, target_act, Resolver.Access.READ);
      if (target == null) {
        return unresolved();
      }
      return target == self
          ? KERN_INVALID_ARGUMENT
          : kernel.threadCalls.getState(target, flavor, old_state, old_stateCnt);
    } finally {
      leave(self);
    }
  }

  @Override
  public int act_set_state(int target_act, int flavor, Pointer new_state, int new_stateCnt) {
    if (Integer.compareUnsigned(new_stateCnt, THREAD_STATE_MAX) > 0) {
      // No message has room for it, so none is sent.
      return MIG_ARRAY_TOO_LARGE;
    }
    MachThread self = enter();
    try {
      MachThread target = kernel.resolver.thread(task.space, target_act, Resolver.Access.CONTROL);
      if (target == null) {
        return unresolved();
      }
      return target == self
          ? KERN_INVALID_ARGUMENT
          : kernel.threadCalls.setState(target, flavor, new_state, new_stateCnt);
    } finally {
      leave(self);
    }
  }
}

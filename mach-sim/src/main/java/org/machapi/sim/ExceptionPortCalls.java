package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;

import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The calls that read, set and swap exception ports, alike for threads, tasks and the host. */
final class ExceptionPortCalls {
  private final Kernel kernel;

  ExceptionPortCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * The memory of the caller's that takes handlers: four arrays, and the number of their elements.
   * The number is written only: it is no part of the message that asks, so that whatever it says
   * before, all handlers are given (osfmk/mach/task.defs has no {@code CountInOut} there).
   */
  record Arrays(
      Pointer masks, Pointer count, Pointer handlers, Pointer behaviors, Pointer flavors) {

    /** Tells whether there is room for as many as there can be. */
    boolean hold() {
      long bytes = 4L * ExceptionActions.TYPES;
      return Buffers.holdsInt(count)
          && Buffers.holds(masks, bytes)
          && Buffers.holds(handlers, bytes)
          && Buffers.holds(behaviors, bytes)
          && Buffers.holds(flavors, bytes);
    }
  }

  int get(ExceptionActions actions, Task caller, int mask, Arrays out) {
    if (!out.hold()) {
      return KERN_INVALID_ADDRESS;
    }
    if ((mask & ~ExceptionActions.VALID_MASK) != 0) {
      return KERN_INVALID_ARGUMENT;
    }
    put(actions.get(mask), caller, out);
    return KERN_SUCCESS;
  }

  /** As {@link #get}, with two zeros in place of each handler: addresses are nobody's business. */
  int info(ExceptionActions actions, int mask, Arrays out) {
    if (!out.hold() || !Buffers.holds(out.handlers(), 8L * ExceptionActions.TYPES)) {
      return KERN_INVALID_ADDRESS;
    }
    if ((mask & ~ExceptionActions.VALID_MASK) != 0) {
      return KERN_INVALID_ARGUMENT;
    }
    ExceptionActions.Handlers handlers = actions.get(mask);
    for (int i = 0; i < handlers.count; i++) {
      out.masks().putInt(4L * i, handlers.masks[i]);
      out.handlers().putLong(8L * i, 0);
      out.behaviors().putInt(4L * i, handlers.behaviors[i]);
      out.flavors().putInt(4L * i, handlers.flavors[i]);
      kernel.ports.releaseSend(handlers.rights[i]);
    }
    out.count().putInt(0, handlers.count);
    return KERN_SUCCESS;
  }

  int set(ExceptionActions actions, Task caller, int mask, int port, int behavior, int flavor) {
    int result = kernel.rightCalls.takeCopy(caller, port);
    if (result != KERN_SUCCESS) {
      return result;
    }
    Port right = kernel.copyin.port;
    result = check(right, mask, behavior, flavor);
    if (result == KERN_SUCCESS) {
      actions.set(mask, right, behavior, flavor);
    }
    kernel.ports.releaseSend(right);
    return result;
  }

  int swap(
      ExceptionActions actions,
      Task caller,
      int mask,
      int port,
      int behavior,
      int flavor,
      Arrays out) {
    if (!out.hold()) {
      return KERN_INVALID_ADDRESS;
    }
    int result = kernel.rightCalls.takeCopy(caller, port);
    if (result != KERN_SUCCESS) {
      return result;
    }
    Port right = kernel.copyin.port;
    result = check(right, mask, behavior, flavor);
    if (result == KERN_SUCCESS && isRefusedByHost(actions, right, behavior)) {
      result = KERN_INVALID_ARGUMENT;
    }
    if (result == KERN_SUCCESS) {
      put(actions.swap(mask, right, behavior, flavor), caller, out);
    }
    kernel.ports.releaseSend(right);
    return result;
  }

  /** The host's swap, other than its set, does not know of 64-bit codes in kernels up to 7195. */
  private boolean isRefusedByHost(ExceptionActions actions, @Nullable Port port, int behavior) {
    return actions == kernel.hostActions
        && !kernel.rules.has(Rule.IDENTITY_PROTECTED_EXCEPTIONS)
        && Port.valid(port)
        && behavior < 0;
  }

  private int check(@Nullable Port port, int mask, int behavior, int flavor) {
    if ((mask & ~ExceptionActions.VALID_MASK) != 0
        || !ExceptionActions.behaviorIsFine(kernel.rules, port, behavior)) {
      return KERN_INVALID_ARGUMENT;
    }
    if (Port.valid(port) && (port.immovableReceive || port.immovableSend)) {
      return KERN_INVALID_RIGHT;
    }
    boolean flavorIsFine =
        flavor == 0 || ThreadStates.isFlavor(kernel.configuration.architecture(), flavor);
    return flavorIsFine ? KERN_SUCCESS : KERN_INVALID_ARGUMENT;
  }

  private void put(ExceptionActions.Handlers handlers, Task caller, Arrays out) {
    for (int i = 0; i < handlers.count; i++) {
      out.masks().putInt(4L * i, handlers.masks[i]);
      out.handlers()
          .putInt(4L * i, kernel.copyout.name(caller.space, handlers.rights[i], Dispositions.SEND));
      out.behaviors().putInt(4L * i, handlers.behaviors[i]);
      out.flavors().putInt(4L * i, handlers.flavors[i]);
    }
    out.count().putInt(0, handlers.count);
  }
}

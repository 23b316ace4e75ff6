package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_NO_SPACE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ID;
import static org.machapi.raw.MigErrorConstants.MIG_SERVER_DIED;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_ONCE;

import jnr.ffi.Pointer;

/**
 * Suspends tasks, which stops nothing here, and knows the rights that stand for suspensions: a
 * send-once right for each that has a token, and send rights, under names that nobody is told, for
 * all the others together.
 */
final class SuspensionCalls {
  private final Kernel kernel;

  SuspensionCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Suspends, and gives the caller a send right without telling him its name. */
  int suspend(Task target, Task caller) {
    target.suspendCount++;
    target.hiddenSuspendCount++;
    Port right = target.ports.makeHiddenSuspension();
    int result = kernel.copyout.put(caller.space, right, Dispositions.SEND);
    return result == MACH_MSG_SUCCESS ? KERN_SUCCESS : KERN_NO_SPACE;
  }

  /**
   * Takes back a suspension, whoever made it, and one of the caller's hidden references; all of
   * them if there is nothing to take back.
   */
  int resume(Task target, Task caller) {
    int result = KERN_FAILURE;
    if (target.suspendCount > 0) {
      target.suspendCount--;
      target.hiddenSuspendCount = Math.max(0, target.hiddenSuspendCount - 1);
      result = KERN_SUCCESS;
    }
    Space space = caller.space;
    Port port = target.ports.resumePort();
    int index = port == null || !space.active ? 0 : space.indexOf(port);
    if (index != 0) {
      if (result == KERN_SUCCESS) {
        kernel.rights.deallocate(space, index, space.name(index));
      } else {
        kernel.rights.destroy(space, index, space.name(index));
      }
    }
    return result;
  }

  int suspendWithToken(Task target, Task caller, Pointer out) {
    if (!Buffers.holdsInt(out)) {
      return KERN_INVALID_ADDRESS;
    }
    target.suspendCount++;
    Port token = target.ports.makeSuspensionToken();
    out.putInt(0, kernel.copyout.name(caller.space, token, Dispositions.SEND_ONCE));
    return KERN_SUCCESS;
  }

  /**
   * Takes back the suspension that a token stands for. The call goes through the token, so that it
   * is used up whatever comes of it.
   */
  int resumeWithToken(Task caller, int name) {
    Port port = kernel.resolver.takeDestination(caller.space, name, MACH_MSG_TYPE_MOVE_SEND_ONCE);
    if (port == null) {
      return kernel.resolver.error;
    }
    if (!port.active) {
      port.sendOnceRights--;
      return MIG_SERVER_DIED;
    }
    if (!port.isKernelObject()) {
      kernel.ports.drop(port, Dispositions.SEND_ONCE);
      return MIG_BAD_ID;
    }
    port.sendOnceRights--;
    boolean isToken = port.objectType == ObjectType.TASK_RESUME;
    return isToken && port.object instanceof Task target ? release(target) : KERN_INVALID_ARGUMENT;
  }

  private static int release(Task target) {
    if (target.suspendCount == 0) {
      return KERN_FAILURE;
    }
    target.suspendCount--;
    return KERN_SUCCESS;
  }

  /** Ends the suspensions whose rights were given up: one with its token, the others together. */
  void notified(Task target, Port port, Message message) {
    message.remote = null;
    port.sendOnceRights--;
    if (message.id == MACH_NOTIFY_SEND_ONCE) {
      release(target);
    } else if (port.sendRights == 0) {
      target.suspendCount = Math.max(0, target.suspendCount - target.hiddenSuspendCount);
      target.hiddenSuspendCount = 0;
    }
    kernel.messages.destroy(message);
  }
}

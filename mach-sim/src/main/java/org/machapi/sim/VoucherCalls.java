package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_TASK;
import static org.machapi.raw.KernReturnConstants.KERN_NOT_SUPPORTED;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;

import jnr.ffi.Pointer;

/**
 * The calls that bring a right which is then looked at, kept by nobody, and dropped: those on
 * vouchers, of which there is none here but the null one, and some that are always refused.
 */
final class VoucherCalls {
  private final Kernel kernel;

  VoucherCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Gives the null voucher, which is the one that everything has. */
  int get(Pointer out) {
    if (!Buffers.holdsInt(out)) {
      return KERN_INVALID_ADDRESS;
    }
    out.putInt(0, MACH_PORT_NULL);
    return KERN_SUCCESS;
  }

  /** A task has no voucher, so the kernel accepts whatever it is sent. */
  int setOfTask(Task caller, int targetName, int voucher) {
    int result = lookAt(caller, voucher);
    if (result != KERN_SUCCESS) {
      return result;
    }
    Task target =
        kernel.resolver.task(caller.space, targetName, Resolver.Access.CONTROL, KERN_INVALID_TASK);
    return target == null ? kernel.resolver.error : KERN_SUCCESS;
  }

  /** What is no voucher counts as the null one, which a thread has already. */
  int setOfThread(Task caller, int targetName, int voucher) {
    int result = lookAt(caller, voucher);
    if (result != KERN_SUCCESS) {
      return result;
    }
    MachThread target = kernel.resolver.thread(caller.space, targetName, Resolver.Access.CONTROL);
    if (target == null) {
      return kernel.resolver.error;
    }
    return target != kernel.current && target.started ? KERN_INVALID_ARGUMENT : KERN_SUCCESS;
  }

  /** Refuses, once both rights are found to be good. */
  int swap(Task caller, int newVoucher, Pointer oldVoucher) {
    if (!Buffers.holdsInt(oldVoucher)) {
      return KERN_INVALID_ADDRESS;
    }
    int result = lookAt(caller, newVoucher);
    if (result == KERN_SUCCESS) {
      result = lookAt(caller, oldVoucher.getInt(0));
    }
    return result == KERN_SUCCESS ? KERN_NOT_SUPPORTED : result;
  }

  /** Takes a copy of a send right as a call does that brings one, and drops it. */
  int lookAt(Task caller, int name) {
    int result = kernel.rightCalls.takeCopy(caller, name);
    if (result == KERN_SUCCESS) {
      kernel.ports.releaseSend(kernel.copyin.port);
    }
    return result;
  }

  /** As {@link #lookAt}, for a right of another disposition. */
  int lookAt(Task caller, int name, int disposition) {
    int result = kernel.rightCalls.takeForCall(caller, name, disposition);
    if (result == KERN_SUCCESS) {
      kernel.ports.drop(kernel.copyin.port, Dispositions.received(disposition));
    }
    return result;
  }
}

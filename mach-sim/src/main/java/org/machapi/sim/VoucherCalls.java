package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_TASK;
import static org.machapi.raw.KernReturnConstants.KERN_MEMORY_ERROR;
import static org.machapi.raw.KernReturnConstants.KERN_NOT_SUPPORTED;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_RCV_BODY_ERROR;
import static org.machapi.raw.MigErrorConstants.MIG_ARRAY_TOO_LARGE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The calls on vouchers, and some that bring a right which is then looked at, kept by nobody, and
 * dropped, because they are always refused.
 */
final class VoucherCalls {
  /** The most bytes of recipes that are looked at. */
  static final int MAXIMUM_SIZE = 5120;

  private final Kernel kernel;
  private final VoucherRecipes recipes;
  private final VoucherTable table = new VoucherTable();

  VoucherCalls(Kernel kernel) {
    this.kernel = kernel;
    this.recipes = new VoucherRecipes(kernel);
  }

  /** Returns how many vouchers live. */
  int count() {
    return table.count();
  }

  /**
   * Makes the voucher that recipes describe, or finds it, and gives the caller a right to it;
   * without recipes there is the null voucher. A right that there is no name for is lost quietly,
   * as with every trap that returns one.
   */
  int create(Task caller, @Nullable Pointer in, int size, @Nullable Pointer out) {
    if (size < 0) {
      return KERN_INVALID_ARGUMENT;
    }
    if (size > MAXIMUM_SIZE) {
      return MIG_ARRAY_TOO_LARGE;
    }
    if (size == 0) {
      return give(null, caller, out);
    }
    if (!Buffers.holds(in, size)) {
      return KERN_MEMORY_ERROR;
    }
    byte[] bytes = new byte[size];
    in.get(0, bytes, 0, size);
    int result = recipes.run(caller, ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
    return result == KERN_SUCCESS ? give(table.of(recipes.values()), caller, out) : result;
  }

  private int give(@Nullable Voucher voucher, Task caller, @Nullable Pointer out) {
    int name = kernel.copyout.name(caller.space, makeRight(voucher), Dispositions.SEND);
    return kernel.trapCalls.tell(out, name);
  }

  private @Nullable Port makeRight(@Nullable Voucher voucher) {
    if (voucher == null) {
      return null;
    }
    kernel.ports.makeSend(voucher.port);
    return voucher.port;
  }

  /** Gives a right to a voucher that a thread has, or to the null one, which every task has. */
  int get(@Nullable Voucher voucher, Task caller, Pointer out) {
    if (!Buffers.holdsInt(out)) {
      return KERN_INVALID_ADDRESS;
    }
    int bits = kernel.copyout.put(caller.space, makeRight(voucher), Dispositions.SEND);
    if (bits != MACH_MSG_SUCCESS) {
      return MACH_RCV_BODY_ERROR | bits;
    }
    out.putInt(0, kernel.copyout.name);
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

  /** Has a thread adopt a voucher; a right to anything else counts as the null one. */
  int setOfThread(Task caller, int targetName, int name) {
    int result = kernel.rightCalls.takeCopy(caller, name);
    if (result != KERN_SUCCESS) {
      return result;
    }
    Port right = kernel.copyin.port;
    MachThread target = kernel.resolver.thread(caller.space, targetName, Resolver.Access.CONTROL);
    if (target == null) {
      result = kernel.resolver.error;
    } else if (target != kernel.current && target.started) {
      result = KERN_INVALID_ARGUMENT;
    } else {
      target.adopt(Port.valid(right) && right.object instanceof Voucher voucher ? voucher : null);
    }
    kernel.ports.releaseSend(right);
    return result;
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

package org.machapi.sim;

import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MigErrorConstants.MIG_ARRAY_TOO_LARGE;

import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The routine of {@code <mach/mach_host.h>} that makes vouchers, and the trap behind it. */
abstract class VoucherLibrary extends UnsimulatedLibrary {
  VoucherLibrary(Task task, @Nullable MachThread fixedThread) {
    super(task, fixedThread);
  }

  @Override
  public int host_create_mach_voucher_trap(
      int host, Pointer recipes, int recipes_size, Pointer voucher) {
    MachThread thread = enter();
    try {
      Port port = kernel.names.send(task.space, host);
      return port == null || port.objectType != ObjectType.HOST
          ? MACH_SEND_INVALID_DEST
          : kernel.vouchers.create(task, recipes, recipes_size, voucher);
    } finally {
      leave(thread);
    }
  }

  /** The system library calls the trap, and sends a message if that does not know the host. */
  @Override
  public int host_create_mach_voucher(int host, Pointer recipes, int recipesCnt, Pointer voucher) {
    int result = host_create_mach_voucher_trap(host, recipes, recipesCnt, voucher);
    if (result != MACH_SEND_INVALID_DEST) {
      return result;
    }
    if (Integer.compareUnsigned(recipesCnt, VoucherCalls.MAXIMUM_SIZE) > 0) {
      return MIG_ARRAY_TOO_LARGE;
    }
    MachThread thread = enter();
    try {
      return kernel.resolver.isHost(task.space, host)
          ? kernel.vouchers.create(task, recipes, recipesCnt, voucher)
          : unresolved();
    } finally {
      leave(thread);
    }
  }
}

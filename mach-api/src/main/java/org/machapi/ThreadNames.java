package org.machapi;

import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.KernelMemory;
import org.machapi.raw.NativeBuffer;

/** Asks for the threads of a task, once. */
final class ThreadNames {
  private ThreadNames() {}

  /**
   * Returns the names of the ports of all threads of a task; the caller owns a reference to each
   * that is valid. The memory of the kernel is given back.
   */
  static int[] of(InspectableTask task) throws MachException {
    try (Loan loan = task.lend()) {
      Mach mach = task.mach();
      NativeBuffer scratch = Scratch.get();
      int code =
          mach.library().task_threads(loan.name(), scratch.pointer(), scratch.pointer(Long.BYTES));
      if (code != KernReturnConstants.KERN_SUCCESS) {
        throw mach.failure("task_threads", code, loan.name(), Flavour.INSPECT);
      }
      return KernelMemory.takeInts(
          mach.library(), mach.taskSelf(), scratch.getLong(0), scratch.getInt(Long.BYTES));
    }
  }
}

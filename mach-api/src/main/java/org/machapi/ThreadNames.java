package org.machapi;

import java.util.Arrays;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.KernelMemory;
import org.machapi.raw.NativeBuffer;

/** Asks for the threads of a task, once. */
final class ThreadNames {
  private ThreadNames() {}

  /**
   * Returns the names of the ports of all threads of a task; the caller owns a reference to each.
   * The memory of the kernel is given back. A thread whose port died on its way, or for which no
   * name was left, is left out.
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
      int[] names =
          KernelMemory.takeInts(
              mach.library(), mach.taskSelf(), scratch.getLong(0), scratch.getInt(Long.BYTES));
      return Arrays.copyOf(names, withoutInvalid(names, names.length));
    }
  }

  /** Moves the valid names to the front, in their order; returns how many they are. */
  static int withoutInvalid(int[] names, int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (PortNames.isValid(names[i])) {
        names[kept++] = names[i];
      }
    }
    return kept;
  }
}

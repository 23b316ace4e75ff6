package org.machapi.samples;

import java.io.PrintStream;
import java.util.Map;
import org.machapi.Architecture;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ThreadState;
import org.machapi.ThreadStateFlavour;

/** General registers, on both architectures. */
final class RegisterTable {
  private static final int COLUMNS = 3;

  private RegisterTable() {}

  static ThreadStateFlavour general(Mach mach) throws MachException {
    return isArm(mach)
        ? ThreadStateFlavour.ARM_THREAD_STATE64
        : ThreadStateFlavour.X86_THREAD_STATE64;
  }

  static boolean isArm(Mach mach) throws MachException {
    return mach.architecture() == Architecture.ARM64;
  }

  /** Prints all registers that have a name. */
  static void print(ThreadState state, PrintStream out) {
    int column = 0;
    for (Map.Entry<String, Long> register : state.registers().entrySet()) {
      out.printf(
          "%s%6s 0x%016x", column == 0 ? "   " : "  ", register.getKey(), register.getValue());
      column = (column + 1) % COLUMNS;
      if (column == 0) {
        out.println();
      }
    }
    if (column != 0) {
      out.println();
    }
  }
}

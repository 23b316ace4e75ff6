package org.machapi.benchmarks;

import java.lang.ref.Reference;
import java.util.Locale;

/** Measures how much of the heap many ports take, with the table of their names. */
final class PortMemory {
  static final int PORTS = 300_000;

  private PortMemory() {}

  /** Returns the bytes in use when all garbage is gone. */
  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
    }
    return used;
  }

  /** Makes receive rights and returns the bytes that each takes. */
  static double bytesEach(int ports) {
    // What the first port loads and makes for good is no part of what ports take.
    new SimulatedSpace().allocate();
    SimulatedSpace space = new SimulatedSpace();
    used();
    long before = used();
    for (int i = 0; i < ports; i++) {
      space.allocate();
    }
    long after = used();
    Reference.reachabilityFence(space);
    return (double) (after - before) / ports;
  }

  /** Prints the bytes for each of {@value #PORTS} ports. */
  public static void main(String[] arguments) {
    System.out.printf(Locale.ROOT, "%.1f%n", bytesEach(PORTS));
  }
}

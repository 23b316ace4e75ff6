package org.machapi.sim;

/** Knows what an old kernel does, past the table of rules. */
public final class AsksForGeneration {
  boolean isOld(KernelGeneration generation) {
    return generation == KernelGeneration.OLD;
  }
}

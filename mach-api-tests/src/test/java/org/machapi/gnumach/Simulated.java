package org.machapi.gnumach;

import java.util.List;
import org.machapi.sim.KernelGeneration;

/**
 * A sequence, and what the simulated kernel made of it.
 *
 * @param outcomes what there was before the first step, then the outcome of each step
 */
record Simulated(Sequence sequence, List<Outcome> outcomes) {
  static Simulated run(Sequence sequence) {
    return new Simulated(sequence, SimulatedSide.run(KernelGeneration.GNU_MACH, sequence));
  }
}

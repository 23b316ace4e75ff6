package org.machapi.benchmarks;

import org.machapi.census.Census;
import org.openjdk.jmh.annotations.Benchmark;

/** A census of a task of the simulated kernel that has many names. */
public class SimulatedCensusBenchmark {

  /** Makes the benchmark; JMH does. */
  public SimulatedCensusBenchmark() {}

  /** All names, and what each stands for. */
  @Benchmark
  public Census census(SimulatedCensusCalls calls) {
    return Census.take(calls.mach);
  }
}

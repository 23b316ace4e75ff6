package org.machapi.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Exceptions raised in the simulated kernel and answered by an exception server. */
public class SimulatedExceptionBenchmark {

  /** Makes the benchmark; JMH does. */
  public SimulatedExceptionBenchmark() {}

  /** One exception, from the thread that raises to the answer. */
  @Benchmark
  @OperationsPerInvocation(SimulatedExceptionCalls.THREADS)
  public int exceptionThroughServer(SimulatedExceptionCalls calls) {
    return calls.raiseAll();
  }
}

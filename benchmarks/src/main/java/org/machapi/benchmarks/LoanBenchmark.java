package org.machapi.benchmarks;

import org.machapi.Loan;
import org.openjdk.jmh.annotations.Benchmark;

/** A name on loan, as every call of the typed layer has it: two changes of a number by threads. */
public class LoanBenchmark {

  /** Makes the benchmark; JMH does. */
  public LoanBenchmark() {}

  @Benchmark
  public int typed(RoundCalls round) {
    try (Loan loan = round.destination.lend()) {
      return loan.name();
    }
  }
}

package org.machapi.benchmarks;

import org.machapi.Loan;
import org.machapi.ThreadPort;
import org.openjdk.jmh.annotations.Benchmark;

/** What a ledger adds to a right that comes and goes, and to its use. */
public class LedgerBenchmark {

  /** Makes the benchmark; JMH does. */
  public LedgerBenchmark() {}

  @Benchmark
  public int pair(LedgerCalls calls) {
    try (ThreadPort self = ThreadPort.self(calls.mach)) {
      return self.name();
    }
  }

  @Benchmark
  public int use(LedgerCalls calls) {
    try (Loan loan = calls.port.lend()) {
      return loan.name();
    }
  }
}

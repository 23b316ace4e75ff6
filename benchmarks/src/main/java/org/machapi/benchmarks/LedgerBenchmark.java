package org.machapi.benchmarks;

import org.machapi.Loan;
import org.machapi.Mach;
import org.machapi.ThreadPort;
import org.openjdk.jmh.annotations.Benchmark;

/** A right that comes and goes, as {@link PairBenchmark#typed}, at each level of a ledger. */
public class LedgerBenchmark {

  /** Makes the benchmark; JMH does. */
  public LedgerBenchmark() {}

  private static int pair(Mach mach) {
    try (ThreadPort self = ThreadPort.self(mach)) {
      return self.name();
    }
  }

  @Benchmark
  public int none(LedgerCalls calls) {
    return pair(calls.mach);
  }

  @Benchmark
  public int off(LedgerCalls calls) {
    return pair(calls.off);
  }

  @Benchmark
  public int count(LedgerCalls calls) {
    return pair(calls.count);
  }

  @Benchmark
  public int sampled(LedgerCalls calls) {
    return pair(calls.sampled);
  }

  @Benchmark
  public int all(LedgerCalls calls) {
    return pair(calls.all);
  }

  /** A loan, as {@link LoanBenchmark#typed}, where each use is written down. */
  @Benchmark
  public int useAtAll(LedgerCalls calls) {
    try (Loan loan = calls.port.lend()) {
      return loan.name();
    }
  }
}

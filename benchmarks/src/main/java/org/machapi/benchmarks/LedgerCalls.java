package org.machapi.benchmarks;

import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.census.Ledger;
import org.machapi.census.LedgerLevel;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Kernels whose rights a ledger writes down, one for each level. */
@State(Scope.Thread)
public class LedgerCalls extends Calls {
  final Mach off = observed(LedgerLevel.OFF);
  final Mach count = observed(LedgerLevel.COUNT);
  final Mach sampled = observed(LedgerLevel.SAMPLED);
  final Mach all = observed(LedgerLevel.ALL);
  final ReceiveRight port = ReceiveRight.allocate(all);

  /** Makes the objects that the benchmarks use over and over. */
  public LedgerCalls() {}

  private Mach observed(LedgerLevel level) {
    Mach observed = Mach.of(raw, "functions that do nothing");
    Ledger.on(observed, level);
    return observed;
  }

  @TearDown
  public void end() {
    port.close();
  }
}

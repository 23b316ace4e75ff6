package org.machapi.benchmarks;

import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.census.Ledger;
import org.machapi.census.LedgerLevel;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A kernel whose rights a ledger writes down, or none. */
@State(Scope.Thread)
public class LedgerCalls {
  private static final String NONE = "NONE";

  /** The level of the ledger; NONE if there is no ledger. */
  @Param({NONE, "OFF", "COUNT", "SAMPLED", "ALL"})
  String level = NONE;

  Mach mach;
  ReceiveRight port;

  /** Makes nothing yet. */
  public LedgerCalls() {}

  @Setup
  public void begin(Calls calls) {
    mach = Mach.of(calls.raw, "functions that do nothing");
    if (!level.equals(NONE)) {
      Ledger.on(mach, LedgerLevel.valueOf(level));
    }
    port = ReceiveRight.allocate(mach);
  }

  @TearDown
  public void end() {
    port.close();
  }
}

package org.machapi.benchmarks;

import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.sim.SimulatedKernel;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A task of the simulated kernel with many names: its own port and receive rights. */
@State(Scope.Thread)
public class SimulatedCensusCalls {
  /** How many names there are where figures are kept. */
  static final String NAMES = "100000";

  final Mach mach = Mach.of(SimulatedKernel.create().createTask("benchmark").library(), "mach-sim");

  /** How many names the task has. */
  @Param(NAMES)
  int names;

  /** Makes a task that has its own port only. */
  public SimulatedCensusCalls() {}

  @Setup
  public void fill() {
    for (int i = mach.space().names().size(); i < names; i++) {
      ReceiveRight.allocate(mach).relinquish();
    }
  }
}

package org.machapi.benchmarks;

import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;

import org.openjdk.jmh.annotations.Benchmark;

/** Calls on names of the simulated kernel, in tasks with few names and with many. */
public class SimulatedNamesBenchmark {

  /** Makes the benchmark; JMH does. */
  public SimulatedNamesBenchmark() {}

  /** A name more and one less. */
  @Benchmark
  public int allocateDestruct(SimulatedSpace space) {
    int name = space.allocate();
    SimulatedSpace.check(space.mach.mach_port_destruct(space.self, name, 0, 0));
    return name;
  }

  /** Each call about another name, anywhere. */
  @Benchmark
  public int getReferences(SimulatedSpace space) {
    SimulatedSpace.check(
        space.mach.mach_port_get_refs(
            space.self, space.nextAnywhere(), MACH_PORT_RIGHT_RECEIVE, space.out.pointer()));
    return space.out.getInt(0);
  }

  /** A send right comes and goes beside each receive right, one after the other. */
  @Benchmark
  public int insertDeallocate(SimulatedSpace space) {
    return insertAndDeallocate(space, space.next());
  }

  /** The same beside receive rights anywhere. */
  @Benchmark
  public int insertDeallocateAnywhere(SimulatedSpace space) {
    return insertAndDeallocate(space, space.nextAnywhere());
  }

  private static int insertAndDeallocate(SimulatedSpace space, int name) {
    SimulatedSpace.check(
        space.mach.mach_port_insert_right(space.self, name, name, MACH_MSG_TYPE_MAKE_SEND));
    SimulatedSpace.check(space.mach.mach_port_deallocate(space.self, name));
    return name;
  }
}

package org.machapi.benchmarks;

import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;

import org.openjdk.jmh.annotations.Benchmark;

/**
 * Calls on names of the simulated kernel, in tasks with few names and with many.
 *
 * <p>What a call does is the same with any number of names, but not how near the processor has it.
 * A call about a port reads the entry of its name, a word; then the port, at an address that stands
 * beside the entry. Entries of 300,000 names are small enough for a cache of the processor's own
 * ({@link #getReferences}, which needs no port, hardly grows); 300,000 ports are not, and each call
 * anywhere among them waits for one, whatever else it does. {@link #bareObject} measures that wait
 * with no kernel around it. Ports half as large would change it by a few per cent: as long as they
 * are too many for that cache, it is one wait.
 */
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

  /** No call: one object as large as a port, anywhere among as many as there are names. */
  @Benchmark
  public long bareObject(BareObjects objects) {
    return objects.countAnywhere();
  }

  private static int insertAndDeallocate(SimulatedSpace space, int name) {
    SimulatedSpace.check(
        space.mach.mach_port_insert_right(space.self, name, name, MACH_MSG_TYPE_MAKE_SEND));
    SimulatedSpace.check(space.mach.mach_port_deallocate(space.self, name));
    return name;
  }
}

package org.machapi.benchmarks;

import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;

import java.util.SplittableRandom;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.NativeBuffer;
import org.machapi.sim.SimulatedKernel;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A task of the simulated kernel with many names: its own port and receive rights. */
@State(Scope.Thread)
public class SimulatedSpace {
  final MachLibrary mach = SimulatedKernel.create().createTask("benchmark").library();
  final int self = mach.mach_task_self_().get();
  final NativeBuffer out = NativeBuffer.allocate(8);

  /** How many names the task has. */
  @Param({"100", "1000", "10000", "100000", "300000"})
  int names;

  /** The names of the receive rights, in the order in which they were made. */
  private int[] receiveRights = {};

  /** The same in an order of chance. */
  private int[] scattered = {};

  private int next;

  /** Makes a task that has its own port only. */
  public SimulatedSpace() {}

  @Setup
  public void fill() {
    receiveRights = new int[names - 1];
    scattered = new int[names - 1];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < receiveRights.length; i++) {
      receiveRights[i] = allocate();
      int place = random.nextInt(i + 1);
      scattered[i] = scattered[place];
      scattered[place] = receiveRights[i];
    }
  }

  int allocate() {
    check(mach.mach_port_allocate(self, MACH_PORT_RIGHT_RECEIVE, out.pointer()));
    return out.getInt(0);
  }

  /** Returns the receive rights in turn, in the order in which they were made. */
  int next() {
    return receiveRights[step()];
  }

  /** Returns the receive rights in turn, in an order that no cache foresees. */
  int nextAnywhere() {
    return scattered[step()];
  }

  private int step() {
    int now = next;
    next = now + 1 < receiveRights.length ? now + 1 : 0;
    return now;
  }

  /** An error is no measurement. */
  static void check(int result) {
    if (result != KERN_SUCCESS) {
      throw new IllegalStateException("kernel return code " + result);
    }
  }
}

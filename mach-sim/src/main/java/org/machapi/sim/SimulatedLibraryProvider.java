package org.machapi.sim;

import org.machapi.raw.MachLibrary;
import org.machapi.raw.MachLibraryProvider;

/** Offers one simulated kernel with one task, which stands for this process. */
public final class SimulatedLibraryProvider implements MachLibraryProvider {
  /**
   * Made when it is first asked for, and kept: the same task with every call and every provider.
   */
  private static final class ThisProcess {
    static final SimulatedTask TASK = SimulatedKernel.create().createTask("this process");
  }

  /** Makes a provider; for {@link java.util.ServiceLoader}. */
  public SimulatedLibraryProvider() {}

  @Override
  public String description() {
    return "mach-sim, a simulated kernel following XNU 7195 (macOS 11); no real kernel";
  }

  @Override
  public MachLibrary library() {
    return ThisProcess.TASK.library();
  }
}

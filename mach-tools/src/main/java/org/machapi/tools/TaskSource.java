package org.machapi.tools;

import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.TaskPort;
import org.machapi.census.Census;

/** Any process, by its task port, which macOS gives to few. */
final class TaskSource implements Source {
  private final Mach mach;
  private final int pid;

  TaskSource(Mach mach, int pid) {
    this.mach = mach;
    this.pid = pid;
  }

  @Override
  public Snapshot take() throws RefusedException {
    try (TaskPort task = TaskPort.forPid(mach, pid)) {
      return new Snapshot(mach.kernel(), Census.take(task));
    } catch (MachException e) {
      // The message lists what macOS wants: the rights, entitlements and settings.
      throw new RefusedException("Process " + pid + " cannot be looked at. " + e.getMessage(), e);
    }
  }
}

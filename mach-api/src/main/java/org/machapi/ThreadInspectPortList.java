package org.machapi;

import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.mustcall.qual.Owning;

/** The threads of a task by their inspect ports. */
public final class ThreadInspectPortList extends ThreadList<InspectableThread> {
  private final Rights<ThreadInspectPort> rights;

  /** Takes over one user reference to each name. */
  ThreadInspectPortList(Mach mach, int[] names) {
    rights = new Rights<>(names.length);
    for (int name : names) {
      rights.add(ThreadInspectPort.adoptUnchecked(mach, name));
    }
  }

  @Override
  Rights<ThreadInspectPort> rights() {
    return rights;
  }

  @Override
  @NotOwning
  public InspectableThread get(int index) {
    return rights.get(index);
  }

  @Override
  @Owning
  public ThreadInspectPort take(int index) {
    return rights.take(index);
  }
}

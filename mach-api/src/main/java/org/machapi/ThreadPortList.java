package org.machapi;

import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.mustcall.qual.Owning;

/** The threads of a task by their control ports. */
public final class ThreadPortList extends ThreadList<MachThread> {
  private final Rights<ThreadPort> rights;

  /** Takes over one user reference to each name. */
  ThreadPortList(Mach mach, int[] names) {
    rights = new Rights<>(names.length);
    for (int name : names) {
      rights.add(ThreadPort.adoptUnchecked(mach, name));
    }
  }

  @Override
  Rights<ThreadPort> rights() {
    return rights;
  }

  @Override
  @NotOwning
  public MachThread get(int index) {
    return rights.get(index);
  }

  @Override
  @Owning
  public ThreadPort take(int index) {
    return rights.take(index);
  }
}

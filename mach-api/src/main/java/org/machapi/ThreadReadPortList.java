package org.machapi;

import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.mustcall.qual.Owning;

/** The threads of a task by their read ports. */
public final class ThreadReadPortList extends ThreadList<ReadableThread> {
  private final Rights<ThreadReadPort> rights;

  /** Takes over one user reference to each name. */
  ThreadReadPortList(Mach mach, int[] names) {
    rights = new Rights<>(names.length);
    for (int name : names) {
      rights.add(ThreadReadPort.adoptUnchecked(mach, name));
    }
  }

  @Override
  Rights<ThreadReadPort> rights() {
    return rights;
  }

  @Override
  @NotOwning
  public ReadableThread get(int index) {
    return rights.get(index);
  }

  @Override
  @Owning
  public ThreadReadPort take(int index) {
    return rights.take(index);
  }
}

package org.machapi.sim;

import static org.machapi.raw.PortConstants.kGUARD_EXC_MOD_REFS;

/** Collects the guard exceptions of the call under way; they are told when it has done its work. */
final class Guards {
  private final Kernel kernel;

  Guards(Kernel kernel) {
    this.kernel = kernel;
  }

  void raise(int flavor, int name) {
    raise(flavor, name, 0);
  }

  /**
   * Raises the exception for the last reference of a pinned port, if it is the task itself that
   * would give it up; another one that tries has nothing but the result.
   *
   * @param way how it would, as {@code MPG_FLAGS_MOD_REFS_PINNED_} numbers it
   */
  void raisePinned(Space space, int name, long way) {
    MachThread thread = kernel.current;
    if (thread != null && thread.task.space == space) {
      raise(kGUARD_EXC_MOD_REFS, name, way);
    }
  }

  void raise(int flavor, int name, long subcode) {
    MachThread thread = kernel.current;
    if (thread != null) {
      thread.guardExceptions.add(new GuardException(thread.task.name, flavor, name, subcode));
    }
  }
}

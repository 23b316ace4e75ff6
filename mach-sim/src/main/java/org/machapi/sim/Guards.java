package org.machapi.sim;

/** Collects the guard exceptions of the call under way; they are told when it has done its work. */
final class Guards {
  private final Kernel kernel;

  Guards(Kernel kernel) {
    this.kernel = kernel;
  }

  void raise(int flavor, int name) {
    raise(flavor, name, 0);
  }

  void raise(int flavor, int name, long subcode) {
    MachThread thread = kernel.current;
    if (thread != null) {
      thread.guardExceptions.add(new GuardException(thread.task.name, flavor, name, subcode));
    }
  }
}

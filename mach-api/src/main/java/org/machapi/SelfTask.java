package org.machapi;

/**
 * The task that the program is. Its name comes from the variable {@code mach_task_self_}; the
 * reference behind it belongs to the C library and is never given back.
 */
final class SelfTask implements Task {
  private final Mach mach;

  SelfTask(Mach mach) {
    this.mach = mach;
  }

  @Override
  public Mach mach() {
    return mach;
  }

  @Override
  public int name() {
    return mach.taskSelf();
  }

  @Override
  public Loan lend() {
    return new Loan(null, mach.taskSelf());
  }

  @Override
  public TaskPort copy() throws MachException {
    mach.space().addSendReference(mach.taskSelf());
    return new TaskPort(mach, mach.taskSelf());
  }

  @Override
  public String toString() {
    return "Task " + PortNames.format(mach.taskSelf());
  }
}

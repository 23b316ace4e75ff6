package org.machapi;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.KobjectConstants;
import org.machapi.raw.NativeBuffer;

/** What the classes of task and thread ports have in common: one class for each flavour. */
final class FlavouredPorts {
  private FlavouredPorts() {}

  /** Refuses a name that is not a send right to a task's port of this flavour. */
  static void requireTask(Mach mach, int name, Flavour flavour) throws MachException {
    mach.space()
        .requireObject(
            name,
            "the " + flavour + " port of a task",
            object -> object.isTask() && object.flavour() == flavour);
  }

  /** Refuses a name that is not a send right to a thread's port of this flavour. */
  static void requireThread(Mach mach, int name, Flavour flavour) throws MachException {
    mach.space()
        .requireObject(
            name,
            "the " + flavour + " port of a thread",
            object -> object.isThread() && object.flavour() == flavour);
  }

  /** Names the class for such a port; null if it is not that of a task or thread. */
  static @Nullable String className(KernelObject object) {
    return switch (object.type()) {
      case KobjectConstants.IKOT_TASK_CONTROL -> "TaskPort";
      case KobjectConstants.IKOT_TASK_READ -> "TaskReadPort";
      case KobjectConstants.IKOT_TASK_INSPECT -> "TaskInspectPort";
      case KobjectConstants.IKOT_TASK_NAME -> "TaskNamePort";
      case KobjectConstants.IKOT_THREAD_CONTROL -> "ThreadPort";
      case KobjectConstants.IKOT_THREAD_READ -> "ThreadReadPort";
      case KobjectConstants.IKOT_THREAD_INSPECT -> "ThreadInspectPort";
      default -> null;
    };
  }

  /** Gets a port of a task through another; the caller owns the reference. */
  static int taskPort(InspectableTask task, int which, Flavour needed) throws MachException {
    try (Loan loan = task.lend()) {
      Mach mach = task.mach();
      NativeBuffer scratch = Scratch.get();
      int code = mach.library().task_get_special_port(loan.name(), which, scratch.pointer());
      return given(mach, "task_get_special_port", code, scratch.getInt(0), loan.name(), needed);
    }
  }

  /** Gets a port of a thread through another; the caller owns the reference. */
  static int threadPort(InspectableThread thread, int which, Flavour needed) throws MachException {
    try (Loan loan = thread.lend()) {
      Mach mach = thread.mach();
      NativeBuffer scratch = Scratch.get();
      int code = mach.library().thread_get_special_port(loan.name(), which, scratch.pointer());
      return given(mach, "thread_get_special_port", code, scratch.getInt(0), loan.name(), needed);
    }
  }

  private static int given(Mach mach, String routine, int code, int given, int name, Flavour needed)
      throws MachException {
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw mach.failure(routine, code, name, needed);
    }
    // The message with the right has arrived, and there was no room for a name, or the port died on
    // its way.
    if (!PortNames.isValid(given)) {
      throw new MachException(
          routine, KernReturnConstants.KERN_FAILURE, "It gave " + PortNames.format(given) + ".");
    }
    return given;
  }
}

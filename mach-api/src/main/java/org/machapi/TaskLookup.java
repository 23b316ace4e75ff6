package org.machapi;

import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.PortConstants;

/** Finds the task of a process, and says what is missing where the kernel does not. */
final class TaskLookup {
  private static final String CONTROL_NEEDS =
      "No such process, or not allowed. For the task of another process macOS wants: that this"
          + " program runs as root, or as the same user and signed with the entitlement"
          + " com.apple.security.cs.debugger; that the process allows it by the entitlement"
          + " com.apple.security.get-task-allow, or has no hardened runtime; for processes of the"
          + " system, that System Integrity Protection is off; from macOS 13 on, that Developer"
          + " Mode is on.";
  private static final String NAME_NEEDS =
      "No such process, or not allowed. For the name port of another process macOS wants the same"
          + " user, root, or the entitlement com.apple.system-task-ports.name.safe.";

  private TaskLookup() {}

  /** Gets the control port; the caller owns the reference. */
  static int controlPort(Mach mach, int pid) throws MachException {
    NativeBuffer scratch = Scratch.get();
    int code = mach.library().task_for_pid(mach.taskSelf(), pid, scratch.pointer());
    return given("task_for_pid", code, scratch.getInt(0), pid, CONTROL_NEEDS);
  }

  /** Gets the name port; the caller owns the reference. */
  static int namePort(Mach mach, int pid) throws MachException {
    NativeBuffer scratch = Scratch.get();
    int code = mach.library().task_name_for_pid(mach.taskSelf(), pid, scratch.pointer());
    return given("task_name_for_pid", code, scratch.getInt(0), pid, NAME_NEEDS);
  }

  /** On failure the kernel has written the null name, which owns nothing. */
  private static int given(String routine, int code, int name, int pid, String needs)
      throws MachException {
    String process = "Process " + pid + ". ";
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw new MachException(routine, code, process + needs);
    }
    // Success without a port: see MachTrapsRoutines.task_for_pid.
    if (name == PortConstants.MACH_PORT_DEAD) {
      throw new MachException(
          routine,
          KernReturnConstants.KERN_FAILURE,
          process + "The kernel gave MACH_PORT_DEAD: Developer Mode is off.");
    }
    if (name == PortConstants.MACH_PORT_NULL) {
      throw new MachException(
          routine,
          KernReturnConstants.KERN_FAILURE,
          process + "The kernel gave no port: the process has just ended, or no name is left.");
    }
    return name;
  }
}

package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MachTypesConstants.TASK_FLAVOR_CONTROL;
import static org.machapi.raw.MachTypesConstants.TASK_FLAVOR_INSPECT;
import static org.machapi.raw.MachTypesConstants.TASK_FLAVOR_NAME;
import static org.machapi.raw.MachTypesConstants.TASK_FLAVOR_READ;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.SpecialPortConstants.TASK_INSPECT_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_KERNEL_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_NAME_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_READ_PORT;

import jnr.ffi.Pointer;

/** The calls that find a task: by the number of its process, or by a token that stands for it. */
final class TaskLookupCalls {
  /** The process of the kernel's own task, which nobody gets. */
  private static final int KERNEL_PROCESS = 0;

  private final Kernel kernel;

  TaskLookupCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Gives a special port of the task of a process. Traps, so that each failure is the same one; any
   * task may ask, as one of the superuser's may.
   *
   * @param asker a name of the caller's that has to be a control port, no matter of which task
   * @param which the number of the special port
   */
  int byProcess(Task caller, int asker, int number, int which, Pointer out) {
    if (!Buffers.holdsInt(out)) {
      return KERN_INVALID_ADDRESS;
    }
    out.putInt(0, MACH_PORT_NULL);
    boolean mayAsk =
        number != KERNEL_PROCESS
            && kernel.resolver.task(
                    caller.space, asker, Resolver.Access.CONTROL, KERN_INVALID_ARGUMENT)
                != null;
    Task target = mayAsk ? kernel.tasks.get(number) : null;
    if (target == null || target.ports.get(which) != KERN_SUCCESS) {
      return KERN_FAILURE;
    }
    out.putInt(0, kernel.copyout.name(caller.space, target.ports.right, Dispositions.SEND));
    return KERN_SUCCESS;
  }

  int makeToken(Task target, Task caller, Pointer out) {
    if (!Buffers.holdsInt(out)) {
      return KERN_INVALID_ADDRESS;
    }
    Port token = target.ports.makeIdentityToken();
    out.putInt(0, kernel.copyout.name(caller.space, token, Dispositions.SEND));
    return KERN_SUCCESS;
  }

  /** Gives a port of the task that a token stands for, if that lives. */
  int byToken(Task caller, int token, int flavor, Pointer out) {
    if (!Buffers.holdsInt(out)) {
      return KERN_INVALID_ADDRESS;
    }
    Port port = kernel.resolver.port(caller.space, token);
    if (port == null) {
      return kernel.resolver.error;
    }
    int which =
        switch (flavor) {
          case TASK_FLAVOR_CONTROL -> TASK_KERNEL_PORT;
          case TASK_FLAVOR_READ -> TASK_READ_PORT;
          case TASK_FLAVOR_INSPECT -> TASK_INSPECT_PORT;
          case TASK_FLAVOR_NAME -> TASK_NAME_PORT;
          default -> 0;
        };
    if (port.objectType != ObjectType.TASK_ID_TOKEN
        || !(port.object instanceof Task target)
        || !target.active
        || flavor == TASK_FLAVOR_CONTROL && target != caller && !mayControlOthers()
        || target.ports.get(which) != KERN_SUCCESS) {
      return KERN_INVALID_ARGUMENT;
    }
    out.putInt(0, kernel.copyout.name(caller.space, target.ports.right, Dispositions.SEND));
    return KERN_SUCCESS;
  }

  /**
   * Tells whether a task may have the control port of another by a token (XNU
   * osfmk/kern/ipc_tt.c:task_conversion_eval).
   */
  private boolean mayControlOthers() {
    return !kernel.rules.has(Rule.IDENTITY_PROTECTED_EXCEPTIONS)
        || kernel.configuration.developerMode();
  }
}

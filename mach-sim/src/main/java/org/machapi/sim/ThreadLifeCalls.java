package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ID;

import jnr.ffi.Pointer;

/** The calls that begin and end threads. What begins here runs no code: there is none behind it. */
final class ThreadLifeCalls {
  private final Kernel kernel;

  ThreadLifeCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Makes a thread that is suspended once. */
  int create(Task target, Task caller, Pointer out) {
    if (!Buffers.holdsInt(out)) {
      return KERN_INVALID_ADDRESS;
    }
    MachThread thread = target.newRawThread();
    thread.suspendCount = 1;
    thread.started = false;
    return give(thread, caller, out);
  }

  /** Makes a thread with a state; one whose state is refused ends at once. */
  int createRunning(Task target, Task caller, int flavor, Pointer state, int count, Pointer out) {
    if (!Buffers.holdsInt(out)) {
      return KERN_INVALID_ADDRESS;
    }
    MachThread thread = target.newRawThread();
    int result = kernel.threadCalls.setState(thread, flavor, state, count);
    if (result != KERN_SUCCESS) {
      thread.exit();
      return result;
    }
    return give(thread, caller, out);
  }

  private int give(MachThread thread, Task caller, Pointer out) {
    out.putInt(0, kernel.copyout.name(caller.space, thread.makeMovable(), Dispositions.SEND));
    return KERN_SUCCESS;
  }

  /**
   * Ends a thread. The call moves a reference of the port it goes through, so that it is used up
   * whatever comes of it.
   */
  int terminate(Task caller, int name) {
    Port port = kernel.resolver.takeDestination(caller.space, name, MACH_MSG_TYPE_MOVE_SEND);
    if (port == null) {
      return kernel.resolver.error;
    }
    int result = port.isKernelObject() ? KERN_INVALID_ARGUMENT : MIG_BAD_ID;
    if (port.objectType == ObjectType.THREAD_CONTROL && port.object instanceof MachThread thread) {
      thread.exit();
      result = KERN_SUCCESS;
    }
    kernel.ports.releaseSend(port);
    return result;
  }

  /**
   * Ends the wait of a thread, and those that its call would come to yet; one that is in no call
   * notices nothing. All these waits are safe to abort. That for the handling of an exception is
   * not simulated: where it ends differs between kernels.
   */
  int abort(MachThread thread, String routine) {
    if (thread.delivery != null && thread != kernel.current) {
      throw new UnsimulatedRoutineException(routine, "aborting the delivery of an exception");
    }
    Waiter waiter = thread.waiter;
    if (waiter != null) {
      waiter.wake(Waiter.Outcome.ABORTED);
      thread.aborted = true;
    }
    return KERN_SUCCESS;
  }
}

package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_CAPABILITY;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.KernReturnConstants.KERN_NO_SPACE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.KernReturnConstants.KERN_UREFS_OVERFLOW;
import static org.machapi.raw.MessageConstants.MACH_MSG_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_RIGHT;
import static org.machapi.raw.MigErrorConstants.MIG_TYPE_ERROR;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;
import static org.machapi.raw.PortConstants.kGUARD_EXC_SEND_INVALID_RIGHT;

import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The calls that put a right into a task, take one out, or register one for a notification. */
final class RightCalls {
  private final Kernel kernel;

  RightCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  private boolean isTrap(Space space, Task caller) {
    return space == caller.space && kernel.rules.has(Rule.OWN_CALLS_ARE_TRAPS);
  }

  /** Puts a right of the caller into a space under a name; the right is gone even if that fails. */
  int insert(Space space, int name, Task caller, int right, int disposition) {
    boolean own = isTrap(space, caller);
    boolean simple =
        disposition == MACH_MSG_TYPE_MAKE_SEND || disposition == MACH_MSG_TYPE_COPY_SEND;
    if (own && name == right && simple) {
      return insertSend(space, name, disposition);
    }
    int result = own ? takeOwn(space, right, disposition) : takeForCall(caller, right, disposition);
    if (result != KERN_SUCCESS) {
      return result;
    }
    Port port = kernel.copyin.port;
    int received = Dispositions.received(disposition);
    result = insertTaken(space, name, port, received);
    if (result != KERN_SUCCESS) {
      kernel.ports.drop(port, received);
    }
    return result;
  }

  private int insertTaken(Space space, int name, @Nullable Port port, int received) {
    if (!Names.valid(name) || received == Dispositions.NONE) {
      return KERN_INVALID_VALUE;
    }
    if (!Port.valid(port)) {
      return KERN_INVALID_CAPABILITY;
    }
    return kernel.copyout.putAs(space, port, received, name);
  }

  /**
   * Takes the caller's right for a call on his own task: dead names too, null and dead name not.
   */
  private int takeOwn(Space space, int right, int disposition) {
    return kernel.copyin.take(space, right, disposition, AllowedRights.ANY);
  }

  /** Takes the caller's right as the message to another task's port does. */
  int takeForCall(Task caller, int right, int disposition) {
    return takeForMessage(caller, right, disposition, AllowedRights.ANY);
  }

  private int takeForMessage(Task caller, int right, int disposition, AllowedRights allowed) {
    if (!Names.valid(right)) {
      kernel.copyin.port = right == MACH_PORT_DEAD ? Port.DEAD : null;
      return KERN_SUCCESS;
    }
    int result = kernel.copyin.take(caller.space, right, disposition, allowed);
    if (result == KERN_SUCCESS) {
      return KERN_SUCCESS;
    }
    if (result == KERN_INVALID_RIGHT) {
      kernel.guards.raise(kGUARD_EXC_SEND_INVALID_RIGHT, right);
    }
    return MACH_SEND_INVALID_RIGHT;
  }

  /**
   * Takes a copy of a send right for a call that keeps it, such as one that sets an exception port.
   */
  int takeCopy(Task caller, int right) {
    return takeForCall(caller, right, MACH_MSG_TYPE_COPY_SEND);
  }

  /** Takes a reference of a send right or dead name that moves to the kernel with a call. */
  int takeMoved(Task caller, int right) {
    return takeForCall(caller, right, MACH_MSG_TYPE_MOVE_SEND);
  }

  /** As {@link #takeCopy}, for a call that goes to another task: rights that cannot leave stay. */
  int takeMovableCopy(Task caller, int right) {
    return takeForMessage(caller, right, MACH_MSG_TYPE_COPY_SEND, AllowedRights.MOVABLE);
  }

  /** Adds one reference to a send right under its own name, making the right if need be. */
  private int insertSend(Space space, int name, int disposition) {
    int index = kernel.names.find(space, name);
    if (index == 0) {
      return kernel.names.error;
    }
    if (space.has(index, MACH_PORT_TYPE_DEAD_NAME)) {
      return KERN_INVALID_CAPABILITY;
    }
    boolean isSet = space.has(index, MACH_PORT_TYPE_PORT_SET);
    if (!isSet && !space.port(index).active) {
      return KERN_INVALID_CAPABILITY;
    }
    boolean make = disposition == MACH_MSG_TYPE_MAKE_SEND;
    if (isSet || !(make ? space.isReceive(index) : space.has(index, MACH_PORT_TYPE_SEND))) {
      return KERN_INVALID_RIGHT;
    }
    int references = space.references(index);
    boolean full = references >= kernel.rules.maximumReferences();
    if (full && !kernel.rules.has(Rule.PEGS_REFERENCES)) {
      return KERN_UREFS_OVERFLOW;
    }
    if (make) {
      Port port = space.port(index);
      port.makeSendCount++;
      if (!space.has(index, MACH_PORT_TYPE_SEND)) {
        port.sendRights++;
        space.setBits(index, space.bits(index) | MACH_PORT_TYPE_SEND);
      }
    }
    if (!full) {
      space.setReferences(index, references + 1);
    }
    return KERN_SUCCESS;
  }

  /** Takes a right out of a space and gives it to the caller. */
  int extract(
      Space space, int name, int disposition, Task caller, Pointer right, Pointer rightType) {
    if (!Buffers.holdsInt(right) || !Buffers.holdsInt(rightType)) {
      return KERN_INVALID_ADDRESS;
    }
    if (Dispositions.received(disposition) == Dispositions.NONE) {
      return KERN_INVALID_VALUE;
    }
    if (!Names.valid(name)) {
      return KERN_INVALID_RIGHT;
    }
    boolean own = isTrap(space, caller);
    AllowedRights allowed =
        own && disposition == MACH_MSG_TYPE_COPY_SEND
            ? AllowedRights.ANY
            : AllowedRights.MOVABLE_QUIETLY;
    int result = kernel.copyin.take(space, name, disposition, allowed);
    if (result != KERN_SUCCESS) {
      return result;
    }
    int received = Dispositions.received(disposition);
    right.putInt(0, kernel.copyout.name(caller.space, kernel.copyin.port, received));
    rightType.putInt(0, received);
    return KERN_SUCCESS;
  }

  int requestNotification(
      Space space,
      int name,
      int id,
      int sync,
      Task caller,
      int notify,
      int disposition,
      Pointer previous) {
    if (!Buffers.holdsInt(previous)) {
      return KERN_INVALID_ADDRESS;
    }
    boolean once = Dispositions.received(disposition) == Dispositions.SEND_ONCE;
    boolean own = isTrap(space, caller) && once && Names.valid(notify);
    int result =
        own ? takeOwn(space, notify, disposition) : takeForCall(caller, notify, disposition);
    if (result != KERN_SUCCESS) {
      return result;
    }
    Port taken = kernel.copyin.port;
    if (!once) {
      kernel.ports.drop(taken, Dispositions.received(disposition));
      return MIG_TYPE_ERROR;
    }
    result = kernel.requests.register(space, name, id, sync, taken);
    if (result != KERN_SUCCESS) {
      kernel.ports.drop(taken, Dispositions.SEND_ONCE);
      return result;
    }
    Port replaced = kernel.requests.previous;
    if (own && Port.valid(replaced) && !replaced.active) {
      // The call has done its work, but its fast way fails on the dead right that it should return.
      kernel.ports.drop(replaced, Dispositions.SEND_ONCE);
      return KERN_INVALID_CAPABILITY;
    }
    int given = kernel.copyout.put(caller.space, replaced, Dispositions.SEND_ONCE);
    if (own && given != MACH_MSG_SUCCESS) {
      return KERN_NO_SPACE;
    }
    previous.putInt(0, kernel.copyout.name);
    return KERN_SUCCESS;
  }
}

package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.PortConstants.MPG_IMMOVABLE_RECEIVE;
import static org.machapi.raw.PortConstants.MPG_STRICT;
import static org.machapi.raw.PortConstants.kGUARD_EXC_INCORRECT_GUARD;
import static org.machapi.raw.PortConstants.kGUARD_EXC_INVALID_ARGUMENT;
import static org.machapi.raw.PortConstants.kGUARD_EXC_INVALID_NAME;
import static org.machapi.raw.PortConstants.kGUARD_EXC_INVALID_RIGHT;
import static org.machapi.raw.PortConstants.kGUARD_EXC_SET_CONTEXT;
import static org.machapi.raw.PortConstants.kGUARD_EXC_UNGUARDED;

import jnr.ffi.Pointer;

/** The calls on receive rights: counts, contexts, guards. */
final class ReceiveRightCalls {
  private final Kernel kernel;

  ReceiveRightCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  int setMakeSendCount(Space space, int name, int count) {
    int index = Names.valid(name) ? kernel.names.findReceive(space, name) : 0;
    if (index == 0) {
      return errorFor(name);
    }
    space.port(index).makeSendCount = count;
    return KERN_SUCCESS;
  }

  int setSequenceNumber(Space space, int name, int number) {
    int index = Names.valid(name) ? kernel.names.findReceive(space, name) : 0;
    if (index == 0) {
      return errorFor(name);
    }
    space.port(index).sequenceNumber = number;
    return KERN_SUCCESS;
  }

  private int errorFor(int name) {
    return Names.valid(name) ? kernel.names.error : KERN_INVALID_RIGHT;
  }

  int getContext(Space space, int name, Pointer out) {
    if (!Buffers.holdsLong(out)) {
      return KERN_INVALID_ADDRESS;
    }
    int index = Names.valid(name) ? kernel.names.findReceive(space, name) : 0;
    if (index == 0) {
      return errorFor(name);
    }
    Port port = space.port(index);
    out.putLong(0, port.strictGuard ? 0 : port.context);
    return KERN_SUCCESS;
  }

  int setContext(Space space, int name, long context) {
    int index = Names.valid(name) ? kernel.names.findReceive(space, name) : 0;
    if (index == 0) {
      return errorFor(name);
    }
    Port port = space.port(index);
    if (port.strictGuard) {
      kernel.guards.raise(kGUARD_EXC_SET_CONTEXT, name, port.context);
      return KERN_INVALID_ARGUMENT;
    }
    port.context = context;
    return KERN_SUCCESS;
  }

  int guard(Space space, int name, long guard, long flags) {
    int index = findForGuard(space, name);
    if (index == 0) {
      return kernel.names.error;
    }
    if (!setGuard(space.port(index), guard, flags)) {
      kernel.guards.raise(kGUARD_EXC_INVALID_ARGUMENT, name);
      return KERN_INVALID_ARGUMENT;
    }
    return KERN_SUCCESS;
  }

  /** Guards a port; false if it has a context already. */
  static boolean setGuard(Port port, long guard, long flags) {
    if (port.context != 0) {
      return false;
    }
    port.context = guard;
    port.guarded = true;
    port.strictGuard = (flags & MPG_STRICT) != 0;
    port.immovableReceive |= (flags & MPG_IMMOVABLE_RECEIVE) != 0;
    return true;
  }

  int unguard(Space space, int name, long guard) {
    int index = findForGuard(space, name);
    if (index == 0) {
      return kernel.names.error;
    }
    Port port = space.port(index);
    if (!port.guarded) {
      kernel.guards.raise(kGUARD_EXC_UNGUARDED, name);
      return KERN_INVALID_ARGUMENT;
    }
    if (port.context != guard) {
      kernel.guards.raise(kGUARD_EXC_INCORRECT_GUARD, name, port.context);
      return KERN_INVALID_ARGUMENT;
    }
    port.context = 0;
    port.guarded = false;
    port.strictGuard = false;
    return KERN_SUCCESS;
  }

  int swapGuard(Space space, int name, long oldGuard, long newGuard) {
    int index = findForGuard(space, name);
    if (index == 0) {
      return kernel.names.error;
    }
    Port port = space.port(index);
    int broken = 0;
    if (!port.guarded) {
      kernel.guards.raise(kGUARD_EXC_UNGUARDED, name);
      return KERN_INVALID_ARGUMENT;
    }
    if (port.strictGuard) {
      broken = kGUARD_EXC_SET_CONTEXT;
    } else if (port.context != oldGuard) {
      broken = kGUARD_EXC_INCORRECT_GUARD;
    }
    if (broken != 0) {
      kernel.guards.raise(broken, name, port.context);
      return KERN_INVALID_ARGUMENT;
    }
    port.context = newGuard;
    return KERN_SUCCESS;
  }

  private int findForGuard(Space space, int name) {
    if (!Names.valid(name)) {
      kernel.names.error = KERN_INVALID_NAME;
      return 0;
    }
    int index = kernel.names.findReceive(space, name);
    if (index == 0) {
      raiseForMissing(name);
    }
    return index;
  }

  private void raiseForMissing(int name) {
    kernel.guards.raise(
        kernel.names.error == KERN_INVALID_NAME
            ? kGUARD_EXC_INVALID_NAME
            : kGUARD_EXC_INVALID_RIGHT,
        name);
  }

  int sendRights(Space space, int name, Pointer out) {
    int index = kernel.names.findReceive(space, name);
    if (index == 0) {
      return kernel.names.error;
    }
    if (!Buffers.holdsInt(out)) {
      return KERN_INVALID_ADDRESS;
    }
    out.putInt(0, space.port(index).sendRights);
    return KERN_SUCCESS;
  }
}

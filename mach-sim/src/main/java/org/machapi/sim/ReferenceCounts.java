package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_CAPABILITY;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.KernReturnConstants.KERN_UREFS_OVERFLOW;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND_ONCE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND_ONCE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND_RIGHTS;
import static org.machapi.raw.PortConstants.MPG_FLAGS_MOD_REFS_PINNED_DEALLOC;
import static org.machapi.raw.PortConstants.kGUARD_EXC_INVALID_RIGHT;
import static org.machapi.raw.PortConstants.kGUARD_EXC_INVALID_VALUE;
import static org.machapi.raw.PortConstants.kGUARD_EXC_MOD_REFS;

/**
 * Changes the number of references that a name has to one kind of right ({@code
 * mach_port_mod_refs}).
 */
final class ReferenceCounts {
  /** The largest change that is looked at at all, whatever the generation's maximum is. */
  private static final int MAXIMUM_DELTA = 65_535;

  private final Kernel kernel;

  ReferenceCounts(Kernel kernel) {
    this.kernel = kernel;
  }

  int change(Space space, int index, int name, int right, int delta) {
    return switch (right) {
      case MACH_PORT_RIGHT_PORT_SET -> changeSet(space, index, name, delta);
      case MACH_PORT_RIGHT_RECEIVE -> changeReceive(space, index, name, delta);
      case MACH_PORT_RIGHT_SEND_ONCE -> changeSendOnce(space, index, name, delta);
      case MACH_PORT_RIGHT_DEAD_NAME -> changeDeadName(space, index, name, delta);
      case MACH_PORT_RIGHT_SEND -> changeSend(space, index, name, delta);
      default -> KERN_INVALID_RIGHT;
    };
  }

  private int invalidRight(int name) {
    kernel.guards.raise(kGUARD_EXC_INVALID_RIGHT, name);
    return KERN_INVALID_RIGHT;
  }

  private int invalidValue(int name) {
    kernel.guards.raise(kGUARD_EXC_INVALID_VALUE, name);
    return KERN_INVALID_VALUE;
  }

  private int changeSet(Space space, int index, int name, int delta) {
    if (!space.has(index, MACH_PORT_TYPE_PORT_SET)) {
      return invalidRight(name);
    }
    if (delta == -1) {
      kernel.rights.destroySet(space, index);
      return KERN_SUCCESS;
    }
    return delta == 0 ? KERN_SUCCESS : invalidValue(name);
  }

  private int changeReceive(Space space, int index, int name, int delta) {
    if (!space.has(index, MACH_PORT_TYPE_RECEIVE)) {
      return space.has(index, Space.WAS_RECEIVE) ? KERN_INVALID_RIGHT : invalidRight(name);
    }
    if (delta == 0) {
      return KERN_SUCCESS;
    }
    if (delta != -1) {
      return invalidValue(name);
    }
    Port port = space.port(index);
    if (port.guarded) {
      kernel.guards.raise(kGUARD_EXC_MOD_REFS, name, port.context);
      return KERN_INVALID_RIGHT;
    }
    Port request = kernel.rights.detachReceive(space, index, port);
    kernel.ports.destroy(port);
    kernel.rights.portDeleted(request, name);
    return KERN_SUCCESS;
  }

  private int changeSendOnce(Space space, int index, int name, int delta) {
    if (!space.has(index, MACH_PORT_TYPE_SEND_ONCE)) {
      return KERN_INVALID_RIGHT;
    }
    if (kernel.rights.noticeDeath(space, index)) {
      return invalidRight(name);
    }
    if (delta == -1) {
      kernel.rights.dropSendOnce(space, index, name);
      return KERN_SUCCESS;
    }
    return delta == 0 ? KERN_SUCCESS : invalidValue(name);
  }

  private int changeDeadName(Space space, int index, int name, int delta) {
    if (space.has(index, MACH_PORT_TYPE_SEND_RIGHTS)) {
      if (space.isReceive(index) || !kernel.rights.noticeDeath(space, index)) {
        return invalidRight(name);
      }
    } else if (!space.has(index, MACH_PORT_TYPE_DEAD_NAME)) {
      return invalidRight(name);
    }
    int references = space.references(index);
    if (overflowsWithError(references, delta, Rules.MAXIMUM_DEAD_NAME_REFERENCES)) {
      return KERN_UREFS_OVERFLOW;
    }
    if (isBad(references, delta)) {
      return invalidValue(name);
    }
    int changed = changed(references, delta, Rules.MAXIMUM_DEAD_NAME_REFERENCES);
    if (changed == 0) {
      space.free(index);
    } else {
      space.setReferences(index, changed);
    }
    return KERN_SUCCESS;
  }

  private int changeSend(Space space, int index, int name, int delta) {
    if (!space.has(index, MACH_PORT_TYPE_SEND)) {
      // Making a send right out of a receive right so has never worked, but is a mistake that is
      // let pass quietly.
      boolean quiet =
          space.has(index, MACH_PORT_TYPE_DEAD_NAME) || space.isReceive(index) && delta == 1;
      return quiet ? KERN_INVALID_RIGHT : invalidRight(name);
    }
    if (kernel.rights.noticeDeath(space, index)) {
      return KERN_INVALID_RIGHT;
    }
    int references = space.references(index);
    int maximum = kernel.rules.maximumReferences();
    if (overflowsWithError(references, delta, maximum)) {
      return KERN_UREFS_OVERFLOW;
    }
    if (isBad(references, delta)) {
      return invalidValue(name);
    }
    int changed = changed(references, delta, maximum);
    if (changed == 0) {
      long way = MPG_FLAGS_MOD_REFS_PINNED_DEALLOC;
      if (kernel.rights.isPinned(space, index, name, references, way)) {
        return KERN_INVALID_CAPABILITY;
      }
      kernel.rights.dropSend(space, index, name);
    } else {
      space.setReferences(index, changed);
    }
    return KERN_SUCCESS;
  }

  private boolean isBad(int references, int delta) {
    if (delta > MAXIMUM_DELTA || delta < -MAXIMUM_DELTA) {
      return true;
    }
    return !kernel.rules.isPegged(references) && references + delta < 0;
  }

  private boolean overflowsWithError(int references, int delta, int maximum) {
    return !kernel.rules.has(Rule.PEGS_REFERENCES)
        && delta > 0
        && (long) references + delta > maximum;
  }

  private int changed(int references, int delta, int maximum) {
    if (kernel.rules.isPegged(references)) {
      return delta == -references ? 0 : references;
    }
    return Math.min(references + delta, maximum);
  }
}

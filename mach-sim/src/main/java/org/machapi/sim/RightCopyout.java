package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_CAPABILITY;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_TASK;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.KernReturnConstants.KERN_NAME_EXISTS;
import static org.machapi.raw.KernReturnConstants.KERN_NO_SPACE;
import static org.machapi.raw.KernReturnConstants.KERN_RIGHT_EXISTS;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.KernReturnConstants.KERN_UREFS_OVERFLOW;
import static org.machapi.raw.MessageConstants.MACH_MSG_IPC_SPACE;
import static org.machapi.raw.MessageConstants.MACH_MSG_SUCCESS;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND_ONCE;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Puts a right that came from a message or a slot into a space, under the name that is there
 * already or a new one.
 */
final class RightCopyout {
  private final Kernel kernel;

  /** The name that the last right put in has, or what stands for a right that could not be. */
  int name;

  RightCopyout(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Puts a right into a space and sets {@link #name}: the null and the dead name stand for
   * themselves, a right to a port that died becomes the dead name, and one that there is no room
   * for the null name. Whatever happens, the right is used up.
   *
   * @return success, or the bit that a message error carries
   */
  int put(Space space, @Nullable Port port, int disposition) {
    Port.Substitute substitute = Port.valid(port) ? port.substitute : null;
    if (substitute == null || substitute.space() != space) {
      return putItself(space, port, disposition);
    }
    kernel.ports.releaseSend(port);
    kernel.ports.makeSend(substitute.port());
    return putItself(space, substitute.port(), disposition);
  }

  /** As {@link #put}, without a look at whether the space gets another port in place of this. */
  private int putItself(Space space, @Nullable Port port, int disposition) {
    if (!Port.valid(port)) {
      name = port == null ? MACH_PORT_NULL : MACH_PORT_DEAD;
      return MACH_MSG_SUCCESS;
    }
    if (space.active && !port.active) {
      name = MACH_PORT_DEAD;
      kernel.ports.drop(port, disposition);
      return MACH_MSG_SUCCESS;
    }
    int index = space.active ? indexFor(space, port, disposition) : 0;
    if (index == 0) {
      kernel.ports.drop(port, disposition);
      name = MACH_PORT_NULL;
      return MACH_MSG_IPC_SPACE;
    }
    enter(space, index, port, disposition);
    name = space.name(index);
    return MACH_MSG_SUCCESS;
  }

  /** As {@link #put}, for a right that a call returns instead of a message: just the name. */
  int name(Space space, @Nullable Port port, int disposition) {
    put(space, port, disposition);
    return name;
  }

  /** As {@link #name}, for the call that gives the port itself and no other in its place. */
  int nameOfItself(Space space, @Nullable Port port) {
    putItself(space, port, Dispositions.SEND);
    return name;
  }

  /** Puts the receive right that a message brought in guarded, as the message asked for. */
  int putGuarded(Space space, @Nullable Port port, int disposition, long guard, boolean immovable) {
    int result = put(space, port, disposition);
    if (Port.valid(port) && port.receiver == space && disposition == Dispositions.RECEIVE) {
      port.guarded = true;
      port.strictGuard = false;
      port.immovableReceive |= immovable;
      port.context = guard;
    }
    return result;
  }

  private static int indexFor(Space space, Port port, int disposition) {
    int index = disposition == Dispositions.SEND_ONCE ? 0 : space.indexOf(port);
    if (index == 0) {
      index = space.claim();
      if (index != 0) {
        space.setObject(index, port);
      }
    }
    return index;
  }

  private void enter(Space space, int index, Port port, int disposition) {
    int bits = space.bits(index);
    switch (disposition) {
      case Dispositions.SEND_ONCE -> space.setBits(index, (bits | MACH_PORT_TYPE_SEND_ONCE) + 1);
      case Dispositions.SEND -> enterSend(space, index, port, bits);
      case Dispositions.RECEIVE -> {
        port.receiver = space;
        port.name = space.name(index);
        port.destination = null;
        if ((bits & MACH_PORT_TYPE_SEND) != 0) {
          SendName.remove(port, space);
        }
        space.setBits(index, bits | MACH_PORT_TYPE_RECEIVE);
      }
      default -> throw new IllegalStateException("disposition " + disposition);
    }
  }

  private void enterSend(Space space, int index, Port port, int bits) {
    if ((bits & MACH_PORT_TYPE_SEND) != 0) {
      port.sendRights--;
      if ((bits & Space.REFERENCES_MASK) >= kernel.rules.maximumReferences()) {
        return;
      }
    } else if ((bits & MACH_PORT_TYPE_RECEIVE) == 0) {
      SendName.add(port, space, index);
    }
    space.setBits(index, (bits | MACH_PORT_TYPE_SEND) + 1);
  }

  /** Puts a right in under a name of the caller's choice; it is used up only by success. */
  int putAs(Space space, Port port, int disposition, int wanted) {
    if (!space.active) {
      return KERN_INVALID_TASK;
    }
    if (!kernel.names.canBeChosen(space, wanted)) {
      return KERN_INVALID_VALUE;
    }
    Space.Wish wish = space.claim(wanted);
    if (wish == Space.Wish.TAKEN) {
      return KERN_FAILURE;
    }
    if (wish == Space.Wish.TOO_HIGH) {
      return KERN_NO_SPACE;
    }
    int index = wanted >>> 8;
    boolean inUse = wish == Space.Wish.IN_USE;
    int result = whyNotAs(space, port, disposition, wanted, inUse);
    if (result != KERN_SUCCESS) {
      if (!inUse) {
        space.free(index);
      }
      return result;
    }
    if (!inUse) {
      space.setObject(index, port);
    }
    enter(space, index, port, disposition);
    return KERN_SUCCESS;
  }

  private int whyNotAs(Space space, Port port, int disposition, int wanted, boolean inUse) {
    if (!port.active) {
      return KERN_INVALID_CAPABILITY;
    }
    int known = disposition == Dispositions.SEND_ONCE ? 0 : space.indexOf(port);
    if (known != 0) {
      if (space.name(known) != wanted) {
        return KERN_RIGHT_EXISTS;
      }
      boolean full =
          disposition == Dispositions.SEND
              && !kernel.rules.has(Rule.PEGS_REFERENCES)
              && space.references(known) >= kernel.rules.maximumReferences();
      return full ? KERN_UREFS_OVERFLOW : KERN_SUCCESS;
    }
    return inUse ? KERN_NAME_EXISTS : KERN_SUCCESS;
  }
}

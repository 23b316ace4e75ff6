package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_CAPABILITY;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_GUARD_FLAGS_UNGUARDED_ON_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND_ONCE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND_RIGHTS;
import static org.machapi.raw.PortConstants.MPG_FLAGS_MOD_REFS_PINNED_COPYIN;
import static org.machapi.raw.PortConstants.kGUARD_EXC_IMMOVABLE;
import static org.machapi.raw.PortConstants.kGUARD_EXC_INCORRECT_GUARD;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Takes a right out of a space, to go into a message or a slot: moves, copies or makes it, as the
 * disposition says.
 *
 * <p>The fields hold what the last successful call took; no two calls are ever under way at once.
 */
final class RightCopyin {
  private final Kernel kernel;

  /** The right that was taken: the port, or {@link Port#DEAD} for a dead name. */
  @Nullable Port port;

  /** The request that went with the entry, to be told that its name is gone. */
  @Nullable Port cancelled;

  /** The flags of a guarded receive right, as they travel. */
  int guardFlags;

  RightCopyin(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Takes a right by name, frees the name if nothing is left of it, and tells who asked about it.
   *
   * @param guarded whether the right comes with a guard to check, in the next two parameters
   */
  int take(
      Space space,
      int name,
      int disposition,
      AllowedRights allowed,
      boolean guarded,
      long guard,
      int flags) {
    int index = kernel.names.find(space, name);
    if (index == 0) {
      return kernel.names.error;
    }
    int result = take(space, index, name, disposition, allowed, guarded, guard, flags);
    freeIfEmpty(space, index);
    if (result == KERN_SUCCESS) {
      tellCancelled(name);
    }
    return result;
  }

  int take(Space space, int name, int disposition, AllowedRights allowed) {
    return take(space, name, disposition, allowed, false, 0, 0);
  }

  void tellCancelled(int name) {
    Port notify = cancelled;
    cancelled = null;
    kernel.rights.portDeleted(notify, name);
  }

  static void freeIfEmpty(Space space, int index) {
    if (space.type(index) == 0) {
      space.free(index);
    }
  }

  /** Takes a right from an entry, which may be left without any: then the caller frees it. */
  int takeFrom(Space space, int index, int name, int disposition, AllowedRights allowed) {
    return take(space, index, name, disposition, allowed, false, 0, 0);
  }

  private int take(
      Space space,
      int index,
      int name,
      int disposition,
      AllowedRights allowed,
      boolean guarded,
      long guard,
      int flags) {
    port = null;
    cancelled = null;
    guardFlags = flags;
    return switch (disposition) {
      case MACH_MSG_TYPE_MAKE_SEND, MACH_MSG_TYPE_MAKE_SEND_ONCE -> make(space, index, disposition);
      case MACH_MSG_TYPE_MOVE_RECEIVE -> moveReceive(space, index, name, guarded, guard);
      case MACH_MSG_TYPE_COPY_SEND, MACH_MSG_TYPE_MOVE_SEND, MACH_MSG_TYPE_MOVE_SEND_ONCE ->
          takeSend(space, index, name, disposition, allowed);
      default -> KERN_INVALID_RIGHT;
    };
  }

  private int make(Space space, int index, int disposition) {
    if (!space.has(index, MACH_PORT_TYPE_RECEIVE)) {
      return KERN_INVALID_RIGHT;
    }
    Port made = space.port(index);
    if (disposition == MACH_MSG_TYPE_MAKE_SEND) {
      kernel.ports.makeSend(made);
    } else {
      made.sendOnceRights++;
    }
    port = made;
    return KERN_SUCCESS;
  }

  private int moveReceive(Space space, int index, int name, boolean guarded, long guard) {
    if (!space.has(index, MACH_PORT_TYPE_RECEIVE)) {
      return KERN_INVALID_RIGHT;
    }
    Port moved = space.port(index);
    if (moved.immovableReceive || moved.objectType == ObjectType.TIMER) {
      kernel.guards.raise(kGUARD_EXC_IMMOVABLE, name);
      return KERN_INVALID_CAPABILITY;
    }
    if (guarded && !hasGuard(moved, guard)) {
      kernel.guards.raise(kGUARD_EXC_INCORRECT_GUARD, name, moved.context);
      return KERN_INVALID_ARGUMENT;
    }
    if (space.has(index, MACH_PORT_TYPE_SEND)) {
      SendName.add(moved, space, index);
    } else {
      cancelled = Rights.cancelRequest(space, index, moved);
      space.setObject(index, null);
    }
    space.setBits(index, space.bits(index) & ~MACH_PORT_TYPE_RECEIVE | Space.WAS_RECEIVE);
    kernel.ports.clearReceiver(moved);
    guardFlags |= MACH_MSG_GUARD_FLAGS_UNGUARDED_ON_SEND;
    port = moved;
    return KERN_SUCCESS;
  }

  private boolean hasGuard(Port moved, long guard) {
    boolean neverGuarded =
        (guardFlags & MACH_MSG_GUARD_FLAGS_UNGUARDED_ON_SEND) != 0 && !moved.guarded && guard == 0;
    return neverGuarded || moved.guarded && moved.context == guard;
  }

  private int takeSend(Space space, int index, int name, int disposition, AllowedRights allowed) {
    if (space.has(index, MACH_PORT_TYPE_DEAD_NAME)) {
      return takeDead(space, index, disposition, allowed);
    }
    if (!space.has(index, MACH_PORT_TYPE_SEND_RIGHTS)) {
      return KERN_INVALID_RIGHT;
    }
    boolean deadIsFine =
        disposition == MACH_MSG_TYPE_MOVE_SEND_ONCE
            && allowed.deadSendOnce()
            && space.request(index) == 0
            && space.has(index, MACH_PORT_TYPE_SEND_ONCE);
    if (!deadIsFine && kernel.rights.noticeDeath(space, index)) {
      return takeDead(space, index, disposition, allowed);
    }
    boolean once = disposition == MACH_MSG_TYPE_MOVE_SEND_ONCE;
    if (!space.has(index, once ? MACH_PORT_TYPE_SEND_ONCE : MACH_PORT_TYPE_SEND)) {
      return KERN_INVALID_RIGHT;
    }
    Port taken = space.port(index);
    if (disposition == MACH_MSG_TYPE_MOVE_SEND
        && kernel.rights.isPinned(space, index, name, 1, MPG_FLAGS_MOD_REFS_PINNED_COPYIN)) {
      return KERN_INVALID_CAPABILITY;
    }
    if (taken.immovableSend && !allowed.immovable()) {
      if (!allowed.quiet()) {
        kernel.guards.raise(kGUARD_EXC_IMMOVABLE, name);
      }
      return KERN_INVALID_CAPABILITY;
    }
    if (disposition == MACH_MSG_TYPE_COPY_SEND) {
      taken.sendRights++;
    } else if (once) {
      cancelled = Rights.cancelRequest(space, index, taken);
      leaveEmpty(space, index);
    } else {
      moveSend(space, index, taken);
    }
    port = taken;
    return KERN_SUCCESS;
  }

  private void moveSend(Space space, int index, Port taken) {
    int references = space.references(index);
    if (references > 1) {
      taken.sendRights++;
      if (!kernel.rules.isPegged(references)) {
        space.setReferences(index, references - 1);
      }
    } else if (space.isReceive(index)) {
      space.setBits(index, space.bits(index) & ~(Space.REFERENCES_MASK | MACH_PORT_TYPE_SEND));
    } else {
      cancelled = Rights.cancelRequest(space, index, taken);
      SendName.remove(taken, space);
      leaveEmpty(space, index);
    }
  }

  private static void leaveEmpty(Space space, int index) {
    space.setObject(index, null);
    space.setBits(index, space.bits(index) & ~(Space.REFERENCES_MASK | Space.TYPE_MASK));
  }

  private int takeDead(Space space, int index, int disposition, AllowedRights allowed) {
    if (!allowed.dead()) {
      return KERN_INVALID_RIGHT;
    }
    if (disposition != MACH_MSG_TYPE_COPY_SEND) {
      int references = space.references(index);
      if (references == 1) {
        leaveEmpty(space, index);
      } else if (!kernel.rules.isPegged(references)) {
        space.setReferences(index, references - 1);
      }
    }
    port = Port.DEAD;
    return KERN_SUCCESS;
  }

  /** Takes two send rights at once from the one name that both header fields of a message give. */
  int takeTwo(Space space, int index, int name, int first, int second) {
    boolean makes = isMake(first) || isMake(second);
    if (first == MACH_MSG_TYPE_MOVE_SEND_ONCE || second == MACH_MSG_TYPE_MOVE_SEND_ONCE) {
      return KERN_INVALID_RIGHT;
    }
    if (makes) {
      int result = takeFrom(space, index, name, first, AllowedRights.ALIVE);
      if (result != KERN_SUCCESS) {
        return result;
      }
      Port cancelledFirst = cancelled;
      takeFrom(space, index, name, second, AllowedRights.ALIVE);
      if (cancelled == null) {
        cancelled = cancelledFirst;
      }
      return KERN_SUCCESS;
    }
    if (first == MACH_MSG_TYPE_MOVE_SEND && second == MACH_MSG_TYPE_MOVE_SEND) {
      return moveTwo(space, index, name);
    }
    boolean moves = first == MACH_MSG_TYPE_MOVE_SEND || second == MACH_MSG_TYPE_MOVE_SEND;
    int result =
        takeFrom(
            space,
            index,
            name,
            moves ? MACH_MSG_TYPE_MOVE_SEND : MACH_MSG_TYPE_COPY_SEND,
            AllowedRights.ALIVE);
    if (result == KERN_SUCCESS && port != null) {
      port.sendRights++;
    }
    return result;
  }

  private int moveTwo(Space space, int index, int name) {
    port = null;
    cancelled = null;
    int references = space.references(index);
    if (!space.has(index, MACH_PORT_TYPE_SEND)
        || references < 2
        || kernel.rights.noticeDeath(space, index)) {
      return KERN_INVALID_RIGHT;
    }
    if (kernel.rights.isPinned(space, index, name, 2, MPG_FLAGS_MOD_REFS_PINNED_COPYIN)) {
      return KERN_INVALID_CAPABILITY;
    }
    Port taken = space.port(index);
    taken.sendRights++;
    if (references > 2) {
      taken.sendRights++;
      if (!kernel.rules.isPegged(references)) {
        space.setReferences(index, references - 2);
      }
    } else {
      // Both references go; one of the two rights in the message is the one that the name stood
      // for.
      space.setReferences(index, 1);
      moveSend(space, index, taken);
    }
    port = taken;
    return KERN_SUCCESS;
  }

  private static boolean isMake(int disposition) {
    return disposition == MACH_MSG_TYPE_MAKE_SEND || disposition == MACH_MSG_TYPE_MAKE_SEND_ONCE;
  }
}

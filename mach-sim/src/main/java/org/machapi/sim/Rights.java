package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_CAPABILITY;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND_ONCE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND_RECEIVE;
import static org.machapi.raw.PortConstants.MPG_FLAGS_MOD_REFS_PINNED_DEALLOC;
import static org.machapi.raw.PortConstants.MPG_FLAGS_MOD_REFS_PINNED_DESTROY;
import static org.machapi.raw.PortConstants.kGUARD_EXC_DESTROY;
import static org.machapi.raw.PortConstants.kGUARD_EXC_INVALID_RIGHT;
import static org.machapi.raw.PortConstants.kGUARD_EXC_INVALID_VALUE;

import org.checkerframework.checker.nullness.qual.Nullable;

/** Ends what a name stands for: as a whole, by one reference, or as the receiver of its port. */
final class Rights {
  private final Kernel kernel;

  Rights(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Turns a send or send-once right whose port died into a dead name. True if the entry has become
   * one.
   */
  boolean noticeDeath(Space space, int index) {
    Port port = space.port(index);
    if (port.active) {
      return false;
    }
    if (space.has(index, MACH_PORT_TYPE_SEND)) {
      port.sendRights--;
      SendName.remove(port, space);
    } else {
      port.sendOnceRights--;
    }
    RequestTable requests = port.requests;
    int place = space.request(index);
    boolean requested = place != 0 && requests != null && requests.typeBits(place) != 0;
    space.becomeDeadName(index, 0, requested);
    return true;
  }

  /**
   * Takes the request of an entry out of its port; returns the send-once right to tell, if there is
   * one.
   */
  static @Nullable Port cancelRequest(Space space, int index, Port port) {
    int place = space.request(index);
    RequestTable requests = port.requests;
    if (place == 0 || requests == null) {
      return null;
    }
    space.setRequest(index, 0);
    return requests.remove(place);
  }

  void portDeleted(@Nullable Port notify, int name) {
    if (Port.valid(notify)) {
      kernel.notifications.portDeleted(notify, name);
    }
  }

  /** Takes away one reference, of whatever kind the name has. */
  int deallocate(Space space, int index, int name) {
    switch (space.type(index)) {
      case MACH_PORT_TYPE_PORT_SET -> {
        if (!kernel.rules.has(Rule.DEALLOCATE_ENDS_PORT_SETS)) {
          return KERN_INVALID_RIGHT;
        }
        destroySet(space, index);
      }
      case MACH_PORT_TYPE_DEAD_NAME -> dropDeadName(space, index);
      case MACH_PORT_TYPE_SEND_ONCE -> {
        if (noticeDeath(space, index)) {
          dropDeadName(space, index);
        } else {
          dropSendOnce(space, index, name);
        }
      }
      case MACH_PORT_TYPE_SEND -> {
        if (noticeDeath(space, index)) {
          dropDeadName(space, index);
        } else if (isPinned(space, index, name, 1, MPG_FLAGS_MOD_REFS_PINNED_DEALLOC)) {
          return KERN_INVALID_CAPABILITY;
        } else {
          dropReference(space, index, name);
        }
      }
      case MACH_PORT_TYPE_SEND_RECEIVE -> dropReference(space, index, name);
      default -> {
        kernel.guards.raise(kGUARD_EXC_INVALID_RIGHT, name);
        return KERN_INVALID_RIGHT;
      }
    }
    return KERN_SUCCESS;
  }

  /**
   * Tells whether giving up so many references of a send right would be giving up the last one of a
   * pinned port; if so, the guard exception is raised.
   */
  boolean isPinned(Space space, int index, int name, int references, long way) {
    if (!space.port(index).pinned || space.references(index) != references) {
      return false;
    }
    kernel.guards.raisePinned(space, name, way);
    return true;
  }

  void destroySet(Space space, int index) {
    PortSet set = space.set(index);
    space.free(index);
    kernel.ports.destroySet(set);
  }

  private void dropDeadName(Space space, int index) {
    int references = space.references(index);
    if (references == 1) {
      space.free(index);
    } else if (!kernel.rules.isPegged(references)) {
      space.setReferences(index, references - 1);
    }
  }

  void dropSendOnce(Space space, int index, int name) {
    Port port = space.port(index);
    Port request = cancelRequest(space, index, port);
    space.free(index);
    kernel.notifications.sendOnce(port);
    portDeleted(request, name);
  }

  private void dropReference(Space space, int index, int name) {
    int references = space.references(index);
    if (references == 1) {
      dropSend(space, index, name);
    } else if (!kernel.rules.isPegged(references)) {
      space.setReferences(index, references - 1);
    }
  }

  /** Takes the whole send right away, however many references it has; a receive right stays. */
  void dropSend(Space space, int index, int name) {
    Port port = space.port(index);
    port.sendRights--;
    Port noSenders = kernel.ports.takeNoSenders(port);
    int makeSendCount = port.makeSendCount;
    Port request = null;
    if (space.isReceive(index)) {
      space.setBits(index, space.bits(index) & ~(Space.REFERENCES_MASK | MACH_PORT_TYPE_SEND));
    } else {
      request = cancelRequest(space, index, port);
      SendName.remove(port, space);
      space.free(index);
    }
    if (Port.valid(noSenders)) {
      kernel.notifications.noSenders(noSenders, makeSendCount);
    }
    portDeleted(request, name);
  }

  /** Ends everything a name stands for. */
  int destroy(Space space, int index, int name) {
    int type = space.type(index);
    if (type == MACH_PORT_TYPE_DEAD_NAME) {
      space.free(index);
      return KERN_SUCCESS;
    }
    if (type == MACH_PORT_TYPE_PORT_SET) {
      destroySet(space, index);
      return KERN_SUCCESS;
    }
    Port port = space.port(index);
    int references = space.references(index);
    if (isPinned(space, index, name, references, MPG_FLAGS_MOD_REFS_PINNED_DESTROY)) {
      return KERN_INVALID_CAPABILITY;
    }
    if (space.isReceive(index) && port.guarded && port.context != 0) {
      kernel.guards.raise(kGUARD_EXC_DESTROY, name, port.context);
      if (kernel.rules.has(Rule.DESTROY_FORGETS_GUARDED_NAME)) {
        // The process is killed now; only a recording shows this.
        space.setBits(index, space.bits(index) & ~Space.TYPE_MASK);
      }
      return KERN_INVALID_RIGHT;
    }
    if (port.active) {
      Port request = cancelRequest(space, index, port);
      if (type == MACH_PORT_TYPE_SEND) {
        SendName.remove(port, space);
      }
      space.free(index);
      endRights(port, type, request, name);
    } else {
      noticeDeath(space, index);
      space.free(index);
    }
    return KERN_SUCCESS;
  }

  /** Ends what an entry of a space that is no more stood for. */
  void terminate(Space space, int index, int name) {
    int type = space.type(index);
    if (type == MACH_PORT_TYPE_PORT_SET) {
      kernel.ports.destroySet(space.set(index));
    } else if (type != MACH_PORT_TYPE_DEAD_NAME) {
      Port port = space.port(index);
      if (type == MACH_PORT_TYPE_SEND) {
        SendName.remove(port, space);
      }
      if (port.active) {
        Port request = cancelRequest(space, index, port);
        endRights(port, type, request, name);
      }
    }
  }

  private void endRights(Port port, int type, @Nullable Port request, int name) {
    Port noSenders = null;
    int makeSendCount = port.makeSendCount;
    if ((type & MACH_PORT_TYPE_SEND) != 0) {
      port.sendRights--;
      noSenders = kernel.ports.takeNoSenders(port);
    }
    if ((type & MACH_PORT_TYPE_RECEIVE) != 0) {
      kernel.ports.destroy(port);
    } else if (type == MACH_PORT_TYPE_SEND_ONCE) {
      kernel.notifications.sendOnce(port);
    }
    if (Port.valid(noSenders)) {
      kernel.notifications.noSenders(noSenders, makeSendCount);
    }
    portDeleted(request, name);
  }

  /**
   * Ends a receive right and some references to the send right with it, for who knows the guard.
   */
  int destruct(Space space, int index, int name, int sendDelta, long guard) {
    boolean lacksSend = sendDelta != 0 && !space.has(index, MACH_PORT_TYPE_SEND);
    if (!space.isReceive(index) || lacksSend) {
      if (lacksSend && space.isReceive(index) || !space.has(index, Space.WAS_RECEIVE)) {
        kernel.guards.raise(kGUARD_EXC_INVALID_RIGHT, name);
      }
      return KERN_INVALID_RIGHT;
    }
    Port port = space.port(index);
    if (sendDelta <= 0 && port.guarded && guard != port.context) {
      kernel.guards.raise(kGUARD_EXC_DESTROY, name, port.context);
      return KERN_INVALID_ARGUMENT;
    }
    int references = space.references(index);
    if (sendDelta > 0 || sendDelta < -references) {
      kernel.guards.raise(kGUARD_EXC_INVALID_VALUE, name);
      return KERN_INVALID_VALUE;
    }
    Port noSenders = null;
    int makeSendCount = port.makeSendCount;
    if (sendDelta != 0) {
      int delta = kernel.rules.isPegged(references) && sendDelta != -references ? 0 : sendDelta;
      if (references + delta == 0) {
        port.sendRights--;
        noSenders = kernel.ports.takeNoSenders(port);
        space.setBits(index, space.bits(index) & ~(Space.REFERENCES_MASK | MACH_PORT_TYPE_SEND));
      } else {
        space.setReferences(index, references + delta);
      }
    }
    Port request = detachReceive(space, index, port);
    if (Port.valid(noSenders)) {
      kernel.notifications.noSenders(noSenders, makeSendCount);
    }
    kernel.ports.destroy(port);
    portDeleted(request, name);
    return KERN_SUCCESS;
  }

  /**
   * Takes the receive right out of an entry whose port is about to be destroyed: a send right
   * beside it becomes a dead name, or stays one if the port goes to an heir; without it the name is
   * free. Returns the request that was cancelled.
   */
  @Nullable Port detachReceive(Space space, int index, Port port) {
    if (!space.has(index, MACH_PORT_TYPE_SEND)) {
      Port request = cancelRequest(space, index, port);
      space.free(index);
      return request;
    }
    if (port.portDestroyedRequest != null && kernel.rules.has(Rule.SEND_RIGHT_OUTLIVES_RECEIVE)) {
      space.setBits(index, space.bits(index) & ~MACH_PORT_TYPE_RECEIVE | Space.WAS_RECEIVE);
      SendName.add(port, space, index);
    } else {
      boolean requested = space.request(index) != 0;
      space.becomeDeadName(index, Space.WAS_RECEIVE, requested);
    }
    return null;
  }
}

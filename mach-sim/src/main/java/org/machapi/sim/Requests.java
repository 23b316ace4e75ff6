package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_CAPABILITY;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.KernReturnConstants.KERN_RESOURCE_SHORTAGE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.KernReturnConstants.KERN_UREFS_OVERFLOW;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_DEAD_NAME;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_NO_SENDERS;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_PORT_DESTROYED;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_POSSIBLE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_PORT_OR_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_PORT_RIGHTS;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND_ONCE;
import static org.machapi.raw.PortConstants.kGUARD_EXC_KERN_FAILURE;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Registers who wants to hear what about a name or its port ({@code
 * mach_port_request_notification}).
 */
final class Requests {
  private final Kernel kernel;

  /** The right that was registered before, after a success. */
  @Nullable Port previous;

  Requests(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Registers a send-once right, which is used up only by success. */
  int register(Space space, int name, int id, int sync, @Nullable Port notify) {
    previous = null;
    if (notify == Port.DEAD) {
      return KERN_INVALID_CAPABILITY;
    }
    return switch (id) {
      case MACH_NOTIFY_PORT_DESTROYED -> portDestroyed(space, name, sync, notify);
      case MACH_NOTIFY_NO_SENDERS -> noSenders(space, name, sync, notify);
      case MACH_NOTIFY_SEND_POSSIBLE -> onName(space, name, sync != 0, true, notify);
      case MACH_NOTIFY_DEAD_NAME ->
          onName(
              space,
              name,
              sync != 0 && kernel.rules.has(Rule.DEAD_NAME_REQUEST_FIRES_ON_DEAD_NAME),
              false,
              notify);
      default -> KERN_INVALID_VALUE;
    };
  }

  private int portDestroyed(Space space, int name, int sync, @Nullable Port notify) {
    if (sync != 0) {
      return KERN_INVALID_VALUE;
    }
    if (!Names.valid(name)) {
      return KERN_INVALID_RIGHT;
    }
    int index = kernel.names.findReceive(space, name);
    if (index == 0) {
      return kernel.names.error;
    }
    Port port = space.port(index);
    if (port.objectType == ObjectType.TIMER) {
      return KERN_INVALID_RIGHT;
    }
    if (port.portDestroyedRequest != null) {
      kernel.guards.raise(kGUARD_EXC_KERN_FAILURE, name);
      return KERN_FAILURE;
    }
    port.portDestroyedRequest = notify;
    return KERN_SUCCESS;
  }

  private int noSenders(Space space, int name, int sync, @Nullable Port notify) {
    if (!Names.valid(name)) {
      return KERN_INVALID_RIGHT;
    }
    int index = kernel.names.findReceive(space, name);
    if (index == 0) {
      return kernel.names.error;
    }
    Port port = space.port(index);
    previous = port.noSendersRequest;
    boolean alreadyNone =
        port.sendRights == 0 && Integer.compareUnsigned(sync, port.makeSendCount) <= 0;
    if (notify != null && alreadyNone) {
      port.noSendersRequest = null;
      kernel.notifications.noSenders(notify, port.makeSendCount);
    } else {
      port.noSendersRequest = notify;
    }
    return KERN_SUCCESS;
  }

  private int onName(
      Space space, int name, boolean immediate, boolean sendPossible, @Nullable Port notify) {
    if (!Names.valid(name)) {
      return KERN_INVALID_ARGUMENT;
    }
    int index = kernel.names.find(space, name);
    if (index == 0) {
      return kernel.names.error;
    }
    boolean isPort = space.has(index, MACH_PORT_TYPE_PORT_RIGHTS);
    if (notify == null && (!isPort || space.request(index) == 0)) {
      return KERN_SUCCESS;
    }
    boolean isAlive = isPort && !kernel.rights.noticeDeath(space, index);
    if (isAlive) {
      return onLivePort(space, index, name, immediate, sendPossible, notify);
    }
    if ((sendPossible || immediate)
        && notify != null
        && space.has(index, MACH_PORT_TYPE_DEAD_NAME)) {
      int references = space.references(index);
      if (references < Rules.MAXIMUM_DEAD_NAME_REFERENCES) {
        space.setReferences(index, references + 1);
      } else if (!kernel.rules.has(Rule.PEGS_REFERENCES)) {
        return KERN_UREFS_OVERFLOW;
      }
      kernel.notifications.deadName(notify, name);
      return KERN_SUCCESS;
    }
    return space.has(index, MACH_PORT_TYPE_PORT_OR_DEAD)
        ? KERN_INVALID_ARGUMENT
        : KERN_INVALID_RIGHT;
  }

  private int onLivePort(
      Space space,
      int index,
      int name,
      boolean immediate,
      boolean sendPossible,
      @Nullable Port notify) {
    Port port = space.port(index);
    previous = Rights.cancelRequest(space, index, port);
    if (notify == null) {
      return KERN_SUCCESS;
    }
    boolean possibleNow =
        space.has(index, MACH_PORT_TYPE_SEND_ONCE) || port.isKernelObject() || !port.isFull();
    if (sendPossible && immediate && possibleNow) {
      kernel.notifications.sendPossible(notify, name);
      return KERN_SUCCESS;
    }
    RequestTable requests = port.requests;
    if (requests == null) {
      requests = new RequestTable(0);
      port.requests = requests;
    }
    int place = requests.add(name, notify, sendPossible, immediate);
    if (place == 0) {
      return KERN_RESOURCE_SHORTAGE;
    }
    port.sendPossibleArmed |= sendPossible && immediate;
    space.setRequest(index, place);
    return KERN_SUCCESS;
  }
}

package org.machapi.sim;

import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_MAX_NAME_LEN;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_NOT_PRIVILEGED;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_NO_MEMORY;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_SERVICE_ACTIVE;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_SUCCESS;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_UNKNOWN_SERVICE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_RCV_BODY_ERROR;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;

import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The calls that find and offer services by their names, as launchd answers them. */
final class BootstrapCalls {
  private static final int BOOTSTRAP_STATUS_ACTIVE = 1;
  private static final int BOOTSTRAP_STATUS_ON_DEMAND = 2;

  /** A subset of a set that is nested deeper than this is refused. */
  private static final int MAXIMUM_DEPTH = 100;

  private final Kernel kernel;

  /** The name of the right that the last successful answer brought. */
  private int given;

  BootstrapCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Reads the name of a service, cutting off what is too long as the stub does that copies it into
   * the request; null if it cannot be read.
   */
  private static @Nullable String name(Pointer memory) {
    byte[] bytes = Buffers.text(memory, BOOTSTRAP_MAX_NAME_LEN - 1);
    return bytes == null ? null : BootstrapServer.name(bytes);
  }

  int checkIn(BootstrapDomain domain, Pointer serviceName, Task caller, Pointer out) {
    String name = name(serviceName);
    if (name == null || !Buffers.holdsInt(out)) {
      return KERN_INVALID_ADDRESS;
    }
    int result = checkIn(domain, name, caller);
    if (result == BOOTSTRAP_SUCCESS) {
      out.putInt(0, given);
    }
    return result;
  }

  private int checkIn(BootstrapDomain domain, String name, Task caller) {
    BootstrapService service = domain.services.get(name);
    if (service == null) {
      service = kernel.bootstrap.make(domain, name, caller);
    } else if (!service.belongsTo(caller)) {
      return BOOTSTRAP_NOT_PRIVILEGED;
    } else if (service.active) {
      return BOOTSTRAP_SERVICE_ACTIVE;
    } else {
      kernel.bootstrap.lend(service);
    }
    return give(caller, service.port, Dispositions.RECEIVE);
  }

  /** Gives the caller the right that an answer carries; where there is no room, it is lost. */
  private int give(Task caller, @Nullable Port port, int disposition) {
    int missing = kernel.copyout.put(caller.space, port, disposition);
    given = kernel.copyout.name;
    return missing == MACH_MSG_SUCCESS ? BOOTSTRAP_SUCCESS : MACH_RCV_BODY_ERROR | missing;
  }

  int lookUp(BootstrapDomain domain, Pointer serviceName, Task caller, Pointer out) {
    String name = name(serviceName);
    if (name == null || !Buffers.holdsInt(out)) {
      return KERN_INVALID_ADDRESS;
    }
    int result = lookUp(domain, name, caller);
    if (result == BOOTSTRAP_SUCCESS) {
      out.putInt(0, given);
    }
    return result;
  }

  private int lookUp(BootstrapDomain domain, String name, Task caller) {
    BootstrapService service = domain.lookUp(name);
    return service == null
        ? BOOTSTRAP_UNKNOWN_SERVICE
        : give(caller, kernel.ports.copySend(service.port), Dispositions.SEND);
  }

  /** Checks in, gives the receive right back, and looks up what is left of the service. */
  int createService(BootstrapDomain domain, Pointer serviceName, Task caller, Pointer out) {
    String name = name(serviceName);
    if (name == null || !Buffers.holdsInt(out)) {
      return KERN_INVALID_ADDRESS;
    }
    int result = checkIn(domain, name, caller);
    if (result == BOOTSTRAP_SUCCESS) {
      out.putInt(0, given);
      result = endReceive(caller);
    }
    if (result == BOOTSTRAP_SUCCESS) {
      result = lookUp(domain, name, caller);
    }
    if (result == BOOTSTRAP_SUCCESS) {
      out.putInt(0, given);
    }
    return result;
  }

  private int endReceive(Task caller) {
    return kernel.nameCalls.changeReferences(caller.space, given, MACH_PORT_RIGHT_RECEIVE, -1);
  }

  int status(BootstrapDomain domain, Pointer serviceName, Task caller, Pointer out) {
    String name = name(serviceName);
    if (name == null || !Buffers.holdsInt(out)) {
      return KERN_INVALID_ADDRESS;
    }
    int result = lookUp(domain, name, caller);
    if (result != BOOTSTRAP_SUCCESS) {
      return result;
    }
    kernel.nameCalls.deallocate(caller.space, given);
    out.putInt(0, BOOTSTRAP_STATUS_ACTIVE);
    if (checkIn(domain, name, caller) == BOOTSTRAP_SUCCESS) {
      endReceive(caller);
      out.putInt(0, BOOTSTRAP_STATUS_ON_DEMAND);
    }
    return BOOTSTRAP_SUCCESS;
  }

  int register(BootstrapDomain domain, Pointer serviceName, Task caller, int right) {
    String name = name(serviceName);
    if (name == null) {
      return KERN_INVALID_ADDRESS;
    }
    int result = kernel.rightCalls.takeMovableCopy(caller, right);
    if (result != KERN_SUCCESS) {
      return result;
    }
    Port port = kernel.copyin.port;
    result = register(domain, name, caller, port);
    if (result != BOOTSTRAP_SUCCESS) {
      kernel.ports.releaseSend(port);
    }
    return result;
  }

  private int register(BootstrapDomain domain, String name, Task caller, @Nullable Port port) {
    BootstrapService service = domain.services.get(name);
    if (service != null) {
      if (!service.belongsTo(caller)) {
        return BOOTSTRAP_NOT_PRIVILEGED;
      }
      if (service.active) {
        return BOOTSTRAP_SERVICE_ACTIVE;
      }
      if (port != null) {
        return BOOTSTRAP_NOT_PRIVILEGED;
      }
      kernel.bootstrap.forget(service);
    }
    boolean done =
        port == null || Port.valid(port) && kernel.bootstrap.register(domain, name, port, caller);
    return done ? BOOTSTRAP_SUCCESS : BOOTSTRAP_NO_MEMORY;
  }

  /** As with the root directory, what has no parent is its own. */
  int parent(BootstrapDomain domain, Task caller, Pointer out) {
    if (!Buffers.holdsInt(out)) {
      return KERN_INVALID_ADDRESS;
    }
    BootstrapDomain parent = domain.parent == null ? domain : domain.parent;
    return giveBootstrap(parent, caller, out);
  }

  private int giveBootstrap(BootstrapDomain domain, Task caller, Pointer out) {
    int result = give(caller, kernel.bootstrap.makeRight(domain), Dispositions.SEND);
    if (result == BOOTSTRAP_SUCCESS) {
      out.putInt(0, given);
    }
    return result;
  }

  int subset(BootstrapDomain domain, int requestor, Task caller, Pointer out) {
    if (!Buffers.holdsInt(out)) {
      return KERN_INVALID_ADDRESS;
    }
    int result = kernel.rightCalls.takeMovableCopy(caller, requestor);
    if (result != KERN_SUCCESS) {
      return result;
    }
    Port port = kernel.copyin.port;
    BootstrapDomain subset = null;
    result = BOOTSTRAP_NO_MEMORY;
    if (domain.depth() <= MAXIMUM_DEPTH) {
      if (port == null) {
        result = BOOTSTRAP_NOT_PRIVILEGED;
      } else if (Port.valid(port)) {
        subset = kernel.bootstrap.makeSubset(domain, port);
      }
    }
    if (subset == null) {
      kernel.ports.releaseSend(port);
      return result;
    }
    return giveBootstrap(subset, caller, out);
  }

  /** Works on the caller's names alone, whatever the right is to. */
  int unprivileged(Task caller, int bootstrap, Pointer out) {
    if (!Buffers.holdsInt(out)) {
      return KERN_INVALID_ADDRESS;
    }
    int result =
        kernel.nameCalls.changeReferences(caller.space, bootstrap, MACH_PORT_RIGHT_SEND, 1);
    out.putInt(0, result == KERN_SUCCESS ? bootstrap : MACH_PORT_NULL);
    return result;
  }
}

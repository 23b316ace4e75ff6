package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_CAPABILITY;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_TASK;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.KernReturnConstants.KERN_NO_SPACE;
import static org.machapi.raw.KernReturnConstants.KERN_RESOURCE_SHORTAGE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.PortConstants.MACH_PORT_GUARD_INFO;
import static org.machapi.raw.PortConstants.MACH_PORT_GUARD_INFO_COUNT;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.kGUARD_EXC_INCORRECT_GUARD;
import static org.machapi.raw.PortConstants.kGUARD_EXC_UNGUARDED;

import java.nio.charset.StandardCharsets;
import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The calls on names and ports that few programs make. */
final class RarePortCalls {
  /** Bytes of {@code mach_port_qos_t}, and its flags. */
  private static final int QOS_SIZE = 8;

  private static final int QOS_NAME = 1;
  private static final int QOS_PREALLOC = 2;
  private static final int QOS_LENGTH = 4;

  /** The largest message of all, 32 bits of size, less the largest trailer. */
  private static final int MAXIMUM_PREALLOC = -1 - 68;

  /** Bytes of {@code kobject_description_t} and of {@code mach_service_port_info_data_t}. */
  private static final int DESCRIPTION_SIZE = 512;

  private static final int SERVICE_INFO_SIZE = 256;

  private final Kernel kernel;

  RarePortCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  /** The space is null if the port was none of a living task, which is not what is asked first. */
  int allocateQos(@Nullable Space space, int right, Pointer qos, Pointer name) {
    if (!Buffers.holds(qos, QOS_SIZE) || !Buffers.holdsInt(name)) {
      return KERN_INVALID_ADDRESS;
    }
    return (qos.getInt(0) & QOS_NAME) != 0
        ? KERN_INVALID_ARGUMENT
        : allocate(space, right, qos, name);
  }

  /** As {@link #allocateQos}; the right that comes along is taken first, and refused later. */
  int allocateFull(
      @Nullable Space space, int right, Task caller, int proto, Pointer qos, Pointer name) {
    if (!Buffers.holds(qos, QOS_SIZE) || !Buffers.holdsInt(name)) {
      return KERN_INVALID_ADDRESS;
    }
    int result = kernel.rightCalls.takeCopy(caller, proto);
    if (result != KERN_SUCCESS) {
      return result;
    }
    Port taken = kernel.copyin.port;
    kernel.ports.releaseSend(taken);
    return space != null && taken != null ? KERN_INVALID_VALUE : allocate(space, right, qos, name);
  }

  private int allocate(@Nullable Space space, int right, Pointer qos, Pointer name) {
    if (space == null) {
      return KERN_INVALID_TASK;
    }
    int flags = qos.getInt(0);
    int wanted = name.getInt(0);
    boolean chosen = (flags & QOS_NAME) != 0;
    if (chosen && !Names.valid(wanted)) {
      return KERN_INVALID_VALUE;
    }
    if ((flags & QOS_PREALLOC) != 0) {
      if (Integer.compareUnsigned(qos.getInt(QOS_LENGTH), MAXIMUM_PREALLOC) > 0) {
        return KERN_RESOURCE_SHORTAGE;
      }
      if (right != MACH_PORT_RIGHT_RECEIVE) {
        return KERN_INVALID_VALUE;
      }
    }
    int result =
        chosen
            ? kernel.nameCalls.allocateAs(space, right, wanted)
            : kernel.nameCalls.allocate(space, right);
    if (result == KERN_SUCCESS) {
      boolean asWanted = chosen && right != MACH_PORT_RIGHT_DEAD_NAME;
      name.putInt(0, asWanted ? wanted : kernel.nameCalls.made);
      qos.putInt(0, flags & ~QOS_PREALLOC);
    }
    return result;
  }

  /** Checks the strict guard of a port. */
  int assertAttributes(Space space, int name, int flavor, Pointer info, int count) {
    if (!Buffers.holds(info, 4L * count)) {
      return KERN_INVALID_ADDRESS;
    }
    if (flavor != MACH_PORT_GUARD_INFO) {
      return KERN_INVALID_ARGUMENT;
    }
    if (count < MACH_PORT_GUARD_INFO_COUNT) {
      return KERN_FAILURE;
    }
    if (!Names.valid(name)) {
      return KERN_INVALID_RIGHT;
    }
    int index = kernel.names.findReceive(space, name);
    if (index == 0) {
      return kernel.names.error;
    }
    Port port = space.port(index);
    if (!port.guarded) {
      kernel.guards.raise(kGUARD_EXC_UNGUARDED, name);
      return KERN_INVALID_ARGUMENT;
    }
    if (!port.strictGuard || port.context != info.getLong(0)) {
      kernel.guards.raise(kGUARD_EXC_INCORRECT_GUARD, name, port.context);
      return KERN_INVALID_ARGUMENT;
    }
    return KERN_SUCCESS;
  }

  /** Tells what kind of kernel object a right stands for, and describes it if it is a token. */
  int describe(Space space, int name, Pointer type, Pointer address, Pointer description) {
    if (!Buffers.holds(description, DESCRIPTION_SIZE)) {
      return KERN_INVALID_ADDRESS;
    }
    int result = kernel.inspection.kernelObject(space, name, type, address, Long.BYTES);
    if (result == KERN_SUCCESS) {
      byte[] text = description(space.port(space.find(name))).getBytes(StandardCharsets.UTF_8);
      description.put(0, text, 0, text.length);
      description.putByte(text.length, (byte) 0);
    }
    return result;
  }

  /**
   * A process has no other numbers here than the one, and no program is ever replaced in it: so its
   * unique id is its process number, and its version 0.
   */
  private String description(Port port) {
    boolean described =
        port.objectType == ObjectType.TASK_ID_TOKEN
            && kernel.rules.has(Rule.DESCRIBES_IDENTITY_TOKENS);
    return described && port.object instanceof Task task
        ? task.processNumber + "," + task.processNumber + ",0"
        : "";
  }

  /** There are no service ports here, so all that can be told is what else is wrong. */
  int serviceInfo(Space space, int name, Pointer out) {
    if (!Buffers.holds(out, SERVICE_INFO_SIZE)) {
      return KERN_INVALID_ADDRESS;
    }
    if (!Names.valid(name)) {
      return KERN_INVALID_RIGHT;
    }
    int index = kernel.names.findReceive(space, name);
    return index == 0 ? kernel.names.error : KERN_INVALID_CAPABILITY;
  }

  /** As {@link #serviceInfo}: a service port comes before the connection is looked at. */
  int connectionPolicy(Space space, int connection, int service, Pointer out) {
    if (!Buffers.holdsLong(out)) {
      return KERN_INVALID_ADDRESS;
    }
    if (!Names.valid(connection) || !Names.valid(service)) {
      return KERN_INVALID_NAME;
    }
    int index = kernel.names.findReceive(space, service);
    return index == 0 ? kernel.names.error : KERN_INVALID_CAPABILITY;
  }

  /** Makes the table of names at least so large, where the kernel still does. */
  int makeRoom(Space space, int entries) {
    if (!kernel.rules.has(Rule.GROWS_NAMES_ON_REQUEST)) {
      return KERN_SUCCESS;
    }
    if (!space.active) {
      return KERN_INVALID_TASK;
    }
    return space.reserve(entries) ? KERN_SUCCESS : KERN_NO_SPACE;
  }
}

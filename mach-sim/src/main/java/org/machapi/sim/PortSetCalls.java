package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_ALREADY_IN_SET;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_NOT_IN_SET;
import static org.machapi.raw.KernReturnConstants.KERN_RESOURCE_SHORTAGE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_PORT_SET;
import static org.machapi.raw.PortConstants.kGUARD_EXC_INVALID_NAME;
import static org.machapi.raw.PortConstants.kGUARD_EXC_INVALID_RIGHT;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jnr.ffi.Pointer;

/** The calls on port sets: who is in them. */
final class PortSetCalls {
  private final Kernel kernel;

  PortSetCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  int insertMember(Space space, int name, int setName) {
    if (!Names.valid(name) || !Names.valid(setName)) {
      return KERN_INVALID_RIGHT;
    }
    if (kernel.names.findSet(space, setName) == 0) {
      return kernel.names.error;
    }
    int result = findMember(space, name, setName);
    if (result != KERN_SUCCESS) {
      return result;
    }
    Port port = space.port(space.find(name));
    PortSet set = space.set(space.find(setName));
    return kernel.queues.addToSet(port, set) ? KERN_SUCCESS : KERN_ALREADY_IN_SET;
  }

  int extractMember(Space space, int name, int setName) {
    if (!Names.valid(name) || !Names.valid(setName)) {
      return KERN_INVALID_RIGHT;
    }
    int result = findMember(space, name, setName);
    if (result != KERN_SUCCESS) {
      return result;
    }
    return removeFromSet(space.port(space.find(name)), space.set(space.find(setName)));
  }

  private int removeFromSet(Port port, PortSet set) {
    ArrayList<PortSet> sets = port.sets;
    if (sets == null || !set.members.remove(port)) {
      return KERN_NOT_IN_SET;
    }
    int place = sets.indexOf(set);
    int count = sets.size();
    sets.remove(place);
    boolean lastJoined = count == 2 || count > 2 && place == count - 1;
    if (!lastJoined || !kernel.rules.has(Rule.DENIES_LEAVING_ONE_OF_SETS)) {
      set.ready.remove(port);
      return KERN_SUCCESS;
    }
    // Of two sets, and of more the last joined, the kernel that was recorded denies what it did,
    // and
    // forgets that messages can not be received through the set any more.
    if (set.ready.contains(port)) {
      ArrayList<PortSet> left = port.setsLeftReady;
      if (left == null) {
        left = new ArrayList<>(1);
        port.setsLeftReady = left;
      }
      left.add(set);
    }
    return KERN_NOT_IN_SET;
  }

  /** Looks up a port and a set, with the guard exceptions of calls that take both. */
  private int findMember(Space space, int name, int setName) {
    for (int each : new int[] {name, setName}) {
      if (kernel.names.find(space, each) == 0) {
        if (space.active) {
          kernel.guards.raise(kGUARD_EXC_INVALID_NAME, each);
        }
        return kernel.names.error;
      }
    }
    int index = space.find(name);
    if (!space.isReceive(index)) {
      if (!space.has(index, Space.WAS_RECEIVE)) {
        kernel.guards.raise(kGUARD_EXC_INVALID_RIGHT, name);
      }
      return KERN_INVALID_RIGHT;
    }
    int setIndex = space.find(setName);
    if (!space.has(setIndex, MACH_PORT_TYPE_PORT_SET)) {
      // The real kernel asks here too whether the name had a receive right before.
      if (!space.has(setIndex, Space.WAS_RECEIVE)) {
        kernel.guards.raise(kGUARD_EXC_INVALID_RIGHT, setName);
      }
      return KERN_INVALID_RIGHT;
    }
    return KERN_SUCCESS;
  }

  int moveMember(Space space, int name, int after) {
    if (!Names.valid(name) || after == MACH_PORT_DEAD) {
      return KERN_INVALID_RIGHT;
    }
    if (after == MACH_PORT_NULL) {
      int index = kernel.names.findReceive(space, name);
      if (index == 0) {
        return kernel.names.error;
      }
      Port port = space.port(index);
      boolean isInNone = port.sets == null || port.sets.isEmpty();
      kernel.ports.removeFromAllSets(port);
      return isInNone && !kernel.rules.has(Rule.LEAVES_NO_SET_QUIETLY)
          ? KERN_NOT_IN_SET
          : KERN_SUCCESS;
    }
    if (kernel.names.findSet(space, after) == 0) {
      return kernel.names.error;
    }
    int result = findMember(space, name, after);
    if (result == KERN_SUCCESS) {
      Port port = space.port(space.find(name));
      kernel.ports.removeFromAllSets(port);
      kernel.queues.addToSet(port, space.set(space.find(after)));
    }
    return result;
  }

  int members(Space space, int name, Task caller, Pointer members, Pointer count) {
    if (!Buffers.holdsLong(members) || !Buffers.holdsInt(count)) {
      return KERN_INVALID_ADDRESS;
    }
    int index = Names.valid(name) ? kernel.names.findSet(space, name) : 0;
    if (index == 0) {
      return Names.valid(name) ? kernel.names.error : KERN_INVALID_RIGHT;
    }
    List<Port> ports = List.copyOf(space.set(index).members);
    int[] names =
        ports.stream()
            .mapToInt(port -> port.name)
            .filter(member -> space.find(member) != 0)
            .toArray();
    Arrays.sort(names);
    long address = 0;
    if (names.length > 0) {
      ByteBuffer out = caller.memory.allocateFor(4L * names.length);
      if (out == null) {
        return KERN_RESOURCE_SHORTAGE;
      }
      address = caller.memory.lastAddress;
      out.order(ByteOrder.nativeOrder());
      for (int member : names) {
        out.putInt(member);
      }
    }
    members.putLong(0, address);
    count.putInt(0, names.length);
    return KERN_SUCCESS;
  }
}

package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_TASK;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.KernReturnConstants.KERN_NAME_EXISTS;
import static org.machapi.raw.KernReturnConstants.KERN_NO_SPACE;
import static org.machapi.raw.KernReturnConstants.KERN_RESOURCE_SHORTAGE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_NUMBER;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND_ONCE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DNREQUEST;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_PORT_RIGHTS;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND_RIGHTS;
import static org.machapi.raw.PortConstants.kGUARD_EXC_INVALID_NAME;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.Pointer;

/** The calls about names: make, list, count and give back. */
final class NameCalls {
  private final Kernel kernel;

  /** The name that the last successful call made. */
  int made;

  NameCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  int allocate(Space space, int right) {
    if (!space.active) {
      return KERN_INVALID_TASK;
    }
    if (right != MACH_PORT_RIGHT_RECEIVE
        && right != MACH_PORT_RIGHT_PORT_SET
        && right != MACH_PORT_RIGHT_DEAD_NAME) {
      return KERN_INVALID_VALUE;
    }
    int index = space.claim();
    if (index == 0) {
      return KERN_NO_SPACE;
    }
    fill(space, index, right);
    made = space.name(index);
    return KERN_SUCCESS;
  }

  int allocateAs(Space space, int right, int name) {
    if (!Names.valid(name)) {
      return KERN_INVALID_VALUE;
    }
    if (right != MACH_PORT_RIGHT_RECEIVE && right != MACH_PORT_RIGHT_PORT_SET) {
      // The real kernel makes a dead name too, but not with the name that was asked for.
      return allocate(space, right);
    }
    if (!space.active) {
      return KERN_INVALID_TASK;
    }
    if (!kernel.names.canBeChosen(space, name)) {
      return KERN_INVALID_VALUE;
    }
    switch (space.claim(name)) {
      case FREE -> fill(space, name >>> 8, right);
      case IN_USE -> {
        return KERN_NAME_EXISTS;
      }
      case TAKEN -> {
        return KERN_FAILURE;
      }
      default -> {
        return KERN_NO_SPACE;
      }
    }
    return KERN_SUCCESS;
  }

  private static void fill(Space space, int index, int right) {
    switch (right) {
      case MACH_PORT_RIGHT_RECEIVE -> {
        Port port = new Port();
        port.receiver = space;
        port.name = space.name(index);
        space.setObject(index, port);
        space.setBits(index, space.bits(index) | MACH_PORT_TYPE_RECEIVE);
      }
      case MACH_PORT_RIGHT_PORT_SET -> {
        space.setObject(index, new PortSet());
        space.setBits(index, space.bits(index) | MACH_PORT_TYPE_PORT_SET);
      }
      default -> space.setBits(index, space.bits(index) | MACH_PORT_TYPE_DEAD_NAME | 1);
    }
  }

  int type(Space space, int name, Pointer out) {
    if (name == MACH_PORT_NULL) {
      return KERN_INVALID_NAME;
    }
    if (!Buffers.holdsInt(out)) {
      return KERN_INVALID_ADDRESS;
    }
    if (name == MACH_PORT_DEAD) {
      out.putInt(0, MACH_PORT_TYPE_DEAD_NAME);
      return KERN_SUCCESS;
    }
    int index = kernel.names.find(space, name);
    if (index == 0) {
      return kernel.names.error;
    }
    // The bits of send-possible requests are kept back for programs that do not expect them.
    int requested = requestBits(space, index) & MACH_PORT_TYPE_DNREQUEST;
    out.putInt(0, requested | space.type(index));
    return KERN_SUCCESS;
  }

  /**
   * Returns the request bits of an entry, which may turn into a dead name while it is looked at.
   */
  private int requestBits(Space space, int index) {
    if (!space.has(index, MACH_PORT_TYPE_PORT_RIGHTS)) {
      return 0;
    }
    boolean died =
        space.has(index, MACH_PORT_TYPE_SEND_RIGHTS) && kernel.rights.noticeDeath(space, index);
    return died ? 0 : shownRequestBits(space, index);
  }

  private static int shownRequestBits(Space space, int index) {
    int place = space.request(index);
    if (place == 0 || !space.has(index, MACH_PORT_TYPE_PORT_RIGHTS)) {
      return 0;
    }
    RequestTable requests = space.port(index).requests;
    return requests == null ? 0 : requests.typeBits(place);
  }

  int getReferences(Space space, int name, int right, Pointer out) {
    if (right < 0 || right >= MACH_PORT_RIGHT_NUMBER) {
      return KERN_INVALID_VALUE;
    }
    if (!Buffers.holdsInt(out)) {
      return KERN_INVALID_ADDRESS;
    }
    if (!Names.valid(name)) {
      if (right == MACH_PORT_RIGHT_SEND || right == MACH_PORT_RIGHT_SEND_ONCE) {
        out.putInt(0, 1);
        return KERN_SUCCESS;
      }
      return KERN_INVALID_NAME;
    }
    int index = kernel.names.find(space, name);
    if (index == 0) {
      return kernel.names.error;
    }
    requestBits(space, index);
    int references = 0;
    if (space.has(index, MACH_PORT_TYPE_SEND << right)) {
      boolean counted = right == MACH_PORT_RIGHT_SEND || right == MACH_PORT_RIGHT_DEAD_NAME;
      references = counted ? space.references(index) : 1;
    }
    out.putInt(0, references);
    return KERN_SUCCESS;
  }

  int changeReferences(Space space, int name, int right, int delta) {
    if (right < 0 || right >= MACH_PORT_RIGHT_NUMBER) {
      return KERN_INVALID_VALUE;
    }
    if (!Names.valid(name)) {
      boolean harmless = right == MACH_PORT_RIGHT_SEND || right == MACH_PORT_RIGHT_SEND_ONCE;
      return harmless ? KERN_SUCCESS : KERN_INVALID_NAME;
    }
    int index = findOrRaise(space, name);
    return index == 0
        ? kernel.names.error
        : kernel.references.change(space, index, name, right, delta);
  }

  int deallocate(Space space, int name) {
    if (!Names.valid(name)) {
      return KERN_SUCCESS;
    }
    int index = findOrRaise(space, name);
    return index == 0 ? kernel.names.error : kernel.rights.deallocate(space, index, name);
  }

  int destroy(Space space, int name) {
    if (!Names.valid(name)) {
      return KERN_SUCCESS;
    }
    int index = findOrRaise(space, name);
    return index == 0 ? kernel.names.error : kernel.rights.destroy(space, index, name);
  }

  int destruct(Space space, int name, int sendDelta, long guard) {
    if (!Names.valid(name)) {
      return KERN_INVALID_NAME;
    }
    int index = findOrRaise(space, name);
    return index == 0
        ? kernel.names.error
        : kernel.rights.destruct(space, index, name, sendDelta, guard);
  }

  private int findOrRaise(Space space, int name) {
    int index = kernel.names.find(space, name);
    if (index == 0) {
      kernel.guards.raise(kGUARD_EXC_INVALID_NAME, name);
    }
    return index;
  }

  /** Lists all names and their types in memory of the caller's. */
  int names(
      Space space,
      Task caller,
      Pointer names,
      Pointer nameCount,
      Pointer types,
      Pointer typeCount) {
    boolean room =
        Buffers.holdsLong(names)
            && Buffers.holdsInt(nameCount)
            && Buffers.holdsLong(types)
            && Buffers.holdsInt(typeCount);
    if (!room) {
      return KERN_INVALID_ADDRESS;
    }
    if (!space.active) {
      return KERN_INVALID_TASK;
    }
    int count = space.countOfNames();
    long namesAddress = 0;
    long typesAddress = 0;
    if (count > 0) {
      ByteBuffer namesOut = caller.memory.allocateFor(4L * count);
      if (namesOut == null) {
        return KERN_RESOURCE_SHORTAGE;
      }
      namesAddress = caller.memory.lastAddress;
      ByteBuffer typesOut = caller.memory.allocateFor(4L * count);
      if (typesOut == null) {
        caller.memory.deallocate(namesAddress, 4L * count);
        return KERN_RESOURCE_SHORTAGE;
      }
      typesAddress = caller.memory.lastAddress;
      list(space, namesOut.order(ByteOrder.nativeOrder()), typesOut.order(ByteOrder.nativeOrder()));
    }
    names.putLong(0, namesAddress);
    nameCount.putInt(0, count);
    types.putLong(0, typesAddress);
    typeCount.putInt(0, count);
    return KERN_SUCCESS;
  }

  private static void list(Space space, ByteBuffer names, ByteBuffer types) {
    for (int index = 1; index < space.tableSize(); index++) {
      if (space.type(index) != 0) {
        names.putInt(space.name(index));
        types.putInt(shownType(space, index));
      }
    }
  }

  /**
   * Returns the type an entry is listed with; one whose port died is listed as dead without
   * becoming so.
   */
  static int shownType(Space space, int index) {
    boolean died = space.has(index, MACH_PORT_TYPE_SEND_RIGHTS) && !space.port(index).active;
    return died ? MACH_PORT_TYPE_DEAD_NAME : space.type(index) | shownRequestBits(space, index);
  }
}

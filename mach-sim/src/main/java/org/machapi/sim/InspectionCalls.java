package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_TASK;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.KernReturnConstants.KERN_RESOURCE_SHORTAGE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_RCV_TRAILER_AUDIT;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND_RECEIVE;
import static org.machapi.raw.PortConstants.kGUARD_EXC_INVALID_NAME;
import static org.machapi.raw.PortConstants.kGUARD_EXC_INVALID_RIGHT;
import static org.machapi.raw.PortConstants.kGUARD_EXC_INVALID_VALUE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.IpcInfoNameLayout;
import org.machapi.raw.IpcInfoSpaceBasicLayout;
import org.machapi.raw.IpcInfoSpaceLayout;

/**
 * The calls that look into the kernel for debugging: kernel objects, queued messages, the table of
 * names.
 */
final class InspectionCalls {
  /** What is left of a name without its index. */
  private static final int GENERATION_MASK = 0xff;

  /** Odd, so that its multiples differ; and large, so that they do not look like a count. */
  private static final int SCATTER = 0x9e3779b1;

  private final Kernel kernel;
  private int shown;

  InspectionCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Tells what kind of kernel object a send or receive right stands for; its address is nobody's
   * business.
   */
  int kernelObject(Space space, int name, Pointer type, Pointer address, int addressBytes) {
    if (!Buffers.holdsInt(type) || !Buffers.holds(address, addressBytes)) {
      return KERN_INVALID_ADDRESS;
    }
    int index = kernel.names.find(space, name);
    if (index == 0) {
      return kernel.names.error;
    }
    if (!space.has(index, MACH_PORT_TYPE_SEND_RECEIVE)) {
      boolean isDead = space.has(index, MACH_PORT_TYPE_DEAD_NAME);
      return isDead && kernel.rules.has(Rule.DEAD_NAME_IS_INVALID_NAME)
          ? KERN_INVALID_NAME
          : KERN_INVALID_RIGHT;
    }
    Port port = space.port(index);
    if (!port.active) {
      return KERN_INVALID_RIGHT;
    }
    type.putInt(0, port.objectType);
    if (addressBytes == Long.BYTES) {
      address.putLong(0, 0);
    } else {
      address.putInt(0, 0);
    }
    return KERN_SUCCESS;
  }

  int requestCounts(Space space, int name, Pointer total, Pointer used) {
    if (!Buffers.holdsInt(total) || !Buffers.holdsInt(used)) {
      return KERN_INVALID_ADDRESS;
    }
    int index = kernel.names.findReceive(space, name);
    if (index == 0) {
      return kernel.names.error;
    }
    RequestTable requests = space.port(index).requests;
    total.putInt(0, requests == null ? 0 : requests.size());
    used.putInt(0, requests == null ? 0 : requests.used());
    return KERN_SUCCESS;
  }

  /** Looks at a queued message without receiving it. */
  int peek(
      Space space,
      int name,
      int trailerType,
      Pointer number,
      Pointer size,
      Pointer id,
      Pointer trailer,
      Pointer trailerSize) {
    boolean room =
        Buffers.holdsInt(number)
            && Buffers.holdsInt(size)
            && Buffers.holdsInt(id)
            && Buffers.holdsInt(trailerSize);
    if (!room) {
      return KERN_INVALID_ADDRESS;
    }
    if (!Names.valid(name)) {
      return KERN_INVALID_RIGHT;
    }
    int wanted = Trailer.size(trailerType);
    if ((trailerType >>> 24 & 0xf) > MACH_RCV_TRAILER_AUDIT
        || Integer.compareUnsigned(wanted, trailerSize.getInt(0)) > 0) {
      kernel.guards.raise(kGUARD_EXC_INVALID_VALUE, name);
      return KERN_INVALID_VALUE;
    }
    int index = kernel.names.findReceive(space, name);
    if (index == 0) {
      boolean noName = kernel.names.error == KERN_INVALID_NAME;
      kernel.guards.raise(noName ? kGUARD_EXC_INVALID_NAME : kGUARD_EXC_INVALID_RIGHT, name);
      return kernel.names.error;
    }
    Port port = space.port(index);
    int asked = number.getInt(0);
    Message message = messageNumber(port, asked);
    if (message == null) {
      return KERN_FAILURE;
    }
    if (!Buffers.holds(trailer, wanted)) {
      return KERN_INVALID_ADDRESS;
    }
    int found = asked == 0 ? port.sequenceNumber : asked;
    number.putInt(0, found);
    size.putInt(0, message.sizeInKernel());
    id.putInt(0, message.id);
    trailerSize.putInt(0, wanted);
    ByteBuffer bytes = ByteBuffer.allocate(wanted).order(ByteOrder.nativeOrder());
    Trailer.write(bytes, 0, trailerType, found, message.sender, 0);
    trailer.put(0, bytes.array(), 0, wanted);
    return KERN_SUCCESS;
  }

  private static @Nullable Message messageNumber(Port port, int number) {
    int skip = number == 0 ? 0 : number - port.sequenceNumber;
    if (skip < 0 || number != 0 && skip >= port.messageCount) {
      return null;
    }
    Message message = port.firstMessage;
    while (skip-- > 0 && message != null) {
      message = message.next;
    }
    return message;
  }

  int basicInfo(Space space, Pointer info) {
    if (!Buffers.holds(info, IpcInfoSpaceBasicLayout.SIZE)) {
      return KERN_INVALID_ADDRESS;
    }
    if (!space.active) {
      return KERN_INVALID_TASK;
    }
    info.put(0, new byte[IpcInfoSpaceBasicLayout.SIZE], 0, IpcInfoSpaceBasicLayout.SIZE);
    info.putInt(IpcInfoSpaceBasicLayout.IISB_GENNO_MASK, GENERATION_MASK);
    info.putInt(IpcInfoSpaceBasicLayout.IISB_TABLE_SIZE, space.tableSize());
    info.putInt(IpcInfoSpaceBasicLayout.IISB_TABLE_NEXT, space.nextTableSize());
    info.putInt(IpcInfoSpaceBasicLayout.IISB_TABLE_INUSE, space.used());
    return KERN_SUCCESS;
  }

  /** Lists all entries, free ones too, in memory of the caller's. */
  int info(
      Space space,
      Task caller,
      Pointer info,
      Pointer table,
      Pointer tableCount,
      Pointer tree,
      Pointer treeCount) {
    boolean room =
        Buffers.holds(info, IpcInfoSpaceLayout.SIZE)
            && Buffers.holdsLong(table)
            && Buffers.holdsInt(tableCount)
            && Buffers.holdsLong(tree)
            && Buffers.holdsInt(treeCount);
    if (!room) {
      return KERN_INVALID_ADDRESS;
    }
    if (!space.active) {
      return KERN_INVALID_TASK;
    }
    int size = space.tableSize();
    ByteBuffer out = caller.memory.allocateFor((long) size * IpcInfoNameLayout.SIZE);
    if (out == null) {
      return KERN_RESOURCE_SHORTAGE;
    }
    out.order(ByteOrder.nativeOrder());
    for (int index = 0; index < size; index++) {
      putEntry(space, index, out, index * IpcInfoNameLayout.SIZE);
    }
    info.put(0, new byte[IpcInfoSpaceLayout.SIZE], 0, IpcInfoSpaceLayout.SIZE);
    info.putInt(IpcInfoSpaceLayout.IIS_GENNO_MASK, GENERATION_MASK);
    info.putInt(IpcInfoSpaceLayout.IIS_TABLE_SIZE, size);
    info.putInt(IpcInfoSpaceLayout.IIS_TABLE_NEXT, space.nextTableSize());
    table.putLong(0, caller.memory.lastAddress);
    tableCount.putInt(0, size);
    tree.putLong(0, 0);
    treeCount.putInt(0, 0);
    return KERN_SUCCESS;
  }

  /** Writes one slot of the table; of a free one only its name. */
  private void putEntry(Space space, int index, ByteBuffer out, int at) {
    out.putInt(at + IpcInfoNameLayout.IIN_NAME, space.name(index));
    if (space.type(index) != 0) {
      out.putInt(at + IpcInfoNameLayout.IIN_TYPE, NameCalls.shownType(space, index));
      out.putInt(at + IpcInfoNameLayout.IIN_UREFS, space.references(index));
      out.putInt(at + IpcInfoNameLayout.IIN_OBJECT, number(space.object(index)));
    }
  }

  /**
   * Returns a number for the port or set, the same in the tables of all spaces; 0 if the kernel
   * tells nobody, or there is none. In XNU it is made of the address.
   */
  private int number(@Nullable Object object) {
    if (!kernel.rules.has(Rule.TELLS_PORTS_APART)) {
      return 0;
    }
    if (object instanceof Port port && port.active) {
      port.shownNumber = port.shownNumber == 0 ? nextNumber() : port.shownNumber;
      return port.shownNumber;
    }
    if (object instanceof PortSet set) {
      set.shownNumber = set.shownNumber == 0 ? nextNumber() : set.shownNumber;
      return set.shownNumber;
    }
    return 0;
  }

  private int nextNumber() {
    shown++;
    return shown * SCATTER;
  }
}

package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MachMsgLayout.DESCRIPTORS;
import static org.machapi.raw.MachMsgLayout.DESCRIPTOR_TYPE;
import static org.machapi.raw.MachMsgLayout.GUARDED_CONTEXT;
import static org.machapi.raw.MachMsgLayout.GUARDED_DESCRIPTOR_SIZE;
import static org.machapi.raw.MachMsgLayout.GUARDED_DISPOSITION;
import static org.machapi.raw.MachMsgLayout.GUARDED_FLAGS;
import static org.machapi.raw.MachMsgLayout.GUARDED_NAME;
import static org.machapi.raw.MachMsgLayout.MSGH_DESCRIPTOR_COUNT;
import static org.machapi.raw.MachMsgLayout.OOL_ADDRESS;
import static org.machapi.raw.MachMsgLayout.OOL_COPY;
import static org.machapi.raw.MachMsgLayout.OOL_DEALLOCATE;
import static org.machapi.raw.MachMsgLayout.OOL_LENGTH;
import static org.machapi.raw.MachMsgLayout.OOL_PORTS_COUNT;
import static org.machapi.raw.MachMsgLayout.OOL_PORTS_DISPOSITION;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_NAME;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_SIZE;
import static org.machapi.raw.MessageConstants.MACH_MSG_GUARDED_PORT_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_GUARD_FLAGS_MASK;
import static org.machapi.raw.MessageConstants.MACH_MSG_GUARD_FLAGS_UNGUARDED_ON_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_OOL_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_OOL_PORTS_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_OOL_VOLATILE_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_PHYSICAL_COPY;
import static org.machapi.raw.MessageConstants.MACH_MSG_PORT_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE;
import static org.machapi.raw.MessageConstants.MACH_MSG_VIRTUAL_COPY;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_MEMORY;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_RIGHT;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_TYPE;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG_TOO_SMALL;
import static org.machapi.raw.MessageConstants.MACH_SEND_TOO_LARGE;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.kGUARD_EXC_SEND_INVALID_RIGHT;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Takes the descriptors of a message. All are looked at before the first right is taken; the first
 * that can not be taken then costs the sender the rights of the header and of the descriptors
 * before it.
 */
final class DescriptorCopyin {
  /** More rights than this in one message are refused. */
  private static final int MAXIMUM_PORTS = 65_535 / 4;

  /** More elements than this in one array are refused. */
  private static final int MAXIMUM_ARRAY = (64 << 20) / 8;

  private final Kernel kernel;
  private int error;

  DescriptorCopyin(Kernel kernel) {
    this.kernel = kernel;
  }

  int take(Task task, Message message, ByteBuffer in) {
    int count = in.getInt(MSGH_DESCRIPTOR_COUNT);
    int end = count == 0 ? DESCRIPTORS : check(in, count);
    if (end < 0) {
      kernel.messages.dropHeader(message);
      return error;
    }
    List<Descriptor> taken = new ArrayList<>(count);
    int at = DESCRIPTORS;
    for (int i = 0; i < count; i++) {
      Descriptor descriptor = take(task, message, in, at);
      if (descriptor == null) {
        kernel.messages.dropHeader(message);
        message.descriptors = taken.toArray(new Descriptor[0]);
        kernel.messages.dropDescriptors(message);
        return error;
      }
      taken.add(descriptor);
      at += size(in, at);
    }
    message.descriptors = taken.toArray(new Descriptor[0]);
    message.body = new byte[in.capacity() - end];
    in.get(end, message.body);
    return MACH_MSG_SUCCESS;
  }

  private static int size(ByteBuffer in, int at) {
    return switch (in.get(at + DESCRIPTOR_TYPE)) {
      case MACH_MSG_OOL_DESCRIPTOR,
          MACH_MSG_OOL_VOLATILE_DESCRIPTOR,
          MACH_MSG_OOL_PORTS_DESCRIPTOR,
          MACH_MSG_GUARDED_PORT_DESCRIPTOR ->
          GUARDED_DESCRIPTOR_SIZE;
      default -> PORT_DESCRIPTOR_SIZE;
    };
  }

  /** Looks at all descriptors; returns where they end, or a negative number with the error set. */
  private int check(ByteBuffer in, int count) {
    int at = DESCRIPTORS;
    long ports = 0;
    for (int i = 0; i != count; i++) {
      if (at + PORT_DESCRIPTOR_SIZE > in.capacity() || at + size(in, at) > in.capacity()) {
        return fail(MACH_SEND_MSG_TOO_SMALL);
      }
      switch (in.get(at + DESCRIPTOR_TYPE)) {
        case MACH_MSG_OOL_DESCRIPTOR, MACH_MSG_OOL_VOLATILE_DESCRIPTOR -> {
          if (!copyOptionIsFine(in, at)) {
            return fail(MACH_SEND_INVALID_TYPE);
          }
        }
        case MACH_MSG_PORT_DESCRIPTOR -> ports++;
        case MACH_MSG_OOL_PORTS_DESCRIPTOR -> {
          long elements = Integer.toUnsignedLong(in.getInt(at + OOL_PORTS_COUNT));
          ports += elements;
          if (elements > MAXIMUM_ARRAY || ports > 0xffffffffL) {
            return fail(MACH_SEND_TOO_LARGE);
          }
        }
        case MACH_MSG_GUARDED_PORT_DESCRIPTOR -> {
          if (!guardIsFine(in, at)) {
            return fail(MACH_SEND_INVALID_TYPE);
          }
          ports++;
        }
        default -> {}
      }
      at += size(in, at);
    }
    return ports >= MAXIMUM_PORTS ? fail(MACH_SEND_TOO_LARGE) : at;
  }

  private int fail(int why) {
    error = why;
    return -1;
  }

  private static boolean copyOptionIsFine(ByteBuffer in, int at) {
    int option = in.get(at + OOL_COPY);
    return option == MACH_MSG_PHYSICAL_COPY || option == MACH_MSG_VIRTUAL_COPY;
  }

  private static boolean guardIsFine(ByteBuffer in, int at) {
    int flags = in.getShort(at + GUARDED_FLAGS) & 0xffff;
    boolean unguarded = (flags & MACH_MSG_GUARD_FLAGS_UNGUARDED_ON_SEND) != 0;
    return flags != 0
        && (flags & ~MACH_MSG_GUARD_FLAGS_MASK) == 0
        && !(unguarded && in.getLong(at + GUARDED_CONTEXT) != 0)
        && in.get(at + GUARDED_DISPOSITION) == MACH_MSG_TYPE_MOVE_RECEIVE;
  }

  /** Takes one descriptor; null with the error set if it can not be taken. */
  private @Nullable Descriptor take(Task task, Message message, ByteBuffer in, int at) {
    return switch (in.get(at + DESCRIPTOR_TYPE)) {
      case MACH_MSG_PORT_DESCRIPTOR -> takeRight(task, message, in, at);
      case MACH_MSG_GUARDED_PORT_DESCRIPTOR -> takeGuarded(task, message, in, at);
      case MACH_MSG_OOL_PORTS_DESCRIPTOR -> takeRights(task, message, in, at);
      case MACH_MSG_OOL_DESCRIPTOR, MACH_MSG_OOL_VOLATILE_DESCRIPTOR -> takeMemory(task, in, at);
      default -> {
        error = MACH_SEND_INVALID_TYPE;
        yield null;
      }
    };
  }

  private @Nullable Descriptor takeRight(Task task, Message message, ByteBuffer in, int at) {
    int disposition = in.get(at + PORT_DESCRIPTOR_DISPOSITION) & 0xff;
    int name = in.getInt(at + PORT_DESCRIPTOR_NAME);
    if (!take(task, message, name, disposition, false, 0, 0)) {
      return null;
    }
    return new Descriptor.Right(kernel.copyin.port, Dispositions.received(disposition));
  }

  private @Nullable Descriptor takeGuarded(Task task, Message message, ByteBuffer in, int at) {
    int disposition = in.get(at + GUARDED_DISPOSITION) & 0xff;
    int flags = in.getShort(at + GUARDED_FLAGS) & MACH_MSG_GUARD_FLAGS_MASK;
    int name = in.getInt(at + GUARDED_NAME);
    if (!take(task, message, name, disposition, true, in.getLong(at + GUARDED_CONTEXT), flags)) {
      return null;
    }
    int travelling = Names.valid(name) ? kernel.copyin.guardFlags : flags;
    return new Descriptor.GuardedRight(
        kernel.copyin.port, Dispositions.received(disposition), travelling);
  }

  private @Nullable Descriptor takeMemory(Task task, ByteBuffer in, int at) {
    long length = Integer.toUnsignedLong(in.getInt(at + OOL_LENGTH));
    int type = in.get(at + DESCRIPTOR_TYPE);
    int copyOption = in.get(at + OOL_COPY);
    if (length == 0) {
      return new Descriptor.Memory(null, type, copyOption);
    }
    byte[] bytes = readMemory(task, in, at, length);
    return bytes == null ? null : new Descriptor.Memory(bytes, type, copyOption);
  }

  private byte @Nullable [] readMemory(Task task, ByteBuffer in, int at, long length) {
    long address = in.getLong(at + OOL_ADDRESS);
    byte[] bytes = task.memory.read(address, length);
    if (bytes == null) {
      error = MACH_SEND_INVALID_MEMORY;
    } else if (in.get(at + OOL_DEALLOCATE) != 0) {
      task.memory.deallocate(address, length);
    }
    return bytes;
  }

  private @Nullable Descriptor takeRights(Task task, Message message, ByteBuffer in, int at) {
    int disposition = in.get(at + OOL_PORTS_DISPOSITION) & 0xff;
    int count = in.getInt(at + OOL_PORTS_COUNT);
    int received = Dispositions.received(disposition);
    if (!copyOptionIsFine(in, at)) {
      error = MACH_SEND_INVALID_TYPE;
      return null;
    }
    if (count == 0) {
      return new Descriptor.Rights(null, received, 0);
    }
    byte[] bytes = readMemory(task, in, at, count * 4L);
    if (bytes == null) {
      return null;
    }
    ByteBuffer names = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    @Nullable Port[] ports = new Port[count];
    for (int i = 0; i < count; i++) {
      if (!take(task, message, names.getInt(4 * i), disposition, false, 0, 0)) {
        for (int j = 0; j < i; j++) {
          kernel.ports.drop(ports[j], received);
        }
        return null;
      }
      ports[i] = kernel.copyin.port;
    }
    return new Descriptor.Rights(ports, received, count);
  }

  /**
   * Takes one right into {@code kernel.copyin.port}; the null and the dead name stand for
   * themselves.
   */
  private boolean take(
      Task task,
      Message message,
      int name,
      int disposition,
      boolean guarded,
      long guard,
      int flags) {
    if (!Names.valid(name)) {
      kernel.copyin.port = name == MACH_PORT_DEAD ? Port.DEAD : null;
      return true;
    }
    Port destination = message.remote;
    boolean toKernel = Port.valid(destination) && destination.isKernelObject();
    AllowedRights allowed = toKernel ? AllowedRights.ANY : AllowedRights.MOVABLE;
    int result = kernel.copyin.take(task.space, name, disposition, allowed, guarded, guard, flags);
    if (result != KERN_SUCCESS) {
      if (result == KERN_INVALID_RIGHT) {
        kernel.guards.raise(kGUARD_EXC_SEND_INVALID_RIGHT, name);
      }
      error = MACH_SEND_INVALID_RIGHT;
      return false;
    }
    Port port = kernel.copyin.port;
    if (disposition == MACH_MSG_TYPE_MOVE_RECEIVE && Port.valid(port) && Port.valid(destination)) {
      message.circular |= kernel.ports.isCircular(port, destination);
    }
    return true;
  }
}

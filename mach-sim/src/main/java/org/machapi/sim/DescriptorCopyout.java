package org.machapi.sim;

import static org.machapi.raw.MachMsgLayout.DESCRIPTORS;
import static org.machapi.raw.MachMsgLayout.DESCRIPTOR_TYPE;
import static org.machapi.raw.MachMsgLayout.GUARDED_CONTEXT;
import static org.machapi.raw.MachMsgLayout.GUARDED_DISPOSITION;
import static org.machapi.raw.MachMsgLayout.GUARDED_FLAGS;
import static org.machapi.raw.MachMsgLayout.GUARDED_NAME;
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
import static org.machapi.raw.MessageConstants.MACH_MSG_GUARD_FLAGS_IMMOVABLE_RECEIVE;
import static org.machapi.raw.MessageConstants.MACH_MSG_GUARD_FLAGS_UNGUARDED_ON_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_OOL_PORTS_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_PORT_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_VIRTUAL_COPY;
import static org.machapi.raw.MessageConstants.MACH_MSG_VM_SPACE;
import static org.machapi.raw.MessageConstants.MACH_RCV_GUARDED_DESC;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Writes the descriptors of a message for a task and puts their rights and memory into it, the last
 * one first.
 */
final class DescriptorCopyout {
  private final Kernel kernel;

  /** Where the descriptors of the last message end. */
  int end;

  DescriptorCopyout(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Puts all descriptors.
   *
   * @param back whether the message goes back to its sender
   * @return the error bits for what could not be put
   */
  int put(Task task, Message message, int options, long guard, ByteBuffer out, boolean back) {
    boolean takesGuarded = back || (options & MACH_RCV_GUARDED_DESC) != 0;
    Descriptor[] descriptors = message.descriptors;
    end = DESCRIPTORS;
    for (Descriptor descriptor : descriptors) {
      end += sizeFor(descriptor, takesGuarded);
    }
    int at = end;
    int errors = 0;
    for (int i = descriptors.length - 1; i >= 0; i--) {
      Descriptor descriptor = descriptors[i];
      at -= sizeFor(descriptor, takesGuarded);
      if (descriptor instanceof Descriptor.Right right) {
        errors |= kernel.copyout.put(task.space, right.port(), right.disposition());
        putRight(out, at, kernel.copyout.name, right.disposition());
      } else if (descriptor instanceof Descriptor.GuardedRight right) {
        errors |= putGuarded(task, right, takesGuarded, guard, out, at, back);
      } else if (descriptor instanceof Descriptor.Rights rights) {
        errors |= putRights(task, rights, out, at);
      } else if (descriptor instanceof Descriptor.Memory memory) {
        errors |= putMemory(task, memory, out, at);
      }
    }
    message.descriptors = Message.NO_DESCRIPTORS;
    return errors;
  }

  private static int sizeFor(Descriptor descriptor, boolean takesGuarded) {
    boolean refused = descriptor instanceof Descriptor.GuardedRight && !takesGuarded;
    return refused ? PORT_DESCRIPTOR_SIZE : descriptor.size();
  }

  private static void putRight(ByteBuffer out, int at, int name, int disposition) {
    out.putInt(at + PORT_DESCRIPTOR_NAME, name);
    out.put(at + PORT_DESCRIPTOR_DISPOSITION, (byte) disposition);
    out.put(at + DESCRIPTOR_TYPE, (byte) MACH_MSG_PORT_DESCRIPTOR);
  }

  private int putGuarded(
      Task task,
      Descriptor.GuardedRight right,
      boolean takesGuarded,
      long guard,
      ByteBuffer out,
      int at,
      boolean back) {
    if (!takesGuarded) {
      // Who does not ask for guarded descriptors gets a descriptor with nothing in it, and the
      // right is destroyed.
      kernel.ports.drop(right.port(), right.disposition());
      putRight(out, at, MACH_PORT_NULL, right.disposition());
      return 0;
    }
    int flags = right.flags();
    long context = 0;
    int errors;
    boolean guardIt =
        (flags & MACH_MSG_GUARD_FLAGS_IMMOVABLE_RECEIVE) != 0 && Port.valid(right.port());
    if (guardIt) {
      errors =
          kernel.copyout.putGuarded(task.space, right.port(), right.disposition(), guard, !back);
      context = guard;
      flags &= ~MACH_MSG_GUARD_FLAGS_UNGUARDED_ON_SEND;
    } else {
      errors = kernel.copyout.put(task.space, right.port(), right.disposition());
    }
    out.putLong(at + GUARDED_CONTEXT, context);
    out.putShort(at + GUARDED_FLAGS, (short) flags);
    out.put(at + GUARDED_DISPOSITION, (byte) right.disposition());
    out.put(at + DESCRIPTOR_TYPE, (byte) MACH_MSG_GUARDED_PORT_DESCRIPTOR);
    out.putInt(at + GUARDED_NAME, kernel.copyout.name);
    return errors;
  }

  private int putRights(Task task, Descriptor.Rights rights, ByteBuffer out, int at) {
    int errors = 0;
    long address = 0;
    @Nullable Port[] ports = rights.ports();
    if (ports != null) {
      ByteBuffer names = task.memory.allocateFor(ports.length * 4L);
      if (names == null) {
        kernel.messages.drop(rights);
        errors = MACH_MSG_VM_SPACE;
      } else {
        address = task.memory.lastAddress;
        names.order(ByteOrder.nativeOrder());
        for (int i = 0; i < ports.length; i++) {
          errors |= kernel.copyout.put(task.space, ports[i], rights.disposition());
          names.putInt(4 * i, kernel.copyout.name);
        }
      }
    }
    out.putLong(at + OOL_ADDRESS, address);
    out.put(at + OOL_DEALLOCATE, (byte) 1);
    out.put(at + OOL_COPY, (byte) MACH_MSG_VIRTUAL_COPY);
    out.put(at + OOL_PORTS_DISPOSITION, (byte) rights.disposition());
    out.put(at + DESCRIPTOR_TYPE, (byte) MACH_MSG_OOL_PORTS_DESCRIPTOR);
    out.putInt(at + OOL_PORTS_COUNT, rights.count());
    return errors;
  }

  private static int putMemory(Task task, Descriptor.Memory memory, ByteBuffer out, int at) {
    int errors = 0;
    long address = 0;
    int length = 0;
    byte[] bytes = memory.bytes();
    if (bytes != null) {
      ByteBuffer region = task.memory.allocateFor(bytes.length);
      if (region == null) {
        errors = MACH_MSG_VM_SPACE;
      } else {
        address = task.memory.lastAddress;
        region.put(0, bytes);
        length = bytes.length;
      }
    }
    out.putLong(at + OOL_ADDRESS, address);
    out.put(at + OOL_DEALLOCATE, (byte) (memory.copyOption() == MACH_MSG_VIRTUAL_COPY ? 1 : 0));
    out.put(at + OOL_COPY, (byte) memory.copyOption());
    out.put(at + DESCRIPTOR_TYPE, (byte) memory.type());
    out.putInt(at + OOL_LENGTH, length);
    return errors;
  }
}

package org.machapi.contract;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.machapi.raw.KernelMemory;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.MachVariables;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.PortConstants;

/** All that a task holds, read from the kernel. */
record Holdings(Map<Integer, Holding> byName) {
  private static final int[] COUNTED = {
    PortConstants.MACH_PORT_RIGHT_SEND,
    PortConstants.MACH_PORT_RIGHT_SEND_ONCE,
    PortConstants.MACH_PORT_RIGHT_DEAD_NAME
  };

  /**
   * Reads the port space of the task whose library it is; null if it cannot be read, because the
   * task has given its own task port away, for instance.
   */
  static Holdings read(MachLibrary library) {
    int self = MachVariables.taskSelf(library);
    NativeBuffer out = NativeBuffer.allocate(32);
    int code =
        library.mach_port_names(
            self, out.pointer(0), out.pointer(8), out.pointer(16), out.pointer(24));
    if (code != 0) {
      return null;
    }
    int[] names = KernelMemory.takeInts(library, self, out.getLong(0), out.getInt(8));
    int[] types = KernelMemory.takeInts(library, self, out.getLong(16), out.getInt(24));
    Map<Integer, Holding> result = new TreeMap<>();
    for (int i = 0; i < names.length; i++) {
      long references = 0;
      for (int right : COUNTED) {
        if (library.mach_port_get_refs(self, names[i], right, out.pointer(0)) == 0) {
          references += Integer.toUnsignedLong(out.getInt(0));
        }
      }
      result.put(
          names[i],
          new Holding(
              types[i],
              references,
              (types[i] & PortConstants.MACH_PORT_TYPE_RECEIVE) != 0 ? 1 : 0,
              (types[i] & PortConstants.MACH_PORT_TYPE_PORT_SET) != 0 ? 1 : 0));
    }
    return new Holdings(Collections.unmodifiableMap(result));
  }

  Holding of(int name) {
    return byName.getOrDefault(name, Holding.NOTHING);
  }

  /** What has changed since, name by name; names without a change are left out. */
  Map<Integer, Holding> changesTo(Holdings after) {
    Map<Integer, Holding> changes = new TreeMap<>();
    TreeSet<Integer> names = new TreeSet<>(byName.keySet());
    names.addAll(after.byName.keySet());
    for (int name : names) {
      Holding change = after.of(name).minus(of(name));
      if (!change.isNothing()) {
        changes.put(name, change);
      }
    }
    return changes;
  }
}

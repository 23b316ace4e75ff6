package org.machapi.replay;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.MachPortStatusLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.PortConstants;

/** Reads the port spaces and the memory of other tasks through their task ports. */
final class Observer {
  private static final String[] RIGHTS_BY_TYPE_BIT = {
    "SEND", "RECEIVE", "SEND_ONCE", "PORT_SET", "DEAD_NAME"
  };
  private static final int FIRST_RIGHT_BIT = 16;
  private static final int VM_FLAGS_ANYWHERE = 1;

  private final MachLibrary library;
  private final int self;
  private final NativeBuffer cells = NativeBuffer.allocate(64);
  private final Pointer first = cells.pointer(0);
  private final Pointer second = cells.pointer(8);
  private final Pointer third = cells.pointer(16);
  private final Pointer fourth = cells.pointer(24);
  private final NativeBuffer status = NativeBuffer.allocate(MachPortStatusLayout.SIZE);

  Observer(MachLibrary library) {
    this.library = library;
    this.self = library.mach_task_self_().get();
  }

  /** Everything the task has and does not hide, by number. */
  Map<Integer, ObservedEntry> read(MachineTask observed) {
    int task = observed.seenAs();
    check("mach_port_names", library.mach_port_names(task, first, second, third, fourth));
    int[] names = takeArray(cells.getLong(0), cells.getInt(8));
    takeArray(cells.getLong(16), cells.getInt(24));
    Map<Integer, ObservedEntry> result = new LinkedHashMap<>();
    for (int name : names) {
      if (!observed.hides(name)) {
        result.put(name, read(task, name));
      }
    }
    return result;
  }

  private ObservedEntry read(int task, int name) {
    // The types beside the names would not do: they have bits that mach_port_type keeps to itself.
    check("mach_port_type", library.mach_port_type(task, name, first));
    int type = cells.getInt(0);
    Map<String, Long> references = new HashMap<>();
    for (int right = 0; right < RIGHTS_BY_TYPE_BIT.length; right++) {
      if ((type >>> (FIRST_RIGHT_BIT + right) & 1) != 0) {
        check("mach_port_get_refs", library.mach_port_get_refs(task, name, right, first));
        references.put(RIGHTS_BY_TYPE_BIT[right], (long) cells.getInt(0));
      }
    }
    boolean receives = (type & PortConstants.MACH_PORT_TYPE_RECEIVE) != 0;
    boolean isSet = (type & PortConstants.MACH_PORT_TYPE_PORT_SET) != 0;
    return new ObservedEntry(
        type,
        references,
        receives ? readStatus(task, name) : Map.of(),
        isSet ? readMembers(task, name) : new int[0]);
  }

  private Map<String, Long> readStatus(int task, int name) {
    cells.putInt(0, PortConstants.MACH_PORT_RECEIVE_STATUS_COUNT);
    check(
        "mach_port_get_attributes",
        library.mach_port_get_attributes(
            task, name, PortConstants.MACH_PORT_RECEIVE_STATUS, status.pointer(), first));
    Map<String, Long> result = new HashMap<>();
    put(result, "seqno", status.getInt(MachPortStatusLayout.MPS_SEQNO));
    put(result, "mscount", status.getInt(MachPortStatusLayout.MPS_MSCOUNT));
    put(result, "qlimit", status.getInt(MachPortStatusLayout.MPS_QLIMIT));
    put(result, "msgcount", status.getInt(MachPortStatusLayout.MPS_MSGCOUNT));
    put(result, "sorights", status.getInt(MachPortStatusLayout.MPS_SORIGHTS));
    put(result, "srights", status.getInt(MachPortStatusLayout.MPS_SRIGHTS));
    put(result, "pdrequest", status.getInt(MachPortStatusLayout.MPS_PDREQUEST));
    put(result, "nsrequest", status.getInt(MachPortStatusLayout.MPS_NSREQUEST));
    put(result, "flags", status.getInt(MachPortStatusLayout.MPS_FLAGS));
    check("mach_port_get_srights", library.mach_port_get_srights(task, name, first));
    put(result, "srights_count", cells.getInt(0));
    return result;
  }

  private int[] readMembers(int task, int set) {
    check("mach_port_get_set_status", library.mach_port_get_set_status(task, set, first, second));
    return takeArray(cells.getLong(0), cells.getInt(8));
  }

  /**
   * Takes a send right out of the task, and returns its name here; 0 for one that cannot be moved.
   */
  int takeSendRight(int task, int name, int disposition) {
    int code = library.mach_port_extract_right(task, name, disposition, first, second);
    if (code == KernReturnConstants.KERN_INVALID_CAPABILITY) {
      return PortConstants.MACH_PORT_NULL;
    }
    check("mach_port_extract_right", code);
    return cells.getInt(0);
  }

  /**
   * The name that a send right of the task has here; 0 if it has none here, or is no send right.
   */
  int lookThrough(int task, int name) {
    int copy = MessageConstants.MACH_MSG_TYPE_COPY_SEND;
    if (library.mach_port_extract_right(task, name, copy, first, second) != 0) {
      return 0;
    }
    int here = cells.getInt(0);
    check("mach_port_deallocate", library.mach_port_deallocate(self, here));
    return here;
  }

  /** The kind of kernel object that a name of the task stands for, an {@code IKOT_} number. */
  int kernelObjectType(int task, int name) {
    check("mach_port_kobject", library.mach_port_kobject(task, name, first, second));
    return cells.getInt(0);
  }

  /** Takes a name away from the task, whatever it stands for. */
  void destroy(int task, int name) {
    check("mach_port_destroy", library.mach_port_destroy(task, name));
  }

  /** Copies an array that the kernel put into our memory, and gives the memory back. */
  private int[] takeArray(long address, int count) {
    int[] values = new int[count];
    if (count > 0) {
      long size = 4L * count;
      memory(address, size).get(0, values, 0, count);
      check("mach_vm_deallocate", library.mach_vm_deallocate(self, address, size));
    }
    return values;
  }

  /** Gives the task fresh memory. */
  long allocate(int task, long size) {
    cells.putLong(0, 0);
    check("mach_vm_allocate", library.mach_vm_allocate(task, first, size, VM_FLAGS_ANYWHERE));
    return cells.getLong(0);
  }

  void deallocate(int task, long address, long size) {
    check("mach_vm_deallocate", library.mach_vm_deallocate(task, address, size));
  }

  static Pointer memory(long address, long size) {
    return Pointer.wrap(Runtime.getSystemRuntime(), address, size);
  }

  private static void put(Map<String, Long> values, String name, int value) {
    if (value != 0) {
      values.put(name, Integer.toUnsignedLong(value));
    }
  }

  private static void check(String routine, int code) {
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw new ReplayFailure(
          "the observer's " + routine + " gave " + TraceSymbols.kernReturn(code));
    }
  }
}

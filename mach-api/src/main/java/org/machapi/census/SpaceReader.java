package org.machapi.census;

import java.util.HashSet;
import java.util.Set;
import org.machapi.KernelObject;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.PortType;
import org.machapi.ReceiveStatus;
import org.machapi.Right;
import org.machapi.raw.IpcInfoNameLayout;
import org.machapi.raw.IpcInfoTreeNameLayout;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.KernelMemory;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.MachPortStatusLayout;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.PortConstants;

/**
 * Reads the port space of a task through its task port. No call here adds a reference or a name to
 * any space. Not safe for use by several threads.
 */
final class SpaceReader {
  /** Room for what {@code mach_port_kobject_description} writes. */
  private static final int DESCRIPTION_SIZE = 512;

  private static final int ADDRESS = 32;
  private static final int COUNT = 40;
  private static final int SECOND_ADDRESS = 48;
  private static final int SECOND_COUNT = 56;
  private static final int TEXT = 64;

  private final Mach mach;
  private final MachLibrary library;
  private final int task;
  private final NativeBuffer memory = NativeBuffer.allocate(TEXT + DESCRIPTION_SIZE);

  SpaceReader(Mach mach, int task) {
    this.mach = mach;
    this.library = mach.library();
    this.task = task;
  }

  /** Reads all names with rights, references and ports, in one call. */
  SpaceTable table() throws MachException {
    check(
        "mach_port_space_info",
        library.mach_port_space_info(
            task,
            memory.pointer(TEXT),
            memory.pointer(ADDRESS),
            memory.pointer(COUNT),
            memory.pointer(SECOND_ADDRESS),
            memory.pointer(SECOND_COUNT)));
    long tree = memory.getLong(SECOND_ADDRESS);
    int treeWords = memory.getInt(SECOND_COUNT) * (IpcInfoTreeNameLayout.SIZE / Integer.BYTES);
    int words = memory.getInt(COUNT) * (IpcInfoNameLayout.SIZE / Integer.BYTES);
    int[] table = take(memory.getLong(ADDRESS), words);
    // Always empty on the kernels that we know; what is in it would be nobody's.
    take(tree, treeWords);
    return new SpaceTable(table);
  }

  /** Reads which names stand for ports that are gone, in one call. Needs a control port. */
  Set<Integer> deadNames() throws MachException {
    check(
        "mach_port_names",
        library.mach_port_names(
            task,
            memory.pointer(ADDRESS),
            memory.pointer(COUNT),
            memory.pointer(SECOND_ADDRESS),
            memory.pointer(SECOND_COUNT)));
    long typesAddress = memory.getLong(SECOND_ADDRESS);
    int typesCount = memory.getInt(SECOND_COUNT);
    int[] names = take(memory.getLong(ADDRESS), memory.getInt(COUNT));
    int[] types = take(typesAddress, typesCount);
    Set<Integer> dead = new HashSet<>();
    for (int i = 0; i < names.length; i++) {
      if (new PortType(types[i]).has(Right.DEAD_NAME)) {
        dead.add(names[i]);
      }
    }
    return dead;
  }

  KernelObject kernelObject(int name) throws MachException {
    check(
        "mach_port_kobject",
        library.mach_port_kobject(task, name, memory.pointer(COUNT), memory.pointer(ADDRESS)));
    return new KernelObject(memory.getInt(COUNT));
  }

  /** Reads what the kernel calls the object; empty for most. */
  String description(int name) throws MachException {
    check(
        "mach_port_kobject_description",
        library.mach_port_kobject_description(
            task, name, memory.pointer(COUNT), memory.pointer(ADDRESS), memory.pointer(TEXT)));
    return Texts.ofBytes(memory, TEXT, DESCRIPTION_SIZE);
  }

  ReceiveStatus status(int name) throws MachException {
    memory.putInt(COUNT, PortConstants.MACH_PORT_RECEIVE_STATUS_COUNT);
    check(
        "mach_port_get_attributes",
        library.mach_port_get_attributes(
            task,
            name,
            PortConstants.MACH_PORT_RECEIVE_STATUS,
            memory.pointer(TEXT),
            memory.pointer(COUNT)));
    return new ReceiveStatus(
        memory.getInt(TEXT + MachPortStatusLayout.MPS_SEQNO),
        memory.getInt(TEXT + MachPortStatusLayout.MPS_MSCOUNT),
        memory.getInt(TEXT + MachPortStatusLayout.MPS_QLIMIT),
        memory.getInt(TEXT + MachPortStatusLayout.MPS_MSGCOUNT),
        memory.getInt(TEXT + MachPortStatusLayout.MPS_SORIGHTS),
        memory.getInt(TEXT + MachPortStatusLayout.MPS_SRIGHTS) != 0,
        memory.getInt(TEXT + MachPortStatusLayout.MPS_PDREQUEST) != 0,
        memory.getInt(TEXT + MachPortStatusLayout.MPS_NSREQUEST) != 0,
        memory.getInt(TEXT + MachPortStatusLayout.MPS_FLAGS));
  }

  long context(int name) throws MachException {
    check(
        "mach_port_get_context",
        library.mach_port_get_context(task, name, memory.pointer(ADDRESS)));
    return memory.getLong(ADDRESS);
  }

  /** Counts the dead-name and send-possible requests on a port. Needs a control port. */
  int requests(int name) throws MachException {
    check(
        "mach_port_dnrequest_info",
        library.mach_port_dnrequest_info(
            task, name, memory.pointer(COUNT), memory.pointer(SECOND_COUNT)));
    return memory.getInt(SECOND_COUNT);
  }

  int[] members(int set) throws MachException {
    check(
        "mach_port_get_set_status",
        library.mach_port_get_set_status(
            task, set, memory.pointer(ADDRESS), memory.pointer(COUNT)));
    return take(memory.getLong(ADDRESS), memory.getInt(COUNT));
  }

  /** Counts user references. Needs a control port. */
  int references(int name, Right right) throws MachException {
    check(
        "mach_port_get_refs",
        library.mach_port_get_refs(task, name, right.number(), memory.pointer(COUNT)));
    return memory.getInt(COUNT);
  }

  /** The memory of an answer is always in the own task. */
  private int[] take(long address, int words) {
    return KernelMemory.takeInts(library, mach.taskSelf(), address, words);
  }

  private void check(String routine, int code) throws MachException {
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw new MachException(routine, code, null);
    }
  }
}

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

  private final Mach mach;
  private final MachLibrary library;
  private final int task;

  /** One for each out-parameter, so that a call makes no objects. */
  private final NativeBuffer address = NativeBuffer.allocate(Long.BYTES);

  private final NativeBuffer count = NativeBuffer.allocate(Integer.BYTES);
  private final NativeBuffer secondAddress = NativeBuffer.allocate(Long.BYTES);
  private final NativeBuffer secondCount = NativeBuffer.allocate(Integer.BYTES);
  private final NativeBuffer text = NativeBuffer.allocate(DESCRIPTION_SIZE);

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
            text.pointer(),
            address.pointer(),
            count.pointer(),
            secondAddress.pointer(),
            secondCount.pointer()));
    long tree = secondAddress.getLong(0);
    int treeWords = secondCount.getInt(0) * (IpcInfoTreeNameLayout.SIZE / Integer.BYTES);
    int words = count.getInt(0) * (IpcInfoNameLayout.SIZE / Integer.BYTES);
    int[] table = take(address.getLong(0), words);
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
            address.pointer(),
            count.pointer(),
            secondAddress.pointer(),
            secondCount.pointer()));
    long typesAddress = secondAddress.getLong(0);
    int typesCount = secondCount.getInt(0);
    int[] names = take(address.getLong(0), count.getInt(0));
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
        library.mach_port_kobject(task, name, count.pointer(), address.pointer()));
    return new KernelObject(count.getInt(0));
  }

  /** Reads what the kernel calls the object; empty for most. */
  String description(int name) throws MachException {
    check(
        "mach_port_kobject_description",
        library.mach_port_kobject_description(
            task, name, count.pointer(), address.pointer(), text.pointer()));
    return Texts.of(text);
  }

  ReceiveStatus status(int name) throws MachException {
    count.putInt(0, PortConstants.MACH_PORT_RECEIVE_STATUS_COUNT);
    check(
        "mach_port_get_attributes",
        library.mach_port_get_attributes(
            task, name, PortConstants.MACH_PORT_RECEIVE_STATUS, text.pointer(), count.pointer()));
    return new ReceiveStatus(
        text.getInt(MachPortStatusLayout.MPS_SEQNO),
        text.getInt(MachPortStatusLayout.MPS_MSCOUNT),
        text.getInt(MachPortStatusLayout.MPS_QLIMIT),
        text.getInt(MachPortStatusLayout.MPS_MSGCOUNT),
        text.getInt(MachPortStatusLayout.MPS_SORIGHTS),
        text.getInt(MachPortStatusLayout.MPS_SRIGHTS) != 0,
        text.getInt(MachPortStatusLayout.MPS_PDREQUEST) != 0,
        text.getInt(MachPortStatusLayout.MPS_NSREQUEST) != 0,
        text.getInt(MachPortStatusLayout.MPS_FLAGS));
  }

  long context(int name) throws MachException {
    check("mach_port_get_context", library.mach_port_get_context(task, name, address.pointer()));
    return address.getLong(0);
  }

  /** Counts the dead-name and send-possible requests on a port. Needs a control port. */
  int requests(int name) throws MachException {
    check(
        "mach_port_dnrequest_info",
        library.mach_port_dnrequest_info(task, name, count.pointer(), secondCount.pointer()));
    return secondCount.getInt(0);
  }

  int[] members(int set) throws MachException {
    check(
        "mach_port_get_set_status",
        library.mach_port_get_set_status(task, set, address.pointer(), count.pointer()));
    return take(address.getLong(0), count.getInt(0));
  }

  /** Counts user references. Needs a control port. */
  int references(int name, Right right) throws MachException {
    check(
        "mach_port_get_refs",
        library.mach_port_get_refs(task, name, right.number(), count.pointer()));
    return count.getInt(0);
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

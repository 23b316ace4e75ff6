package org.machapi.gnumach;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.MachPortStatusLayout;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.PortConstants;
import org.machapi.raw.Symbols;

/** Reads a simulated task's port space from outside, in the words that the agent uses. */
final class SpaceReader {
  private static final List<String> KINDS =
      List.of("SEND", "RECEIVE", "SEND_ONCE", "PORT_SET", "DEAD_NAME");

  private final MachLibrary library;
  private final int self;
  private final NativeBuffer cells = NativeBuffer.allocate(32);
  private final NativeBuffer status = NativeBuffer.allocate(MachPortStatusLayout.SIZE);

  SpaceReader(MachLibrary library) {
    this.library = library;
    this.self = library.mach_task_self_().get();
  }

  /** Returns the entry of each name by its symbol, and brings the symbols up to date. */
  Map<String, String> read(SimulatedSubject subject) {
    int task = subject.seenAs;
    check(
        library.mach_port_names(
            task, cells.pointer(0), cells.pointer(8), cells.pointer(16), cells.pointer(24)));
    int[] names = takeArray(cells.getLong(0), cells.getInt(8));
    takeArray(cells.getLong(16), cells.getInt(24));
    List<Integer> present = new ArrayList<>();
    for (int name : names) {
      present.add(name);
    }
    subject.symbols.update(present);
    Map<String, String> entries = new TreeMap<>();
    for (int name : names) {
      entries.put(subject.symbols.of(name), entry(subject, name));
    }
    return entries;
  }

  private String entry(SimulatedSubject subject, int name) {
    check(library.mach_port_type(subject.seenAs, name, cells.pointer(0)));
    int type = cells.getInt(0);
    List<String> parts = new ArrayList<>();
    for (int right = 0; right < KINDS.size(); right++) {
      if ((type & PortConstants.MACH_PORT_TYPE_SEND << right) != 0) {
        check(library.mach_port_get_refs(subject.seenAs, name, right, cells.pointer(0)));
        parts.add(KINDS.get(right) + "=" + cells.getInt(0));
      }
    }
    if ((type & PortConstants.MACH_PORT_TYPE_DNREQUEST) != 0) {
      parts.add("DNREQUEST");
    }
    if ((type & PortConstants.MACH_PORT_TYPE_RECEIVE) != 0) {
      addStatus(subject.seenAs, name, parts);
    }
    if ((type & PortConstants.MACH_PORT_TYPE_PORT_SET) != 0) {
      parts.add("members=" + members(subject, name));
    }
    return String.join(",", parts);
  }

  private void addStatus(int task, int name, List<String> parts) {
    cells.putInt(0, PortConstants.MACH_PORT_RECEIVE_STATUS_COUNT);
    check(
        library.mach_port_get_attributes(
            task,
            name,
            PortConstants.MACH_PORT_RECEIVE_STATUS,
            status.pointer(),
            cells.pointer(0)));
    parts.add("mscount=" + status.getInt(MachPortStatusLayout.MPS_MSCOUNT));
    parts.add("msgcount=" + status.getInt(MachPortStatusLayout.MPS_MSGCOUNT));
    parts.add("nsrequest=" + flag(MachPortStatusLayout.MPS_NSREQUEST));
    parts.add("pdrequest=" + flag(MachPortStatusLayout.MPS_PDREQUEST));
    parts.add("qlimit=" + status.getInt(MachPortStatusLayout.MPS_QLIMIT));
    parts.add("seqno=" + status.getInt(MachPortStatusLayout.MPS_SEQNO));
    parts.add("sorights=" + status.getInt(MachPortStatusLayout.MPS_SORIGHTS));
    parts.add("srights=" + flag(MachPortStatusLayout.MPS_SRIGHTS));
  }

  private int flag(int offset) {
    return status.getInt(offset) == 0 ? 0 : 1;
  }

  private String members(SimulatedSubject subject, int set) {
    check(
        library.mach_port_get_set_status(subject.seenAs, set, cells.pointer(0), cells.pointer(8)));
    List<Integer> members = new ArrayList<>();
    for (int member : takeArray(cells.getLong(0), cells.getInt(8))) {
      members.add(Integer.parseInt(subject.symbols.of(member).substring(1)));
    }
    return members.stream().sorted().map(member -> "$" + member).collect(Collectors.joining());
  }

  private int[] takeArray(long address, int count) {
    int[] values = new int[count];
    if (count > 0) {
      Pointer memory = Pointer.wrap(Runtime.getSystemRuntime(), address, 4L * count);
      memory.get(0, values, 0, count);
      check(library.mach_vm_deallocate(self, address, 4L * count));
    }
    return values;
  }

  private static void check(int code) {
    if (code != 0) {
      throw new IllegalStateException("reading a port space gave " + Symbols.kernReturn(code));
    }
  }
}

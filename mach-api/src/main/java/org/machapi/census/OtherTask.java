package org.machapi.census;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.KernelObject;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.TaskPort;
import org.machapi.ThreadPortList;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.PortConstants;

/**
 * What is different in the census of another task: its ports have other names here, or none. They
 * are joined by the numbers that the kernel gives to ports in the tables of all tasks.
 */
final class OtherTask {
  private final Mach quiet;
  private final int task;
  private final CensusTaker taker;
  private final SpaceReader ownSpace;
  private final Map<Integer, List<PortRole>> roles = new HashMap<>();
  private Map<Integer, Integer> namesByPort = new HashMap<>();

  OtherTask(Mach quiet, int task, CensusTaker taker) {
    this.quiet = quiet;
    this.task = task;
    this.taker = taker;
    this.ownSpace = new SpaceReader(quiet, quiet.taskSelf());
  }

  Census take() throws MachException {
    SpaceTable own = ownSpace.table();
    if (!taker.isControl()) {
      taker.unread().add("dead names, requests, threads and roles of ports: need a control port");
      return entries(own, new HashSet<>());
    }
    if (!taker.hasRoom(own)) {
      return entries(own, new HashSet<>());
    }
    try (TaskPort control = reference()) {
      RoleReader reader = new RoleReader(this::join, taker.unread());
      reader.read(control);
      try (@Nullable ThreadPortList threads = threads(control)) {
        if (threads != null) {
          reader.readThreads(threads);
        }
        // While the list holds the rights, threads can be asked who they are.
        return entries(ownSpace.table(), reader.threads());
      }
    }
  }

  /** Lists the threads; null if the kernel refused. */
  private @Nullable ThreadPortList threads(TaskPort control) {
    try {
      return control.threads();
    } catch (MachException e) {
      taker.unread().add(ObjectReader.answer(e));
      return null;
    }
  }

  /** Acquires a reference of the census' own: the caller's is not known to this kernel object. */
  private TaskPort reference() throws MachException {
    int code =
        quiet
            .library()
            .mach_port_mod_refs(quiet.taskSelf(), task, PortConstants.MACH_PORT_RIGHT_SEND, 1);
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw new MachException("mach_port_mod_refs", code, null);
    }
    return TaskPort.adoptUnchecked(quiet, task);
  }

  /** Notes roles by the number of the port, which is seen only while the own task has a right. */
  private void join(List<RoleReader.Found> found) throws MachException {
    if (found.isEmpty()) {
      return;
    }
    SpaceTable own = ownSpace.table();
    for (RoleReader.Found one : found) {
      int row = own.row(one.name());
      int port = row < 0 ? 0 : own.port(row);
      if (port == 0) {
        taker.unread().add("roles of ports: the kernel does not tell ports apart");
      } else {
        CensusTaker.add(roles, port, one.role());
      }
    }
  }

  private Census entries(SpaceTable own, Set<Long> threads) {
    namesByPort = own.namesByPort();
    ObjectReader objects = new ObjectReader(quiet, taker.pid(), threads);
    List<EntryDraft> drafts = taker.drafts(objects, this::ownName);
    try (LedgerReading none = new LedgerReading(null, false)) {
      return taker.finish(drafts, draft -> roles.get(draft.port), none);
    }
  }

  /** Finds the own name for a port; none if what it stands for is something else after all. */
  private int ownName(int name, int port, KernelObject object) throws MachException {
    int own = port == 0 ? 0 : namesByPort.getOrDefault(port, 0);
    return own != 0 && quiet.space().kernelObject(own).equals(object) ? own : 0;
  }
}

package org.machapi.census;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.KernelObject;
import org.machapi.MachException;
import org.machapi.PortType;
import org.machapi.ReceiveStatus;
import org.machapi.Right;
import org.machapi.raw.KernReturnConstants;

/** Makes the entries of a census: asks, name by name, for what the table of names does not have. */
final class EntryReader {

  /** Finds a name of the own task for a port, by which can be asked what it is. */
  interface OwnNames {
    /** Returns the name; 0 if there is none. */
    int find(int name, int port, KernelObject object) throws MachException;
  }

  private final SpaceReader space;
  private final ObjectReader objects;
  private final OwnNames ownNames;
  private final boolean isControl;
  private final SpaceTable table;
  private final Set<Integer> dead;
  private final Map<Integer, List<Integer>> members = new HashMap<>();
  private final Map<Integer, List<Integer>> setsOf = new HashMap<>();
  private final Map<Integer, String> unreadSets = new HashMap<>();

  /**
   * @param space the space that is read
   * @param isControl whether that is done through a control port
   * @param table the names
   * @param dead those of them whose port is gone, whatever the table says
   */
  EntryReader(
      SpaceReader space,
      ObjectReader objects,
      OwnNames ownNames,
      boolean isControl,
      SpaceTable table,
      Set<Integer> dead) {
    this.space = space;
    this.objects = objects;
    this.ownNames = ownNames;
    this.isControl = isControl;
    this.table = table;
    this.dead = new HashSet<>(dead);
  }

  /** Asks for the members of all sets, so that each port can say which sets it is in. */
  void readSets() {
    for (int row = 0; row < table.size(); row++) {
      if (table.type(row).has(Right.PORT_SET)) {
        readSet(table.name(row));
      }
    }
  }

  private void readSet(int set) {
    List<Integer> found = new ArrayList<>();
    try {
      for (int member : space.members(set)) {
        found.add(member);
        setsOf.computeIfAbsent(member, name -> new ArrayList<>(1)).add(set);
      }
    } catch (MachException e) {
      unreadSets.put(set, ObjectReader.answer(e));
    }
    members.put(set, found);
  }

  /** Makes the entry of a row; roles and what the library holds come later. */
  EntryDraft read(int row) {
    int name = table.name(row);
    EntryDraft draft = new EntryDraft(name, table.type(row), table.counted(row), table.port(row));
    draft.standsFor = standsFor(row, draft);
    if (draft.standsFor.kind() == PortKind.DEAD) {
      draft.die();
    }
    if (draft.type.has(Right.RECEIVE)) {
      draft.receive = receive(name, draft.unread);
    }
    draft.sets = setsOf.getOrDefault(name, List.of());
    draft.members = members.getOrDefault(name, List.of());
    String unreadSet = unreadSets.get(name);
    if (unreadSet != null) {
      draft.unread.add(unreadSet);
    }
    return draft;
  }

  private StandsFor standsFor(int row, EntryDraft draft) {
    int name = table.name(row);
    PortType type = table.type(row);
    if (type.has(Right.DEAD_NAME) || dead.contains(name)) {
      return StandsFor.of(PortKind.DEAD, null);
    }
    if (type.has(Right.PORT_SET)) {
      return StandsFor.of(PortKind.PORT_SET, null);
    }
    if (type.has(Right.SEND_ONCE)) {
      // The kernel does not say what a send-once right leads to (XNU
      // osfmk/ipc/mach_debug.c:mach_port_kobject_description).
      return StandsFor.of(PortKind.SEND_ONCE, null);
    }
    KernelObject object;
    try {
      object = space.kernelObject(name);
    } catch (MachException e) {
      draft.unread.add(ObjectReader.answer(e));
      draft.mayBeDead = !type.has(Right.RECEIVE) && meansNoPort(e.kernReturn().code());
      return StandsFor.of(PortKind.UNKNOWN, null);
    }
    int own = object.isTask() || object.isThread() ? ownName(row, object, draft.unread) : 0;
    String description = description(name, object, draft.unread);
    return objects.read(object, own, description, draft.unread);
  }

  /** What the kernel answers for a send right whose port is gone; which, differs by version. */
  private static boolean meansNoPort(int code) {
    return code == KernReturnConstants.KERN_INVALID_NAME
        || code == KernReturnConstants.KERN_INVALID_RIGHT;
  }

  private int ownName(int row, KernelObject object, List<String> unread) {
    try {
      return ownNames.find(table.name(row), table.port(row), object);
    } catch (MachException e) {
      unread.add(ObjectReader.answer(e));
      return 0;
    }
  }

  private @Nullable String description(int name, KernelObject object, List<String> unread) {
    if (!ObjectReader.isDescribed(object)) {
      return null;
    }
    try {
      String description = space.description(name);
      return description.isEmpty() ? null : description;
    } catch (MachException e) {
      unread.add(ObjectReader.answer(e));
      return null;
    }
  }

  private @Nullable ReceiveState receive(int name, List<String> unread) {
    ReceiveStatus status;
    try {
      status = space.status(name);
    } catch (MachException e) {
      unread.add(ObjectReader.answer(e));
      return null;
    }
    Long context = null;
    Integer requests = null;
    try {
      context = space.context(name);
    } catch (MachException e) {
      unread.add(ObjectReader.answer(e));
    }
    if (isControl) {
      try {
        requests = space.requests(name);
      } catch (MachException e) {
        unread.add(ObjectReader.answer(e));
      }
    }
    return ReceiveState.of(status, context, requests);
  }
}

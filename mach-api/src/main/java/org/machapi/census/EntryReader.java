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
  private final Map<Integer, MachException> unreadSets = new HashMap<>();

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
      unreadSets.put(set, e);
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
      draft.receive = receive(draft);
    }
    draft.sets = setsOf.getOrDefault(name, List.of());
    draft.members = members.getOrDefault(name, List.of());
    MachException unreadSet = unreadSets.get(name);
    if (unreadSet != null) {
      refused(draft, unreadSet);
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
      if (type.has(Right.RECEIVE)) {
        refused(draft, e);
      } else {
        draft.unread.add(ObjectReader.answer(e));
        draft.mayBeDead = meansNoPort(e);
      }
      return StandsFor.of(PortKind.UNKNOWN, null);
    }
    int own = object.isTask() || object.isThread() ? ownName(row, object, draft.unread) : 0;
    String description = description(draft, object);
    return objects.read(object, own, description, draft.unread);
  }

  /** What the kernel answers for a send right whose port is gone; which, differs by version. */
  static boolean meansNoPort(MachException e) {
    int code = e.kernReturn().code();
    return code == KernReturnConstants.KERN_INVALID_NAME
        || code == KernReturnConstants.KERN_INVALID_RIGHT;
  }

  /**
   * Notes what was refused. That a name does not denote the right which it denoted at the beginning
   * shows that it was freed, though it may denote one like it at the end.
   */
  private static void refused(EntryDraft draft, MachException e) {
    draft.unread.add(ObjectReader.answer(e));
    draft.isChanged |= meansNoPort(e);
  }

  private int ownName(int row, KernelObject object, List<String> unread) {
    try {
      return ownNames.find(table.name(row), table.port(row), object);
    } catch (MachException e) {
      unread.add(ObjectReader.answer(e));
      return 0;
    }
  }

  private @Nullable String description(EntryDraft draft, KernelObject object) {
    if (!ObjectReader.isDescribed(object)) {
      return null;
    }
    try {
      String description = space.description(draft.name);
      return description.isEmpty() ? null : description;
    } catch (MachException e) {
      refused(draft, e);
      return null;
    }
  }

  private @Nullable ReceiveState receive(EntryDraft draft) {
    ReceiveStatus status;
    try {
      status = space.status(draft.name);
    } catch (MachException e) {
      refused(draft, e);
      return null;
    }
    Long context = null;
    Integer requests = null;
    try {
      context = space.context(draft.name);
    } catch (MachException e) {
      refused(draft, e);
    }
    if (isControl) {
      try {
        requests = space.requests(draft.name);
      } catch (MachException e) {
        refused(draft, e);
      }
    }
    return ReceiveState.of(status, context, requests);
  }
}

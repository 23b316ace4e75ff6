package org.machapi.census;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.IpcSpace;
import org.machapi.KernelObject;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.NameEntry;
import org.machapi.PortType;
import org.machapi.Right;

/**
 * All names of the own port space at one moment, and what they stand for. Needs no privilege, and
 * leaves names and references as they were.
 *
 * <p>The names are read in one call; what each one stands for is asked afterwards, name by name. A
 * name that was freed in between is left out and counted: {@link #vanished()}.
 */
public final class Census {
  private static final String JAVA_THREAD = "Java: ";

  private final List<CensusEntry> entries;
  private final int vanished;

  private Census(List<CensusEntry> entries, int vanished) {
    this.entries = List.copyOf(entries);
    this.vanished = vanished;
  }

  /**
   * Takes a census.
   *
   * @param mach the kernel whose names are to be read
   * @return the census
   * @throws MachException as {@link IpcSpace#names()} does
   */
  public static Census take(Mach mach) throws MachException {
    return take(mach, null);
  }

  /**
   * Takes a census, and says of what the library acquired where that was.
   *
   * @param mach the kernel whose names are to be read
   * @param ledger the account of what was acquired; null for none
   * @return the census
   * @throws MachException as {@link IpcSpace#names()} does
   */
  public static Census take(Mach mach, @Nullable Ledger ledger) throws MachException {
    List<CensusEntry> entries = new ArrayList<>();
    Set<Integer> names = new HashSet<>();
    Map<Integer, List<Holding>> held = heldByName(ledger);
    int vanished = 0;
    for (NameEntry entry : mach.space().names()) {
      try {
        entries.add(look(mach, entry.name(), ledger, held.getOrDefault(entry.name(), List.of())));
        names.add(entry.name());
      } catch (MachException e) {
        vanished++;
      }
    }
    if (ledger != null) {
      ledger.keepLabels(names);
    }
    return new Census(entries, vanished);
  }

  /** Sorts what is held by name, once for all names. */
  private static Map<Integer, List<Holding>> heldByName(@Nullable Ledger ledger) {
    Map<Integer, List<Holding>> held = new HashMap<>();
    if (ledger != null) {
      for (Holding holding : ledger.held()) {
        held.computeIfAbsent(holding.name(), name -> new ArrayList<>()).add(holding);
      }
    }
    return held;
  }

  private static CensusEntry look(
      Mach mach, int name, @Nullable Ledger ledger, List<Holding> holdings) throws MachException {
    PortType type = mach.space().type(name);
    Map<Right, Integer> references = new EnumMap<>(Right.class);
    for (Right right : Right.values()) {
      if (type.has(right)) {
        references.put(right, mach.space().references(name, right));
      }
    }
    return new CensusEntry(
        name,
        type,
        references,
        what(mach, name, type),
        ledger == null ? null : ledger.label(name),
        holdings);
  }

  private static String what(Mach mach, int name, PortType type) {
    if (name == mach.taskSelf()) {
      return "own task";
    }
    if (type.has(Right.DEAD_NAME)) {
      return "dead";
    }
    if (type.has(Right.PORT_SET)) {
      return "port set";
    }
    if (type.has(Right.SEND_ONCE)) {
      // The kernel does not say what a send-once right leads to (XNU
      // osfmk/ipc/mach_debug.c:mach_port_kobject).
      return "right to answer";
    }
    try {
      return what(mach, name, mach.space().kernelObject(name));
    } catch (MachException e) {
      return "unknown (" + e.kernReturn().symbol() + ")";
    }
  }

  private static String what(Mach mach, int name, KernelObject object) throws MachException {
    if (object.isNone()) {
      return "plain port";
    }
    if (object.isThread()) {
      return thread(mach.space().threadName(name));
    }
    if (object.isHost()) {
      return "host";
    }
    if (object.isTask()) {
      return "other task";
    }
    return object.toString();
  }

  private static String thread(String name) {
    if (name.isEmpty()) {
      return "thread without a name";
    }
    return name.startsWith(JAVA_THREAD)
        ? "Java thread \"" + name.substring(JAVA_THREAD.length()) + "\""
        : "thread \"" + name + "\"";
  }

  /**
   * Returns what was found.
   *
   * @return one entry for each name, in the order of the kernel
   */
  public List<CensusEntry> entries() {
    return entries;
  }

  /**
   * Finds a name.
   *
   * @param name the name
   * @return its entry; null if the space does not have it
   */
  public @Nullable CensusEntry find(int name) {
    for (CensusEntry entry : entries) {
      if (entry.name() == name) {
        return entry;
      }
    }
    return null;
  }

  /**
   * Returns how many names were freed while the census was taken.
   *
   * @return the number of names left out
   */
  public int vanished() {
    return vanished;
  }
}

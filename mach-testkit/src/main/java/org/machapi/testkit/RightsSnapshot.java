package org.machapi.testkit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.IpcSpace;
import org.machapi.MachException;
import org.machapi.NameEntry;
import org.machapi.Right;
import org.machapi.raw.KernReturnConstants;

/**
 * The names of a port space at one moment, with the user references that each has for each kind of
 * right: what an assertion compares with later. Holds numbers only, no right.
 */
public final class RightsSnapshot {
  // Names count up from small numbers and wrap round, so they are put in order as unsigned.
  private final SortedMap<Integer, Map<Right, Integer>> references =
      new TreeMap<>(Integer::compareUnsigned);

  private RightsSnapshot() {}

  /**
   * Asks the kernel for all names and their references. A name that is freed while this looks is
   * left out.
   *
   * <p>Ownership: nothing changes hands; names and references stay as they are.
   *
   * @param space the space
   * @return what it has now
   * @throws MachException as {@link IpcSpace#names()} does
   */
  public static RightsSnapshot of(IpcSpace space) throws MachException {
    RightsSnapshot snapshot = new RightsSnapshot();
    for (NameEntry entry : space.names()) {
      try {
        snapshot.references.put(entry.name(), references(space, entry));
      } catch (MachException e) {
        // Freed since the names were read: by another thread, whose business it is. A name that is
        // not asked for another reason would be a leak that nobody sees.
        if (!isFreed(e)) {
          throw e;
        }
      }
    }
    return snapshot;
  }

  private static boolean isFreed(MachException problem) {
    int code = problem.kernReturn().code();
    return code == KernReturnConstants.KERN_INVALID_NAME
        || code == KernReturnConstants.KERN_INVALID_RIGHT;
  }

  private static Map<Right, Integer> references(IpcSpace space, NameEntry entry)
      throws MachException {
    Map<Right, Integer> counts = new EnumMap<>(Right.class);
    for (Right right : Right.values()) {
      if (entry.type().has(right)) {
        int count = space.references(entry.name(), right);
        if (count != 0) {
          counts.put(right, count);
        }
      }
    }
    return counts;
  }

  /**
   * Returns the names, the smallest first.
   *
   * @return {@code mach_port_name_t}s
   */
  public List<Integer> names() {
    return List.copyOf(references.keySet());
  }

  /**
   * Returns how many user references a name had for one kind of right.
   *
   * @param name the name
   * @param right the kind
   * @return the count; 0 if the name did not denote such a right
   */
  public int references(int name, Right right) {
    return counts(name).getOrDefault(right, 0);
  }

  /** Returns how many references of some kinds a name had. */
  int references(int name, Set<Right> rights) {
    return rights.stream().mapToInt(right -> references(name, right)).sum();
  }

  boolean has(int name) {
    return references.containsKey(name);
  }

  /**
   * Returns how many references of all kinds a name had. A send or send-once right whose port dies
   * becomes a dead name and stays one reference.
   */
  int total(int name) {
    int total = 0;
    for (int count : counts(name).values()) {
      total += count;
    }
    return total;
  }

  private Map<Right, Integer> counts(int name) {
    Map<Right, Integer> counts = references.get(name);
    return counts == null ? Map.of() : counts;
  }

  /** Returns the counts of a name for people, such as {@code SEND 2, RECEIVE 1}. */
  String text(int name) {
    StringJoiner text = new StringJoiner(", ");
    text.setEmptyValue("nothing");
    Map<Right, Integer> counts = counts(name);
    for (Right right : Right.values()) {
      @Nullable Integer count = counts.get(right);
      if (count != null) {
        boolean pegged = count == IpcSpace.MAX_USER_REFERENCES;
        text.add(right + " " + count + (pegged ? " (pegged)" : ""));
      }
    }
    return text.toString();
  }

  /** Returns a line for each name. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int name : references.keySet()) {
      lines.add(Words.name(name) + ": " + text(name));
    }
    return lines;
  }

  /**
   * Tells whether another snapshot has the same names with the same references.
   *
   * @param other the other
   * @return whether they are alike
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RightsSnapshot snapshot && references.equals(snapshot.references);
  }

  @Override
  public int hashCode() {
    return references.hashCode();
  }

  /**
   * Returns a line for each name, for people.
   *
   * @return such as {@code 0x103: SEND 1}
   */
  @Override
  public String toString() {
    return String.join("\n", lines());
  }
}

package org.machapi.census;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.IpcSpace;
import org.machapi.PortType;
import org.machapi.Right;

/**
 * One name of a port space.
 *
 * @param name the {@code mach_port_name_t}
 * @param type the rights that it denotes
 * @param references how many user references there are of each of them, by {@code
 *     mach_port_get_refs}
 * @param what what the port is, for people
 * @param label what the program says the port is for; null if it says nothing
 * @param holdings what the library holds of it for the program
 */
public record CensusEntry(
    int name,
    PortType type,
    Map<Right, Integer> references,
    String what,
    @Nullable String label,
    List<Holding> holdings) {

  /**
   * Copies what is mutable.
   *
   * @param name the name
   * @param type its rights
   * @param references its user references
   * @param what what the port is
   * @param label what it is for
   * @param holdings what the library holds of it
   */
  public CensusEntry {
    references = Map.copyOf(references);
    holdings = List.copyOf(holdings);
  }

  /**
   * Tells whether a count has reached the end of counting, where references are never given back.
   *
   * @return whether a count is 65,535
   */
  public boolean isPegged() {
    return references.containsValue(IpcSpace.MAX_USER_REFERENCES);
  }

  /**
   * Returns the counts in the order of {@link Right}, for people.
   *
   * @return such as {@code SEND 2, RECEIVE 1}
   */
  public String referencesText() {
    StringJoiner text = new StringJoiner(", ");
    for (Right right : Right.values()) {
      Integer count = references.get(right);
      if (count != null) {
        boolean pegged = count == IpcSpace.MAX_USER_REFERENCES;
        text.add(right + " " + count + (pegged ? " (pegged)" : ""));
      }
    }
    return text.toString();
  }
}

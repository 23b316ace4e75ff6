package org.machapi.census;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.IpcSpace;
import org.machapi.PortType;
import org.machapi.Right;
import org.machapi.raw.PortConstants;

/**
 * One name of a port space. A plain record: it holds no right, and stays what it was.
 *
 * @param name the {@code mach_port_name_t}
 * @param type the rights that it denotes, and requests for notifications of it
 * @param references how many user references there are of each right, as {@code mach_port_get_refs}
 *     gives them
 * @param standsFor what the port is
 * @param portNumber the same for names that stand for the same port, in every port space of the
 *     system, but by chance also for others, since it has 32 bits; 0 if the kernel does not tell
 * @param receive the state of the port and its queue; null if the name is no receive right, or the
 *     kernel did not tell
 * @param sets the names of the port sets that the port is in
 * @param members of a port set, the names of the receive rights in it
 * @param roles what the kernel uses the port for
 * @param isChanged whether rights, references or port were others when the census ended, or between
 *     its questions; the entry has what they were when it began. Also whether the library acquired
 *     or gave back a right of the name meanwhile: what is held may then be of another moment than
 *     the references
 * @param unread what the kernel refused to tell, each with the routine and its answer
 * @param label what the program says the port is for; null if it says nothing
 * @param holdings what the library holds of it for the program; empty for other tasks
 */
public record CensusEntry(
    int name,
    PortType type,
    Map<Right, Integer> references,
    StandsFor standsFor,
    int portNumber,
    @Nullable ReceiveState receive,
    List<Integer> sets,
    List<Integer> members,
    List<PortRole> roles,
    boolean isChanged,
    List<String> unread,
    @Nullable String label,
    List<Acquired> holdings) {

  /**
   * Copies what is mutable.
   *
   * @param name the name
   * @param type its rights
   * @param references its user references
   * @param standsFor what it is
   * @param portNumber its number
   * @param receive its queue
   * @param sets the sets it is in
   * @param members its members
   * @param roles its roles
   * @param isChanged whether it changed
   * @param unread what was not told
   * @param label what it is for
   * @param holdings what the library holds of it
   */
  public CensusEntry {
    references = Map.copyOf(references);
    sets = List.copyOf(sets);
    members = List.copyOf(members);
    roles = List.copyOf(roles);
    unread = List.copyOf(unread);
    holdings = List.copyOf(holdings);
  }

  /**
   * Returns what the port is, for people.
   *
   * @return such as {@code plain port} or {@code Java thread "main"}
   */
  public String what() {
    return standsFor.toString();
  }

  /**
   * Returns the user references of all rights together: what would have to be given back for the
   * name to be free.
   *
   * @return the sum
   */
  public int totalReferences() {
    int sum = 0;
    for (int count : references.values()) {
      sum += count;
    }
    return sum;
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
   * Tells whether the port is gone.
   *
   * @return whether what is left is a dead name
   */
  public boolean isDead() {
    return type.has(Right.DEAD_NAME);
  }

  /**
   * Returns the notifications that have been asked for and have not come yet: by this task of the
   * name, and by whomever of the port, if this is its receive right.
   *
   * @return the requests
   */
  public Set<PendingRequest> requests() {
    Set<PendingRequest> requests = EnumSet.noneOf(PendingRequest.class);
    add(requests, PendingRequest.DEAD_NAME, hasBit(PortConstants.MACH_PORT_TYPE_DNREQUEST));
    add(requests, PendingRequest.SEND_POSSIBLE, hasBit(PortConstants.MACH_PORT_TYPE_SPREQUEST));
    add(
        requests,
        PendingRequest.SEND_POSSIBLE_DELAYED,
        hasBit(PortConstants.MACH_PORT_TYPE_SPREQUEST_DELAYED));
    if (receive != null) {
      add(requests, PendingRequest.NO_SENDERS, receive.hasNoSendersRequest());
      add(requests, PendingRequest.PORT_DESTROYED, receive.hasPortDestroyedRequest());
    }
    return requests;
  }

  private boolean hasBit(int bit) {
    return (type.bits() & bit) != 0;
  }

  private static void add(Set<PendingRequest> requests, PendingRequest request, boolean isThere) {
    if (isThere) {
      requests.add(request);
    }
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

package org.machapi;

/**
 * A port set that somebody else owns, to be used but not given back: the view of {@link PortSet}.
 *
 * @see PortView
 */
public sealed interface PortSetView extends ReceiveSource permits PortSet {

  /**
   * Puts a port into the set; messages to it can then be received through the set. It may be in
   * several sets, and can still be received from directly.
   *
   * <p>Ownership: membership owns nothing. The receive right stays with its owner; when it is
   * closed it leaves the set. Nor does closing the set do anything to its members.
   *
   * @param member the port
   * @return whether it is new in the set; false if it was a member before
   * @throws MachException as {@code mach_port_insert_member} fails
   * @throws IllegalArgumentException if the port belongs to another kernel
   * @throws IllegalStateException if set or port is closed or has been given away
   */
  boolean add(ReceiveView member) throws MachException;

  /**
   * Takes a port out of the set. Does nothing if it is no member.
   *
   * <p>Ownership: as {@link #add}.
   *
   * <p>It does not tell whether the port was a member, since not every kernel does: that of macOS
   * 11 answers {@code KERN_NOT_IN_SET} although it has taken the port out, where that is a member
   * of several sets.
   *
   * @param member the port
   * @throws MachException as {@code mach_port_extract_member} fails, for another reason than {@code
   *     KERN_NOT_IN_SET}
   * @throws IllegalArgumentException if the port belongs to another kernel
   * @throws IllegalStateException if set or port is closed or has been given away
   */
  void remove(ReceiveView member) throws MachException;

  /**
   * Asks the kernel for the members.
   *
   * <p>Ownership: no right changes hands. The memory that the kernel maps for the answer is given
   * back. The port by which the library wakes receivers of this set is left out.
   *
   * @return the names of receive rights, in ascending order as signed numbers; a new array
   * @throws MachException as {@code mach_port_get_set_status} fails
   * @throws IllegalStateException if the set is closed or has been given away
   */
  int[] members() throws MachException;

  /**
   * Asks the kernel whether a port is a member.
   *
   * @param member the port
   * @return whether it is in the set at this moment
   * @throws MachException as {@link #members()} does
   * @throws IllegalStateException if set or port is closed or has been given away
   */
  default boolean contains(ReceiveView member) throws MachException {
    if (mach() != member.mach()) {
      return false;
    }
    try (Loan loan = member.lend()) {
      for (int name : members()) {
        if (name == loan.name()) {
          return true;
        }
      }
      return false;
    }
  }
}

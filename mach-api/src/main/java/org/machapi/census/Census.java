package org.machapi.census;

import java.time.Instant;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.DeadNameException;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReadableTask;

/**
 * All names of a port space at one moment, and what they stand for. A plain record: it holds no
 * right, and stays what it was.
 *
 * <p>Of the own task it needs no privilege, and it leaves names and references as they were. The
 * kernel is asked for all names with their references in one call ({@code mach_port_space_info});
 * what each one stands for is asked afterwards, name by name, and at the end the one call is made
 * again. What was different then, or was found to be different in between, stands in {@link
 * #movements()}.
 *
 * <p>Where a send right has so few references left to the end of counting that a few more could not
 * be given back, the census does not ask for the roles of ports, which would add some; {@link
 * #unread()} says so.
 *
 * @param taken when it began
 * @param pid the process whose port space it is; null if the kernel did not tell
 * @param entries one for each name that was there from beginning to end, in the order of the kernel
 * @param movements names that were not the same all the time; empty if nothing was seen to move
 * @param unread what the kernel refused to tell of the whole, each with the routine and its answer
 * @param account how much the ledger wrote down of which the {@linkplain CensusEntry#holdings()
 *     holdings} are; null if there was no ledger, if it was not the {@linkplain
 *     org.machapi.Mach#observe observer}, or if it is not known
 */
public record Census(
    Instant taken,
    @Nullable Integer pid,
    List<CensusEntry> entries,
    List<NameMovement> movements,
    List<String> unread,
    @Nullable LedgerAccount account) {

  /**
   * Copies what is mutable.
   *
   * @param taken when it began
   * @param pid whose it is
   * @param entries the names
   * @param movements what moved
   * @param unread what was not told
   * @param account how much the ledger wrote down
   */
  public Census {
    entries = List.copyOf(entries);
    movements = List.copyOf(movements);
    unread = List.copyOf(unread);
  }

  /**
   * Takes a census of the own task.
   *
   * <p>Ownership: nothing changes hands. Rights that the kernel answers with on the way are given
   * back, also on failure, and not told to the observer of the kernel.
   *
   * @param mach the kernel whose names are to be read
   * @return the census
   * @throws MachException as {@code mach_port_space_info} fails: {@code KERN_RESOURCE_SHORTAGE} if
   *     the kernel has no memory. What else fails is noted in the census.
   */
  public static Census take(Mach mach) throws MachException {
    return take(mach, null);
  }

  /**
   * Takes a census of the own task, and says of what the library acquired where that was.
   *
   * <p>Ownership: as {@link #take(Mach)}.
   *
   * @param mach the kernel whose names are to be read
   * @param ledger the account of what was acquired; null for none
   * @return the census
   * @throws MachException as {@link #take(Mach)} does
   */
  public static Census take(Mach mach, @Nullable Ledger ledger) throws MachException {
    return CensusTaker.ofOwnTask(mach, ledger);
  }

  /**
   * Takes a census of another task. A read port tells the names, their references, queues and sets;
   * a control port in addition which names are dead, how many requests there are on a port, the
   * threads and the roles of ports. Of a task port or thread port it tells the process, or the
   * thread, if the own task has a right to the same port and the kernel says so: see {@link
   * CensusEntry#portNumber()}.
   *
   * <p>Ownership: as {@link #take(Mach)}; the right to the task stays with its owner, whose close
   * waits until the census is over.
   *
   * @param task the task; the own one by whatever port is as {@link #take(Mach)}
   * @return the census
   * @throws DeadNameException if the task has ended and its port is gone
   * @throws MachException as {@code mach_port_space_info} fails otherwise: {@code
   *     KERN_INVALID_ARGUMENT} if the port does not allow it, {@code KERN_INVALID_TASK} if the task
   *     has just ended, {@code KERN_RESOURCE_SHORTAGE} if the kernel has no memory; as {@code
   *     mach_port_mod_refs} fails, of which a control port gets one reference more for the time.
   *     What else fails is noted in the census.
   * @throws IllegalStateException if the right is closed or has been given away
   */
  public static Census take(ReadableTask task) throws MachException {
    return CensusTaker.of(task);
  }

  /**
   * Finds a name. Goes through all of them.
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
    int count = 0;
    for (NameMovement movement : movements) {
      count += movement.kind() == NameMovement.Kind.VANISHED ? 1 : 0;
    }
    return count;
  }

  /**
   * Returns how many names changed while the census was taken; their entries are marked.
   *
   * @return the number of entries whose parts may be of different moments
   */
  public int changed() {
    int count = 0;
    for (NameMovement movement : movements) {
      count += movement.kind() == NameMovement.Kind.CHANGED ? 1 : 0;
    }
    return count;
  }

  /**
   * Sums up.
   *
   * @return such as {@code census of process 12: 30 names, 2 moved meanwhile}
   */
  @Override
  public String toString() {
    return "census of "
        + (pid == null ? "an unknown process" : "process " + pid)
        + ": "
        + entries.size()
        + " names, "
        + movements.size()
        + " moved meanwhile";
  }
}

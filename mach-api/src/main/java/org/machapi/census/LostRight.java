package org.machapi.census;

import java.time.Instant;
import java.util.List;

/**
 * A right whose object was collected, and nobody had closed it: the first that a {@link Ledger}
 * found of its type and place.
 *
 * @param type the class of the object, such as {@code ThreadPort}
 * @param name its name when it was found lost: the one under which it was acquired, or another one
 *     if the kernel gave it back so after a send that failed
 * @param site where in the program it was acquired
 * @param thread the name of the thread that acquired it
 * @param since when
 * @param lastUses where it was used last, the last first; empty below {@link LedgerLevel#ALL}
 * @param duringTransfer whether its object was lost while the right was being given away, by a
 *     {@link org.machapi.Transfer} that nobody closed: whose it is nobody knows
 */
public record LostRight(
    String type,
    int name,
    String site,
    String thread,
    Instant since,
    List<String> lastUses,
    boolean duringTransfer) {

  /**
   * Copies what is mutable.
   *
   * @param type the class of the object
   * @param name its name
   * @param site where it was acquired
   * @param thread by whom
   * @param since when
   * @param lastUses where it was used last
   * @param duringTransfer whether it was being given away
   */
  public LostRight {
    lastUses = List.copyOf(lastUses);
  }

  /**
   * Says all of it, for people.
   *
   * @return such as {@code ThreadPort 0x1203 was never closed: acquired at … by thread "main"}
   */
  @Override
  public String toString() {
    return type
        + " 0x"
        + Integer.toHexString(name)
        + (duringTransfer ? " was lost while it was being given away" : " was never closed")
        + ": acquired at "
        + site
        + " by thread \""
        + thread
        + "\""
        + (lastUses.isEmpty()
            ? ""
            : ", last used at " + String.join(", before that at ", lastUses));
  }
}

package org.machapi.census;

import java.util.EnumSet;
import java.util.Set;
import org.machapi.raw.PortConstants;

/** A flag of a port that its receive right tells ({@code MACH_PORT_STATUS_FLAG_}). */
public enum PortFlag {
  /** Importance that it hands on belongs to the task that receives last. */
  TEMPOWNER(PortConstants.MACH_PORT_STATUS_FLAG_TEMPOWNER),
  /** Only who knows the guard can destroy the receive right. */
  GUARDED(PortConstants.MACH_PORT_STATUS_FLAG_GUARDED),
  /** The kernel keeps the guard to itself, and nobody can change the context. */
  STRICT_GUARD(PortConstants.MACH_PORT_STATUS_FLAG_STRICT_GUARD),
  /** Messages hand on the importance of their sender. */
  IMP_DONATION(PortConstants.MACH_PORT_STATUS_FLAG_IMP_DONATION),
  /** Reserved in the headers. */
  REVIVE(PortConstants.MACH_PORT_STATUS_FLAG_REVIVE),
  /** The port keeps the task that gets its importance. */
  TASKPTR(PortConstants.MACH_PORT_STATUS_FLAG_TASKPTR),
  /** The receive right must stay in its task. */
  GUARD_IMMOVABLE_RECEIVE(PortConstants.MACH_PORT_STATUS_FLAG_GUARD_IMMOVABLE_RECEIVE),
  /** Messages to it grant no permissions. */
  NO_GRANT(PortConstants.MACH_PORT_STATUS_FLAG_NO_GRANT);

  private final int bit;

  PortFlag(int bit) {
    this.bit = bit;
  }

  /**
   * Returns the flags that are set.
   *
   * @param bits an or-list of {@code MACH_PORT_STATUS_FLAG_} constants
   * @return the flags; unknown bits are left out
   */
  public static Set<PortFlag> of(int bits) {
    Set<PortFlag> flags = EnumSet.noneOf(PortFlag.class);
    for (PortFlag flag : values()) {
      if ((bits & flag.bit) != 0) {
        flags.add(flag);
      }
    }
    return flags;
  }

  /**
   * Returns the number of the headers.
   *
   * @return one {@code MACH_PORT_STATUS_FLAG_} bit
   */
  public int bit() {
    return bit;
  }
}

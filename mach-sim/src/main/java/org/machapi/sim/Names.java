package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_TASK;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Looks up names with the right a call wants, and says what is wrong with those that do not have
 * it.
 */
final class Names {
  /** The bits that every name has that the kernel makes. */
  private static final int MADE_BITS = 3;

  private final Rules rules;

  /** Why the last look-up returned no entry. */
  int error;

  Names(Rules rules) {
    this.rules = rules;
  }

  static boolean valid(int name) {
    return name != MACH_PORT_NULL && name != MACH_PORT_DEAD;
  }

  /**
   * Tells whether a caller may choose a name; one that is too high is refused for that elsewhere.
   */
  boolean canBeChosen(Space space, int name) {
    return !rules.has(Rule.CHOOSES_ONLY_MADE_NAMES)
        || (name & MADE_BITS) == MADE_BITS
        || !space.reaches(name);
  }

  /** Returns the index of a name in use, or 0 with {@link #error} set. */
  int find(Space space, int name) {
    if (!space.active) {
      error = KERN_INVALID_TASK;
      return 0;
    }
    int index = space.find(name);
    if (index == 0) {
      error = KERN_INVALID_NAME;
    }
    return index;
  }

  int findReceive(Space space, int name) {
    return find(space, name, MACH_PORT_TYPE_RECEIVE);
  }

  int findSet(Space space, int name) {
    return find(space, name, MACH_PORT_TYPE_PORT_SET);
  }

  /**
   * Returns the port that a name has a send right to, as a trap looks it up: null, with {@link
   * #error} set, if there is none or it has died, which turns no name into a dead one.
   */
  @Nullable Port send(Space space, int name) {
    int index = find(space, name, MACH_PORT_TYPE_SEND);
    if (index == 0) {
      return null;
    }
    Port port = space.port(index);
    error = KERN_INVALID_NAME;
    return port.active ? port : null;
  }

  private int find(Space space, int name, int type) {
    int index = find(space, name);
    if (index != 0 && !space.has(index, type)) {
      boolean isDead = space.has(index, MACH_PORT_TYPE_DEAD_NAME);
      error =
          isDead && rules.has(Rule.DEAD_NAME_IS_INVALID_NAME)
              ? KERN_INVALID_NAME
              : KERN_INVALID_RIGHT;
      return 0;
    }
    return index;
  }
}

package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_TASK;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;

/**
 * Looks up names with the right a call wants, and says what is wrong with those that do not have
 * it.
 */
final class Names {
  private final Rules rules;

  /** Why the last look-up returned no entry. */
  int error;

  Names(Rules rules) {
    this.rules = rules;
  }

  static boolean valid(int name) {
    return name != MACH_PORT_NULL && name != MACH_PORT_DEAD;
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

  private int find(Space space, int name, int type) {
    int index = find(space, name);
    if (index != 0 && !space.has(index, type)) {
      boolean isDead = space.has(index, MACH_PORT_TYPE_DEAD_NAME);
      error = isDead && rules.deadNameIsInvalidName() ? KERN_INVALID_NAME : KERN_INVALID_RIGHT;
      return 0;
    }
    return index;
  }
}

package org.machapi.sim;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One space's name for its send right to a port, in the list that the port keeps, so that a second
 * right to the same port finds the name that is there already.
 */
final class SendName {
  final Space space;
  final int index;
  @Nullable SendName next;

  SendName(Space space, int index, @Nullable SendName next) {
    this.space = space;
    this.index = index;
    this.next = next;
  }

  /** Returns the index of the name in the space's table, or 0. */
  static int find(Port port, Space space) {
    for (SendName each = port.sendNames; each != null; each = each.next) {
      if (each.space == space) {
        return each.index;
      }
    }
    return 0;
  }

  static void add(Port port, Space space, int index) {
    port.sendNames = new SendName(space, index, port.sendNames);
  }

  static void remove(Port port, Space space) {
    SendName before = null;
    for (SendName each = port.sendNames; each != null; each = each.next) {
      if (each.space == space) {
        if (before == null) {
          port.sendNames = each.next;
        } else {
          before.next = each.next;
        }
        return;
      }
      before = each;
    }
  }
}

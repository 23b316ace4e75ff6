package org.machapi.contract;

import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DNREQUEST;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND_ONCE;

/**
 * What a task holds under one name, in the three currencies of ownership.
 *
 * <p>A send right becomes a dead name, and a send-once right too, when the port dies, and the user
 * references stay: so they are counted together.
 *
 * @param type {@code MACH_PORT_TYPE_*} bits
 * @param references user references of a send right or dead name, and send-once rights
 * @param receives 1 for a receive right
 * @param sets 1 for a port set
 */
record Holding(int type, long references, long receives, long sets) {
  /** Where the kernel stops counting: what is at the limit shows no change. */
  private static final long PEGGED = 65_534;

  static final Holding NOTHING = new Holding(0, 0, 0, 0);

  static Holding change(long references, long receives, long sets) {
    return new Holding(0, references, receives, sets);
  }

  Holding minus(Holding other) {
    return new Holding(
        type, references - other.references, receives - other.receives, sets - other.sets);
  }

  Holding plus(Holding other) {
    return new Holding(
        type, references + other.references, receives + other.receives, sets + other.sets);
  }

  boolean isNothing() {
    return references == 0 && receives == 0 && sets == 0;
  }

  boolean sameAmounts(Holding other) {
    return references == other.references && receives == other.receives && sets == other.sets;
  }

  boolean isPegged() {
    return references >= PEGGED;
  }

  /** Whether a notification was asked for that adds a reference when the name dies. */
  boolean hasRequest() {
    return (type & MACH_PORT_TYPE_DNREQUEST) != 0;
  }

  boolean isDead() {
    return (type & MACH_PORT_TYPE_DEAD_NAME) != 0;
  }

  /** Whether the name stands for this, among other things. */
  boolean is(String right) {
    return switch (right) {
      case "SEND" -> (type & MACH_PORT_TYPE_SEND) != 0;
      case "RECEIVE" -> (type & MACH_PORT_TYPE_RECEIVE) != 0;
      case "SEND_ONCE" -> (type & MACH_PORT_TYPE_SEND_ONCE) != 0;
      case "PORT_SET" -> (type & MACH_PORT_TYPE_PORT_SET) != 0;
      case "DEAD_NAME" -> (type & MACH_PORT_TYPE_DEAD_NAME) != 0;
      default -> throw new IllegalArgumentException("no right " + right);
    };
  }

  @Override
  public String toString() {
    return "references " + references + ", receive rights " + receives + ", sets " + sets;
  }
}

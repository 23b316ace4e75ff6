package org.machapi;

import org.machapi.raw.PortConstants;

/**
 * The kinds of right that a name can denote ({@code mach_port_right_t}). User references are
 * counted for each kind.
 */
public enum Right {
  /** May send to the port. Counted. */
  SEND(PortConstants.MACH_PORT_RIGHT_SEND, PortConstants.MACH_PORT_TYPE_SEND),
  /** May receive from the port; there is one in the world for each port. */
  RECEIVE(PortConstants.MACH_PORT_RIGHT_RECEIVE, PortConstants.MACH_PORT_TYPE_RECEIVE),
  /** May send one message to the port. Each has a name of its own. */
  SEND_ONCE(PortConstants.MACH_PORT_RIGHT_SEND_ONCE, PortConstants.MACH_PORT_TYPE_SEND_ONCE),
  /** A set of receive rights to receive from together. */
  PORT_SET(PortConstants.MACH_PORT_RIGHT_PORT_SET, PortConstants.MACH_PORT_TYPE_PORT_SET),
  /** What a send or send-once right becomes when its port is destroyed. Counted. */
  DEAD_NAME(PortConstants.MACH_PORT_RIGHT_DEAD_NAME, PortConstants.MACH_PORT_TYPE_DEAD_NAME);

  private final int number;
  private final int typeBit;

  Right(int number, int typeBit) {
    this.number = number;
    this.typeBit = typeBit;
  }

  /**
   * Returns the number of this right.
   *
   * @return the {@code MACH_PORT_RIGHT_} constant
   */
  public int number() {
    return number;
  }

  /** Returns the {@code MACH_PORT_TYPE_} bit of this right. */
  int typeBit() {
    return typeBit;
  }
}

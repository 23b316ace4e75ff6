package org.machapi;

import org.machapi.raw.PortConstants;

/** Port names as text. */
final class PortNames {
  private PortNames() {}

  /**
   * Returns a name as debuggers show it: hexadecimal, with the two names that are never given out
   * spelled out.
   */
  static String format(int name) {
    return switch (name) {
      case PortConstants.MACH_PORT_NULL -> "MACH_PORT_NULL";
      case PortConstants.MACH_PORT_DEAD -> "MACH_PORT_DEAD";
      default -> "0x" + Integer.toHexString(name);
    };
  }

  /** Tells whether a name can denote a right: neither null nor dead. */
  static boolean isValid(int name) {
    return name != PortConstants.MACH_PORT_NULL && name != PortConstants.MACH_PORT_DEAD;
  }
}

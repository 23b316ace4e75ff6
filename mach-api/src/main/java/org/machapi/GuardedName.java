package org.machapi;

/**
 * A receive right that has left the library with its guard: who has both can destroy the port. Owns
 * nothing itself; {@link ReceiveRight#adoptGuarded} takes it back.
 *
 * @param name the name
 * @param guard the context that guards it, for {@code mach_port_destruct} or {@code
 *     mach_port_unguard}; with a wrong one macOS kills the process
 */
public record GuardedName(int name, long guard) {

  /**
   * Returns name and guard, for people.
   *
   * @return such as {@code 0x1203 guarded with 0x17}
   */
  @Override
  public String toString() {
    return PortNames.format(name) + " guarded with 0x" + Long.toHexString(guard);
  }
}

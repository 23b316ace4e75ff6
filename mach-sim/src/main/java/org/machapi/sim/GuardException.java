package org.machapi.sim;

import static org.machapi.raw.PortConstants.MAX_FATAL_kGUARD_EXC_CODE;

/**
 * What macOS raises {@code EXC_GUARD} for: a call that broke a rule about a port name. Not itself
 * thrown.
 *
 * <p>The fatal ones kill every process (XNU osfmk/ipc/mach_port.c:mach_port_guard_exception). The
 * others reach only processes that asked for them; an ordinary process sees nothing but the result
 * of the call.
 *
 * @param task the name of the task whose thread made the call
 * @param flavor the {@code kGUARD_EXC_} number of the rule
 * @param name the port name that the call was about
 * @param subcode the guard of the port for some flavours, else 0
 */
public record GuardException(String task, int flavor, int name, long subcode) {

  /**
   * Tells whether macOS kills the process whatever it asked for.
   *
   * @return true for the always fatal class
   */
  public boolean fatal() {
    return Integer.compareUnsigned(flavor, MAX_FATAL_kGUARD_EXC_CODE) <= 0;
  }

  /**
   * Returns the symbol of the flavour, without its prefix {@code kGUARD_EXC_}.
   *
   * @return for example MOD_REFS
   */
  public String flavorName() {
    return GuardFlavors.name(flavor);
  }

  @Override
  public String toString() {
    return "EXC_GUARD "
        + flavorName()
        + " in task "
        + task
        + ": name 0x"
        + Integer.toHexString(name)
        + ", subcode 0x"
        + Long.toHexString(subcode)
        + ". "
        + GuardFlavors.rule(flavor)
        + (fatal() ? " macOS kills the process." : " macOS tells only processes that ask for it.");
  }
}

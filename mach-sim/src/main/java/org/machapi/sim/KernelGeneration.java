package org.machapi.sim;

/**
 * Which kernel is simulated. Generations differ in a few rules that programs meet; the rest is the
 * same for all.
 */
public enum KernelGeneration {
  /**
   * GNU Mach, which keeps to Mach 3 where XNU has gone its own way: what its version 1.8 answers
   * when it is asked the same.
   */
  GNU_MACH(
      new Rules(
          65_534, false, false, true, false, false, false, false, false, false, false, false,
          false)),

  /**
   * XNU 2782, and what is described here up to macOS 10.12.1: no more than 65,534 user references
   * to a send right. A call that would go beyond answers {@code KERN_UREFS_OVERFLOW}; a right that
   * arrives in a message is counted silently no further, though every later deallocate still counts
   * down.
   */
  XNU_2782(
      new Rules(
          65_534, false, false, true, false, false, true, true, true, true, true, false, false)),

  /**
   * XNU 7195, macOS 11: the behaviour that was recorded. A count that reaches 65,535 stays there.
   */
  XNU_7195(
      new Rules(
          65_535, true, false, true, false, true, true, true, true, true, true, false, false)),

  /**
   * XNU 11417, macOS 15: as 7195, with identity-protected exception messages, {@code
   * KERN_INVALID_NAME} where a dead name is used as a receive right, no dead-name notification on
   * request for a name that is dead already, and {@code host_get_io_main}.
   */
  XNU_11417(
      new Rules(65_535, true, true, false, true, false, false, true, true, true, true, true, true));

  private final Rules rules;

  KernelGeneration(Rules rules) {
    this.rules = rules;
  }

  Rules rules() {
    return rules;
  }
}

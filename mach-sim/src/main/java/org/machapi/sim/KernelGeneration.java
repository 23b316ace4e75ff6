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
      Rules.of(
          65_534,
          Rule.DEAD_NAME_REQUEST_FIRES_ON_DEAD_NAME,
          Rule.OLD_TRAPS_SEND,
          Rule.TRAPS_TELL_ERRNO,
          Rule.GROWS_NAMES_ON_REQUEST)),

  /**
   * XNU 2782, and what is described here up to macOS 10.12.1: no more than 65,534 user references
   * to a send right. A call that would go beyond answers {@code KERN_UREFS_OVERFLOW}; a right that
   * arrives in a message is counted silently no further, though every later deallocate still counts
   * down.
   */
  XNU_2782(
      Rules.of(
          65_534,
          Rule.DEAD_NAME_REQUEST_FIRES_ON_DEAD_NAME,
          Rule.DESTROY_FORGETS_GUARDED_NAME,
          Rule.OWN_CALLS_ARE_TRAPS,
          Rule.DEALLOCATE_ENDS_PORT_SETS,
          Rule.SEND_RIGHT_OUTLIVES_RECEIVE,
          Rule.LEAVES_NO_SET_QUIETLY,
          Rule.HOLDS_HANDLER_UNTIL_ANSWER,
          Rule.REPLY_PORT_DIES_WITH_THREAD,
          Rule.OLD_TRAPS_SEND,
          Rule.TRAPS_TELL_ERRNO,
          Rule.GROWS_NAMES_ON_REQUEST)),

  /**
   * XNU 7195, macOS 11: the behaviour that was recorded. A count that reaches 65,535 stays there.
   */
  XNU_7195(
      Rules.of(
          65_535,
          Rule.PEGS_REFERENCES,
          Rule.DEAD_NAME_REQUEST_FIRES_ON_DEAD_NAME,
          Rule.DENIES_LEAVING_ONE_OF_SETS,
          Rule.DESTROY_FORGETS_GUARDED_NAME,
          Rule.OWN_CALLS_ARE_TRAPS,
          Rule.DEALLOCATE_ENDS_PORT_SETS,
          Rule.SEND_RIGHT_OUTLIVES_RECEIVE,
          Rule.LEAVES_NO_SET_QUIETLY,
          Rule.HOLDS_HANDLER_UNTIL_ANSWER,
          Rule.REPLY_PORT_DIES_WITH_THREAD,
          Rule.OLD_TRAPS_SEND,
          Rule.TRAPS_TELL_ERRNO,
          Rule.GROWS_NAMES_ON_REQUEST)),

  /**
   * XNU 11417, macOS 15: as 7195, with identity-protected exception messages, {@code
   * KERN_INVALID_NAME} where a dead name is used as a receive right, and no dead-name notification
   * on request for a name that is dead already; and nobody sends with the old {@code
   * mach_msg_trap}.
   */
  XNU_11417(
      Rules.of(
          65_535,
          Rule.PEGS_REFERENCES,
          Rule.DEAD_NAME_IS_INVALID_NAME,
          Rule.IDENTITY_PROTECTED_EXCEPTIONS,
          Rule.OWN_CALLS_ARE_TRAPS,
          Rule.DEALLOCATE_ENDS_PORT_SETS,
          Rule.SEND_RIGHT_OUTLIVES_RECEIVE,
          Rule.LEAVES_NO_SET_QUIETLY,
          Rule.HOLDS_HANDLER_UNTIL_ANSWER,
          Rule.REPLY_PORT_DIES_WITH_THREAD,
          Rule.DESCRIBES_IDENTITY_TOKENS,
          Rule.FORGIVES_FOREIGN_SEMAPHORES,
          Rule.HAS_IO_MAIN,
          Rule.RESENDS_OLD_HEADER,
          Rule.HARDENS_TASKS,
          Rule.CHOOSES_ONLY_MADE_NAMES,
          Rule.KILLS_FOR_MESSAGES_TO_OBJECTS,
          Rule.GIVES_ONLY_QUEUES,
          Rule.LEAVES_GUARDS_TO_OTHERS,
          Rule.TELLS_PORTS_APART));

  private final Rules rules;

  KernelGeneration(Rules rules) {
    this.rules = rules;
  }

  Rules rules() {
    return rules;
  }
}

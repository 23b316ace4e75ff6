package org.machapi.sim;

/**
 * What can differ between the kernel generations; {@link KernelGeneration} says where each holds.
 */
enum Rule {
  /** A count that reaches the maximum stays there, whatever is released. */
  PEGS_REFERENCES,

  /** A dead name used where a receive right is wanted is an invalid name, not an invalid right. */
  DEAD_NAME_IS_INVALID_NAME,

  /** A dead-name request for a dead name notifies at once if it says so. */
  DEAD_NAME_REQUEST_FIRES_ON_DEAD_NAME,

  /** Exception messages with an identity token in place of the thread and task exist. */
  IDENTITY_PROTECTED_EXCEPTIONS,

  /** Taking a port that is in several sets out of one can answer that it was not in it. */
  DENIES_LEAVING_ONE_OF_SETS,

  /** A destroy that a guard stops leaves the name without its right. */
  DESTROY_FORGETS_GUARDED_NAME,

  /**
   * Calls of a task on itself enter the kernel directly, so that a right they should take and can
   * not is their own error, not that of a message.
   */
  OWN_CALLS_ARE_TRAPS,

  /** {@code mach_port_deallocate} ends a port set, and does not call it an invalid right. */
  DEALLOCATE_ENDS_PORT_SETS,

  /**
   * A send right beside a receive right that goes to who asked for the destroyed port stays one,
   * and does not become a dead name.
   */
  SEND_RIGHT_OUTLIVES_RECEIVE,

  /** Until a handler answers, the kernel has a send right to it beside the one in the message. */
  HOLDS_HANDLER_UNTIL_ANSWER,

  /** The right to answer an exception dies with the thread that waits for the answer. */
  REPLY_PORT_DIES_WITH_THREAD,

  /** Taking a port that is in no set out of its sets is a success. */
  LEAVES_NO_SET_QUIETLY,

  /** The traps that came before {@code mach_msg2_trap} send. */
  OLD_TRAPS_SEND,

  /**
   * Traps that can not write what they return answer the {@code errno} for a bad address, and where
   * they can not read, each its own error of sending.
   */
  TRAPS_TELL_ERRNO,

  /** {@code task_set_port_space} makes room in the table of names. */
  GROWS_NAMES_ON_REQUEST,

  /** The identity token of a task is described in words. */
  DESCRIBES_IDENTITY_TOKENS,

  /**
   * Destroying a semaphore that is not the task's, any more or at all, does nothing and is a
   * success.
   */
  FORGIVES_FOREIGN_SEMAPHORES,

  /** There is {@code host_get_io_main}. */
  HAS_IO_MAIN,

  /**
   * A send that starts again after an interruption goes by the header that the message had before,
   * though its rights have come back otherwise.
   */
  RESENDS_OLD_HEADER,

  /** Tasks can be hardened: their control ports are pinned and immovable. */
  HARDENS_TASKS,

  /** A name of the caller's choice must be one that the kernel could have made itself. */
  CHOOSES_ONLY_MADE_NAMES,

  /** A plain message to an object of the kernel kills its sender. */
  KILLS_FOR_MESSAGES_TO_OBJECTS,

  /** An object of the kernel that is kept as a special port of a task is given to nobody. */
  GIVES_ONLY_QUEUES,

  /** The kernel's own handler of the host is none for violated guards. */
  LEAVES_GUARDS_TO_OTHERS,

  /** The table of a port space says which names, in all spaces, stand for the same port. */
  TELLS_PORTS_APART
}

package org.machapi.sim;

/**
 * All that differs between the kernel generations, in one place: code asks for the rule, never for
 * the generation.
 *
 * @param maximumReferences how many user references a send right can have
 * @param pegsReferences a count that reaches the maximum stays there, whatever is released
 * @param deadNameIsInvalidName a dead name used where a receive right is wanted is an invalid name,
 *     not an invalid right
 * @param deadNameRequestFiresOnDeadName a dead-name request for a dead name notifies at once if it
 *     says so
 * @param identityProtectedExceptions exception messages with an identity token in place of the
 *     thread and task exist
 * @param deniesLeavingOneOfSets taking a port that is in several sets out of one can answer that it
 *     was not in it
 * @param destroyForgetsGuardedName a destroy that a guard stops leaves the name without its right
 * @param ownCallsAreTraps calls of a task on itself enter the kernel directly, so that a right they
 *     should take and can not is their own error, not that of a message
 * @param deallocateEndsPortSets {@code mach_port_deallocate} ends a port set, and does not call it
 *     an invalid right
 * @param sendRightOutlivesReceive a send right beside a receive right that goes to who asked for
 *     the destroyed port stays one, and does not become a dead name
 * @param leavesNoSetQuietly taking a port that is in no set out of its sets is a success
 * @param forgivesForeignSemaphores destroying a semaphore that is not the task's, any more or at
 *     all, does nothing and is a success
 * @param hasIoMain there is {@code host_get_io_main}
 */
record Rules(
    int maximumReferences,
    boolean pegsReferences,
    boolean deadNameIsInvalidName,
    boolean deadNameRequestFiresOnDeadName,
    boolean identityProtectedExceptions,
    boolean deniesLeavingOneOfSets,
    boolean destroyForgetsGuardedName,
    boolean ownCallsAreTraps,
    boolean deallocateEndsPortSets,
    boolean sendRightOutlivesReceive,
    boolean leavesNoSetQuietly,
    boolean forgivesForeignSemaphores,
    boolean hasIoMain) {

  /** How many user references a dead name can have, in every generation. */
  static final int MAXIMUM_DEAD_NAME_REFERENCES = 65_535;

  /** Tells whether a release leaves a count as it is because it is pegged. */
  boolean isPegged(int references) {
    return pegsReferences && references >= maximumReferences;
  }
}

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
 */
record Rules(
    int maximumReferences,
    boolean pegsReferences,
    boolean deadNameIsInvalidName,
    boolean deadNameRequestFiresOnDeadName,
    boolean identityProtectedExceptions,
    boolean deniesLeavingOneOfSets,
    boolean destroyForgetsGuardedName) {

  /** How many user references a dead name can have, in every generation. */
  static final int MAXIMUM_DEAD_NAME_REFERENCES = 65_535;

  /** Tells whether a release leaves a count as it is because it is pegged. */
  boolean isPegged(int references) {
    return pegsReferences && references >= maximumReferences;
  }
}

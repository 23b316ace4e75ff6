package org.machapi.contract;

/** Calls of one routine that together show all of its contract, and calls of it that fail. */
@FunctionalInterface
interface Scenario {

  /** Makes the calls, on a kernel of its own. */
  void run(ScenarioTask task);

  /**
   * Returns the same calls of another routine with the same parameters that should do the same.
   *
   * @param routine which calls are meant
   * @param other what is called in its place
   */
  default Scenario as(String routine, String other) {
    return task -> run(task.calling(routine, other));
  }
}

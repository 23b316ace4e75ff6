package org.machapi.contract;

/** Calls of one routine that together show all of its contract, and calls of it that fail. */
@FunctionalInterface
interface Scenario {

  /** Makes the calls, on a kernel of its own. */
  void run(ScenarioTask task);
}

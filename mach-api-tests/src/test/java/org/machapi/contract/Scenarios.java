package org.machapi.contract;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The scenarios of all routines, and what no scenario can show. */
final class Scenarios {
  private Scenarios() {}

  /** Returns the scenarios by routine. */
  static SortedMap<String, Scenario> all() {
    SortedMap<String, Scenario> all = new TreeMap<>();
    for (Map<String, Scenario> some :
        List.of(
            NameScenarios.all(),
            RightScenarios.all(),
            PortScenarios.all(),
            ThreadScenarios.all(),
            TaskScenarios.all(),
            ExceptionPortScenarios.all(),
            TrapScenarios.all(),
            VmScenarios.all(),
            MessageScenarios.all())) {
      some.forEach(
          (routine, scenario) -> {
            if (all.put(routine, scenario) != null) {
              throw new IllegalStateException("two scenarios for " + routine);
            }
          });
    }
    return all;
  }
}

package org.machapi.gnumach;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a kernel answered to a step, and what there was then.
 *
 * @param result the return code by symbol, and what the call gave
 * @param names for each name of each task, such as {@code A$1}, its rights with their references,
 *     and the status of receive rights and sets
 */
record Outcome(String result, Map<String, String> names) {
  Outcome {
    names = new TreeMap<>(names);
  }

  /** Tells what another kernel did otherwise; empty if nothing. */
  String differenceTo(Outcome other) {
    StringBuilder difference = new StringBuilder();
    if (!result.equals(other.result)) {
      difference.append("  result: ").append(result).append(" but ").append(other.result);
      difference.append('\n');
    }
    Map<String, String> all = new TreeMap<>(names);
    all.putAll(other.names);
    for (String name : all.keySet()) {
      String here = names.getOrDefault(name, "no name");
      String there = other.names.getOrDefault(name, "no name");
      if (!here.equals(there)) {
        difference.append("  ").append(name).append(": ").append(here);
        difference.append("\n     but ").append(there).append('\n');
      }
    }
    return difference.toString();
  }
}

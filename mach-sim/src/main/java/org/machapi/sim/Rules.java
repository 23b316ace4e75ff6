package org.machapi.sim;

import java.util.EnumSet;
import java.util.Set;

/**
 * All that differs between the kernel generations, in one place: code asks for the rule, never for
 * the generation.
 */
final class Rules {
  /** How many user references a dead name can have, in every generation. */
  static final int MAXIMUM_DEAD_NAME_REFERENCES = 65_535;

  private final int maximumReferences;
  private final Set<Rule> rules;

  private Rules(int maximumReferences, Set<Rule> rules) {
    this.maximumReferences = maximumReferences;
    this.rules = rules;
  }

  static Rules of(int maximumReferences, Rule first, Rule... rest) {
    return new Rules(maximumReferences, EnumSet.of(first, rest));
  }

  boolean has(Rule rule) {
    return rules.contains(rule);
  }

  /** How many user references a send right can have. */
  int maximumReferences() {
    return maximumReferences;
  }

  /** Tells whether a release leaves a count as it is because it is pegged. */
  boolean isPegged(int references) {
    return has(Rule.PEGS_REFERENCES) && references >= maximumReferences;
  }
}

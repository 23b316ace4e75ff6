package org.machapi.gnumach;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Compares what two kernels made of the same sequences, step by step. */
final class Comparison {
  private final List<ListedDifference> listed;
  private final Set<ListedDifference> seen = new LinkedHashSet<>();
  private final List<String> unlisted = new ArrayList<>();
  private int steps;
  private int sequences;

  Comparison(List<ListedDifference> listed) {
    this.listed = listed;
  }

  /**
   * Compares one sequence, up to the first step after which the kernels are not in the same state
   * any more.
   */
  void add(Simulated simulated, List<Outcome> real) {
    sequences++;
    if (simulated.outcomes().size() != real.size()) {
      unlisted.add(simulated.sequence().title() + ": not as many outcomes");
      return;
    }
    for (int i = 0; i < real.size(); i++) {
      steps++;
      Outcome here = simulated.outcomes().get(i);
      Outcome there = real.get(i);
      String difference = here.differenceTo(there);
      if (!difference.isEmpty() && !isListed(simulated.sequence(), i, here, there)) {
        unlisted.add(report(simulated.sequence(), i, real, difference));
        return;
      }
      if (!here.names().equals(there.names())) {
        return;
      }
    }
  }

  private boolean isListed(Sequence sequence, int outcome, Outcome here, Outcome there) {
    if (outcome == 0) {
      return false;
    }
    Step step = sequence.steps().get(outcome - 1);
    List<ListedDifference> rows =
        listed.stream().filter(row -> row.covers(step, here, there)).toList();
    seen.addAll(rows);
    return !rows.isEmpty();
  }

  private static String report(
      Sequence sequence, int outcome, List<Outcome> real, String difference) {
    StringBuilder text = new StringBuilder("\n" + sequence.title() + ": simulated but GNU Mach\n");
    for (int i = 1; i <= outcome; i++) {
      text.append(i == outcome ? "> " : "  ").append(sequence.steps().get(i - 1));
      text.append("   -> ").append(real.get(i).result()).append('\n');
    }
    return text.append(difference).toString();
  }

  /** Differences that no row covers. */
  List<String> unlisted() {
    return unlisted;
  }

  /** Rows that covered a difference. */
  Set<ListedDifference> seen() {
    return seen;
  }

  int steps() {
    return steps;
  }

  int sequences() {
    return sequences;
  }
}

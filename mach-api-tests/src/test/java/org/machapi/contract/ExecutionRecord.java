package org.machapi.contract;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Which contracts were executed, how often with success and with failure, and what was broken. */
public final class ExecutionRecord {
  private static final int LISTED = 20;

  private final Map<String, int[]> counts = new TreeMap<>();
  private final Map<String, Set<String>> cases = new TreeMap<>();
  private final List<String> violations = Collections.synchronizedList(new ArrayList<>());
  private final Predicate<String> counted;

  /** Makes a record of every call. */
  public ExecutionRecord() {
    this(routine -> true);
  }

  /**
   * Makes a record of some calls only.
   *
   * @param counted whether a call of this routine, made now, counts
   */
  public ExecutionRecord(Predicate<String> counted) {
    this.counted = counted;
  }

  /**
   * Notes a call.
   *
   * @param call what was called and what happened
   * @param held the cases of the contract that held in it, as {@link ContractCases} words them
   * @param broken what was not as the contract says
   */
  synchronized void add(ObservedCall call, Collection<String> held, List<String> broken) {
    String routine = call.contract().routine().getName();
    if (!counted.test(routine)) {
      return;
    }
    counts.computeIfAbsent(routine, name -> new int[2])[call.succeeded() ? 0 : 1]++;
    if (call.succeeded()) {
      cases.computeIfAbsent(routine, name -> new TreeSet<>()).addAll(held);
    }
    if (!broken.isEmpty() && violations.size() < LISTED) {
      violations.add(call + ": " + String.join("; ", broken));
    }
  }

  /** Takes over what another record has. */
  public synchronized void addAll(ExecutionRecord other) {
    other
        .counts()
        .forEach(
            (routine, calls) -> {
              int[] both = counts.computeIfAbsent(routine, name -> new int[2]);
              both[0] += calls[0];
              both[1] += calls[1];
            });
    other.cases.forEach(
        (routine, held) -> cases.computeIfAbsent(routine, name -> new TreeSet<>()).addAll(held));
    violations.addAll(other.violations());
  }

  /** What was not as the contract says, the first few; empty if nothing. */
  public List<String> violations() {
    return violations;
  }

  /** The cases of a routine's contract that held in calls that succeeded. */
  synchronized Set<String> casesOf(String routine) {
    return new TreeSet<>(cases.getOrDefault(routine, Set.of()));
  }

  /** Calls that succeeded and calls that failed, by routine. */
  public synchronized Map<String, int[]> counts() {
    return new TreeMap<>(counts);
  }
}

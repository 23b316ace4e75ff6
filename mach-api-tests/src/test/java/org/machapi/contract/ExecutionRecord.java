package org.machapi.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Which contracts were executed, how often with success and with failure, and what was broken. */
public final class ExecutionRecord {
  private static final int LISTED = 20;

  private final Map<String, int[]> counts = new TreeMap<>();
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

  synchronized void add(ObservedCall call, List<String> broken) {
    String routine = call.contract().routine().getName();
    if (!counted.test(routine)) {
      return;
    }
    counts.computeIfAbsent(routine, name -> new int[2])[call.succeeded() ? 0 : 1]++;
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
    violations.addAll(other.violations());
  }

  /** What was not as the contract says, the first few; empty if nothing. */
  public List<String> violations() {
    return violations;
  }

  /** Calls that succeeded and calls that failed, by routine. */
  public synchronized Map<String, int[]> counts() {
    return new TreeMap<>(counts);
  }
}

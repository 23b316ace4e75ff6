package org.machapi.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which contracts were executed, how often with success and with failure, and what was broken. */
public final class ExecutionRecord {
  private static final int LISTED = 20;

  private final Map<String, int[]> counts = new TreeMap<>();
  private final List<String> violations = Collections.synchronizedList(new ArrayList<>());

  synchronized void add(ObservedCall call, List<String> broken) {
    int[] both = counts.computeIfAbsent(call.contract().routine().getName(), name -> new int[2]);
    both[call.succeeded() ? 0 : 1]++;
    if (!broken.isEmpty() && violations.size() < LISTED) {
      violations.add(call + ": " + String.join("; ", broken));
    }
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

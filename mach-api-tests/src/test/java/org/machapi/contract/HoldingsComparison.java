package org.machapi.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What should have changed in a task's holdings, to be compared with what has. */
final class HoldingsComparison {
  private final Holdings before;
  private final Holdings after;
  private final Map<Integer, Holding> expected = new TreeMap<>();

  /** What may be gone as well, where the contract leaves it to the error. */
  private final Map<Integer, Holding> perhaps = new TreeMap<>();

  HoldingsComparison(Holdings before, Holdings after) {
    this.before = before;
    this.after = after;
  }

  /** Notes that the name should have gained so much, or lost where it is negative. */
  void expect(int name, Holding change) {
    if (name != 0 && name != -1) { // Null and dead names own nothing.
      expected.merge(name, change, Holding::plus);
    }
  }

  /** Notes that the name may have lost so much. */
  void maybeLost(int name, Holding loss) {
    if (name != 0 && name != -1) {
      perhaps.merge(name, Holding.NOTHING.minus(loss), Holding::plus);
    }
  }

  /** Returns what is not as expected, in words. */
  List<String> differences() {
    List<String> differences = new ArrayList<>();
    Map<Integer, Holding> actual = before.changesTo(after);
    TreeSet<Integer> names = new TreeSet<>(actual.keySet());
    names.addAll(expected.keySet());
    for (int name : names) {
      Holding wanted = expected.getOrDefault(name, Holding.NOTHING);
      Holding got = actual.getOrDefault(name, Holding.NOTHING);
      if (!got.sameAmounts(wanted)
          && !mayBeLost(name, wanted, got)
          && !isDeathNotice(name, wanted, got)
          && !isPegged(name)) {
        differences.add(
            "0x" + Integer.toHexString(name) + ": the contract says " + wanted + "; got " + got);
      }
    }
    return differences;
  }

  private boolean mayBeLost(int name, Holding wanted, Holding got) {
    Holding more = perhaps.get(name);
    return more != null && got.sameAmounts(wanted.plus(more));
  }

  /** A dead-name or send-possible request that is fulfilled adds a reference to the dead name. */
  private boolean isDeathNotice(int name, Holding wanted, Holding got) {
    return before.of(name).hasRequest() && got.sameAmounts(wanted.plus(Holding.change(1, 0, 0)));
  }

  private boolean isPegged(int name) {
    return before.of(name).isPegged() || after.of(name).isPegged();
  }
}

package org.machapi.tools;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Snapshots in the order of time. Of those between the first and the last it keeps the totals only,
 * so that a week of them takes no more memory than three: these two and that which is added.
 */
final class Series {
  /** How many snapshots are in the memory at a time, at most. */
  static final int MOST_HELD = 3;

  /**
   * What stays of each snapshot.
   *
   * @param taken when it was taken
   * @param owner whose it is, in words
   * @param names how many names there were
   * @param references all user references together
   */
  record Totals(Instant taken, String owner, int names, long references) {
    static Totals of(Snapshot snapshot) {
      return new Totals(
          snapshot.census().taken(), snapshot.owner(), snapshot.names(), snapshot.references());
    }
  }

  private final List<Totals> totals = new ArrayList<>();
  private Snapshot first;
  private Snapshot last;

  /**
   * @param snapshot the only one so far
   */
  Series(Snapshot snapshot) {
    first = snapshot;
    last = snapshot;
    totals.add(Totals.of(snapshot));
  }

  /** Adds a snapshot; of two of the same time the one that was added later is the later. */
  void add(Snapshot snapshot) {
    Instant taken = snapshot.census().taken();
    if (taken.isBefore(first.census().taken())) {
      first = snapshot;
    }
    if (!taken.isBefore(last.census().taken())) {
      last = snapshot;
    }
    totals.add(Totals.of(snapshot));
    totals.sort(Comparator.comparing(Totals::taken));
  }

  /** The totals of all, in the order of time. */
  List<Totals> totals() {
    return List.copyOf(totals);
  }

  /** What is to be said of snapshots that are not all of one process; null if they are. */
  @Nullable String doubt() {
    List<String> owners = totals.stream().map(Totals::owner).distinct().toList();
    if (owners.size() == 1) {
      return null;
    }
    return "these are "
        + (owners.size() == 2 ? "two" : owners.size())
        + " processes ("
        + String.join(", ", owners)
        + "): a name may stand for something else in each.";
  }

  Snapshot first() {
    return first;
  }

  Snapshot last() {
    return last;
  }
}

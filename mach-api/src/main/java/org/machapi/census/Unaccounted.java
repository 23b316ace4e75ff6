package org.machapi.census;

import org.checkerframework.checker.nullness.qual.Nullable;

/** Sums up the references, name by name, of which no acquisition is known. */
final class Unaccounted {
  private long growth;
  private int pegged;
  private int moved;

  /** Enters a name as it was and as it is; null where there was none. */
  void add(@Nullable CensusEntry before, @Nullable CensusEntry after) {
    if (isPegged(before) || isPegged(after)) {
      // Its count is an end, and no number: what is held of it may be more.
      pegged++;
    } else if (isMoved(before) || isMoved(after)) {
      // Its count and what is held of it are of two moments, and differ without any leak.
      moved++;
    } else {
      growth += withoutPlace(after) - withoutPlace(before);
    }
  }

  private static boolean isPegged(@Nullable CensusEntry entry) {
    return entry != null && entry.isPegged();
  }

  private static boolean isMoved(@Nullable CensusEntry entry) {
    return entry != null && entry.isChanged();
  }

  private static long withoutPlace(@Nullable CensusEntry entry) {
    return entry == null ? 0 : (long) entry.totalReferences() - entry.holdings().size();
  }

  /** Returns how many there are more. */
  long growth() {
    return growth;
  }

  /** Returns how many names are left out since their count is an end. */
  int pegged() {
    return pegged;
  }

  /** Returns how many other names are left out since they moved while somebody looked. */
  int moved() {
    return moved;
  }
}

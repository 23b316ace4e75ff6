package org.machapi.census;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What a ledger had when a census began, and of which names that has changed since. */
final class LedgerReading implements AutoCloseable {
  private final @Nullable Ledger ledger;
  private final HeldRights.@Nullable Watch watch;
  private final @Nullable LedgerAccount account;
  private final Map<Integer, List<Acquired>> held = new HashMap<>();
  private final Map<Integer, String> labels;

  /**
   * Begins to watch a ledger.
   *
   * @param ledger the ledger; null for none, which has nothing
   * @param isTold whether it is told what is acquired; else nobody knows how much it has
   */
  LedgerReading(@Nullable Ledger ledger, boolean isTold) {
    this.ledger = ledger;
    account = ledger == null || !isTold ? null : ledger.account();
    labels = ledger == null ? Map.of() : ledger.labels();
    watch = ledger == null ? null : ledger.watch();
  }

  /** Reads what is held, before the names are read. */
  void read() {
    if (ledger != null) {
      for (Holding holding : ledger.held()) {
        held.computeIfAbsent(holding.name(), name -> new ArrayList<>(1)).add(Acquired.of(holding));
      }
    }
  }

  @Nullable LedgerAccount account() {
    return account;
  }

  List<Acquired> held(int name) {
    return held.getOrDefault(name, List.of());
  }

  @Nullable String label(int name) {
    return ledger == null ? null : ledger.label(name);
  }

  /**
   * Tells whether a right of a name came or went, so that what was held is not what was counted.
   */
  boolean hasMoved(int name) {
    return watch != null && watch.moved().contains(name);
  }

  /** Forgets the labels of names that were there before and are not there any more. */
  void keepLabels(List<CensusEntry> entries) {
    if (ledger != null) {
      Set<Integer> names = new HashSet<>();
      entries.forEach(entry -> names.add(entry.name()));
      ledger.keepLabels(names, labels);
    }
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
  }
}

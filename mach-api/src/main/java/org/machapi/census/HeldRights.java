package org.machapi.census;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The rights on the account of a ledger that have their place, and the names that move. */
final class HeldRights {
  private final Set<Holding> held = ConcurrentHashMap.newKeySet();
  private final List<Watch> watches = new CopyOnWriteArrayList<>();

  /**
   * Notes of which names the account changes. That a right is held twice when somebody looks twice
   * does not show whether it was held in between.
   */
  final class Watch implements AutoCloseable {
    private final Set<Integer> moved = ConcurrentHashMap.newKeySet();

    private Watch() {}

    /** Returns the names of which a right came or went since the watch began. */
    Set<Integer> moved() {
      return moved;
    }

    @Override
    public void close() {
      watches.remove(this);
    }
  }

  /**
   * Begins to watch: what comes or goes from now on is noted, or not yet seen by who reads next.
   */
  Watch watch() {
    Watch watch = new Watch();
    watches.add(watch);
    return watch;
  }

  int watches() {
    return watches.size();
  }

  void add(Holding holding) {
    held.add(holding);
    moved(holding);
  }

  void remove(Holding holding) {
    held.remove(holding);
    moved(holding);
  }

  /** After the change: whoever begins to watch in between sees the account as it is afterwards. */
  private void moved(Holding holding) {
    for (Watch watch : watches) {
      watch.moved.add(holding.name());
    }
  }

  /** Returns all, the oldest first. */
  List<Holding> list() {
    return held.stream().sorted(Comparator.comparingLong(Holding::number)).toList();
  }

  Map<String, Long> bySite() {
    Map<String, Long> sites = new TreeMap<>();
    held.forEach(holding -> sites.merge(holding.site(), 1L, Long::sum));
    return sites;
  }
}

package org.machapi.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.MachException;
import org.machapi.census.Holding;

/** The time of one test, or of one class of tests: what was held before, and what is after. */
final class Scope implements AutoCloseable {
  private final TestedSpace space;
  private final Visits visits;
  private final boolean isFirst;
  private final RightsSnapshot before;
  private final Set<Holding> heldBefore;
  private final int told;
  private final long visit;
  private boolean ended;

  /**
   * Begins.
   *
   * @param isFirst whether nothing but the kernel has acted in the space before, so that nothing
   *     that is there is anybody's to give back
   */
  Scope(TestedSpace space, Visits visits, boolean isFirst) throws MachException {
    this.space = space;
    this.visits = visits;
    this.isFirst = isFirst;
    this.before = RightsSnapshot.of(space.mach().space());
    this.heldBefore = new HashSet<>(space.ledger().held());
    this.told = space.toldSoFar();
    this.visit = visits.begin();
  }

  TestedSpace space() {
    return space;
  }

  /**
   * Ends, and compares.
   *
   * @param unrecorded whether names without record count in the space of the program
   * @param allowances what may be kept
   * @return what is wrong, for people; null if nothing
   */
  @Nullable String end(boolean unrecorded, Allowances allowances) throws MachException {
    boolean alone = visits.end(visit);
    ended = true;
    space.requireRecord();
    List<Holding> held = space.ledger().held();
    RightsSnapshot after = RightsSnapshot.of(space.mach().space());
    List<Leak> leaks = leaks(held, after, unrecorded);
    // What is allowed in a test is not the fault of its class either.
    space.tell(leaks);
    List<Leak> faults = allowances.notAllowed(leaks);
    List<Integer> losses = isFirst ? losses(after) : List.of();
    if (faults.isEmpty() && losses.isEmpty()) {
      return null;
    }
    return new LeakReport(faults, losses, before, after, leaks.size() - faults.size(), alone)
        .text();
  }

  private List<Leak> leaks(List<Holding> held, RightsSnapshot after, boolean unrecorded) {
    List<Leak> toldMeanwhile = space.toldSince(told, held);
    Map<Integer, List<Holding>> acquired = acquired(held, toldMeanwhile);
    Map<Integer, Integer> toldByName = new HashMap<>();
    toldMeanwhile.forEach(leak -> toldByName.merge(leak.name(), 1, Integer::sum));
    List<Leak> leaks = new ArrayList<>();
    for (int name : after.names()) {
      List<Holding> holdings = acquired.getOrDefault(name, List.of());
      int gained =
          Math.max(0, after.total(name) - before.total(name) - toldByName.getOrDefault(name, 0));
      // The kernel has the last word, where nobody else can have changed what it counts.
      int recorded =
          space.isOfTheTestsAlone() ? Math.min(gained, holdings.size()) : holdings.size();
      String label = space.ledger().label(name);
      for (Holding holding : holdings.subList(holdings.size() - recorded, holdings.size())) {
        leaks.add(new Leak(name, label, holding));
      }
      if (gained > recorded && counts(name, unrecorded)) {
        for (int i = recorded; i < gained; i++) {
          leaks.add(new Leak(name, label, null));
        }
      }
    }
    return leaks;
  }

  /** What was acquired meanwhile and has not been told, by name, the oldest first. */
  private Map<Integer, List<Holding>> acquired(List<Holding> held, List<Leak> toldMeanwhile) {
    Set<Holding> known = new HashSet<>(heldBefore);
    for (Leak leak : toldMeanwhile) {
      Holding holding = leak.holding();
      if (holding != null) {
        known.add(holding);
      }
    }
    Map<Integer, List<Holding>> acquired = new HashMap<>();
    for (Holding holding : held) {
      if (!known.contains(holding)) {
        acquired.computeIfAbsent(holding.name(), name -> new ArrayList<>()).add(holding);
      }
    }
    return acquired;
  }

  /** Tells whether a name counts for which there is no record. */
  private boolean counts(int name, boolean unrecorded) {
    return space.isOfTheTestsAlone() || (unrecorded && !isThread(name));
  }

  private boolean isThread(int name) {
    try {
      return space.mach().space().kernelObject(name).isThread();
    } catch (MachException e) {
      // A dead name or a port set, say: no thread.
      return false;
    }
  }

  private List<Integer> losses(RightsSnapshot after) {
    return before.names().stream().filter(name -> after.total(name) < before.total(name)).toList();
  }

  /** Ends without a look, if the test never came to its end. */
  @Override
  public void close() {
    if (!ended) {
      ended = true;
      visits.end(visit);
    }
  }
}

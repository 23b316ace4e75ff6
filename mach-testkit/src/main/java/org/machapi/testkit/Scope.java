package org.machapi.testkit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.machapi.MachException;
import org.machapi.PortSet;
import org.machapi.ReceiveRight;
import org.machapi.Right;
import org.machapi.census.Holding;

/**
 * The time of one test, or of one class of tests: what was held before, and what is after.
 *
 * <p>It ends when JUnit closes the store that it is in. That is after fields with
 * {@code @AutoClose} are closed, and no callback is so late.
 */
@SuppressWarnings("deprecation") // JUnit can be told not to close what is AutoCloseable only
final class Scope implements CloseableResource, AutoCloseable {
  private static final Set<Right> RECEIVED_FROM = EnumSet.of(Right.RECEIVE);
  private static final Set<Right> SETS = EnumSet.of(Right.PORT_SET);
  private static final Set<Right> SENT_TO =
      EnumSet.of(Right.SEND, Right.SEND_ONCE, Right.DEAD_NAME);

  private final TestedSpace space;
  private final boolean isTest;
  private final Visits visits;
  private final boolean isFirst;
  private final RightsSnapshot before;
  private final Set<Holding> heldBefore;
  private final int told;
  private final Recording recordingBefore;
  private final long visit;
  private @Nullable Allowances allowances;
  private boolean countsUnrecorded;

  /**
   * Begins.
   *
   * @param isTest whether it is that of a test, else of a class
   * @param isFirst whether nothing but the kernel has acted in the space before, so that nothing
   *     that is there is anybody's to give back
   */
  Scope(TestedSpace space, boolean isTest, boolean isFirst) throws MachException {
    this.space = space;
    this.isTest = isTest;
    this.visits = isTest ? space.tests : space.classes;
    this.isFirst = isFirst;
    this.recordingBefore = space.recording();
    this.before = RightsSnapshot.of(space.mach().space());
    this.heldBefore = new HashSet<>(space.ledger().held());
    this.told = space.toldSoFar();
    this.visit = visits.begin();
  }

  /**
   * Has the end look at what is left, which it does not unless the test came to its end.
   *
   * @param countsUnrecorded whether names without record count in the space of the program
   * @param allowances what may be kept
   */
  void look(boolean countsUnrecorded, Allowances allowances) {
    this.countsUnrecorded = countsUnrecorded;
    this.allowances = allowances;
  }

  /**
   * Ends, and compares.
   *
   * @throws AssertionError if something is wrong; JUnit makes it a failure of the test or class
   */
  @Override
  public void close() throws MachException {
    boolean alone = visits.end(visit);
    List<String> doubts = doubts();
    Allowances mayKeep = allowances;
    if (mayKeep == null) {
      return;
    }
    List<Holding> held = space.ledger().held();
    List<Leak> leaks;
    RightsSnapshot after;
    try {
      after = RightsSnapshot.of(space.mach().space());
      leaks = leaks(held, after);
    } catch (MachException e) {
      // The ledger has been put back: nobody else will tell.
      doubts.forEach(doubt -> e.addSuppressed(new AssertionError(doubt)));
      throw e;
    }
    // What is allowed in a test is not the fault of its class either.
    space.tell(leaks);
    List<Leak> faults = mayKeep.notAllowed(leaks);
    List<Integer> losses = isFirst ? losses(after) : List.of();
    if (!faults.isEmpty() || !losses.isEmpty() || !doubts.isEmpty()) {
      int allowed = leaks.size() - faults.size();
      throw new AssertionError(
          new LeakReport(doubts, faults, losses, before, after, allowed, alone).text());
    }
  }

  /**
   * Says why what the ledger says cannot be relied on, in lines for people. Has it record as
   * before.
   */
  private List<String> doubts() {
    Recording now = space.recording();
    List<String> changes = List.of();
    // What its tests have changed, a class does not tell again. Of tests at the same time each
    // does.
    if (!now.equals(recordingBefore) && (isTest || !space.isTold(now))) {
      // The kernel has the last word where it counts for the tests alone, if nobody releases for
      // them.
      changes =
          space.isOfTheTestsAlone()
              ? now.hidingSince(recordingBefore)
              : now.changesSince(recordingBefore);
      space.restore(recordingBefore);
    }
    List<String> gaps = space.isOfTheTestsAlone() ? List.of() : space.gaps(recordingBefore);
    List<String> doubts = new ArrayList<>();
    addDoubts(doubts, "before it began, so that not everything has a record", gaps);
    addDoubts(doubts, "meanwhile, and has been put back", changes);
    return doubts;
  }

  private void addDoubts(List<String> doubts, String when, List<String> changes) {
    if (!changes.isEmpty()) {
      String judged = isTest ? "test" : "class";
      doubts.add("The ledger that the " + judged + " is judged by was changed " + when + ":");
      changes.forEach(change -> doubts.add("  " + change));
    }
  }

  private List<Leak> leaks(List<Holding> held, RightsSnapshot after) {
    List<Leak> toldMeanwhile = space.toldSince(told, held);
    Map<Integer, List<Holding>> all = held.stream().collect(Collectors.groupingBy(Holding::name));
    Map<Integer, List<Holding>> acquired = acquired(held, toldMeanwhile);
    Map<Integer, Integer> toldByName = new HashMap<>();
    toldMeanwhile.forEach(leak -> toldByName.merge(leak.name(), 1, Integer::sum));
    List<Leak> leaks = new ArrayList<>();
    for (int name : after.names()) {
      List<Holding> holdings =
          stillThere(
              acquired.getOrDefault(name, List.of()),
              all.getOrDefault(name, List.of()),
              kinds -> after.references(name, kinds));
      int gained =
          Math.max(0, after.total(name) - before.total(name) - toldByName.getOrDefault(name, 0));
      // The kernel has the last word, where nobody else can have changed what it counts.
      int recorded =
          space.isOfTheTestsAlone() ? Math.min(gained, holdings.size()) : holdings.size();
      String label = space.ledger().label(name);
      for (Holding holding : holdings.subList(holdings.size() - recorded, holdings.size())) {
        leaks.add(new Leak(name, label, holding));
      }
      if (gained > recorded && counts(name)) {
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

  /**
   * Leaves out what was released behind the library's back: as many of each kind, the oldest, as
   * there are more on record than the kernel counts.
   *
   * @param acquired what one name was acquired for meanwhile
   * @param all what is on record for it, that included
   */
  private static List<Holding> stillThere(
      List<Holding> acquired, List<Holding> all, ToIntFunction<Set<Right>> counted) {
    Map<Set<Right>, Integer> excess = new HashMap<>();
    all.forEach(holding -> excess.merge(kinds(holding), 1, Integer::sum));
    excess.replaceAll((kinds, count) -> count - counted.applyAsInt(kinds));
    List<Holding> there = new ArrayList<>();
    for (Holding holding : acquired) {
      int more = excess.getOrDefault(kinds(holding), 0);
      if (more > 0) {
        excess.put(kinds(holding), more - 1);
      } else {
        there.add(holding);
      }
    }
    return there;
  }

  /** Returns as what the kernel may count a right. One to send becomes a dead name, say. */
  private static Set<Right> kinds(Holding holding) {
    if (holding.type().equals(ReceiveRight.class.getSimpleName())) {
      return RECEIVED_FROM;
    }
    return holding.type().equals(PortSet.class.getSimpleName()) ? SETS : SENT_TO;
  }

  /** Tells whether a name counts for which there is no record. */
  private boolean counts(int name) {
    return space.isOfTheTestsAlone() || (countsUnrecorded && !isThread(name));
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
}

package org.machapi.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.machapi.Mach;
import org.machapi.census.Holding;
import org.machapi.census.Ledger;
import org.machapi.census.LedgerLevel;

/**
 * A port space that tests run in, the record of what is acquired there, and what has been told as
 * leaked, so that a class does not tell again what its tests have told.
 *
 * <p>Several tests may use it at once.
 */
@SuppressWarnings("deprecation") // JUnit can be told not to close what is AutoCloseable only
final class TestedSpace implements CloseableResource, AutoCloseable {
  private final Mach mach;
  private final Ledger ledger;
  private final @Nullable Simulation simulation;
  private final List<Leak> told = new ArrayList<>();
  private final Recording atFirst;
  private volatile Recording toldLast;

  /** Who looks at the space: tests, and classes as a whole. */
  final Visits tests = new Visits();

  final Visits classes = new Visits();

  private TestedSpace(Mach mach, @Nullable Simulation simulation) {
    this.mach = mach;
    this.simulation = simulation;
    this.ledger = Ledger.on(mach);
    this.atFirst = Recording.of(mach, ledger);
    this.toldLast = atFirst;
  }

  static TestedSpace ofTheProgram() {
    return new TestedSpace(Mach.system(), null);
  }

  static TestedSpace of(Simulation simulation) {
    Mach mach = Mach.of(simulation.task().library(), simulation.description());
    return new TestedSpace(mach, simulation);
  }

  Mach mach() {
    return mach;
  }

  Ledger ledger() {
    return ledger;
  }

  /** Returns the kernel and task that were made for the tests; null in the space of the program. */
  @Nullable Simulation simulation() {
    return simulation;
  }

  /** Tells whether nobody but the tests acquires anything here. */
  boolean isOfTheTestsAlone() {
    return simulation != null;
  }

  /** Returns how the ledger records now. */
  Recording recording() {
    return Recording.of(mach, ledger);
  }

  /**
   * Has the ledger record as it did at the beginning of a test or class, giving back nothing. In
   * the space of the program that is as it always should: what was then may be what another test,
   * at the same time, changed.
   */
  void restore(Recording begun) {
    (isOfTheTestsAlone() ? begun : atFirst).restore(mach, ledger);
    ledger.setReleasingLost(atFirst.releasing());
    toldLast = recording();
  }

  /** Tells whether a test has told the last change, as which the ledger records since. */
  boolean isTold(Recording recording) {
    return recording.equals(toldLast);
  }

  /** Returns what kept the ledger from recording everything at a moment; a line for each. */
  List<String> gaps(Recording recording) {
    boolean records =
        recording.observer() == ledger
            && recording.account().level() == LedgerLevel.ALL
            && !recording.releasing();
    return records ? List.of() : recording.changesSince(atFirst);
  }

  /** Returns how many leaks have been told: those from there on are told later. */
  int toldSoFar() {
    synchronized (told) {
      return told.size();
    }
  }

  /** Returns what has been told from there on and is still so. */
  List<Leak> toldSince(int mark, List<Holding> held) {
    Set<Holding> still = new HashSet<>(held);
    synchronized (told) {
      return told.subList(mark, told.size()).stream()
          .filter(leak -> leak.holding() == null || still.contains(leak.holding()))
          .toList();
    }
  }

  void tell(List<Leak> leaks) {
    synchronized (told) {
      told.addAll(leaks);
    }
  }

  /** Ends the record, and the task with everything that it has, should anybody wait in it. */
  @Override
  public void close() {
    mach.observe(null);
    if (simulation != null) {
      simulation.task().terminate();
    }
  }
}

package org.machapi.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.census.Holding;
import org.machapi.census.Ledger;

/**
 * A port space that tests run in, the record of what is acquired there, and what has been told as
 * leaked, so that a class does not tell again what its tests have told.
 *
 * <p>Several tests may use it at once.
 */
final class TestedSpace implements AutoCloseable {
  private final Mach mach;
  private final Ledger ledger;
  private final @Nullable Simulation simulation;
  private final List<Leak> told = new ArrayList<>();

  /** Who looks at the space: tests, and classes as a whole. */
  final Visits tests = new Visits();

  final Visits classes = new Visits();

  private TestedSpace(Mach mach, @Nullable Simulation simulation) {
    this.mach = mach;
    this.simulation = simulation;
    this.ledger = Ledger.on(mach);
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

  /**
   * Refuses to say anything where somebody else has put himself in the ledger's place. A space of
   * the tests alone needs no ledger to be exact.
   */
  void requireRecord() throws MachException {
    if (isOfTheTestsAlone()) {
      return;
    }
    try (ReceiveRight probe = ReceiveRight.allocate(mach)) {
      if (ledger.held(probe.name()).isEmpty()) {
        throw new IllegalStateException(
            "Mach.observe has replaced the ledger that the test is judged by: what the test holds"
                + " is not known. Have a Ledger as a parameter in place of Ledger.on.");
      }
    }
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

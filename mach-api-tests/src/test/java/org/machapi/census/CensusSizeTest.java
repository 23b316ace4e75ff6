package org.machapi.census;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.sim.SimulatedKernel;
import org.machapi.sim.SimulatedTask;

/** What a census costs grows as the number of names does, and no faster. */
@Timeout(120)
class CensusSizeTest {
  private static final int NAMES = 100_000;

  /** Of which the least counts: before code is compiled, it makes objects that it needs not. */
  private static final int LOOKS = 4;

  /** What a name may cost of twice as many, to what it costs else. */
  private static final double SAME = 1.2;

  /** For each name, all that is made on the way and is garbage at the end included. */
  private static final double MOST_BYTES = 2_000;

  private final SimulatedTask task = SimulatedKernel.create().createTask("many names");
  private final Mach mach = Mach.of(task.library(), "mach-sim");
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private int made;

  private void makeNames(int names) {
    for (; made < names; made++) {
      ReceiveRight.allocate(mach).relinquish();
    }
  }

  private void acquire(int names, List<ReceiveRight> held) {
    for (; made < names; made++) {
      held.add(ReceiveRight.allocate(mach));
    }
  }

  /** What the thread allocates for each name, the simulated kernel included, during one census. */
  private double bytesForEach(Ledger ledger) {
    long least = Long.MAX_VALUE;
    for (int look = 0; look < LOOKS; look++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      Census census = Census.take(mach, ledger);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      assertThat(census.entries()).hasSize(mach.space().names().size());
      assertThat(census.movements()).isEmpty();
    }
    return (double) least / made;
  }

  /** Less is no error: code that has been compiled meanwhile makes fewer objects. */
  private static void assertGrowsNoFaster(double few, double many) {
    assertThat(few).isBetween(1.0, MOST_BYTES);
    assertThat(many / few).as("%.0f and %.0f bytes a name", few, many).isBetween(0.1, SAME);
  }

  @Test
  void memoryForEachNameIsTheSameOfTwiceAsManyNames() {
    makeNames(NAMES);
    double few = bytesForEach(null);
    makeNames(2 * NAMES);
    double many = bytesForEach(null);
    assertGrowsNoFaster(few, many);
  }

  @Test
  void soItIsWithALedgerThatHoldsThemAll() {
    Ledger ledger = Ledger.on(mach);
    List<ReceiveRight> held = new ArrayList<>();
    acquire(NAMES / 4, held);
    double few = bytesForEach(ledger);
    acquire(NAMES / 2, held);
    double many = bytesForEach(ledger);
    assertThat(
            Census.take(mach, ledger).entries().stream().mapToInt(e -> e.holdings().size()).sum())
        .isEqualTo(made);
    assertGrowsNoFaster(few, many);
    held.forEach(ReceiveRight::close);
  }
}

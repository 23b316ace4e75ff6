package org.machapi.census;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.machapi.raw.KernReturnConstants.KERN_RESOURCE_SHORTAGE;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.RecordingLibrary;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.TestKernel;

/** References and what the library held of them, of one moment or marked. */
@Tag("kernel")
@Timeout(60)
class CensusOfHeldNamesTest {
  private static final RecordingLibrary.Action NOTHING = () -> {};

  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final Ledger ledger = Ledger.on(mach);
  private final ReceiveRight port = ReceiveRight.allocate(mach);
  private final ReceiveRight still = ReceiveRight.allocate(mach);
  private final List<SendRight> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(SendRight::close);
    port.close();
    still.close();
  }

  private void open() {
    open.add(port.makeSend());
  }

  private void closeOne() {
    open.remove(0).close();
  }

  /** Does something before the names are read the first time, and after the second. */
  private Census takeWhile(RecordingLibrary.Action before, RecordingLibrary.Action after) {
    AtomicInteger looks = new AtomicInteger();
    kernel
        .calls()
        .on(
            "mach_port_space_info",
            (arguments, rest) -> {
              int look = looks.incrementAndGet();
              if (look == 1) {
                before.run();
              }
              Object code = rest.call();
              if (look == 2) {
                after.run();
              }
              return code;
            });
    Census census = Census.take(mach, ledger);
    kernel.calls().restore("mach_port_space_info");
    assertThat(looks).hasValue(2);
    return census;
  }

  private void assertMoved(Census census, int references, int holdings) {
    CensusEntry entry = census.find(port.name());
    assertThat(entry.references().getOrDefault(Right.SEND, 0)).isEqualTo(references);
    assertThat(entry.holdings()).as("with the receive right").hasSize(holdings + 1);
    assertThat(entry.isChanged()).isTrue();
    assertThat(census.movements())
        .filteredOn(movement -> movement.name() == port.name())
        .singleElement()
        .satisfies(
            movement -> {
              assertThat(movement.kind()).isEqualTo(NameMovement.Kind.CHANGED);
              assertThat(movement.toString()).contains(", then ").endsWith(" again");
            });
    assertThat(census.find(still.name()).isChanged()).as("nobody touched it").isFalse();
    assertThat(census.find(still.name()).holdings()).hasSize(1);
  }

  private void assertStill(Census census) {
    CensusEntry entry = census.find(port.name());
    assertThat(entry.isChanged()).isFalse();
    assertThat(entry.totalReferences()).isEqualTo(entry.holdings().size());
  }

  @Test
  void aNameThatNobodyTouchesIsNotMarked() {
    open();
    assertStill(Census.take(mach, ledger));
    open();
    assertStill(takeWhile(NOTHING, NOTHING));
  }

  @Test
  void whatIsAcquiredAfterTheLedgerWasReadIsSeenToMove() {
    assertMoved(takeWhile(this::open, NOTHING), 1, 0);
    assertStill(Census.take(mach, ledger));
  }

  @Test
  void whatIsGivenBackAfterTheLedgerWasReadIsSeenToMove() {
    open();
    assertMoved(takeWhile(this::closeOne, NOTHING), 0, 1);
    assertStill(Census.take(mach, ledger));
  }

  @Test
  void whatIsHeldOnlyWhileTheNamesAreReadIsSeenToMoveThoughTheLedgerIsAsBefore() {
    Census census = takeWhile(this::open, this::closeOne);
    assertThat(ledger.held(port.name())).as("as before").hasSize(1);
    assertMoved(census, 1, 0);
  }

  @Test
  void whatIsGivenAwayIsSeenToMove() {
    open();
    assertMoved(takeWhile(() -> kernel.deallocate(open.remove(0).relinquish()), NOTHING), 0, 1);
  }

  @Test
  void whatOnlyMovedIsNoGrowthFromPlacesUnknown() {
    Census before = Census.take(mach, ledger);
    Census torn = takeWhile(this::open, this::closeOne);
    Census after = Census.take(mach, ledger);
    for (CensusDifference difference :
        List.of(CensusDifference.between(before, torn), CensusDifference.between(torn, after))) {
      assertThat(difference.basis()).isEqualTo(SiteBasis.COUNTS);
      assertThat(difference.unaccounted()).isZero();
      assertThat(difference.moved()).isEqualTo(1);
      assertThat(difference.toString())
          .contains("  names that moved during a census: 1\n")
          .doesNotContain("places unknown");
    }
    CensusDifference whole = CensusDifference.between(before, after);
    assertThat(whole.moved()).isZero();
    assertThat(whole.isEmpty()).isTrue();
  }

  @Test
  void onceACensusIsOverNobodyWatchesAnyMore() {
    assertThat(ledger.watches()).isZero();
    int[] during = new int[1];
    takeWhile(() -> during[0] = ledger.watches(), NOTHING);
    assertThat(during[0]).isEqualTo(1);
    assertThat(ledger.watches()).isZero();
    kernel.calls().fail("mach_port_space_info", KERN_RESOURCE_SHORTAGE);
    assertThatExceptionOfType(MachException.class).isThrownBy(() -> Census.take(mach, ledger));
    assertThat(ledger.watches()).isZero();
    kernel.calls().restore("mach_port_space_info");
  }

  @Test
  void twoCensusesAtATimeBothSeeWhatMoves() {
    try (HeldRights.Watch first = ledger.watch()) {
      Set<Integer> seenBySecond;
      try (HeldRights.Watch second = ledger.watch()) {
        open();
        seenBySecond = second.moved();
      }
      assertThat(first.moved()).containsExactly(port.name());
      closeOne();
      try (SendRight other = still.makeSend()) {
        assertThat(first.moved()).containsExactlyInAnyOrder(port.name(), other.name());
        assertThat(seenBySecond).as("it was over").containsExactly(port.name());
      }
    }
    assertThat(ledger.watches()).isZero();
  }
}

package org.machapi.census;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.Mach;
import org.machapi.PortRight;
import org.machapi.ReceiveRight;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.Threads;

@Tag("kernel")
@Timeout(60)
class LedgerLevelsTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();

  private static RightCount count(Ledger ledger, Class<? extends PortRight> type) {
    return ledger.counts().getOrDefault(type.getSimpleName(), new RightCount(0, 0, 0));
  }

  @Test
  void offWritesNothingDown() {
    Ledger ledger = Ledger.on(mach, LedgerLevel.OFF);
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      assertThat(kernel.type(port.name()).has(Right.RECEIVE)).isTrue();
      assertThat(ledger.counts()).isEmpty();
      assertThat(ledger.held()).isEmpty();
    }
    assertThat(ledger.counts()).isEmpty();
  }

  @Test
  void countAgreesWithTheReferencesOfTheKernel() {
    Ledger ledger = Ledger.on(mach, LedgerLevel.COUNT);
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      SendRight first = port.makeSend();
      SendRight second = first.copy();
      SendRight third = second.copy();
      assertThat(count(ledger, SendRight.class).held())
          .isEqualTo(kernel.references(port.name(), Right.SEND))
          .isEqualTo(3);
      second.close();
      second.close();
      assertThat(count(ledger, SendRight.class).held())
          .isEqualTo(kernel.references(port.name(), Right.SEND))
          .isEqualTo(2);
      int name = third.relinquish();
      first.close();
      kernel.deallocate(name);
      assertThat(count(ledger, SendRight.class)).isEqualTo(new RightCount(3, 2, 1));
      assertThat(count(ledger, ReceiveRight.class)).isEqualTo(new RightCount(1, 0, 0));
    }
    assertThat(count(ledger, ReceiveRight.class)).isEqualTo(new RightCount(1, 1, 0));
    assertThat(ledger.counts()).containsOnlyKeys("ReceiveRight", "SendRight");
  }

  @Test
  void countKeepsNoPlaceAndSaysSoWhereOneIsMissed() {
    Ledger ledger = Ledger.on(mach, LedgerLevel.COUNT);
    ReceiveRight port = ReceiveRight.allocate(mach);
    assertThat(ledger.held()).isEmpty();
    assertThat(ledger.heldBySite()).isEmpty();
    port.close();
    assertThatIllegalStateException()
        .isThrownBy(port::name)
        .withMessageContaining("is closed")
        .withMessageContaining("level ALL does");
  }

  @Test
  void whatAnotherThreadClosesOrGivesAwayIsCountedToo() throws Exception {
    Ledger ledger = Ledger.on(mach, LedgerLevel.COUNT);
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      SendRight closed = port.makeSend();
      SendRight givenAway = port.makeSend();
      Threads.run(closed::close);
      Threads.run(() -> kernel.deallocate(givenAway.relinquish()));
      assertThat(count(ledger, SendRight.class)).isEqualTo(new RightCount(2, 1, 1));
    }
  }

  @Test
  void theCountsOfThreadsThatAreNoMoreRemainAndTakeNoRoom() throws Exception {
    Ledger ledger = Ledger.on(mach, LedgerLevel.COUNT);
    List<SendRight> open = new ArrayList<>();
    int threads = 300;
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      for (int i = 0; i < threads; i++) {
        Threads.run(
            () -> {
              port.makeSend().close();
              open.add(port.makeSend());
            });
      }
      assertThat(count(ledger, SendRight.class)).isEqualTo(new RightCount(2 * threads, threads, 0));
      assertThat(kernel.references(port.name(), Right.SEND)).isEqualTo(threads);
      assertThat(ledger.threadCounts()).isLessThan(threads / 2);
      open.forEach(SendRight::close);
      assertThat(count(ledger, SendRight.class))
          .isEqualTo(new RightCount(2 * threads, 2 * threads, 0));
    }
  }

  @Test
  void threadsThatCountAtTheSameTimeLoseNothing() throws Exception {
    Ledger ledger = Ledger.on(mach, LedgerLevel.COUNT);
    int rounds = 2_000;
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      List<Threads.Running<Void>> running = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        running.add(
            Threads.start(
                () -> {
                  for (int round = 0; round < rounds; round++) {
                    port.makeSend().close();
                    RightCount seen = count(ledger, SendRight.class);
                    assertThat(seen.held()).isBetween(0L, 4L);
                  }
                  return null;
                }));
      }
      for (Threads.Running<Void> thread : running) {
        thread.await();
      }
      assertThat(count(ledger, SendRight.class))
          .isEqualTo(new RightCount(4 * rounds, 4 * rounds, 0));
      assertThat(kernel.references(port.name(), Right.SEND)).isZero();
    }
  }

  @Test
  void sampledRecordsOneRightInSoManyAndCountsAll() {
    Ledger ledger = Ledger.on(mach, LedgerLevel.SAMPLED, () -> 3);
    List<SendRight> rights = new ArrayList<>();
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      for (int i = 0; i < 8; i++) {
        rights.add(port.makeSend());
      }
      // The third, the sixth and the ninth, of which the port itself is the first.
      assertThat(ledger.held())
          .hasSize(3)
          .allSatisfy(
              holding -> {
                assertThat(holding.type()).isEqualTo("SendRight");
                assertThat(holding.site()).contains("LedgerLevelsTest.java");
                assertThat(holding.lastUses()).isEmpty();
              });
      assertThat(count(ledger, SendRight.class).held())
          .isEqualTo(kernel.references(port.name(), Right.SEND))
          .isEqualTo(8);
      rights.forEach(SendRight::close);
      assertThat(ledger.held()).isEmpty();
      assertThat(count(ledger, SendRight.class)).isEqualTo(new RightCount(8, 8, 0));
    }
  }

  @Test
  void ofASampledRightTheEndIsKeptButNotItsPlace() {
    Ledger ledger = Ledger.on(mach, LedgerLevel.SAMPLED, () -> 1);
    ReceiveRight port = ReceiveRight.allocate(mach);
    Holding holding = ledger.held().get(0);
    port.close();
    assertThat(holding.describe())
        .startsWith("acquired at " + LedgerLevelsTest.class.getName())
        .endsWith(", closed");
    assertThatIllegalStateException()
        .isThrownBy(port::name)
        .withMessageContaining(holding.describe());
  }

  @Test
  void everyThreadIsSampledForItself() throws Exception {
    Ledger ledger = Ledger.on(mach, LedgerLevel.SAMPLED, () -> 2);
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight first = port.makeSend()) {
      Threads.run(
          () -> {
            port.makeSend().close();
            assertThat(ledger.held()).hasSize(1);
            try (SendRight second = port.makeSend()) {
              assertThat(ledger.held(second.name())).hasSize(2);
            }
          });
      assertThat(ledger.held(first.name())).extracting(Holding::thread).hasSize(1);
    }
  }

  @Test
  void allKeepsPlacesAndUses() {
    Ledger ledger = Ledger.on(mach, LedgerLevel.ALL);
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      Holding holding = ledger.held().get(0);
      assertThat(holding.lastUses()).isEmpty();
      int line = new Throwable().getStackTrace()[0].getLineNumber();
      port.makeSend().close();
      port.makeSend().close();
      assertThat(holding.lastUses())
          .satisfiesExactly(
              last -> assertThat(last).endsWith("(LedgerLevelsTest.java:" + (line + 2) + ")"),
              before -> assertThat(before).endsWith("(LedgerLevelsTest.java:" + (line + 1) + ")"));
      assertThat(count(ledger, ReceiveRight.class)).isEqualTo(new RightCount(1, 0, 0));
      assertThat(ledger.heldBySite()).containsExactly(java.util.Map.entry(holding.site(), 1L));
    }
  }

  @Test
  void ofTheUsesTheLastFourPlacesAreKeptAndNoneTwice() {
    Ledger ledger = Ledger.on(mach, LedgerLevel.ALL);
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      for (int i = 0; i < 10; i++) {
        port.makeSend().close();
      }
      port.lend().close();
      port.lend().close();
      port.lend().close();
      port.lend().close();
      assertThat(ledger.held().get(0).lastUses())
          .hasSize(4)
          .doesNotHaveDuplicates()
          .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }
  }

  @Test
  void theLevelChangesAtAnyTimeAndWhatWasRecordedIsFollowedToItsEnd() {
    Ledger ledger = Ledger.on(mach, LedgerLevel.COUNT);
    ReceiveRight counted = ReceiveRight.allocate(mach);
    ledger.setLevel(LedgerLevel.ALL);
    assertThat(ledger.level()).isEqualTo(LedgerLevel.ALL);
    ReceiveRight recorded = ReceiveRight.allocate(mach);
    ledger.setLevel(LedgerLevel.OFF);
    ReceiveRight ignored = ReceiveRight.allocate(mach);
    assertThat(count(ledger, ReceiveRight.class)).isEqualTo(new RightCount(2, 0, 0));
    assertThat(ledger.held()).extracting(Holding::name).containsExactly(recorded.name());
    counted.close();
    recorded.close();
    ignored.close();
    assertThat(count(ledger, ReceiveRight.class)).isEqualTo(new RightCount(2, 2, 0));
    assertThat(ledger.held()).isEmpty();
  }

  @Test
  void aKernelKnowsItsLedger() {
    assertThat(Ledger.of(mach)).isNull();
    Ledger ledger = Ledger.on(mach, LedgerLevel.OFF);
    assertThat(Ledger.of(mach)).isSameAs(ledger);
    assertThat(mach.observer()).isSameAs(ledger);
    mach.observe((type, name) -> null);
    assertThat(Ledger.of(mach)).isNull();
  }

  @Test
  void theRateOfSamplesIsFromOneOn() {
    Ledger ledger = Ledger.on(mach, LedgerLevel.SAMPLED);
    assertThat(ledger.sampling()).isEqualTo(Ledger.DEFAULT_SAMPLING);
    ledger.setSampling(1);
    assertThat(ledger.sampling()).isEqualTo(1);
    for (int wrong : new int[] {0, -1, Integer.MIN_VALUE, (1 << 30) + 1, Integer.MAX_VALUE}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ledger.setSampling(wrong))
          .withMessageContaining("not in " + wrong);
    }
    assertThat(ledger.sampling()).isEqualTo(1);
  }

  @Test
  void atARateOfOneEveryRightIsRecorded() {
    Ledger ledger = Ledger.on(mach, LedgerLevel.SAMPLED, new Sampling(1));
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight send = port.makeSend()) {
      assertThat(ledger.held(send.name())).hasSize(2);
    }
  }

  @Test
  void gapsLieAroundTheRate() {
    Sampling sampling = new Sampling(8);
    long sum = 0;
    int atOnce = 0;
    int draws = 100_000;
    for (int i = 0; i < draws; i++) {
      int gap = sampling.getAsInt();
      assertThat(gap).isPositive();
      sum += gap;
      atOnce += gap == 1 ? 1 : 0;
    }
    // Far beyond what chance can do: the mean strays by 0.024, the share by 0.001.
    assertThat((double) sum / draws).isBetween(7.8, 8.2);
    assertThat((double) atOnce / draws).as("a thread with one right").isBetween(0.115, 0.135);
    sampling.setOneIn(1 << 30);
    assertThat(sampling.getAsInt()).isPositive();
  }

  @Test
  void aLabelGoesFromTheRightToTheLedger() {
    Ledger ledger = Ledger.on(mach, LedgerLevel.OFF);
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      kernel.calls().clear();
      port.label("render server");
      assertThat(kernel.calls().calls()).isEmpty();
      assertThat(ledger.label(port.name())).isEqualTo("render server");
      mach.task().label("myself");
      assertThat(ledger.label(mach.taskSelf())).isEqualTo("myself");
      CensusEntry entry = Census.take(mach, ledger).find(port.name());
      assertThat(entry).isNotNull();
      assertThat(entry.label()).isEqualTo("render server");
    }
  }

  @Test
  void withoutAnObserverALabelIsKeptByNobody() {
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      port.label("render server");
      assertThat(Ledger.on(mach).label(port.name())).isNull();
      mach.observe((type, name) -> null);
      port.label("render server");
      assertThat(kernel.type(port.name()).has(Right.RECEIVE)).isTrue();
    }
  }
}

package org.machapi.census;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.Garbage;
import org.machapi.Mach;
import org.machapi.PortSet;
import org.machapi.ReceiveRight;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.TestKernel;

/** Objects are lost here in methods of their own, so that no frame of the test keeps them. */
@Tag("kernel")
@Tag("garbage")
@Timeout(120)
class LostRightsTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final List<LostRight> told = new CopyOnWriteArrayList<>();

  private static void lose(ReceiveRight port, int times) {
    for (int i = 0; i < times; i++) {
      port.makeSend();
    }
  }

  private static void loseElsewhere(ReceiveRight port) {
    port.makeSend();
  }

  private static void loseAfterUse(ReceiveRight port) {
    port.makeSend().lend().close();
  }

  private static long lostCount(Ledger ledger) {
    return ledger.lost().stream().mapToLong(LostSite::count).sum();
  }

  @Test
  void whatIsLostIsToldOnceForItsPlaceAndCounted() {
    Ledger ledger = Ledger.on(mach, LedgerLevel.ALL);
    ledger.onLost(told::add);
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      lose(port, 3);
      Garbage.collectUntil(() -> lostCount(ledger) == 3);

      assertThat(told).hasSize(1);
      LostRight first = told.get(0);
      assertThat(first.type()).isEqualTo("SendRight");
      assertThat(first.name()).isEqualTo(port.name());
      assertThat(first.site()).startsWith(LostRightsTest.class.getName() + ".lose(LostRightsTest");
      assertThat(first.thread()).isEqualTo(Thread.currentThread().getName());
      assertThat(first.duringTransfer()).isFalse();
      assertThat(first.lastUses()).isEmpty();
      assertThat(ledger.lost()).containsExactly(new LostSite(first, 3, 0));
      assertThat(first.toString())
          .startsWith("SendRight 0x" + Integer.toHexString(port.name()) + " was never closed")
          .contains("acquired at " + first.site());
    }
  }

  private static void loseMember(PortSet set) {
    set.add(ReceiveRight.allocate(set.mach()));
  }

  @Test
  void aMemberOfASetThatIsStillOpenIsFoundLost() {
    Ledger ledger = Ledger.on(mach, LedgerLevel.ALL);
    try (PortSet set = PortSet.allocate(mach)) {
      loseMember(set);
      Garbage.collectUntil(() -> lostCount(ledger) == 1);
      assertThat(ledger.lost().get(0).first().type()).isEqualTo("ReceiveRight");
      assertThat(ledger.lost().get(0).first().site()).contains(".loseMember(");
      // Nothing was given back: it is a member still.
      assertThat(set.members()).containsExactly(ledger.lost().get(0).first().name());
    }
  }

  @Test
  void anotherPlaceIsToldForItself() {
    Ledger ledger = Ledger.on(mach, LedgerLevel.ALL);
    ledger.onLost(told::add);
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      lose(port, 2);
      loseElsewhere(port);
      Garbage.collectUntil(() -> lostCount(ledger) == 3 && told.size() == 2);
      assertThat(told)
          .extracting(LostRight::site)
          .satisfiesExactlyInAnyOrder(
              site -> assertThat(site).contains(".lose("),
              site -> assertThat(site).contains(".loseElsewhere("));
    }
  }

  @Test
  void theReferencesOfLostObjectsStayAndAreOnTheAccount() {
    Ledger ledger = Ledger.on(mach, LedgerLevel.ALL);
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      lose(port, 2);
      Garbage.collectUntil(() -> lostCount(ledger) == 2);
      assertThat(kernel.references(port.name(), Right.SEND)).isEqualTo(2);
      assertThat(ledger.counts().get("SendRight")).isEqualTo(new RightCount(2, 0, 0));
      assertThat(ledger.held(port.name()))
          .extracting(Holding::isLost)
          .containsExactly(false, true, true);
      assertThat(ledger.held(port.name()).get(1).describe()).endsWith(", lost");
      CensusEntry entry = Census.take(mach, ledger).find(port.name());
      assertThat(entry).isNotNull();
      assertThat(entry.holdings()).extracting(Acquired::type).contains("SendRight").hasSize(3);
    }
    mach.library().mach_port_mod_refs(mach.taskSelf(), ledger.held().get(0).name(), 4, -2);
  }

  @Test
  void ifAskedForTheLedgerGivesBackWhatIsLostOnce() {
    Ledger ledger = Ledger.on(mach, LedgerLevel.ALL);
    ledger.onLost(told::add);
    assertThat(ledger.isReleasingLost()).isFalse();
    ledger.setReleasingLost(true);
    assertThat(ledger.isReleasingLost()).isTrue();
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight kept = port.makeSend()) {
      lose(port, 3);
      assertThat(kernel.references(port.name(), Right.SEND)).isEqualTo(4);
      Garbage.collectUntil(() -> lostCount(ledger) == 3);
      assertThat(kernel.references(kept.name(), Right.SEND)).isEqualTo(1);
      assertThat(ledger.counts().get("SendRight")).isEqualTo(new RightCount(4, 3, 0));
      assertThat(ledger.held()).noneMatch(Holding::isLost).hasSize(2);
      assertThat(ledger.lost()).containsExactly(new LostSite(told.get(0), 3, 3));
    }
    assertThat(kernel.calls().calls("mach_port_deallocate")).hasSize(4);
  }

  @Test
  void aLostRightThatSomebodyElseReleasedIsReportedAndNotCountedAsGivenBack() {
    Ledger ledger = Ledger.on(mach, LedgerLevel.ALL);
    ledger.setReleasingLost(true);
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      lose(port, 1);
      kernel.deallocate(port.name());
      Garbage.collectUntil(() -> lostCount(ledger) == 1);
      assertThat(ledger.lost()).extracting(LostSite::givenBack).containsExactly(0L);
      // The kernel refused, and the receive right of that name is unharmed.
      assertThat(kernel.type(port.name()).has(Right.RECEIVE)).isTrue();
    }
  }

  @Test
  void atLevelAllTheLastUsesAreTold() {
    Ledger ledger = Ledger.on(mach, LedgerLevel.ALL);
    ledger.onLost(told::add);
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      loseAfterUse(port);
      Garbage.collectUntil(() -> !told.isEmpty());
      assertThat(told.get(0).lastUses())
          .singleElement()
          .asString()
          .contains("LostRightsTest.loseAfterUse(");
      assertThat(told.get(0).toString()).contains("last used at " + told.get(0).lastUses().get(0));
    }
  }

  @Test
  void ofSampledRightsThoseAreFoundThatWereRecorded() {
    Ledger ledger = Ledger.on(mach, LedgerLevel.SAMPLED, () -> 4);
    ledger.onLost(told::add);
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      lose(port, 11);
      Garbage.collectUntil(() -> lostCount(ledger) == 3);
      assertThat(told).hasSize(1);
      assertThat(told.get(0).lastUses()).isEmpty();
      assertThat(ledger.counts().get("SendRight").held())
          .isEqualTo(kernel.references(port.name(), Right.SEND))
          .isEqualTo(11);
    }
  }

  @Test
  void belowThatNothingIsNoticed() {
    Ledger quiet = Ledger.on(mach, LedgerLevel.COUNT);
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      lose(port, 1);
      Ledger loud = Ledger.on(mach, LedgerLevel.ALL);
      lose(port, 1);
      Garbage.collectUntil(() -> lostCount(loud) == 1);
      assertThat(quiet.lost()).isEmpty();
      assertThat(quiet.counts().get("SendRight")).isEqualTo(new RightCount(1, 0, 0));
    }
  }

  @Test
  void aListenerThatThrowsDoesNoHarm() {
    Ledger ledger = Ledger.on(mach, LedgerLevel.ALL);
    ledger.onLost(
        right -> {
          told.add(right);
          throw new IllegalStateException("on purpose");
        });
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      lose(port, 1);
      Garbage.collectUntil(() -> !told.isEmpty());
      loseElsewhere(port);
      Garbage.collectUntil(() -> told.size() == 2);
      assertThat(ledger.lost()).hasSize(2);
    }
  }

  @Test
  void withoutAListenerTheLogTellsAndOnce() {
    Ledger ledger = Ledger.on(mach, LedgerLevel.ALL);
    List<String> log = new CopyOnWriteArrayList<>();
    Handler handler = new Catcher(log);
    Logger logger = Logger.getLogger(Ledger.class.getName());
    logger.addHandler(handler);
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      loseForTheLog(port);
      Garbage.collectUntil(() -> lostCount(ledger) == 2);
      assertThat(log)
          .filteredOn(line -> line.contains("loseForTheLog"))
          .singleElement()
          .asString()
          .startsWith("WARNING SendRight 0x" + Integer.toHexString(port.name()))
          .contains("was never closed")
          .contains("It stays in the port space.");
    } finally {
      logger.removeHandler(handler);
    }
  }

  private static void loseForTheLog(ReceiveRight port) {
    for (int i = 0; i < 2; i++) {
      port.makeSend();
    }
  }

  private static final class Catcher extends Handler {
    private final List<String> lines;

    Catcher(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord line) {
      String text = java.text.MessageFormat.format(line.getMessage(), line.getParameters());
      lines.add(line.getLevel() + " " + text);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void aTransferThatNobodyEndedIsToldAsSuchAndNeverGivenBack() {
    Ledger ledger = Ledger.on(mach, LedgerLevel.ALL);
    ledger.setReleasingLost(true);
    ledger.onLost(told::add);
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      beginToGiveAway(port);
      Garbage.collectUntil(() -> !told.isEmpty());
      assertThat(told.get(0).duringTransfer()).isTrue();
      assertThat(told.get(0).toString()).contains("was lost while it was being given away");
      assertThat(kernel.references(port.name(), Right.SEND)).isEqualTo(1);
    }
  }

  private static void beginToGiveAway(ReceiveRight port) {
    assertThat(port.makeSend().transfer().name()).isPositive();
  }
}

package org.machapi.census;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.Transfer;

@Tag("kernel")
class LedgerTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();

  @Test
  void aRightIsOnTheAccountFromItsAcquisitionToItsClose() {
    Ledger ledger = Ledger.on(mach);
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      assertThat(ledger.held()).hasSize(1);
      Holding holding = ledger.held().get(0);
      assertThat(holding.type()).isEqualTo("ReceiveRight");
      assertThat(holding.name()).isEqualTo(port.name());
      assertThat(holding.thread()).isEqualTo(Thread.currentThread().getName());
      assertThat(holding.site()).contains("LedgerTest.java");
    }
    assertThat(ledger.held()).isEmpty();
  }

  @Test
  void theOldestComesFirstEvenWhereTheClockDoesNotTellThemApart() {
    Ledger ledger = Ledger.on(mach);
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight first = port.makeSend();
        SendRight second = first.copy()) {
      assertThat(ledger.held(second.name()))
          .extracting(Holding::number)
          .containsExactly(0L, 1L, 2L);
      assertThat(ledger.held()).extracting(Holding::type).startsWith("ReceiveRight");
    }
  }

  @Test
  void aRightThatIsGivenAwayLeavesTheAccount() {
    Ledger ledger = Ledger.on(mach);
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      SendRight send = port.makeSend();
      int name = send.relinquish();
      assertThat(ledger.held()).hasSize(1);
      SendRight.adoptUnchecked(mach, name).close();
    }
  }

  @Test
  void aRightThatComesBackUnderAnotherNameIsShownUnderThat() {
    Ledger ledger = Ledger.on(mach);
    int other = kernel.remotePort().name();
    SendRight send = SendRight.adoptUnchecked(mach, kernel.remotePort().name());
    int first = send.name();
    Holding holding = ledger.held().get(0);
    assertThat(holding.toString()).startsWith("SendRight 0x" + Integer.toHexString(first) + ", ");
    try (Transfer transfer = send.transfer()) {
      transfer.returnedAs(other);
    }
    kernel.deallocate(first);
    assertThat(holding.name()).isEqualTo(other);
    assertThat(holding.toString()).startsWith("SendRight 0x" + Integer.toHexString(other) + ", ");
    assertThat(ledger.held(other)).containsExactly(holding);
    send.close();
    assertThat(ledger.held()).isEmpty();
  }

  @Test
  void useAfterCloseSaysWhereTheRightWasAcquiredAndClosed() {
    Ledger.on(mach);
    ReceiveRight port = ReceiveRight.allocate(mach);
    port.close();
    assertThatThrownBy(port::makeSend)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("acquired at " + LedgerTest.class.getName())
        .hasMessageContaining("closed at " + LedgerTest.class.getName());
  }

  @Test
  void aRefusedReleaseIsTold() {
    Ledger ledger = Ledger.on(mach);
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      SendRight send = port.makeSend();
      Holding holding = ledger.held().get(1);
      mach.library().mach_port_deallocate(mach.taskSelf(), send.name());
      send.close();
      assertThat(holding.describe()).contains("which the kernel refused with KERN_INVALID_RIGHT");
    }
  }

  @Test
  void nothingIsRecordedAnyMoreWhenTheObserverIsTakenAway() {
    Ledger ledger = Ledger.on(mach);
    mach.observe(null);
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      assertThat(ledger.held(port.name())).isEmpty();
    }
  }

  @Test
  void aLabelStaysWithItsNameUntilACensusDoesNotFindTheName() {
    Ledger ledger = Ledger.on(mach);
    int name;
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      name = port.name();
      ledger.label(name, "render server");
      assertThat(Census.take(mach, ledger).entries())
          .anySatisfy(entry -> assertThat(entry.label()).isEqualTo("render server"));
    }
    assertThat(ledger.label(name)).isEqualTo("render server");
    Census.take(mach, ledger);
    assertThat(ledger.label(name)).isNull();
  }

  @Test
  void aPlaceIsTheProgramsWhereTheJdkCallsTheLibraryForIt() {
    Ledger ledger = Ledger.on(mach);
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight send = port.makeSend();
        SendRight copy = Stream.of(send).map(SendRight::copy).findFirst().orElseThrow()) {
      assertThat(ledger.held(copy.name()))
          .allSatisfy(holding -> assertThat(holding.site()).startsWith(LedgerTest.class.getName()));
    }
  }

  @Test
  void aLabelThatIsPutDuringACensusStays() {
    Ledger ledger = Ledger.on(mach);
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      Map<Integer, String> before = ledger.labels();
      ledger.label(0x7703, "of a port that is gone");
      Map<Integer, String> later = ledger.labels();
      port.label("new");
      ledger.keepLabels(Set.of(), before);
      assertThat(ledger.label(port.name())).isEqualTo("new");
      ledger.keepLabels(Set.of(), later);
      assertThat(ledger.label(0x7703)).isNull();
      assertThat(ledger.label(port.name())).isEqualTo("new");
    }
  }
}

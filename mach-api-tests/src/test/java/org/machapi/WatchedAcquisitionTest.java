package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;

/** Objects are lost here in methods of their own, so that no frame of the test keeps them. */
@Tag("kernel")
@Tag("garbage")
@Timeout(120)
class WatchedAcquisitionTest {
  private final TestKernel kernel = TestKernel.create();
  private final Watch watch = new Watch();

  WatchedAcquisitionTest() {
    kernel.mach().observe(watch);
  }

  /** Watches all rights, and writes down what it is told. */
  private static final class Watch implements RightsObserver {
    final List<Record> records = new CopyOnWriteArrayList<>();
    final List<Record> lost = new CopyOnWriteArrayList<>();

    @Override
    public Acquisition acquired(Class<? extends PortRight> type, int name) {
      Record made = new Record(this);
      records.add(made);
      return made;
    }

    Record awaitLost() {
      Garbage.collectUntil(() -> !lost.isEmpty());
      assertThat(lost).hasSize(1);
      return lost.get(0);
    }
  }

  private static final class Record extends WatchedAcquisition {
    private final Watch watch;
    final List<String> events = new CopyOnWriteArrayList<>();

    Record(Watch watch) {
      this.watch = watch;
    }

    KernReturn giveBack() {
      return giveBackLost();
    }

    @Override
    protected void lost(boolean duringTransfer) {
      events.add(duringTransfer ? "lost during transfer" : "lost");
      watch.lost.add(this);
    }

    @Override
    protected void used() {
      events.add("used");
    }

    @Override
    public void released(KernReturn kernReturn) {
      events.add("released " + kernReturn.symbol());
    }

    @Override
    public void givenAway() {
      events.add("given away");
    }

    @Override
    public String describe() {
      return "watched";
    }
  }

  private void lose(RightKind kind) {
    kind.make(kernel);
  }

  private void closeAndForget(RightKind kind) {
    kind.make(kernel).close();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsLostStaysWithTheTaskUntilItIsGivenBack(RightKind kind) {
    SortedMap<Integer, String> before = kernel.snapshot();
    lose(kind);
    SortedMap<Integer, String> held = kernel.snapshot();
    assertThat(held).isNotEqualTo(before);

    Record lost = watch.awaitLost();
    assertThat(kernel.snapshot()).isEqualTo(held);
    kernel.calls().clear();
    assertThat(lost.giveBack()).isEqualTo(new KernReturn(0));
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(kernel.calls().routines()).contains(kind.releaseRoutine);
    assertThat(lost.events).endsWith("lost", "released KERN_SUCCESS");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsLostIsGivenBackOnce(RightKind kind) {
    lose(kind);
    Record lost = watch.awaitLost();
    lost.giveBack();
    SortedMap<Integer, String> after = kernel.snapshot();
    kernel.calls().clear();
    assertThat(lost.giveBack()).isNull();
    assertThat(kernel.calls().calls()).isEmpty();
    assertThat(kernel.snapshot()).isEqualTo(after);
  }

  @ParameterizedTest
  @EnumSource
  void whatWasClosedIsNotLostAndCannotBeGivenBackAgain(RightKind kind) {
    closeAndForget(kind);
    Record closed = watch.records.get(0);
    lose(RightKind.RECEIVE);
    assertThat(watch.awaitLost()).isNotSameAs(closed);
    kernel.calls().clear();
    assertThat(closed.giveBack()).isNull();
    assertThat(kernel.calls().calls()).isEmpty();
    assertThat(closed.events).containsOnlyOnce("released KERN_SUCCESS").doesNotContain("lost");
  }

  @Test
  void whatIsHeldCannotBeGivenBack() {
    try (ReceiveRight port = ReceiveRight.allocate(kernel.mach())) {
      assertThat(watch.records.get(0).giveBack()).isNull();
      assertThat(kernel.type(port.name()).has(Right.RECEIVE)).isTrue();
    }
  }

  @Test
  void whatWasGivenAwayIsNotLost() {
    int name = relinquishAndForget();
    Record gone = watch.records.get(0);
    lose(RightKind.RECEIVE);
    assertThat(watch.awaitLost()).isNotSameAs(gone);
    assertThat(gone.giveBack()).isNull();
    assertThat(gone.events).endsWith("given away");
    kernel.deallocate(name);
  }

  private int relinquishAndForget() {
    return ThreadPort.self(kernel.mach()).relinquish();
  }

  @Test
  void anObjectThatIsLostInTheMiddleOfATransferLeavesARightThatNobodyTouches() {
    int name = transferAndForget();
    Record lost = watch.awaitLost();
    assertThat(lost.events).containsExactly("lost during transfer");
    kernel.calls().clear();
    assertThat(lost.giveBack()).isNull();
    assertThat(kernel.calls().calls()).isEmpty();
    assertThat(kernel.references(name, Right.SEND)).isEqualTo(1);
    kernel.deallocate(name);
  }

  private int transferAndForget() {
    return ThreadPort.self(kernel.mach()).transfer().name();
  }

  @Test
  void afterATransferThatFailedTheNameOfThenIsGivenBack() {
    int first = kernel.remotePort().name();
    int second = kernel.remotePort().name();
    returnUnderAnotherNameAndForget(first, second);
    Record lost = watch.awaitLost();
    assertThat(lost.giveBack()).isEqualTo(new KernReturn(0));
    assertThat(kernel.type(second).bits()).isZero();
    assertThat(kernel.references(first, Right.SEND)).isEqualTo(1);
  }

  private void returnUnderAnotherNameAndForget(int first, int second) {
    SendRight right = SendRight.adoptUnchecked(kernel.mach(), first);
    try (Transfer transfer = right.transfer()) {
      transfer.returnedAs(second);
    }
  }

  @Test
  void aLoanThatNeverEndedIsNoticedTooAlthoughTheRightWasClosed() {
    SortedMap<Integer, String> before = kernel.snapshot();
    closeWhileOnLoanAndForget();
    assertThat(kernel.snapshot()).isNotEqualTo(before);
    Record lost = watch.awaitLost();
    assertThat(lost.giveBack()).isEqualTo(new KernReturn(0));
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  private void closeWhileOnLoanAndForget() {
    ThreadPort port = ThreadPort.self(kernel.mach());
    assertThat(port.lend().name()).isPositive();
    port.close();
  }

  @Test
  void theFullSetGoesWithItsPrivateMember() {
    SortedMap<Integer, String> before = kernel.snapshot();
    waitInASetAndForget();
    assertThat(kernel.snapshot()).hasSize(before.size() + 2);
    Garbage.collectUntil(() -> !watch.lost.isEmpty());
    // The set knows its private member, which therefore is not lost of itself.
    Record lost = watch.lost.get(0);
    assertThat(watch.lost).containsExactly(watch.records.get(0));
    assertThat(lost.giveBack()).isEqualTo(new KernReturn(0));
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  private void waitInASetAndForget() {
    PortSet set = PortSet.allocate(kernel.mach());
    int code =
        set.receive(
            NativeBuffer.allocate(1024), MessageConstants.MACH_RCV_TRAILER_CTX << 24, 1_000_000);
    assertThat(code).isEqualTo(MessageConstants.MACH_RCV_TIMED_OUT);
  }

  @Test
  void eachUseIsTold() {
    try (ReceiveRight port = ReceiveRight.allocate(kernel.mach())) {
      port.makeSend().close();
      try (Loan loan = port.lend()) {
        assertThat(loan.name()).isPositive();
      }
      assertThat(watch.records.get(0).events).containsExactly("used", "used");
    }
  }

  @Test
  void whatTheLostRightThrowsDoesNotStopTheOthersFromBeingNoticed() {
    kernel.mach().observe((type, name) -> new Thrower());
    lose(RightKind.THREAD);
    Garbage.collectUntil(Thrower.THROWN::get);
    kernel.mach().observe(watch);
    lose(RightKind.RECEIVE);
    assertThat(watch.awaitLost().giveBack()).isEqualTo(new KernReturn(0));
  }

  private static final class Thrower extends WatchedAcquisition {
    static final AtomicBoolean THROWN = new AtomicBoolean();

    @Override
    protected void lost(boolean duringTransfer) {
      THROWN.set(true);
      throw new AssertionError("on purpose");
    }

    @Override
    public void released(KernReturn kernReturn) {}

    @Override
    public void givenAway() {}

    @Override
    public String describe() {
      return "";
    }
  }

  @Test
  void underThePressureOfTheCollectorNothingThatIsClosedIsEverFoundLost() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    Threads.Running<Void> collector =
        Threads.start(
            () -> {
              while (!stop.get()) {
                System.gc();
              }
              return null;
            });
    try {
      for (int i = 0; i < 20_000; i++) {
        ThreadPort.self(kernel.mach()).close();
      }
    } finally {
      stop.set(true);
      collector.await();
    }
    assertThat(watch.lost).isEmpty();
    assertThat(watch.records)
        .allSatisfy(record -> assertThat(record.events).containsExactly("released KERN_SUCCESS"));
  }
}

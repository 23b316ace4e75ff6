package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an observer is told, and that what it does wrong costs no right. */
@Tag("kernel")
class RightsObserverTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();

  /** Remembers what it is told, and fails with each use if it is to. */
  private static final class Remembering extends WatchedAcquisition {
    final List<String> told = new ArrayList<>();
    private final boolean failing;

    Remembering(boolean failing) {
      this.failing = failing;
    }

    @Override
    protected void used() {
      if (failing) {
        throw new StackOverflowError("of a recursion");
      }
    }

    @Override
    protected void lost(boolean duringTransfer) {
      told.add("lost");
    }

    @Override
    public void released(KernReturn kernReturn) {
      told.add("released " + kernReturn);
    }

    @Override
    public void givenAway() {
      told.add("given away");
    }

    @Override
    public String describe() {
      return "remembered";
    }
  }

  @Test
  void anObserverIsToldThatItHasBeenAppointedBeforeItIsToldOfARight() {
    List<String> told = new ArrayList<>();
    RightsObserver observer =
        new RightsObserver() {
          @Override
          public void appointed() {
            told.add("appointed");
          }

          @Override
          public @Nullable Acquisition acquired(Class<? extends PortRight> type, int name) {
            told.add(type.getSimpleName());
            return null;
          }
        };
    mach.observe(observer);
    ReceiveRight.allocate(mach).close();
    mach.observe(null);
    ReceiveRight.allocate(mach).close();
    mach.observe(observer);
    assertThat(told).containsExactly("appointed", "ReceiveRight", "appointed");
  }

  @Test
  void anObserverThatFailsLosesNoRight() {
    SortedMap<Integer, String> before = kernel.snapshot();
    mach.observe(
        (type, name) -> {
          throw new IllegalStateException("of the observer");
        });
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight send = port.makeSend()) {
      assertThat(kernel.references(send.name(), Right.SEND)).isEqualTo(1);
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void aRecordThatFailsWithAUseLeavesTheRightToBeClosed() {
    SortedMap<Integer, String> before = kernel.snapshot();
    Remembering record = new Remembering(true);
    mach.observe((type, name) -> record);
    ReceiveRight port = ReceiveRight.allocate(mach);
    assertThatExceptionOfType(StackOverflowError.class).isThrownBy(port::lend);
    port.close();
    assertThat(record.told).containsExactly("released KERN_SUCCESS (0)");
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void oneRecordForTwoRightsWatchesTheFirstAndBothGoBackOnce() {
    SortedMap<Integer, String> before = kernel.snapshot();
    Remembering record = new Remembering(false);
    mach.observe((type, name) -> record);
    try (ReceiveRight first = ReceiveRight.allocate(mach);
        ReceiveRight second = ReceiveRight.allocate(mach)) {
      assertThat(record.currentName()).isEqualTo(first.name()).isNotEqualTo(second.name());
    }
    assertThat(record.told)
        .containsExactly("released KERN_SUCCESS (0)", "released KERN_SUCCESS (0)");
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void aLabelIsATextWhetherAnybodyObservesOrNot() {
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      assertThatNullPointerException().isThrownBy(() -> port.label(null));
    }
  }
}

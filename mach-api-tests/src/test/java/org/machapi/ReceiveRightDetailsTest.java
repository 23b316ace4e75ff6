package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.KernReturnConstants.KERN_NO_SPACE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.PortConstants.MACH_PORT_QLIMIT_DEFAULT;
import static org.machapi.raw.PortConstants.MACH_PORT_QLIMIT_MAX;
import static org.machapi.raw.PortConstants.MACH_PORT_RECEIVE_STATUS;

import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.raw.MachPortStatusLayout;
import org.machapi.raw.NativeBuffer;
import org.machapi.sim.FatalGuardError;

/** What a receive right tells and lets itself be set beside the rights that it makes. */
@Tag("kernel")
@Timeout(60)
class ReceiveRightDetailsTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();

  /** Reads one field of the status from the kernel itself. */
  private int status(int name, int offset) {
    NativeBuffer status = NativeBuffer.allocate(MachPortStatusLayout.SIZE + 4);
    status.putInt(MachPortStatusLayout.SIZE, MachPortStatusLayout.SIZE / 4);
    TestKernel.expectSuccess(
        "mach_port_get_attributes",
        kernel
            .raw()
            .mach_port_get_attributes(
                kernel.self(),
                name,
                MACH_PORT_RECEIVE_STATUS,
                status.pointer(),
                status.pointer(MachPortStatusLayout.SIZE)));
    return status.getInt(offset);
  }

  private long context(int name) {
    NativeBuffer out = NativeBuffer.allocate(8);
    TestKernel.expectSuccess(
        "mach_port_get_context",
        kernel.raw().mach_port_get_context(kernel.self(), name, out.pointer()));
    return out.getLong(0);
  }

  @Test
  void makeSendCountsAndCopiesDoNot() {
    try (ReceiveRight right = ReceiveRight.allocate(mach)) {
      assertThat(right.makeSendCount()).isZero();
      try (SendRight send = right.makeSend();
          SendRight copy = send.copy();
          SendRight second = right.makeSend()) {
        assertThat(right.makeSendCount()).isEqualTo(2);
        assertThat(kernel.references(copy.name(), Right.SEND)).isEqualTo(3);
        assertThat(second.name()).isEqualTo(right.name());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL})
  void theMakeSendCountIsWhatWasSetAsANumberWithoutSign(long count) {
    try (ReceiveRight right = ReceiveRight.allocate(mach)) {
      right.setMakeSendCount(count);
      assertThat(status(right.name(), MachPortStatusLayout.MPS_MSCOUNT)).isEqualTo((int) count);
      assertThat(right.makeSendCount()).isEqualTo(count);
      right.makeSend().close();
      assertThat(right.makeSendCount()).isEqualTo((count + 1) & 0xffff_ffffL);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0x1_0000_0000L, Long.MIN_VALUE})
  void aMakeSendCountOutOfRangeIsRefusedBeforeTheKernelCutsIt(long count) {
    try (ReceiveRight right = ReceiveRight.allocate(mach)) {
      assertThatIllegalArgumentException().isThrownBy(() -> right.setMakeSendCount(count));
      assertThat(kernel.calls().calls("mach_port_set_mscount")).isEmpty();
    }
  }

  @Test
  void aNewPortHasTheQueueLimitOfTheKernel() {
    try (ReceiveRight right = ReceiveRight.allocate(mach)) {
      assertThat(right.queueLimit()).isEqualTo(MACH_PORT_QLIMIT_DEFAULT);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, MACH_PORT_QLIMIT_MAX})
  void theQueueLimitIsWhatWasSet(int limit) {
    try (ReceiveRight right = ReceiveRight.allocate(mach)) {
      right.setQueueLimit(limit);
      assertThat(status(right.name(), MachPortStatusLayout.MPS_QLIMIT)).isEqualTo(limit);
      assertThat(right.queueLimit()).isEqualTo(limit);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {MACH_PORT_QLIMIT_MAX + 1, -1})
  void aQueueLimitOutOfRangeIsTheKernelsErrorAndChangesNothing(int limit) {
    try (ReceiveRight right = ReceiveRight.allocate(mach)) {
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> right.setQueueLimit(limit))
          .satisfies(e -> assertThat(e.routine()).isEqualTo("mach_port_set_attributes"))
          .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_VALUE));
      assertThat(right.queueLimit()).isEqualTo(MACH_PORT_QLIMIT_DEFAULT);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, MACH_PORT_QLIMIT_MAX})
  void aPortCanBeMadeWithItsQueueLimitAndIsGuardedAllTheSame(int limit) {
    SortedMap<Integer, String> before = kernel.snapshot();
    try (ReceiveRight right = ReceiveRight.allocate(mach, limit)) {
      assertThat(status(right.name(), MachPortStatusLayout.MPS_QLIMIT)).isEqualTo(limit);
      assertThat(right.status().isGuarded()).isTrue();
      assertThat(kernel.type(right.name())).hasToString("RECEIVE");
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void aPortThatCannotHaveItsQueueLimitIsNotMade() {
    SortedMap<Integer, String> before = kernel.snapshot();
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> ReceiveRight.allocate(mach, MACH_PORT_QLIMIT_MAX + 1))
        .satisfies(e -> assertThat(e.routine()).isEqualTo("mach_port_construct"))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_VALUE));
    kernel.calls().fail("mach_port_construct", KERN_NO_SPACE);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> ReceiveRight.allocate(mach, 1))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_NO_SPACE));
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void theContextIsTheGuard() {
    try (ReceiveRight right = ReceiveRight.allocate(mach)) {
      assertThat(right.context()).isNotZero().isEqualTo(context(right.name()));
      assertThat(kernel.calls().calls("mach_port_construct").get(0).arguments().get(2))
          .isEqualTo(right.context());
    }
  }

  @Test
  void nothingSetsTheContextAsTheNextCloseWouldBeFatal() {
    assertThat(Stream.of(ReceiveRight.class.getMethods()).map(method -> method.getName()))
        .contains("context")
        .doesNotContain("setContext");
    try (ReceiveRight right = ReceiveRight.allocate(mach)) {
      long guard = context(right.name());
      kernel.raw().mach_port_set_context(kernel.self(), right.name(), guard + 1);
      assertThatExceptionOfType(FatalGuardError.class)
          .isThrownBy(() -> kernel.raw().mach_port_destruct(kernel.self(), right.name(), 0, guard));
      kernel.raw().mach_port_set_context(kernel.self(), right.name(), guard);
    }
  }

  @Test
  void whatFailsNamesItsRoutineAndReleasesNothing() {
    try (ReceiveRight right = ReceiveRight.allocate(mach)) {
      SortedMap<Integer, String> before = kernel.snapshot();
      for (String routine :
          new String[] {
            "mach_port_set_mscount", "mach_port_set_attributes", "mach_port_get_context"
          }) {
        kernel.calls().fail(routine, KERN_INVALID_NAME);
        assertThatExceptionOfType(MachException.class)
            .isThrownBy(
                () -> {
                  switch (routine) {
                    case "mach_port_set_mscount" -> right.setMakeSendCount(1);
                    case "mach_port_set_attributes" -> right.setQueueLimit(1);
                    default -> right.context();
                  }
                })
            .satisfies(e -> assertThat(e.routine()).isEqualTo(routine))
            .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_NAME));
      }
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
    // Each failed use has ended its loan, or the close would have been put off for ever.
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self());
  }

  @Test
  void relinquishGuardedLeavesTheRightToTheCallerAsItIs() {
    SortedMap<Integer, String> before = kernel.snapshot();
    ReceiveRight right = ReceiveRight.allocate(mach);
    kernel.calls().clear();
    GuardedName guarded = right.relinquishGuarded();
    right.close();
    assertThat(kernel.calls().calls()).isEmpty();
    assertThat(kernel.type(guarded.name())).hasToString("RECEIVE");
    assertThat(guarded.guard()).isEqualTo(context(guarded.name()));
    assertThat(guarded)
        .hasToString("0x%x guarded with 0x%x".formatted(guarded.name(), guarded.guard()));
    assertThatIllegalStateException()
        .isThrownBy(right::relinquishGuarded)
        .withMessageContaining("has been given away");
    assertThat(kernel.raw().mach_port_destruct(kernel.self(), guarded.name(), 0, guarded.guard()))
        .isEqualTo(KERN_SUCCESS);
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void whatWasRelinquishedGuardedCanBeAdoptedAgain() {
    ReceiveRight right = ReceiveRight.allocate(mach);
    GuardedName guarded = right.relinquishGuarded();
    try (ReceiveRight again = ReceiveRight.adoptGuarded(mach, guarded.name(), guarded.guard())) {
      assertThat(again.context()).isEqualTo(guarded.guard());
    }
    assertThat(kernel.type(guarded.name()).bits()).isZero();
  }

  @Test
  void aRightInUseIsNotRelinquishedGuarded() {
    try (ReceiveRight right = ReceiveRight.allocate(mach);
        Loan loan = right.lend()) {
      assertThatIllegalStateException().isThrownBy(right::relinquishGuarded);
      assertThat(loan.name()).isEqualTo(right.name());
    }
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self());
  }

  @Test
  void noReceiveRightIsEverDestroyedByItsReferenceCount() {
    // mach_port_mod_refs on a guarded receive right ends the process, guard known or not.
    ReceiveRight.allocate(mach).close();
    ReceiveRight.allocate(mach, 3).close();
    ReceiveRight.adopt(mach, kernel.newReceiveRight()).close();
    ReceiveRight adopted = ReceiveRight.allocate(mach);
    GuardedName guarded = adopted.relinquishGuarded();
    ReceiveRight.adoptGuarded(mach, guarded.name(), guarded.guard()).close();
    assertThat(kernel.calls().calls("mach_port_destruct"))
        .hasSize(4)
        .allMatch(call -> call.result().equals(KERN_SUCCESS));
    assertThat(kernel.calls().routines())
        .doesNotContain("mach_port_mod_refs", "mach_port_destroy", "mach_port_deallocate");
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self());
  }
}

package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("kernel")
@Timeout(60)
class TransferTest {
  private final TestKernel kernel = TestKernel.create();

  @ParameterizedTest
  @EnumSource
  void aTransferThatDoesNotSucceedLeavesTheRightToItsOwner(RightKind kind) {
    SortedMap<Integer, String> before = kernel.snapshot();
    PortRight right = kind.make(kernel);
    int name = right.name();
    kernel.calls().clear();
    try (Transfer transfer = right.transfer()) {
      assertThat(transfer.name()).isEqualTo(name);
    }
    assertThat(kernel.calls().calls()).isEmpty();
    assertThat(right.name()).isEqualTo(name);
    right.close();
    assertThat(kernel.calls().routines()).containsExactly(kind.releaseRoutine);
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void aRightClosedDuringATransferThatFailsIsReleasedAtItsEnd(RightKind kind) {
    SortedMap<Integer, String> before = kernel.snapshot();
    PortRight right = kind.make(kernel);
    kernel.calls().clear();
    try (Transfer transfer = right.transfer()) {
      right.close();
      assertThat(kernel.calls().calls()).isEmpty();
      assertThat(transfer.name()).isPositive();
    }
    assertThat(kernel.calls().routines()).containsExactly(kind.releaseRoutine);
    assertThat(kernel.snapshot()).isEqualTo(before);
    right.close();
    assertThat(kernel.calls().routines()).containsExactly(kind.releaseRoutine);
  }

  @ParameterizedTest
  @EnumSource
  void aRightClosedDuringATransferThatSucceedsIsNotReleased(RightKind kind) {
    PortRight right = kind.make(kernel);
    SortedMap<Integer, String> held = kernel.snapshot();
    kernel.calls().clear();
    try (Transfer transfer = right.transfer()) {
      right.close();
      transfer.succeeded();
    }
    right.close();
    assertThat(kernel.calls().calls()).isEmpty();
    assertThat(kernel.snapshot()).isEqualTo(held);
  }

  @ParameterizedTest
  @EnumSource
  void aRightInUseCannotBeGivenAway(RightKind kind) {
    PortRight right = kind.make(kernel);
    try (Loan loan = right.lend()) {
      assertThatIllegalStateException()
          .isThrownBy(right::transfer)
          .withMessageContaining("in use (1 loans are open)");
      assertThat(loan.name()).isEqualTo(right.name());
    }
    // The refusal changed nothing: it can be given away now.
    try (Transfer transfer = right.transfer()) {
      assertThat(transfer.name()).isPositive();
    }
    right.close();
  }

  @ParameterizedTest
  @EnumSource
  void relinquishIsRefusedWhileTheRightIsInUseAndItStaysTheOwners(RightKind kind) {
    PortRight right = kind.make(kernel);
    SortedMap<Integer, String> held = kernel.snapshot();
    try (Loan loan = right.lend()) {
      assertThatIllegalStateException().isThrownBy(() -> kind.relinquish(right));
      assertThat(loan.name()).isEqualTo(right.name());
    }
    assertThat(kernel.snapshot()).isEqualTo(held);
    kernel.calls().clear();
    right.close();
    assertThat(kernel.calls().routines()).containsExactly(kind.releaseRoutine);
  }

  @Test
  void aRightThatCameBackUnderAnotherNameIsOwnedUnderThatName() {
    RemotePort port = kernel.remotePort();
    RemotePort other = kernel.remotePort();
    SendRight right = SendRight.adopt(kernel.mach(), port.name());
    try (Transfer transfer = right.transfer()) {
      kernel.deallocate(transfer.name());
      transfer.returnedAs(other.name());
      assertThat(transfer.name()).isEqualTo(other.name());
    }
    assertThat(right.name()).isEqualTo(other.name());
    right.close();
    assertThat(kernel.type(other.name()).bits()).isZero();
  }

  @Test
  void endingATransferTwiceEndsItOnce() {
    SendRight right = SendRight.adopt(kernel.mach(), kernel.remotePort().name());
    Transfer first = right.transfer();
    first.close();
    Transfer second = right.transfer();
    first.succeeded();
    first.close();
    assertThatIllegalStateException().isThrownBy(right::name);
    second.close();
    assertThat(right.name()).isPositive();
    right.close();
  }
}

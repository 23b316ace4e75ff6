package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("kernel")
@Timeout(60)
class LoanTest {
  private final TestKernel kernel = TestKernel.create();

  @ParameterizedTest
  @EnumSource
  void aRightClosedDuringALoanGoesBackWhenTheLoanEnds(RightKind kind) {
    SortedMap<Integer, String> before = kernel.snapshot();
    PortRight right = kind.make(kernel);
    SortedMap<Integer, String> held = kernel.snapshot();
    Loan loan = right.lend();
    kernel.calls().clear();
    right.close();
    assertThat(kernel.calls().calls()).isEmpty();
    assertThat(kernel.snapshot()).isEqualTo(held);
    loan.close();
    assertThat(kernel.calls().routines()).containsExactly(kind.releaseRoutine);
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void theLastOfSeveralLoansGivesTheRightBackAndOnlyIt(RightKind kind) {
    PortRight right = kind.make(kernel);
    Loan first = right.lend();
    Loan second = right.lend();
    kernel.calls().clear();
    right.close();
    first.close();
    assertThat(kernel.calls().calls()).isEmpty();
    second.close();
    second.close();
    first.close();
    right.close();
    assertThat(kernel.calls().routines()).containsExactly(kind.releaseRoutine);
  }

  @Test
  void theNameOnLoanStaysGoodAfterTheRightIsClosed() {
    RemotePort port = kernel.remotePort();
    SendRight right = SendRight.adopt(kernel.mach(), port.name());
    try (Loan loan = right.lend()) {
      right.close();
      assertThat(loan.name()).isEqualTo(port.name());
      assertThat(kernel.references(loan.name(), Right.SEND)).isEqualTo(1);
    }
    assertThat(kernel.type(port.name()).bits()).isZero();
  }

  @Test
  void aClosedRightLendsNoMoreWhileALoanIsStillOpen() {
    SendRight right = SendRight.adopt(kernel.mach(), kernel.remotePort().name());
    try (Loan loan = right.lend()) {
      right.close();
      assertThatIllegalStateException().isThrownBy(right::lend);
      assertThat(loan.name()).isPositive();
    }
  }

  @Test
  void endingALoanTwiceEndsItOnce() {
    SendRight right = SendRight.adopt(kernel.mach(), kernel.remotePort().name());
    Loan other = right.lend();
    Loan loan = right.lend();
    loan.close();
    loan.close();
    kernel.calls().clear();
    right.close();
    assertThat(kernel.calls().calls()).isEmpty();
    other.close();
    assertThat(kernel.calls().routines()).containsExactly("mach_port_deallocate");
  }

  @Test
  void aLoanOfTheOwnTaskEndsWithoutACall() {
    Task self = kernel.mach().task();
    int before = kernel.references(kernel.self(), Right.SEND);
    kernel.calls().clear();
    try (Loan loan = self.lend()) {
      assertThat(loan.name()).isEqualTo(kernel.self());
    }
    assertThat(kernel.calls().calls()).isEmpty();
    assertThat(kernel.references(kernel.self(), Right.SEND)).isEqualTo(before);
  }

  @Test
  void closeInTheMiddleOfACallTakesEffectWhenTheCallIsOver() {
    SendRight right = SendRight.adopt(kernel.mach(), kernel.remotePort().name());
    kernel.calls().before("mach_port_type", () -> Threads.run(right::close));
    kernel.calls().clear();
    assertThat(right.type().has(Right.SEND)).isTrue();
    assertThat(kernel.calls().routines()).containsExactly("mach_port_type", "mach_port_deallocate");
  }

  @Test
  void aFailedCallEndsItsLoanToo() {
    SendRight right = SendRight.adopt(kernel.mach(), kernel.remotePort().name());
    kernel.deallocate(right.name());
    assertThatExceptionOfType(MachException.class).isThrownBy(right::type);
    kernel.calls().clear();
    right.close();
    // Not put off to the end of a loan that nobody would end any more.
    assertThat(kernel.calls().routines()).containsExactly("mach_port_deallocate");
  }
}

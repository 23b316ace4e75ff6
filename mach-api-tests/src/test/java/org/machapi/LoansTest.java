package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("kernel")
@Timeout(60)
class LoansTest {
  private final TestKernel kernel = TestKernel.create();
  private final Loans loans = new Loans();

  private SendRight send() {
    return SendRight.adopt(kernel.mach(), kernel.remotePort().name());
  }

  @Test
  void rightsClosedWhileOnLoanGoBackWhenAllLoansEnd() {
    SortedMap<Integer, String> before = kernel.snapshot();
    List<SendRight> rights = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      SendRight right = send();
      rights.add(right);
      assertThat(loans.lend(right)).isEqualTo(right.name());
    }
    SortedMap<Integer, String> held = kernel.snapshot();
    rights.forEach(SendRight::close);
    assertThat(kernel.snapshot()).isEqualTo(held);
    loans.end();
    assertThat(kernel.snapshot()).isEqualTo(before);
    kernel.calls().clear();
    loans.end();
    assertThat(kernel.calls().calls()).isEmpty();
  }

  @Test
  void whatIsOnLoanCannotBeGivenAwayUntilTheEnd() {
    SendRight right = send();
    loans.lend(right);
    loans.lend(right);
    assertThatIllegalStateException().isThrownBy(right::transfer).withMessageContaining("2 loans");
    loans.end();
    assertThat(right.relinquish()).isPositive();
  }

  @Test
  void aClosedRightIsNotLentAndTheLoansSoFarRemain() {
    SendRight right = send();
    SendRight closed = send();
    closed.close();
    loans.lend(right);
    assertThatIllegalStateException()
        .isThrownBy(() -> loans.lend(closed))
        .withMessageContaining("is closed");
    assertThatIllegalStateException().isThrownBy(right::transfer);
    loans.end();
    // And so they can be used again.
    assertThat(loans.lend(right)).isEqualTo(right.name());
    loans.end();
    right.close();
  }

  @Test
  void theOwnTaskIsLentLikeAnyOther() {
    assertThat(loans.lend(kernel.mach().task())).isEqualTo(kernel.self());
    loans.end();
  }
}

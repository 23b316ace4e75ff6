package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.machapi.Loan;
import org.machapi.ReceiveRight;
import org.machapi.Threads;

/**
 * Closing a port or a set ends the waits for a message there, whenever it happens, and no others.
 */
@Timeout(60)
class ReceiveCloseTest extends ReceiveWaits {
  @ParameterizedTest
  @EnumSource
  void closeEndsAWaitWithoutLimit(Source source) throws Exception {
    int name = right(source).name();
    Threads.Running<Integer> receiving = blocked(source(source));
    right(source).close();
    assertEndedByClose(receiving);
    assertThat(kernel.type(name).bits()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void closeEndsAWaitThatHasALimit(Source source) throws Exception {
    int name = right(source).name();
    Threads.Running<Integer> receiving =
        receiving(source(source), Deadline.in(Duration.ofHours(1)));
    receiving.awaitStop();
    right(source).close();
    assertEndedByClose(receiving);
    assertThat(kernel.type(name).bits()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void closeJustBeforeTheWaitInTheKernelEndsItToo(Source source) throws Exception {
    int name = right(source).name();
    beforeTheWait(() -> right(source).close());
    assertEndedByClose(receiving(source(source), Deadline.none()));
    assertThat(kernel.type(name).bits()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aMessageThatCameBeforeTheCloseIsReceivedAllTheSame(Source source) throws Exception {
    int name = right(source).name();
    beforeTheWait(
        () -> {
          send(21);
          right(source).close();
        });
    assertThat(receiving(source(source), Deadline.none()).await()).isEqualTo(21);
    assertThat(kernel.type(name).bits()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void closeEndsTheWaitsOfAll(Source source) throws Exception {
    Threads.Running<Integer> first = blocked(source(source));
    Threads.Running<Integer> second = blocked(source(source));
    Threads.Running<Integer> third = blocked(source(source));
    right(source).close();
    assertEndedByClose(first);
    assertEndedByClose(second);
    assertEndedByClose(third);
  }

  @Test
  void nobodyIsWokenWhereNobodyWaits() {
    try (Loan loan = port.lend()) {
      kernel.calls().clear();
      port.close();
      assertThat(kernel.calls().calls()).isEmpty();
      assertThat(kernel.type(loan.name())).hasToString("RECEIVE");
    }
    assertThat(kernel.calls().routines()).containsExactly("mach_port_destruct");
  }

  @Test
  void aPortThatIsUsedOtherwiseGoesBackWhenThatUseEndsAndTheWaitEndsAtOnce() throws Exception {
    Threads.Running<Integer> receiving = blocked(port);
    int name = port.name();
    try (Loan loan = port.lend()) {
      assertThat(loan.name()).isEqualTo(name);
      port.close();
      assertEndedByClose(receiving);
      assertThat(kernel.type(name)).hasToString("RECEIVE");
    }
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void closingAMemberLeavesTheWaitAtTheSet() throws Exception {
    ReceiveRight other = ReceiveRight.allocate(mach);
    set.add(other);
    Threads.Running<Integer> receiving = blocked(set);
    other.close();
    assertThat(receiving.result().isDone()).isFalse();
    send(22);
    assertThat(receiving.await()).isEqualTo(22);
  }

  @Test
  void closingTheSetLeavesTheWaitAtAMember() throws Exception {
    Threads.Running<Integer> receiving = blocked(port);
    set.close();
    send(23);
    assertThat(receiving.await()).isEqualTo(23);
  }
}

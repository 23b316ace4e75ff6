package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DeadlineTest {

  @Test
  void noDeadlineHasNoLimit() {
    assertThat(Deadline.none().isLimited()).isFalse();
  }

  @Test
  void anImmediateDeadlineHasPassed() {
    assertThat(Deadline.immediate().isLimited()).isTrue();
    assertThat(Deadline.immediate().remainingMillis()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void nothingOrLessIsImmediate(long nanos) {
    assertThat(Deadline.in(Duration.ofNanos(nanos))).isSameAs(Deadline.immediate());
  }

  @Test
  void whatRemainsIsRoundedUpSoThatNoWaitEndsEarly() {
    long before = System.nanoTime();
    Deadline deadline = Deadline.in(Duration.ofHours(1));
    int remaining = deadline.remainingMillis();
    long elapsed = System.nanoTime() - before;
    Duration atLeast = Duration.ofHours(1).minusNanos(elapsed);
    assertThat(Duration.ofMillis(remaining)).isGreaterThanOrEqualTo(atLeast);
    assertThat(remaining).isLessThanOrEqualTo((int) Duration.ofHours(1).toMillis());
  }

  @Test
  void theMomentStaysWhereItIsWhenItIsAskedAgain() {
    Deadline deadline = Deadline.in(Duration.ofMillis(2));
    assertThat(deadline.isLimited()).isTrue();
    int last = deadline.remainingMillis();
    assertThat(last).isBetween(0, 2);
    // Comes to 0 by itself: a timeout that began anew with each question would not.
    while (last > 0) {
      int now = deadline.remainingMillis();
      assertThat(now).isLessThanOrEqualTo(last);
      last = now;
    }
    assertThat(deadline.remainingMillis()).isZero();
  }

  @Test
  void aWaitOfMoreThanACenturyHasNoLimit() {
    assertThat(Deadline.in(Duration.ofDays(36_501)).isLimited()).isFalse();
    assertThat(Deadline.in(Duration.ofSeconds(Long.MAX_VALUE)).isLimited()).isFalse();
  }

  @Test
  void aWaitOfManyYearsIsAsLongAsACallCanWait() {
    Deadline deadline = Deadline.in(Duration.ofDays(36_500));
    assertThat(deadline.isLimited()).isTrue();
    assertThat(deadline.remainingMillis()).isEqualTo(Integer.MAX_VALUE);
  }
}

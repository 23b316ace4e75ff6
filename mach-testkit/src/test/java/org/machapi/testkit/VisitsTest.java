package org.machapi.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who was alone from beginning to end, and who was not. */
class VisitsTest {
  private final Visits visits = new Visits();

  @Test
  void oneAfterTheOtherIsAlone() {
    assertThat(visits.end(visits.begin())).isTrue();
    assertThat(visits.end(visits.begin())).isTrue();
  }

  @Test
  void whoComesWhileAnotherIsThereIsNotAlone() {
    long first = visits.begin();
    long second = visits.begin();
    assertThat(visits.end(first)).isFalse();
    assertThat(visits.end(second)).isFalse();
    assertThat(visits.end(visits.begin())).isTrue();
  }

  @Test
  void whoWasJoinedForAWhileWasNotAlone() {
    long first = visits.begin();
    assertThat(visits.end(visits.begin())).isFalse();
    assertThat(visits.end(first)).isFalse();
  }
}

package org.machapi.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND_ONCE;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The conditions of contracts: each operator, and what is no condition. */
class ConditionTest {
  private static final Holdings NOTHING = new Holdings(Map.of());

  private static boolean holds(String text, Map<String, Long> arguments) {
    Condition condition = Condition.parse(text);
    condition.check();
    return condition.holds(arguments, NOTHING);
  }

  @Test
  void noConditionAlwaysHolds() {
    assertThat(holds("", Map.of())).isTrue();
    assertThat(Condition.parse("").isEmpty()).isTrue();
    assertThat(Condition.parse("n = 1").isEmpty()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "n = 3, 3, true",
    "n = 3, 4, false",
    "n = 1 | 3, 3, true",
    "n = 1 | 3, 2, false",
    "n != 3, 3, false",
    "n != 3, 4, true",
    "n != 1 | 3, 3, false",
    "n != 1 | 3, 2, true",
    "n < 0, -1, true",
    "n < 0, 0, false",
    "n < 0, 1, false",
    "n > 0, 1, true",
    "n > 0, 0, false",
    "n > 0, -1, false",
    "n = -2, -2, true",
    "n > 1 and n < 4, 3, true",
    "n > 1 and n < 4, 4, false",
    "n > 1 and n < 4, 1, false"
  })
  void numbersAreCompared(String text, long value, boolean holds) {
    assertThat(holds(text, Map.of("n", value))).isEqualTo(holds);
  }

  @Test
  void namesOfConstantsStandForTheirNumbers() {
    assertThat(holds("right = MACH_PORT_RIGHT_RECEIVE", Map.of("right", 1L))).isTrue();
    assertThat(holds("right = MACH_PORT_RIGHT_RECEIVE", Map.of("right", 2L))).isFalse();
    assertThat(holds("poly = MACH_MSG_TYPE_COPY_SEND", Map.of("poly", 19L))).isTrue();
    assertThat(holds("id = MACH_NOTIFY_DEAD_NAME", Map.of("id", 0x48L))).isTrue();
    assertThat(holds("which = TASK_KERNEL_PORT", Map.of("which", 1L))).isTrue();
  }

  @Test
  void aBitIsLookedForAmongOthers() {
    assertThat(holds("options has MPO_INSERT_SEND_RIGHT", Map.of("options", 0x10L))).isTrue();
    assertThat(holds("options has MPO_INSERT_SEND_RIGHT", Map.of("options", 0x7fL))).isTrue();
    assertThat(holds("options has MPO_INSERT_SEND_RIGHT", Map.of("options", 0x6fL))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "SEND, " + MACH_PORT_TYPE_SEND,
    "RECEIVE, " + MACH_PORT_TYPE_RECEIVE,
    "SEND_ONCE, " + MACH_PORT_TYPE_SEND_ONCE,
    "PORT_SET, " + MACH_PORT_TYPE_PORT_SET,
    "DEAD_NAME, " + MACH_PORT_TYPE_DEAD_NAME
  })
  void aNameIsLookedUpInWhatWasHeldBefore(String right, int type) {
    Holdings before = new Holdings(Map.of(7, new Holding(type, 1, 0, 0)));
    Map<String, Long> arguments = Map.of("name", 7L, "other", 8L);

    assertThat(Condition.parse("name is " + right).holds(arguments, before)).isTrue();
    assertThat(Condition.parse("other is " + right).holds(arguments, before)).isFalse();
    for (String another : new String[] {"SEND", "RECEIVE", "SEND_ONCE", "PORT_SET", "DEAD_NAME"}) {
      assertThat(Condition.parse("name is " + another).holds(arguments, before))
          .isEqualTo(another.equals(right));
      assertThat(Condition.parse("name is " + another + " | " + right).holds(arguments, before))
          .isTrue();
    }
  }

  @Test
  void aNameCanBeTwoThingsAtOnce() {
    int both = MACH_PORT_TYPE_SEND | MACH_PORT_TYPE_RECEIVE;
    Holdings before = new Holdings(Map.of(7, new Holding(both, 1, 1, 0)));

    assertThat(Condition.parse("n is SEND and n is RECEIVE").holds(Map.of("n", 7L), before))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"n", "n =", "= 1", "n == 1", "n >= 1", "n = 1 and", "n = 1 or n = 2", "n=1"})
  void whatIsNoConditionIsRefused(String text) {
    assertThatThrownBy(() -> Condition.parse(text).check())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n = MACH_PORT_RIGHT_LEFT",
        "n != NOTHING",
        "n < x",
        "n > MANY",
        "n has NO_BIT",
        "n = 1 | TWO",
        "n is SENT",
        "n is SEND | RECEIVED"
      })
  void unknownConstantsAndRightsAreRefused(String text) {
    assertThatThrownBy(() -> Condition.parse(text).check())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aParameterThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> holds("n = 1", Map.of("m", 1L)))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void aConditionFallsIntoItsSingleCases() {
    assertThat(Condition.parse("n = A | B and m is SEND | RECEIVE").cases())
        .extracting(Condition::toString)
        .containsExactly(
            "n = A and m is SEND",
            "n = A and m is RECEIVE",
            "n = B and m is SEND",
            "n = B and m is RECEIVE");
    assertThat(Condition.parse("n != 1 | 2 and m > 0").cases())
        .extracting(Condition::toString)
        .containsExactly("n != 1 | 2 and m > 0");
    assertThat(Condition.parse("").cases()).singleElement().matches(Condition::isEmpty);
  }

  @Test
  void aConditionTellsTheParametersThatItLooksAt() {
    assertThat(Condition.parse("n = 1 and m is SEND and k has 4").parameters())
        .containsExactly("n", "m", "k");
  }
}

package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DNREQUEST;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SPREQUEST;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SPREQUEST_DELAYED;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortTypeTest {

  @ParameterizedTest
  @EnumSource
  void aTypeHasTheRightsOfItsBitsAndNoOthers(Right right) {
    // The bit of a right is its number counted from 16 (mach/port.h: MACH_PORT_TYPE).
    PortType type = new PortType(1 << (right.number() + 16));
    for (Right other : Right.values()) {
      assertThat(type.has(other)).isEqualTo(other == right);
    }
    assertThat(type).hasToString(right.name());
  }

  @Test
  void rightsThatShareANameAreAllThere() {
    PortType type = new PortType(MACH_PORT_TYPE_SEND | MACH_PORT_TYPE_RECEIVE);
    assertThat(type.has(Right.SEND)).isTrue();
    assertThat(type.has(Right.RECEIVE)).isTrue();
    assertThat(type).hasToString("SEND|RECEIVE");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {MACH_PORT_TYPE_DNREQUEST, MACH_PORT_TYPE_SPREQUEST, MACH_PORT_TYPE_SPREQUEST_DELAYED})
  void aRequestedNotificationShows(int request) {
    PortType type = new PortType(MACH_PORT_TYPE_SEND | request);
    assertThat(type.hasNotificationRequest()).isTrue();
    assertThat(type).hasToString("SEND|NOTIFICATION_REQUEST");
    assertThat(new PortType(MACH_PORT_TYPE_SEND).hasNotificationRequest()).isFalse();
  }

  @Test
  void noRightReadsAsNone() {
    assertThat(new PortType(0)).hasToString("NONE");
  }

  @Test
  void unknownBitsAreShownRatherThanDropped() {
    assertThat(new PortType(MACH_PORT_TYPE_DEAD_NAME | 2)).hasToString("DEAD_NAME|0x2");
    assertThat(new PortType(2)).hasToString("0x2");
  }
}

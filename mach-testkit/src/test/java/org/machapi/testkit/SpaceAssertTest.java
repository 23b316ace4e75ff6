package org.machapi.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.testkit.MachAssertions.assertThat;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.machapi.IpcSpace;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.Right;
import org.machapi.SendRight;

/** Assertions about a port space; the numbers in the failures come from the kernel. */
@Simulated
@NoPortLeaks
class SpaceAssertTest {
  private final Mach mach;
  private final IpcSpace space;
  private final RightsSnapshot before;

  SpaceAssertTest(Mach mach) {
    this.mach = mach;
    this.space = mach.space();
    this.before = RightsSnapshot.of(space);
  }

  private static void assertFails(ThrowingCallable assertion, String... lines) {
    assertThatThrownBy(assertion)
        .isInstanceOf(AssertionError.class)
        .hasMessage(String.join("\n", lines));
  }

  @Test
  void theNumberOfNames() {
    assertThat(space).hasNames(1);
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      assertThat(space).hasNames(2);
      assertFails(
          () -> assertThat(space).hasNames(1),
          "Expected a port space of 1 name, but it has 2:",
          "    0x103: SEND 1",
          "    0x203: RECEIVE 1");
      assertThat(port.name()).isEqualTo(0x203);
    }
    assertThat(space).hasNames(1);
  }

  @Test
  void noNamesBesideThoseBefore() {
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight send = port.makeSend();
        SendRight copy = send.copy()) {
      assertThat(copy.name()).isEqualTo(port.name());
      assertFails(
          () -> assertThat(space).hasNoNamesBeside(before),
          "Expected no names beside those before, but there are:",
          "    0x203: SEND 2, RECEIVE 1; before: nothing");
      assertThat(space).hasNoNamesBeside(RightsSnapshot.of(space));
    }
    assertThat(space).hasNoNamesBeside(before);
  }

  @Test
  void moreReferencesOnANameOfBeforeAreNoNewName() {
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      RightsSnapshot withPort = RightsSnapshot.of(space);
      try (SendRight send = port.makeSend()) {
        assertThat(space).hasNoNamesBeside(withPort);
        assertFails(
            () -> assertThat(space).hasSameRightsAs(withPort),
            "Expected the same rights as before, but:",
            "    0x203: SEND 1, RECEIVE 1; before: RECEIVE 1");
        assertThat(send.name()).isEqualTo(port.name());
      }
      assertThat(space).hasSameRightsAs(withPort);
    }
  }

  @Test
  void aNameThatIsGoneIsADifferenceButNoNewName() {
    RightsSnapshot withPort;
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      withPort = RightsSnapshot.of(port.mach().space());
    }
    assertThat(space).hasNoNamesBeside(withPort);
    assertFails(
        () -> assertThat(space).hasSameRightsAs(withPort),
        "Expected the same rights as before, but:",
        "    0x203: nothing; before: RECEIVE 1");
  }

  @Test
  void theReferencesOfOneName() {
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight send = port.makeSend()) {
      int name = send.name();
      assertThat(space).hasReferences(name, Right.SEND, 1).hasReferences(name, Right.RECEIVE, 1);
      assertThat(space).hasReferences(0x9903, Right.SEND, 0);
      assertFails(
          () -> assertThat(space).hasReferences(name, Right.SEND, 2),
          "Expected 0x203 with SEND 2, but the kernel counts: SEND 1, RECEIVE 1");
    }
  }

  @Test
  void aSnapshotHoldsNumbersThatDoNotChange() {
    RightsSnapshot same = RightsSnapshot.of(space);
    assertThat(same).isEqualTo(before).hasSameHashCodeAs(before).hasToString("0x103: SEND 1");
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      RightsSnapshot now = RightsSnapshot.of(space);
      assertThat(now).isNotEqualTo(before);
      assertThat(now.names()).containsExactly(0x103, port.name());
      assertThat(now.references(port.name(), Right.RECEIVE)).isEqualTo(1);
      assertThat(now.references(port.name(), Right.SEND)).isZero();
      assertThat(before.references(port.name(), Right.RECEIVE)).isZero();
    }
  }

  @Test
  void nothingIsNoSpace() {
    assertThatThrownBy(() -> MachAssertions.assertThat((IpcSpace) null).hasNames(1))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void aDescriptionStandsBeforeTheFailure() {
    assertThatThrownBy(() -> assertThat(space).as("after start-up").hasNames(7))
        .hasMessageStartingWith("[after start-up] Expected a port space of 7 names, but it has 1:");
  }
}

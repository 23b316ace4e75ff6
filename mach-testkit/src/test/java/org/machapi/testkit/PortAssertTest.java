package org.machapi.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.testkit.MachAssertions.assertThat;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.machapi.DeadName;
import org.machapi.Mach;
import org.machapi.PortSet;
import org.machapi.PortView;
import org.machapi.ReceiveRight;
import org.machapi.Right;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.raw.PortConstants;

/** Assertions about rights and views; the numbers in the failures come from the kernel. */
@Simulated
@NoPortLeaks
class PortAssertTest {
  private final Mach mach;

  PortAssertTest(Mach mach) {
    this.mach = mach;
  }

  private static void assertFails(ThrowingCallable assertion, String message) {
    assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessage(message);
  }

  @Test
  void referencesOfTheKindThatTheObjectStandsFor() {
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight send = port.makeSend();
        SendRight copy = send.copy();
        SendOnceRight once = port.makeSendOnce();
        PortSet set = PortSet.allocate(mach)) {
      assertThat(send).hasReferences(2).hasReferences(Right.RECEIVE, 1);
      assertThat(copy).hasReferences(2);
      assertThat(port).hasReferences(1).hasReferences(Right.SEND, 2);
      assertThat(once).hasReferences(1);
      assertThat(set).hasReferences(1).hasReferences(Right.PORT_SET, 1);
      assertThat(mach.task()).hasReferences(1);
      assertFails(
          () -> assertThat(send).hasReferences(3),
          "Expected SendRight 0x203 to have SEND 3, but the kernel counts: SEND 2, RECEIVE 1");
      assertFails(
          () -> assertThat(port).hasReferences(Right.SEND, 1),
          "Expected ReceiveRight 0x203 to have SEND 1, but the kernel counts: SEND 2, RECEIVE 1");
    }
  }

  @Test
  void whatAnotherHolderDoesShowsAtOnce() {
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight send = port.makeSend()) {
      assertThat(send).hasReferences(1);
      mach.library()
          .mach_port_mod_refs(mach.taskSelf(), send.name(), PortConstants.MACH_PORT_RIGHT_SEND, 4);
      assertThat(send).hasReferences(5);
      mach.library()
          .mach_port_mod_refs(mach.taskSelf(), send.name(), PortConstants.MACH_PORT_RIGHT_SEND, -4);
      assertThat(send).hasReferences(1);
    }
  }

  @Test
  void deadOrNot() {
    ReceiveRight port = ReceiveRight.allocate(mach);
    try (SendRight send = port.makeSend();
        SendOnceRight once = port.makeSendOnce()) {
      assertThat(send).isNotDead().denotes(Right.SEND, Right.RECEIVE);
      assertFails(
          () -> assertThat(send).isDead(),
          "Expected SendRight 0x203 to be a dead name, but it denotes SEND|RECEIVE");
      port.close();
      assertThat(send).isDead().hasReferences(1).denotes(Right.DEAD_NAME);
      assertThat(once).isDead().hasReferences(1);
      assertFails(
          () -> assertThat(send).isNotDead(),
          "Expected SendRight 0x203 to be alive, but it denotes DEAD_NAME");
      assertFails(
          () -> assertThat(send).denotes(Right.SEND),
          "Expected SendRight 0x203 to denote SEND, but it denotes DEAD_NAME");
      assertFails(
          () -> assertThat(send).denotes(),
          "Expected SendRight 0x203 to denote NONE, but it denotes DEAD_NAME");
      assertFails(
          () -> assertThat(send).hasReferences(Right.SEND, 1),
          "Expected SendRight 0x203 to have SEND 1, but the kernel counts: DEAD_NAME 1");
      try (DeadName dead = DeadName.adopt(mach, send.relinquish())) {
        assertThat(dead).isDead().hasReferences(1);
      }
    }
  }

  @Test
  @AllowPortLeaks(because = "references at the end of counting are never given back")
  void peggedOrNot() {
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight send = port.makeSend()) {
      assertThat(send).isNotPegged();
      assertThat(port).isNotPegged();
      assertFails(
          () -> assertThat(send).isPegged(),
          "Expected the references of SendRight 0x203 to be pegged at 65535, but the kernel counts:"
              + " SEND 1, RECEIVE 1");
      mach.library()
          .mach_port_mod_refs(
              mach.taskSelf(), send.name(), PortConstants.MACH_PORT_RIGHT_SEND, 65_534);
      assertThat(send).isPegged().hasReferences(65_535);
      assertFails(
          () -> assertThat(send).isNotPegged(),
          "Expected the references of SendRight 0x203 not to be pegged, but the kernel counts:"
              + " SEND 65535, RECEIVE 1");
    }
  }

  @Test
  void openOrClosed() {
    ReceiveRight port = ReceiveRight.allocate(mach);
    assertThat(port).isOpen();
    assertFails(
        () -> assertThat(port).isClosed(),
        "Expected ReceiveRight 0x203 to be closed or given away, but it is open");
    SendRight send = port.makeSend();
    try (SendRight again = SendRight.adopt(mach, send.relinquish())) {
      assertThat(again).isOpen();
    }
    assertThat(send).isClosed();
    port.close();
    assertThat(port).isClosed();
    assertThatThrownBy(() -> assertThat(port).isOpen())
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(
            "Expected ReceiveRight 0x203 to be open, but: ReceiveRight 0x203 is closed;");
    assertThatThrownBy(() -> assertThat(send).hasReferences(1))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("SendRight 0x203 has been given away;");
  }

  @Test
  void nothingIsNoRight() {
    assertThatThrownBy(() -> MachAssertions.assertThat((PortView) null).isClosed())
        .isInstanceOf(AssertionError.class);
  }
}

package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_UREFS_OVERFLOW;

import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.KernelGeneration;

@Tag("kernel")
@Timeout(60)
class SendRightTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();

  @Test
  void adoptTakesOverTheCallersReferenceAndAddsNone() {
    RemotePort port = kernel.remotePort();
    try (SendRight right = SendRight.adopt(mach, port.name())) {
      assertThat(right.name()).isEqualTo(port.name());
      assertThat(kernel.references(port.name(), Right.SEND)).isEqualTo(1);
    }
    assertThat(kernel.type(port.name()).bits()).isZero();
  }

  @Test
  void adoptUncheckedTakesOverTheReferenceWithoutACall() {
    RemotePort port = kernel.remotePort();
    kernel.calls().clear();
    SendRight right = SendRight.adoptUnchecked(mach, port.name());
    assertThat(kernel.calls().calls()).isEmpty();
    right.close();
    assertThat(kernel.type(port.name()).bits()).isZero();
  }

  @Test
  void adoptRefusesANameThatDenotesNothing() {
    SortedMap<Integer, String> before = kernel.snapshot();
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> SendRight.adopt(mach, 0x4711))
        .withMessageContaining("mach_port_type: KERN_INVALID_NAME (15): ")
        .withMessageContaining("0x4711")
        .satisfies(e -> assertThat(e.routine()).isEqualTo("mach_port_type"))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_NAME));
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void adoptRefusesAReceiveRightAndReleasesNothing() {
    int name = kernel.newReceiveRight();
    SortedMap<Integer, String> before = kernel.snapshot();
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> SendRight.adopt(mach, name))
        .withMessageContaining("mach_port_type: KERN_INVALID_RIGHT (17): ")
        .withMessageContaining("denotes RECEIVE, which is not a send right")
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_RIGHT));
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void adoptRefusesASendOnceRightAndReleasesNothing() {
    int name = kernel.remotePort().grantSendOnce();
    SortedMap<Integer, String> before = kernel.snapshot();
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> SendRight.adopt(mach, name))
        .withMessageContaining("denotes SEND_ONCE");
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void adoptAcceptsTheNameOfAPortThatHasDied() {
    RemotePort port = kernel.remotePort();
    port.die();
    SendRight right = SendRight.adopt(mach, port.name());
    assertThat(right.isDead()).isTrue();
    assertThat(kernel.references(port.name(), Right.DEAD_NAME)).isEqualTo(1);
    right.close();
    assertThat(kernel.type(port.name()).bits()).isZero();
  }

  @Test
  void copyAcquiresOneMoreReferenceUnderTheSameName() {
    RemotePort port = kernel.remotePort();
    SendRight right = SendRight.adopt(mach, port.name());
    SendRight copy = right.copy();
    assertThat(copy.name()).isEqualTo(port.name());
    assertThat(kernel.references(port.name(), Right.SEND)).isEqualTo(2);
    copy.close();
    assertThat(kernel.references(port.name(), Right.SEND)).isEqualTo(1);
    right.close();
  }

  @Test
  void theCopyOutlivesTheRightItCameFrom() {
    RemotePort port = kernel.remotePort();
    SendRight right = SendRight.adopt(mach, port.name());
    SendRight copy = right.copy();
    right.close();
    assertThat(kernel.references(port.name(), Right.SEND)).isEqualTo(1);
    assertThat(copy.isDead()).isFalse();
    copy.close();
    assertThat(kernel.type(port.name()).bits()).isZero();
  }

  @Test
  void copyOfADeadRightIsRefusedAndTheReferenceIsStillToBeClosed() {
    RemotePort port = kernel.remotePort();
    SendRight right = SendRight.adopt(mach, port.name());
    port.die();
    assertThatExceptionOfType(DeadNameException.class)
        .isThrownBy(right::copy)
        .withMessageContaining("mach_port_mod_refs: KERN_INVALID_RIGHT (17): ")
        .withMessageContaining("is a dead name")
        .satisfies(e -> assertThat(e.routine()).isEqualTo("mach_port_mod_refs"));
    assertThat(kernel.references(port.name(), Right.DEAD_NAME)).isEqualTo(1);
    right.close();
    assertThat(kernel.type(port.name()).bits()).isZero();
  }

  @Test
  void aCopyThatFailsAcquiresNothing() {
    RemotePort port = kernel.remotePort();
    SendRight right = SendRight.adopt(mach, port.name());
    kernel.calls().fail("mach_port_mod_refs", KERN_INVALID_RIGHT);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(right::copy)
        .satisfies(e -> assertThat(e).isNotInstanceOf(DeadNameException.class))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_RIGHT));
    assertThat(kernel.references(port.name(), Right.SEND)).isEqualTo(1);
    // Nor does a loan stay open.
    right.close();
    assertThat(kernel.type(port.name()).bits()).isZero();
  }

  @Test
  void aRightWhosePortHasDiedIsClosedInTheSameWay() {
    RemotePort port = kernel.remotePort();
    SendRight right = SendRight.adopt(mach, port.name());
    assertThat(right.isDead()).isFalse();
    port.die();
    assertThat(right.isDead()).isTrue();
    assertThat(right.type().has(Right.DEAD_NAME)).isTrue();
    assertThat(right.references(Right.SEND)).isZero();
    assertThat(right.references(Right.DEAD_NAME)).isEqualTo(1);
    right.close();
    assertThat(kernel.type(port.name()).bits()).isZero();
  }

  @Test
  void relinquishLeavesTheReferenceToTheCaller() {
    RemotePort port = kernel.remotePort();
    SendRight right = SendRight.adopt(mach, port.name());
    kernel.calls().clear();
    assertThat(right.relinquish()).isEqualTo(port.name());
    assertThat(kernel.calls().calls()).isEmpty();
    assertThat(kernel.references(port.name(), Right.SEND)).isEqualTo(1);
  }

  @Test
  void aPlainPortHasNoKernelObject() {
    try (SendRight right = SendRight.adopt(mach, kernel.remotePort().name())) {
      assertThat(right.kernelObject()).isEqualTo(KernelObject.NONE);
    }
  }

  @Test
  void theKernelObjectIsAskedForOnce() {
    try (SendRight right = SendRight.adopt(mach, kernel.remotePort().name())) {
      kernel.calls().clear();
      right.kernelObject();
      right.kernelObject();
      assertThat(kernel.calls().routines()).containsExactly("mach_port_kobject");
    }
  }

  @Test
  void theKernelObjectOfADeadRightIsRefusedAndNothingIsReleased() {
    RemotePort port = kernel.remotePort();
    try (SendRight right = SendRight.adopt(mach, port.name())) {
      port.die();
      assertThatExceptionOfType(DeadNameException.class)
          .isThrownBy(right::kernelObject)
          .satisfies(e -> assertThat(e.routine()).isEqualTo("mach_port_kobject"));
      assertThat(kernel.references(port.name(), Right.DEAD_NAME)).isEqualTo(1);
    }
  }

  @Test
  void aRightWithAnOrdinaryCountIsNotPegged() {
    RemotePort port = kernel.remotePort();
    try (SendRight right = SendRight.adopt(mach, port.name())) {
      assertThat(right.isPegged()).isFalse();
      kernel.addSendReferences(port.name(), IpcSpace.MAX_USER_REFERENCES - 2);
      assertThat(kernel.references(port.name(), Right.SEND)).isEqualTo(65_534);
      assertThat(right.isPegged()).isFalse();
    }
  }

  @Test
  void aPeggedRightIsReportedAndNeverGoesBack() {
    RemotePort port = kernel.remotePort();
    SendRight right = SendRight.adopt(mach, port.name());
    kernel.addSendReferences(port.name(), IpcSpace.MAX_USER_REFERENCES - 1);
    assertThat(kernel.references(port.name(), Right.SEND)).isEqualTo(65_535);
    assertThat(right.isPegged()).isTrue();
    // A copy is granted although nothing can be counted for it.
    right.copy().close();
    right.close();
    assertThat(kernel.references(port.name(), Right.SEND)).isEqualTo(65_535);
  }

  @Test
  void aPeggedDeadNameIsReportedToo() {
    RemotePort port = kernel.remotePort();
    SendRight right = SendRight.adopt(mach, port.name());
    kernel.addSendReferences(port.name(), IpcSpace.MAX_USER_REFERENCES - 1);
    port.die();
    assertThat(right.isPegged()).isTrue();
    right.close();
    assertThat(kernel.references(port.name(), Right.DEAD_NAME)).isEqualTo(65_535);
  }

  @Test
  void beforeCountsWerePeggedACopyTooManyWasRefused() {
    TestKernel old =
        TestKernel.create(
            KernelConfiguration.builder().generation(KernelGeneration.XNU_2782).build());
    RemotePort port = old.remotePort();
    SendRight right = SendRight.adopt(old.mach(), port.name());
    old.addSendReferences(port.name(), 65_533);
    assertThat(old.references(port.name(), Right.SEND)).isEqualTo(65_534);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(right::copy)
        .satisfies(e -> assertThat(e.routine()).isEqualTo("mach_port_mod_refs"))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_UREFS_OVERFLOW));
    assertThat(old.references(port.name(), Right.SEND)).isEqualTo(65_534);
    right.close();
    assertThat(old.references(port.name(), Right.SEND)).isEqualTo(65_533);
  }

  @Test
  void aLookAtADeadNameAddsTheReferenceOfARequestedNotification() {
    int receiver = kernel.newReceiveRight();
    RemotePort port = kernel.remotePort();
    try (SendRight right = SendRight.adopt(mach, port.name())) {
      kernel.requestDeadNameNotification(port.name(), receiver);
      port.die();
      assertThat(right.type().has(Right.DEAD_NAME)).isTrue();
      assertThat(right.references(Right.DEAD_NAME)).isEqualTo(2);
    }
    // The second belongs to whoever asked for the notification.
    assertThat(kernel.references(port.name(), Right.DEAD_NAME)).isEqualTo(1);
    DeadName.adopt(mach, port.name()).close();
    assertThat(kernel.type(port.name()).bits()).isZero();
  }
}

package org.machapi.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;

import java.util.SortedMap;
import jnr.ffi.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.DeadName;
import org.machapi.DeadNameException;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.message.Deadline;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.PortConstants;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.KernelGeneration;

/** Being told that a port has died, and who owns the reference that this brings. */
@Timeout(60)
@SuppressWarnings("try") // A request is held open, not used; what is closed early is the test.
class DeadNameRequestTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final NotificationPort port = NotificationPort.allocate(mach);
  private final RemotePort remote = kernel.remotePort();
  private final SendRight server = SendRight.adopt(mach, remote.name());

  @AfterEach
  void closeAll() {
    server.close();
    port.close();
  }

  private DeadNameNotification receiveDeadName() {
    return (DeadNameNotification) port.receive(Deadline.immediate());
  }

  @Test
  void nothingComesWhileThePortLives() {
    try (NotificationRequest request = port.requestDeadName(server)) {
      assertThat(request.hasPrevious()).isFalse();
      assertThat(kernel.type(server.name()).hasNotificationRequest()).isTrue();
      assertThat(port.receive(Deadline.immediate())).isNull();
    }
  }

  @Test
  void theDeathOfThePortIsToldWithItsName() {
    try (NotificationRequest request = port.requestDeadName(server)) {
      remote.die();
      try (DeadNameNotification notification = receiveDeadName()) {
        assertThat(notification.name()).isEqualTo(server.name());
        assertThat(notification).hasToString("dead name 0x" + Integer.toHexString(server.name()));
      }
    }
  }

  @Test
  void theNotificationOwnsOneMoreReference() {
    try (NotificationRequest request = port.requestDeadName(server)) {
      remote.die();
      try (DeadNameNotification notification = receiveDeadName()) {
        assertThat(notification.hasDeadName()).isTrue();
        assertThat(kernel.references(server.name(), Right.DEAD_NAME)).isEqualTo(2);
      }
      assertThat(kernel.references(server.name(), Right.DEAD_NAME)).isOne();
    }
  }

  @Test
  void nothingIsLeftWhenNotificationAndRightAreClosed() {
    int name = server.name();
    try (NotificationRequest request = port.requestDeadName(server)) {
      remote.die();
      receiveDeadName().close();
      server.close();
      assertThat(kernel.type(name).bits()).isZero();
    }
  }

  @Test
  void theReferenceOutlivesTheRight() {
    int name = server.name();
    try (NotificationRequest request = port.requestDeadName(server)) {
      remote.die();
      server.close();
      try (DeadNameNotification notification = receiveDeadName()) {
        assertThat(kernel.references(name, Right.DEAD_NAME)).isOne();
        assertThat(notification.hasDeadName()).isTrue();
      }
      assertThat(kernel.type(name).bits()).isZero();
    }
  }

  @Test
  void aReferenceThatWasTakenIsTheTakers() {
    try (NotificationRequest request = port.requestDeadName(server)) {
      remote.die();
      DeadName taken;
      try (DeadNameNotification notification = receiveDeadName()) {
        taken = notification.takeDeadName();
        assertThat(notification.hasDeadName()).isFalse();
        assertThatThrownBy(notification::takeDeadName).isInstanceOf(IllegalStateException.class);
      }
      assertThat(kernel.references(server.name(), Right.DEAD_NAME)).isEqualTo(2);
      taken.close();
      assertThat(kernel.references(server.name(), Right.DEAD_NAME)).isOne();
    }
  }

  @Test
  void closingTwiceGivesBackOnce() {
    try (NotificationRequest request = port.requestDeadName(server)) {
      remote.die();
      DeadNameNotification notification = receiveDeadName();
      notification.close();
      notification.close();
      assertThat(kernel.references(server.name(), Right.DEAD_NAME)).isOne();
      assertThatThrownBy(notification::takeDeadName).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void whereTheWholeNameWasDestroyedThereIsNoReference() {
    try (NotificationRequest request = port.requestDeadName(server)) {
      remote.die();
      int name = server.relinquish();
      TestKernel.expectSuccess(
          "mach_port_destroy", kernel.raw().mach_port_destroy(kernel.self(), name));
      SortedMap<Integer, String> before = kernel.snapshot();
      try (DeadNameNotification notification = receiveDeadName()) {
        assertThat(notification.name()).isEqualTo(name);
        assertThat(notification.hasDeadName()).isFalse();
        assertThat(notification.takeDeadName()).isNull();
      }
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }

  @Test
  void aNameWhereCountingEndsGetsNoFurtherReference() {
    kernel.addSendReferences(server.name(), 65_534);
    try (NotificationRequest request = port.requestDeadName(server)) {
      remote.die();
      try (DeadNameNotification notification = receiveDeadName()) {
        assertThat(notification.hasDeadName()).isTrue();
        assertThat(kernel.references(server.name(), Right.DEAD_NAME)).isEqualTo(65_535);
      }
      assertThat(kernel.references(server.name(), Right.DEAD_NAME)).isEqualTo(65_535);
    }
  }

  @Test
  void aNameThatIsDeadAlreadyIsRefusedAndTheRefusalIsToldAsSendOnce() {
    remote.die();
    SortedMap<Integer, String> before = kernel.snapshot();
    assertThatThrownBy(() -> port.requestDeadName(server))
        .isInstanceOf(DeadNameException.class)
        .extracting(e -> ((DeadNameException) e).kernReturn().code())
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(port.receive(Deadline.immediate())).isEqualTo(new SendOnceNotification());
    assertThat(port.receive(Deadline.immediate())).isNull();
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void olderKernelsRefuseADeadNameAsWell() {
    TestKernel old =
        TestKernel.create(
            KernelConfiguration.builder().generation(KernelGeneration.XNU_7195).build());
    try (NotificationPort oldPort = NotificationPort.allocate(old.mach());
        DeadName dead = DeadName.adopt(old.mach(), old.newDeadName())) {
      assertThatThrownBy(() -> oldPort.requestDeadName(dead)).isInstanceOf(DeadNameException.class);
      assertThat(old.references(dead.name(), Right.DEAD_NAME)).isOne();
    }
  }

  @Test
  void aSendOnceRightCanBeWatched() {
    try (SendOnceRight once = SendOnceRight.adopt(mach, remote.grantSendOnce());
        NotificationRequest request = port.requestDeadName(once)) {
      remote.die();
      try (DeadNameNotification notification = receiveDeadName()) {
        assertThat(notification.name()).isEqualTo(once.name());
        assertThat(kernel.references(once.name(), Right.DEAD_NAME)).isEqualTo(2);
      }
      assertThat(kernel.references(once.name(), Right.DEAD_NAME)).isOne();
    }
  }

  @Test
  void aReceiveRightWithASendRightBesideItBecomesADeadName() {
    ReceiveRight receive = ReceiveRight.allocate(mach);
    int name = receive.name();
    try (SendRight send = receive.makeSend();
        NotificationRequest request = port.requestDeadName(receive)) {
      receive.close();
      try (DeadNameNotification notification = receiveDeadName()) {
        assertThat(notification.name()).isEqualTo(name);
        assertThat(kernel.references(name, Right.DEAD_NAME)).isEqualTo(2);
      }
    }
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void aReceiveRightAloneFreesItsName() {
    ReceiveRight receive = ReceiveRight.allocate(mach);
    int name = receive.name();
    try (NotificationRequest request = port.requestDeadName(receive)) {
      receive.close();
      assertThat(port.receive(Deadline.immediate())).isEqualTo(new PortDeletedNotification(name));
    }
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void givingBackTheLastReferenceIsToldAsPortDeleted() {
    int name = server.name();
    try (NotificationRequest request = port.requestDeadName(server)) {
      server.close();
      assertThat(port.receive(Deadline.immediate())).isEqualTo(new PortDeletedNotification(name));
      remote.die();
      assertThat(port.receive(Deadline.immediate())).isNull();
    }
  }

  @Test
  void aRightThatGoesAwayIsToldAsPortDeleted() {
    int name = server.name();
    try (NotificationRequest request = port.requestDeadName(server)) {
      kernel.task().grant(server.relinquish(), MACH_MSG_TYPE_MOVE_SEND, remote.owner());
      assertThat(port.receive(Deadline.immediate())).isEqualTo(new PortDeletedNotification(name));
    }
  }

  @Test
  void aSendOnceRightThatIsGivenBackIsToldAsPortDeleted() {
    SendOnceRight once = SendOnceRight.adopt(mach, remote.grantSendOnce());
    int name = once.name();
    try (NotificationRequest request = port.requestDeadName(once)) {
      once.close();
      assertThat(port.receive(Deadline.immediate())).isEqualTo(new PortDeletedNotification(name));
    }
  }

  @Test
  void oneReferenceOfSeveralIsNotTheLast() {
    try (SendRight copy = server.copy();
        NotificationRequest request = port.requestDeadName(copy)) {
      copy.close();
      assertThat(port.receive(Deadline.immediate())).isNull();
    }
  }

  @Test
  void aRequestThatTheKernelRefusesLeavesNothingBehind() {
    SortedMap<Integer, String> before = kernel.snapshot();
    int set = portSet();
    kernel
        .calls()
        .on(
            "mach_port_request_notification",
            (arguments, rest) -> {
              // The same call for a port set, which has no such notifications.
              return kernel
                  .raw()
                  .mach_port_request_notification(
                      kernel.self(),
                      set,
                      72,
                      0,
                      port.port().name(),
                      21,
                      (Pointer) arguments.get(6));
            });
    assertThatThrownBy(() -> port.requestDeadName(server))
        .hasMessageContaining("KERN_INVALID_RIGHT");
    kernel.calls().restore("mach_port_request_notification");
    TestKernel.expectSuccess(
        "mach_port_destroy", kernel.raw().mach_port_destroy(kernel.self(), set));
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(port.receive(Deadline.immediate())).isEqualTo(new SendOnceNotification());
  }

  private int portSet() {
    NativeBuffer out = NativeBuffer.allocate(4);
    TestKernel.expectSuccess(
        "mach_port_allocate",
        kernel
            .raw()
            .mach_port_allocate(
                kernel.self(), PortConstants.MACH_PORT_RIGHT_PORT_SET, out.pointer()));
    return out.getInt(0);
  }

  @Test
  void aRightOfAnotherTaskIsRefusedBeforeTheCall() {
    Mach other = Mach.of(remote.owner().library(), "mach-sim");
    try (ReceiveRight foreign = ReceiveRight.allocate(other)) {
      kernel.calls().clear();
      assertThatThrownBy(() -> port.requestDeadName(foreign))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(kernel.calls().routines()).isEmpty();
    }
  }

  @Test
  void aClosedRightIsRefusedBeforeTheCall() {
    server.close();
    kernel.calls().clear();
    assertThatThrownBy(() -> port.requestDeadName(server))
        .isInstanceOf(IllegalStateException.class);
    assertThat(kernel.calls().routines()).isEmpty();
  }
}

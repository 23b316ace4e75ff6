package org.machapi.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;
import static org.machapi.raw.MessageConstants.MACH_SEND_NOTIFY;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMEOUT;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.Mach;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.message.Deadline;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.NativeBuffer;

/** Being told that a message can be sent. */
@Timeout(60)
@SuppressWarnings("try") // A request is held open, not used; what is closed early is the test.
class SendPossibleRequestTest {
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

  private SendPossibleNotification possible() {
    return new SendPossibleNotification(server.name());
  }

  private Notification next() {
    return port.receive(Deadline.immediate());
  }

  @Test
  void isToldAtOnceWhereThereIsRoom() {
    try (NotificationRequest request = port.requestSendPossible(server)) {
      assertThat(next()).isEqualTo(possible());
    }
    assertThat(kernel.references(server.name(), Right.SEND)).isOne();
  }

  @Test
  void isToldWhenAFullQueueHasRoom() {
    remote.fill();
    try (NotificationRequest request = port.requestSendPossible(server)) {
      assertThat(next()).isNull();
      remote.receiveId();
      assertThat(next()).isEqualTo(possible());
      assertThat(kernel.references(server.name(), Right.SEND)).isOne();
    }
    assertThat(next()).isNull();
  }

  @Test
  void aSendOnceRightIsAlwaysPossible() {
    remote.fill();
    try (SendOnceRight once = SendOnceRight.adopt(mach, remote.grantSendOnce());
        NotificationRequest request = port.requestSendPossible(once)) {
      assertThat(next()).isEqualTo(new SendPossibleNotification(once.name()));
    }
  }

  @Test
  void aDelayedRequestIsNotToldOfRoomThatNobodyWaitedFor() {
    remote.fill();
    try (NotificationRequest request = port.requestSendPossibleDelayed(server)) {
      assertThat(kernel.type(server.name()).hasNotificationRequest()).isTrue();
      remote.receiveId();
      assertThat(next()).isNull();
    }
  }

  @Test
  void aSendThatFoundNoRoomArmsADelayedRequest() {
    remote.fill();
    try (NotificationRequest request = port.requestSendPossibleDelayed(server)) {
      assertThat(sendWithNotify()).isEqualTo(MACH_SEND_TIMED_OUT);
      remote.receiveId();
      assertThat(next()).isEqualTo(possible());
    }
  }

  private int sendWithNotify() {
    NativeBuffer message = NativeBuffer.allocate(MachMsgLayout.HEADER_SIZE);
    message.putInt(MachMsgLayout.MSGH_BITS, MACH_MSG_TYPE_COPY_SEND);
    message.putInt(MachMsgLayout.MSGH_SIZE, message.size());
    message.putInt(MachMsgLayout.MSGH_REMOTE_PORT, server.name());
    int options = MACH_SEND_MSG | MACH_SEND_TIMEOUT | MACH_SEND_NOTIFY;
    int code = kernel.raw().mach_msg(message.pointer(), options, message.size(), 0, 0, 0, 0);
    if (code == MACH_SEND_TIMED_OUT) {
      // The copy that was made for the message came back with it.
      kernel.deallocate(server.name());
    }
    return code;
  }

  @Test
  void theDeathOfThePortIsToldAsDeadNameWithOneReference() {
    remote.fill();
    try (NotificationRequest request = port.requestSendPossible(server)) {
      remote.die();
      try (DeadNameNotification notification = (DeadNameNotification) next()) {
        assertThat(notification.name()).isEqualTo(server.name());
        assertThat(kernel.references(server.name(), Right.DEAD_NAME)).isEqualTo(2);
      }
      assertThat(kernel.references(server.name(), Right.DEAD_NAME)).isOne();
    }
  }

  @Test
  void aNameThatIsDeadAlreadyIsToldAtOnceWithOneReference() {
    remote.die();
    try (NotificationRequest request = port.requestSendPossible(server);
        DeadNameNotification notification = (DeadNameNotification) next()) {
      assertThat(notification.hasDeadName()).isTrue();
      assertThat(kernel.references(server.name(), Right.DEAD_NAME)).isEqualTo(2);
    }
    assertThat(kernel.references(server.name(), Right.DEAD_NAME)).isOne();
    assertThat(next()).isNull();
  }

  @Test
  void aNameThatIsFreedIsToldAsPortDeleted() {
    remote.fill();
    int name = server.name();
    try (NotificationRequest request = port.requestSendPossible(server)) {
      server.close();
      assertThat(next()).isEqualTo(new PortDeletedNotification(name));
    }
  }

  @Test
  void canBeAskedForAgainAfterItCameAndTheOldRequestClosedLate() {
    NotificationRequest first = port.requestSendPossible(server);
    assertThat(next()).isEqualTo(possible());
    remote.fill();
    try (NotificationRequest second = port.requestSendPossible(server)) {
      assertThat(second.hasPrevious()).isFalse();
      first.close();
      assertThat(first.wasPending()).isFalse();
      remote.receiveId();
      assertThat(next()).isEqualTo(possible());
    }
  }
}

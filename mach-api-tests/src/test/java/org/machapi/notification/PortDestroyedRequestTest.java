package org.machapi.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE;

import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.message.Deadline;
import org.machapi.message.MessageBuffer;
import org.machapi.message.OutgoingMessage;
import org.machapi.message.ReceivedMessage;

/** Having a receive right come here instead of seeing its port destroyed. */
@Timeout(60)
@SuppressWarnings("try") // A request is held open, not used; what is closed early is the test.
class PortDestroyedRequestTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final NotificationPort notifications = NotificationPort.allocate(mach);
  private final ReceiveRight port = ReceiveRight.allocate(mach);
  private final SendRight send = port.makeSend();

  @AfterEach
  void closeAll() {
    send.close();
    port.close();
    notifications.close();
  }

  private PortDestroyedNotification next() {
    return (PortDestroyedNotification) notifications.receive(Deadline.immediate());
  }

  private void request() {
    assertThat(notifications.requestPortDestroyed(port)).isNull();
  }

  @Test
  void theRightComesAliveWithItsQueueAndItsSenders() {
    OutgoingMessage message = OutgoingMessage.withRoomFor(64);
    message.begin(4711);
    message.send(send, Deadline.immediate());
    request();
    assertThat(port.status().hasPortDestroyedRequest()).isTrue();
    port.close();
    assertThat(kernel.type(send.name()).has(Right.SEND)).isTrue();
    try (PortDestroyedNotification notification = next();
        ReceiveRight back = notification.takeReceiveRight()) {
      assertThat(notification.name()).isEqualTo(back.name());
      assertThat(notification).hasToString("port destroyed 0x" + Integer.toHexString(back.name()));
      MessageBuffer buffer = MessageBuffer.forMessagesOf(64);
      try (ReceivedMessage received = ReceivedMessage.receive(back, buffer, Deadline.immediate())) {
        assertThat(received.id()).isEqualTo(4711);
      }
    }
  }

  @Test
  void theRightHasANewGuardAndAFreshCount() {
    request();
    port.close();
    try (PortDestroyedNotification notification = next();
        ReceiveRight back = notification.takeReceiveRight()) {
      assertThat(back.status().isGuarded()).isTrue();
      assertThat(back.status().makeSendCount()).isZero();
      assertThat(back.status().hasPortDestroyedRequest()).isFalse();
      back.close();
      assertThat(kernel.type(send.name()).has(Right.DEAD_NAME)).isTrue();
    }
  }

  @Test
  void aRightThatWasTakenOutlivesTheNotification() {
    request();
    port.close();
    ReceiveRight back;
    try (PortDestroyedNotification notification = next()) {
      back = notification.takeReceiveRight();
      assertThatThrownBy(notification::takeReceiveRight).isInstanceOf(IllegalStateException.class);
    }
    assertThat(send.isDead()).isFalse();
    back.close();
    assertThat(send.isDead()).isTrue();
  }

  @Test
  void aRightThatNobodyTookIsDestroyedWithTheNotification() {
    request();
    int name = port.name();
    port.close();
    PortDestroyedNotification notification = next();
    assertThat(send.isDead()).isFalse();
    notification.close();
    notification.close();
    assertThat(send.isDead()).isTrue();
    assertThat(kernel.references(name, Right.DEAD_NAME)).isOne();
    assertThatThrownBy(notification::takeReceiveRight).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aRightOfATaskThatEndsComesBack() {
    request();
    var heir = kernel.otherTask();
    send.close();
    kernel.task().grant(port.relinquish(), MACH_MSG_TYPE_MOVE_RECEIVE, heir);
    heir.terminate();
    try (PortDestroyedNotification notification = next()) {
      assertThat(kernel.type(notification.name()).has(Right.RECEIVE)).isTrue();
    }
  }

  @Test
  void canBeAskedForAgainOnceItHasCome() {
    request();
    port.close();
    try (PortDestroyedNotification notification = next();
        ReceiveRight back = notification.takeReceiveRight()) {
      assertThat(notifications.requestPortDestroyed(back)).isNull();
      back.close();
      try (PortDestroyedNotification again = next()) {
        assertThat(again).isNotNull();
      }
    }
  }

  @Test
  void aSecondRequestIsRefusedAndTheFirstStands() {
    request();
    SortedMap<Integer, String> before = kernel.snapshot();
    assertThatThrownBy(() -> notifications.requestPortDestroyed(port))
        .isInstanceOf(MachException.class)
        .extracting(e -> ((MachException) e).kernReturn().code())
        .isEqualTo(KERN_FAILURE);
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(notifications.receive(Deadline.immediate())).isEqualTo(new SendOnceNotification());
    port.close();
    next().close();
  }

  @Test
  void whereTheNotificationPortWentFirstThePortDiesAsAnyOther() {
    request();
    notifications.close();
    port.close();
    assertThat(send.isDead()).isTrue();
    assertThat(kernel.references(send.name(), Right.DEAD_NAME)).isOne();
  }

  @Test
  void aRightThatNobodyReceivedIsDestroyedWithTheNotificationPort() {
    request();
    port.close();
    assertThat(send.isDead()).isFalse();
    notifications.close();
    assertThat(send.isDead()).isTrue();
  }
}

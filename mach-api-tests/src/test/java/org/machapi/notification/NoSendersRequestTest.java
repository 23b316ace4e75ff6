package org.machapi.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;

import jnr.ffi.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.message.Deadline;

/** Being told that nobody can send to a port any more, and the race that the count closes. */
@Timeout(60)
@SuppressWarnings("try") // A request is held open, not used; what is closed early is the test.
class NoSendersRequestTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final NotificationPort notifications = NotificationPort.allocate(mach);
  private final ReceiveRight port = ReceiveRight.allocate(mach);

  @AfterEach
  void closeAll() {
    port.close();
    notifications.close();
  }

  private Notification next() {
    return notifications.receive(Deadline.immediate());
  }

  @Test
  void theEndOfTheLastSendRightIsToldWithTheCount() {
    SendRight first = port.makeSend();
    SendRight second = port.makeSend();
    try (NotificationRequest request = notifications.requestNoSenders(port, 1)) {
      first.close();
      assertThat(next()).isNull();
      second.close();
      assertThat(next()).isEqualTo(new NoSendersNotification(2));
    }
    assertThat(next()).isNull();
  }

  @Test
  void aSendRightThatIsElsewhereCounts() {
    SendRight send = port.makeSend();
    var other = kernel.otherTask();
    try (NotificationRequest request = notifications.requestNoSenders(port, 1)) {
      kernel.task().grant(send.relinquish(), MACH_MSG_TYPE_MOVE_SEND, other);
      assertThat(next()).isNull();
      other.terminate();
      assertThat(next()).isEqualTo(new NoSendersNotification(1));
    }
  }

  @Test
  void aSendOnceRightIsNoSender() {
    try (SendOnceRight once = port.makeSendOnce();
        NotificationRequest request = notifications.requestNoSenders(port, 0)) {
      assertThat(next()).isEqualTo(new NoSendersNotification(0));
    }
  }

  @Test
  void aFreshPortIsToldAtOnceForCountZeroOnly() {
    try (NotificationRequest one = notifications.requestNoSenders(port, 1)) {
      assertThat(next()).isNull();
    }
    assertThat(next()).isEqualTo(new SendOnceNotification());
    try (NotificationRequest zero = notifications.requestNoSenders(port, 0)) {
      assertThat(next()).isEqualTo(new NoSendersNotification(0));
    }
  }

  @Test
  void aRightThatHasGoneBeforeIsToldAtOnce() {
    port.makeSend().close();
    try (NotificationRequest request = notifications.requestNoSenders(port, 1)) {
      assertThat(next()).isEqualTo(new NoSendersNotification(1));
    }
  }

  @Test
  void theKernelForgetsTheCountOnceTheRequestWaits() {
    SendRight send = port.makeSend();
    try (NotificationRequest request = notifications.requestNoSenders(port, 1000)) {
      send.close();
      assertThat(next()).isEqualTo(new NoSendersNotification(1));
    }
  }

  @Test
  void aNotificationIsOutOfDateWhereASendRightWasMadeSince() {
    SendRight first = port.makeSend();
    try (NotificationRequest request = notifications.requestNoSenders(port, 1)) {
      first.close();
      NoSendersNotification notification = (NoSendersNotification) next();
      assertThat(notification.isTrueOf(port)).isTrue();
      SendRight second = port.makeSend();
      assertThat(notification.isTrueOf(port)).isFalse();
      int count = port.status().makeSendCount();
      try (NotificationRequest again = notifications.requestNoSenders(port, count)) {
        assertThat(next()).isNull();
        second.close();
        NoSendersNotification last = (NoSendersNotification) next();
        assertThat(last.makeSendCount()).isEqualTo(2);
        assertThat(last.isTrueOf(port)).isTrue();
        assertThat(notification.isTrueOf(port)).isFalse();
      }
    }
  }

  @Test
  void aSecondRequestDisplacesTheFirstAndOwnsItsRight() {
    SendRight send = port.makeSend();
    try (NotificationRequest first = notifications.requestNoSenders(port, 1);
        NotificationRequest second = notifications.requestNoSenders(port, 1)) {
      assertThat(second.hasPrevious()).isTrue();
      send.close();
      assertThat(next()).isEqualTo(new NoSendersNotification(1));
      assertThat(next()).isNull();
    }
    // The right of the first was given back with the second.
    assertThat(next()).isEqualTo(new SendOnceNotification());
    assertThat(next()).isNull();
  }

  @Test
  void canBeCancelled() {
    SendRight send = port.makeSend();
    NotificationRequest request = notifications.requestNoSenders(port, 1);
    assertThat(port.status().hasNoSendersRequest()).isTrue();
    request.close();
    assertThat(request.wasPending()).isTrue();
    assertThat(port.status().hasNoSendersRequest()).isFalse();
    send.close();
    assertThat(next()).isEqualTo(new SendOnceNotification());
    assertThat(next()).isNull();
  }

  @Test
  void aDeadNameRequestOfTheSameNameIsLeftAlone() {
    try (SendRight send = port.makeSend();
        NotificationRequest deadName = notifications.requestDeadName(send);
        NotificationRequest noSenders = notifications.requestNoSenders(port, 1)) {
      assertThat(noSenders.hasPrevious()).isFalse();
      noSenders.close();
      assertThat(kernel.type(port.name()).hasNotificationRequest()).isTrue();
    }
  }

  @Test
  void aPortThatDiesWithItsSendersIsToldAsSendOnce() {
    try (SendRight send = port.makeSend();
        NotificationRequest request = notifications.requestNoSenders(port, 1)) {
      port.close();
      assertThat(next()).isEqualTo(new SendOnceNotification());
      assertThat(next()).isNull();
    }
  }

  @Test
  void whatTheKernelRefusesIsToldAsSendOnce() {
    kernel
        .calls()
        .on(
            "mach_port_request_notification",
            (arguments, rest) ->
                // The same call for the task's own port, whose receive right is the kernel's.
                kernel
                    .raw()
                    .mach_port_request_notification(
                        kernel.self(),
                        kernel.self(),
                        (int) arguments.get(2),
                        (int) arguments.get(3),
                        (int) arguments.get(4),
                        (int) arguments.get(5),
                        (Pointer) arguments.get(6)));
    assertThatThrownBy(() -> notifications.requestNoSenders(port, 0))
        .isInstanceOf(MachException.class)
        .hasMessageContaining("KERN_INVALID_RIGHT");
    assertThat(next()).isEqualTo(new SendOnceNotification());
    assertThat(next()).isNull();
  }
}

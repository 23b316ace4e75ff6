package org.machapi.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;

import java.util.SortedMap;
import jnr.ffi.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.exception.RawMessage;
import org.machapi.message.Deadline;
import org.machapi.message.MalformedMessageException;
import org.machapi.message.MessageBuffer;
import org.machapi.message.ReceivedMessage;
import org.machapi.raw.NativeBuffer;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.KernelGeneration;

/**
 * Notifications at a port that other messages reach too, and in other generations of the kernel.
 */
@Timeout(60)
@SuppressWarnings("try") // A request is held open, not used; what is closed early is the test.
class NotificationTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final MessageBuffer buffer = MessageBuffer.forMessagesOf(512);

  @Test
  void isTakenOutOfAMessageThatStaysItsReceivers() {
    int receiver = kernel.newReceiveRight();
    RemotePort remote = kernel.remotePort();
    kernel.requestDeadNameNotification(remote.name(), receiver);
    remote.die();
    try (ReceiveRight port = ReceiveRight.adopt(mach, receiver)) {
      DeadNameNotification notification;
      try (ReceivedMessage message = ReceivedMessage.receive(port, buffer, Deadline.immediate())) {
        assertThat(Notification.isNotificationId(message.id())).isTrue();
        notification = (DeadNameNotification) Notification.of(message);
        assertThat(message.id()).isEqualTo(72);
      }
      // The message is closed, and the notification still owns what it brought.
      assertThat(kernel.references(remote.name(), Right.DEAD_NAME)).isEqualTo(2);
      notification.close();
      assertThat(kernel.references(remote.name(), Right.DEAD_NAME)).isOne();
    }
  }

  @Test
  void ofAReceiveRightTakesItOutOfTheMessage() {
    int receiver = kernel.newReceiveRight();
    try (ReceiveRight port = ReceiveRight.adopt(mach, receiver);
        ReceiveRight watched = ReceiveRight.allocate(mach);
        SendRight send = watched.makeSend()) {
      TestKernel.expectSuccess(
          "mach_port_request_notification",
          kernel
              .raw()
              .mach_port_request_notification(
                  kernel.self(),
                  watched.name(),
                  69,
                  0,
                  receiver,
                  21,
                  NativeBuffer.allocate(4).pointer()));
      watched.close();
      Notification notification;
      try (ReceivedMessage message = ReceivedMessage.receive(port, buffer, Deadline.immediate())) {
        notification = Notification.of(message);
      }
      assertThat(send.isDead()).isFalse();
      notification.close();
      assertThat(send.isDead()).isTrue();
    }
  }

  @Test
  void anotherMessageStaysWhole() {
    int receiver = kernel.newReceiveRight();
    int sent = kernel.newReceiveRight();
    try (ReceiveRight port = ReceiveRight.adopt(mach, receiver);
        SendRight toPort = port.makeSend()) {
      TestKernel.expectSuccess(
          "mach_msg",
          new RawMessage(1000)
              .port(sent, MACH_MSG_TYPE_MAKE_SEND)
              .to(toPort.name())
              .send(kernel.raw()));
      SortedMap<Integer, String> before = kernel.snapshot();
      try (ReceivedMessage message = ReceivedMessage.receive(port, buffer, Deadline.immediate())) {
        assertThat(Notification.isNotificationId(message.id())).isFalse();
        assertThatThrownBy(() -> Notification.of(message))
            .isInstanceOf(MalformedMessageException.class);
        SendRight carried = SendRight.adopt(mach, message.takePortName(0));
        assertThat(kernel.references(sent, Right.SEND)).isOne();
        carried.close();
      }
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource(KernelGeneration.class)
  void everyGenerationTellsOfADeathWithOneReference(KernelGeneration generation) {
    TestKernel other =
        TestKernel.create(KernelConfiguration.builder().generation(generation).build());
    RemotePort remote = other.remotePort();
    try (NotificationPort port = NotificationPort.allocate(other.mach());
        SendRight server = SendRight.adopt(other.mach(), remote.name());
        NotificationRequest first = port.requestSendPossibleDelayed(server);
        NotificationRequest request = port.requestDeadName(server)) {
      assertThat(request.hasPrevious()).isTrue();
      remote.die();
      try (DeadNameNotification notification =
          (DeadNameNotification) port.receive(Deadline.immediate())) {
        assertThat(notification.hasDeadName()).isTrue();
        assertThat(other.references(server.name(), Right.DEAD_NAME)).isEqualTo(2);
      }
      assertThat(other.references(server.name(), Right.DEAD_NAME)).isOne();
    }
  }

  @ParameterizedTest
  @EnumSource(KernelGeneration.class)
  void everyGenerationCancels(KernelGeneration generation) {
    TestKernel other =
        TestKernel.create(KernelConfiguration.builder().generation(generation).build());
    RemotePort remote = other.remotePort();
    try (SendRight server = SendRight.adopt(other.mach(), remote.name());
        NotificationPort port = NotificationPort.allocate(other.mach())) {
      NotificationRequest request = port.requestDeadName(server);
      request.close();
      assertThat(request.wasPending()).isTrue();
      assertThat(port.receive(Deadline.immediate())).isEqualTo(new SendOnceNotification());
      NotificationRequest late = port.requestDeadName(server);
      remote.die();
      late.close();
      assertThat(late.wasPending()).isFalse();
      port.close();
      assertThat(other.references(server.name(), Right.DEAD_NAME)).isOne();
    }
  }

  @ParameterizedTest
  @EnumSource(KernelGeneration.class)
  void everyGenerationBringsAReceiveRight(KernelGeneration generation) {
    TestKernel other =
        TestKernel.create(KernelConfiguration.builder().generation(generation).build());
    try (NotificationPort port = NotificationPort.allocate(other.mach())) {
      ReceiveRight watched = ReceiveRight.allocate(other.mach());
      port.requestPortDestroyed(watched);
      watched.close();
      try (PortDestroyedNotification notification =
              (PortDestroyedNotification) port.receive(Deadline.immediate());
          ReceiveRight back = notification.takeReceiveRight()) {
        assertThat(back.status().isGuarded()).isTrue();
      }
    }
  }

  @Test
  void aPortDestroyedRequestThatWasDisplacedIsOwnedByTheCaller() {
    // Up to macOS 10.13 the kernel hands the right of the request before back.
    try (NotificationPort port = NotificationPort.allocate(mach);
        ReceiveRight watched = ReceiveRight.allocate(mach)) {
      int name = port.port().makeSendOnce().relinquish();
      kernel
          .calls()
          .on(
              "mach_port_request_notification",
              (arguments, rest) -> {
                Object code = rest.call();
                ((Pointer) arguments.get(6)).putInt(0, name);
                return code;
              });
      try (SendOnceRight previous = port.requestPortDestroyed(watched)) {
        assertThat(previous.name()).isEqualTo(name);
      }
      assertThat(kernel.type(name).bits()).isZero();
    }
  }
}

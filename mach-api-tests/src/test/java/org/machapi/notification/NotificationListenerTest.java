package org.machapi.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.DeadName;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.exception.RawMessage;
import org.machapi.message.Deadline;
import org.machapi.message.MalformedMessageException;

/** Being told of notifications, and who owns what meanwhile and afterwards. */
@Timeout(60)
@SuppressWarnings("try") // A request is held open, not used; what is closed early is the test.
class NotificationListenerTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final NotificationPort port = NotificationPort.allocate(mach);
  private final RemotePort remote = kernel.remotePort();
  private final SendRight server = SendRight.adopt(mach, remote.name());
  private final List<Object> told = new ArrayList<>();

  /** Writes down what it is told and takes nothing. */
  private final NotificationListener listener =
      new NotificationListener() {
        @Override
        public void onDeadName(DeadNameNotification notification) {
          told.add(notification.toString());
        }

        @Override
        public void onPortDeleted(PortDeletedNotification notification) {
          told.add(notification);
        }

        @Override
        public void onSendPossible(SendPossibleNotification notification) {
          told.add(notification);
        }

        @Override
        public void onNoSenders(NoSendersNotification notification) {
          told.add(notification);
        }

        @Override
        public void onPortDestroyed(PortDestroyedNotification notification) {
          told.add("port destroyed");
        }

        @Override
        public void onSendOnce(SendOnceNotification notification) {
          told.add(notification);
        }

        @Override
        public void onRefused(MalformedMessageException refusal) {
          told.add(refusal.getClass());
        }
      };

  @AfterEach
  void closeAll() {
    server.close();
    port.close();
  }

  private boolean dispatch(NotificationListener to) {
    return port.dispatchTo(to, Deadline.immediate());
  }

  private void forge(int id) {
    var forger = kernel.otherTask();
    int right = kernel.task().grant(port.port().name(), MACH_MSG_TYPE_MAKE_SEND, forger);
    TestKernel.expectSuccess(
        "mach_msg", new RawMessage(id).to(right, MACH_MSG_TYPE_COPY_SEND).send(forger.library()));
  }

  @Test
  void whereNothingComesNobodyIsTold() {
    assertThat(dispatch(listener)).isFalse();
    assertThat(told).isEmpty();
  }

  @Test
  void eachKindHasItsMethod() {
    ReceiveRight own = ReceiveRight.allocate(mach);
    SendRight toOwn = own.makeSend();
    RemotePort second = kernel.remotePort();
    SendRight other = SendRight.adopt(mach, second.name());
    int otherName = other.name();
    // First, since the queue is full for all but the kernel later.
    forge(70);
    try (NotificationRequest possible = port.requestSendPossible(server);
        NotificationRequest deadName = port.requestDeadName(server);
        NotificationRequest deleted = port.requestDeadName(other);
        NotificationRequest noSenders = port.requestNoSenders(own, 1)) {
      port.requestPortDestroyed(own);
      remote.die();
      other.close();
      toOwn.close();
      own.close();
      port.port().makeSendOnce().close();
      int count = 0;
      while (dispatch(listener)) {
        count++;
      }
      assertThat(count).isEqualTo(7);
      assertThat(told)
          .containsExactly(
              ForgedNotificationException.class,
              new SendPossibleNotification(server.name()),
              "dead name 0x" + Integer.toHexString(server.name()),
              new PortDeletedNotification(otherName),
              new NoSendersNotification(1),
              "port destroyed",
              new SendOnceNotification());
    }
  }

  @Test
  void whatTheListenerDoesNotTakeIsGivenBack() {
    try (NotificationRequest request = port.requestDeadName(server)) {
      remote.die();
      assertThat(dispatch(new NotificationListener() {})).isTrue();
      assertThat(kernel.references(server.name(), Right.DEAD_NAME)).isOne();
    }
  }

  @Test
  void whatTheListenerTakesIsItsOwn() {
    List<DeadName> taken = new ArrayList<>();
    NotificationListener taker =
        new NotificationListener() {
          @Override
          public void onDeadName(DeadNameNotification notification) {
            taken.add(notification.takeDeadName());
          }
        };
    try (NotificationRequest request = port.requestDeadName(server)) {
      remote.die();
      dispatch(taker);
      assertThat(kernel.references(server.name(), Right.DEAD_NAME)).isEqualTo(2);
      taken.forEach(DeadName::close);
      assertThat(kernel.references(server.name(), Right.DEAD_NAME)).isOne();
    }
  }

  @Test
  void whatTheListenerThrowsArrivesAfterTheRightWasGivenBack() {
    NotificationListener thrower =
        new NotificationListener() {
          @Override
          public void onDeadName(DeadNameNotification notification) {
            throw new IllegalArgumentException("the listener");
          }
        };
    try (NotificationRequest request = port.requestDeadName(server)) {
      remote.die();
      assertThatThrownBy(() -> dispatch(thrower)).hasMessage("the listener");
      assertThat(kernel.references(server.name(), Right.DEAD_NAME)).isOne();
    }
  }

  @Test
  void aRefusalThatTheListenerItselfThrowsIsNotToldToIt() {
    NotificationListener thrower =
        new NotificationListener() {
          @Override
          public void onSendOnce(SendOnceNotification notification) {
            throw new MalformedMessageException(-300, "the listener");
          }

          @Override
          public void onRefused(MalformedMessageException refusal) {
            told.add(refusal);
          }
        };
    port.port().makeSendOnce().close();
    assertThatThrownBy(() -> dispatch(thrower)).hasMessageContaining("the listener");
    assertThat(told).isEmpty();
  }

  @Test
  void whoDoesNotOverrideTheRefusalHearsOfForgeries() {
    forge(72);
    assertThatThrownBy(() -> dispatch(new NotificationListener() {}))
        .isInstanceOf(ForgedNotificationException.class);
    assertThat(dispatch(listener)).isFalse();
  }

  @Test
  void whoOverridesNothingElseIsNotDisturbed() {
    NotificationListener deaf = new NotificationListener() {};
    deaf.onPortDeleted(new PortDeletedNotification(1));
    deaf.onSendPossible(new SendPossibleNotification(1));
    deaf.onNoSenders(new NoSendersNotification(1));
    port.port().makeSendOnce().close();
    assertThat(dispatch(deaf)).isTrue();
  }

  @Test
  void aPortDestroyedThatNobodyTakesIsTheEndOfThePort() {
    try (ReceiveRight own = ReceiveRight.allocate(mach);
        SendRight toOwn = own.makeSend()) {
      port.requestPortDestroyed(own);
      own.close();
      assertThat(toOwn.isDead()).isFalse();
      dispatch(new NotificationListener() {});
      assertThat(toOwn.isDead()).isTrue();
    }
  }
}

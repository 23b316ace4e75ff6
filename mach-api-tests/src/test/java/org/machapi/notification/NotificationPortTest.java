package org.machapi.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.message.Deadline;

/** The port itself: what it owns, and what becomes of that when it is closed. */
@Tag("kernel")
@Timeout(60)
@SuppressWarnings("try") // A request is held open, not used; what is closed early is the test.
class NotificationPortTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final SortedMap<Integer, String> before = kernel.snapshot();

  @Test
  void ownsOneReceiveRightWithoutSenders() {
    try (NotificationPort port = NotificationPort.allocate(mach)) {
      assertThat(kernel.snapshot()).hasSize(before.size() + 1);
      assertThat(kernel.type(port.port().name())).hasToString("RECEIVE");
      assertThat(port.port().status().hasSendRights()).isFalse();
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void waitsForANotification() throws Exception {
    RemotePort remote = kernel.remotePort();
    try (NotificationPort port = NotificationPort.allocate(mach);
        SendRight server = SendRight.adopt(mach, remote.name());
        NotificationRequest request = port.requestDeadName(server)) {
      FutureTask<Integer> death =
          new FutureTask<>(
              () -> {
                try (DeadNameNotification notification =
                    (DeadNameNotification) port.receive(Deadline.none())) {
                  return notification.name();
                }
              });
      Thread waiter = new Thread(death);
      waiter.start();
      remote.die();
      assertThat(death.get(30, TimeUnit.SECONDS)).isEqualTo(server.name());
      waiter.join();
    }
  }

  @Test
  void waitsNoLongerThanItsDeadline() {
    try (NotificationPort port = NotificationPort.allocate(mach)) {
      assertThat(port.receive(Deadline.in(Duration.ofMillis(5)))).isNull();
    }
  }

  @Test
  void tellsOfASendOnceRightThatWasDropped() {
    try (NotificationPort port = NotificationPort.allocate(mach)) {
      SendOnceRight once = port.port().makeSendOnce();
      assertThat(port.receive(Deadline.immediate())).isNull();
      once.close();
      assertThat(port.receive(Deadline.immediate())).isEqualTo(new SendOnceNotification());
    }
  }

  @Test
  void closingCancelsWhatStillStands() {
    RemotePort remote = kernel.remotePort();
    try (SendRight server = SendRight.adopt(mach, remote.name());
        ReceiveRight own = ReceiveRight.allocate(mach);
        SendRight toOwn = own.makeSend()) {
      NotificationPort port = NotificationPort.allocate(mach);
      NotificationRequest deadName = port.requestDeadName(server);
      NotificationRequest noSenders = port.requestNoSenders(own, 1);
      port.close();
      assertThat(kernel.type(server.name()).hasNotificationRequest()).isFalse();
      assertThat(own.status().hasNoSendersRequest()).isFalse();
      // With the request still there, the dead name would have a reference that nobody owns.
      remote.die();
      assertThat(kernel.references(server.name(), Right.DEAD_NAME)).isOne();
      kernel.calls().clear();
      deadName.close();
      noSenders.close();
      assertThat(kernel.calls().calls("mach_port_request_notification")).isEmpty();
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void closingGivesBackTheReferencesThatNobodyReceived() {
    RemotePort remote = kernel.remotePort();
    RemotePort second = kernel.remotePort();
    try (SendRight server = SendRight.adopt(mach, remote.name());
        SendRight other = SendRight.adopt(mach, second.name())) {
      NotificationPort port = NotificationPort.allocate(mach);
      try (NotificationRequest first = port.requestDeadName(server);
          NotificationRequest next = port.requestSendPossibleDelayed(other)) {
        remote.die();
        second.die();
        assertThat(kernel.references(server.name(), Right.DEAD_NAME)).isEqualTo(2);
        port.close();
        assertThat(kernel.references(server.name(), Right.DEAD_NAME)).isOne();
        assertThat(kernel.references(other.name(), Right.DEAD_NAME)).isOne();
      }
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void closingTwiceDoesNothing() {
    NotificationPort port = NotificationPort.allocate(mach);
    port.close();
    kernel.calls().clear();
    port.close();
    assertThat(kernel.calls().routines()).isEmpty();
  }

  @Test
  void aPreviousRightToAClosedPortIsGivenBackSilently() {
    RemotePort remote = kernel.remotePort();
    try (SendRight server = SendRight.adopt(mach, remote.name())) {
      NotificationPort port = NotificationPort.allocate(mach);
      NotificationRequest first = port.requestDeadName(server);
      NotificationRequest second = port.requestDeadName(server);
      port.close();
      first.close();
      second.close();
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void nothingIsAskedOrReceivedAfterClose() {
    RemotePort remote = kernel.remotePort();
    try (SendRight server = SendRight.adopt(mach, remote.name())) {
      NotificationPort port = NotificationPort.allocate(mach);
      port.close();
      kernel.calls().clear();
      assertThatThrownBy(() -> port.requestDeadName(server))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> port.receive(Deadline.immediate()))
          .isInstanceOf(IllegalStateException.class);
      assertThat(kernel.calls().routines()).isEmpty();
    }
  }

  @Test
  void closingEndsTheWaitOfAnotherThread() throws Exception {
    NotificationPort port = NotificationPort.allocate(mach);
    CountDownLatch receiving = new CountDownLatch(1);
    kernel.calls().before("mach_msg", receiving::countDown);
    FutureTask<Object> wait =
        new FutureTask<>(
            () -> {
              try (Notification notification = port.receive(Deadline.none())) {
                return notification;
              } catch (RuntimeException e) {
                return e;
              }
            });
    Thread waiter = new Thread(wait);
    waiter.start();
    receiving.await();
    port.close();
    assertThat(wait.get(30, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
    waiter.join();
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void aSecondCloseInTheMiddleOfTheFirstLosesNothing() throws Exception {
    RemotePort remote = kernel.remotePort();
    try (SendRight server = SendRight.adopt(mach, remote.name())) {
      NotificationPort port = NotificationPort.allocate(mach);
      int name = port.port().name();
      port.requestDeadName(server);
      remote.die();
      Thread second = new Thread(port::close);
      kernel
          .calls()
          .before(
              "mach_msg",
              () -> {
                kernel.calls().restore("mach_msg");
                second.start();
                second.join();
                assertThat(kernel.type(name)).as("on loan to the first").hasToString("RECEIVE");
              });
      port.close();
      assertThat(kernel.type(name).bits()).isZero();
    }
    assertThat(kernel.snapshot()).as("the reference of the notification too").isEqualTo(before);
  }

  @Test
  void manyThreadsMayAskAndCloseAtOnce() throws Exception {
    RemotePort remote = kernel.remotePort();
    try (NotificationPort port = NotificationPort.allocate(mach);
        SendRight server = SendRight.adopt(mach, remote.name())) {
      Thread[] threads = new Thread[4];
      for (int i = 0; i < threads.length; i++) {
        threads[i] =
            new Thread(
                () -> {
                  for (int n = 0; n < 50; n++) {
                    port.requestDeadName(server).close();
                  }
                });
        threads[i].start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      // One request, one message.
      for (int i = 0; i < 200; i++) {
        assertThat(port.receive(Deadline.immediate())).isEqualTo(new SendOnceNotification());
      }
      assertThat(port.receive(Deadline.immediate())).isNull();
      assertThat(kernel.type(server.name()).hasNotificationRequest()).isFalse();
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }
}

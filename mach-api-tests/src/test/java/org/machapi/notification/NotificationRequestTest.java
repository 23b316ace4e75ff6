package org.machapi.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_CAPABILITY;
import static org.machapi.raw.KernReturnConstants.KERN_NO_SPACE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_DEAD_NAME;

import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.RecordingLibrary;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.message.Deadline;
import org.machapi.raw.NativeBuffer;
import org.machapi.sim.KernelConfiguration;

/** Cancelling: before it was sent, after it was sent, and where others have asked in between. */
@Timeout(60)
@SuppressWarnings("try") // A request is held open, not used; what is closed early is the test.
class NotificationRequestTest {
  private static final String ROUTINE = "mach_port_request_notification";

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

  private Notification next() {
    return port.receive(Deadline.immediate());
  }

  private boolean isRequested() {
    return kernel.type(server.name()).hasNotificationRequest();
  }

  @Test
  void aRequestThatWasCancelledEndsWithSendOnceAndNothingMore() {
    SortedMap<Integer, String> before = kernel.snapshot();
    NotificationRequest request = port.requestDeadName(server);
    assertThat(request.wasPending()).isFalse();
    request.close();
    assertThat(request.wasPending()).isTrue();
    assertThat(isRequested()).isFalse();
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(next()).isEqualTo(new SendOnceNotification());
    remote.die();
    assertThat(next()).isNull();
    assertThat(kernel.references(server.name(), Right.DEAD_NAME)).isOne();
  }

  @Test
  void cancellingAfterItWasSentChangesNothing() {
    NotificationRequest request = port.requestDeadName(server);
    remote.die();
    request.close();
    assertThat(request.wasPending()).isFalse();
    try (DeadNameNotification notification = (DeadNameNotification) next()) {
      assertThat(notification.hasDeadName()).isTrue();
      assertThat(kernel.references(server.name(), Right.DEAD_NAME)).isEqualTo(2);
    }
    assertThat(kernel.references(server.name(), Right.DEAD_NAME)).isOne();
    assertThat(next()).isNull();
  }

  @Test
  void cancellingAfterItWasReceivedChangesNothing() {
    NotificationRequest request = port.requestDeadName(server);
    remote.die();
    next().close();
    request.close();
    assertThat(request.wasPending()).isFalse();
    assertThat(next()).isNull();
    assertThat(kernel.references(server.name(), Right.DEAD_NAME)).isOne();
  }

  @Test
  void cancellingAfterRoomWasToldChangesNothing() {
    NotificationRequest request = port.requestSendPossible(server);
    request.close();
    assertThat(request.wasPending()).isFalse();
    assertThat(next()).isEqualTo(new SendPossibleNotification(server.name()));
    assertThat(next()).isNull();
  }

  @Test
  void aSecondCloseDoesNothing() {
    NotificationRequest request = port.requestDeadName(server);
    request.close();
    kernel.calls().clear();
    request.close();
    assertThat(request.wasPending()).isTrue();
    assertThat(kernel.calls().routines()).isEmpty();
  }

  @Test
  void aLaterRequestOfTheSamePortOwnsTheRightOfTheEarlier() {
    try (NotificationRequest first = port.requestDeadName(server);
        NotificationRequest second = port.requestSendPossibleDelayed(server)) {
      assertThat(second.hasPrevious()).isTrue();
      try (SendOnceRight previous = second.takePrevious()) {
        assertThat(second.hasPrevious()).isFalse();
        assertThat(kernel.type(previous.name()).has(Right.SEND_ONCE)).isTrue();
        assertThat(next()).isNull();
      }
      assertThat(next()).isEqualTo(new SendOnceNotification());
      assertThatThrownBy(second::takePrevious).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aPreviousRightThatWasNotTakenIsGivenBackWithTheRequest() {
    SortedMap<Integer, String> before = kernel.snapshot();
    NotificationRequest first = port.requestDeadName(server);
    NotificationRequest second = port.requestDeadName(server);
    second.close();
    first.close();
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(next()).isEqualTo(new SendOnceNotification());
    assertThat(next()).isEqualTo(new SendOnceNotification());
    assertThat(next()).isNull();
  }

  @Test
  void anEarlierRequestDoesNotCancelALaterOneOfTheSamePort() {
    NotificationRequest first = port.requestDeadName(server);
    try (NotificationRequest second = port.requestDeadName(server)) {
      kernel.calls().clear();
      first.close();
      assertThat(first.wasPending()).isFalse();
      assertThat(kernel.calls().routines()).isEmpty();
      assertThat(isRequested()).isTrue();
      remote.die();
      try (Notification notification = next()) {
        assertThat(notification).isInstanceOf(DeadNameNotification.class);
      }
    }
  }

  @Test
  void somebodyElsesRequestInItsPlaceIsCancelledAndTold() {
    try (NotificationPort others = NotificationPort.allocate(mach)) {
      NotificationRequest ours = port.requestDeadName(server);
      NotificationRequest theirs = others.requestDeadName(server);
      assertThat(theirs.hasPrevious()).isTrue();
      ours.close();
      assertThat(ours.wasPending()).isTrue();
      assertThat(isRequested()).isFalse();
      assertThat(others.receive(Deadline.immediate())).isEqualTo(new SendOnceNotification());
      assertThat(next()).isNull();
      theirs.close();
      assertThat(theirs.wasPending()).isFalse();
      // They owned our right, and have given it back.
      assertThat(next()).isEqualTo(new SendOnceNotification());
    }
  }

  @Test
  void aRequestMadeWithTheRawRoutineIsDisplacedAndOwned() {
    int receiver = kernel.newReceiveRight();
    kernel.requestDeadNameNotification(server.name(), receiver);
    try (NotificationRequest request = port.requestDeadName(server);
        SendOnceRight theirs = request.takePrevious()) {
      assertThat(kernel.type(theirs.name()).has(Right.SEND_ONCE)).isTrue();
      // Put back as it was, with the raw routine.
      int name = theirs.relinquish();
      NativeBuffer previous = NativeBuffer.allocate(4);
      TestKernel.expectSuccess(
          ROUTINE,
          kernel
              .raw()
              .mach_port_request_notification(
                  kernel.self(),
                  server.name(),
                  MACH_NOTIFY_DEAD_NAME,
                  0,
                  name,
                  MACH_MSG_TYPE_MOVE_SEND_ONCE,
                  previous.pointer()));
      kernel.deallocate(previous.getInt(0));
      assertThat(isRequested()).isTrue();
    }
  }

  @Test
  void aRequestStandsWhereTheEarlierOneWasOfADeadPort() {
    int receiver = kernel.newReceiveRight();
    kernel.requestDeadNameNotification(server.name(), receiver);
    kernel.destroyReceiveRight(receiver);
    SortedMap<Integer, String> before = kernel.snapshot();
    kernel.calls().clear();
    try (NotificationRequest request = port.requestDeadName(server)) {
      assertThat(kernel.calls().calls(ROUTINE))
          .extracting(RecordingLibrary.Call::result)
          .containsExactly(KERN_INVALID_CAPABILITY);
      assertThat(request.hasPrevious()).isFalse();
      assertThat(request.takePrevious()).isNull();
      assertThat(kernel.snapshot()).isEqualTo(before);
      remote.die();
      try (Notification notification = next()) {
        assertThat(notification).isInstanceOf(DeadNameNotification.class);
      }
    }
  }

  @Test
  void whereTheEarlierRightFindsNoNameNoRequestRemains() {
    TestKernel small = TestKernel.create(KernelConfiguration.builder().maximumNames(64).build());
    try (NotificationPort smallPort = NotificationPort.allocate(small.mach());
        ReceiveRight watched = ReceiveRight.allocate(small.mach());
        NotificationRequest first = smallPort.requestDeadName(watched)) {
      exhaust(small);
      SortedMap<Integer, String> before = small.snapshot();
      assertThatThrownBy(() -> smallPort.requestDeadName(watched))
          .isInstanceOf(MachException.class)
          .extracting(e -> ((MachException) e).kernReturn().code())
          .isEqualTo(KERN_NO_SPACE);
      assertThat(small.type(watched.name()).hasNotificationRequest()).isFalse();
      before.put(watched.name(), "RECEIVE 0 0");
      assertThat(small.snapshot()).isEqualTo(before);
      // Both rights were dropped, which is told.
      assertThat(smallPort.receive(Deadline.immediate())).isEqualTo(new SendOnceNotification());
      assertThat(smallPort.receive(Deadline.immediate())).isEqualTo(new SendOnceNotification());
      assertThat(smallPort.receive(Deadline.immediate())).isNull();
    }
  }

  private static void exhaust(TestKernel kernel) {
    NativeBuffer out = NativeBuffer.allocate(4);
    int code;
    do {
      code = kernel.raw().mach_port_allocate(kernel.self(), 4, out.pointer());
    } while (code == 0);
    assertThat(code).isEqualTo(KERN_NO_SPACE);
  }

  @Test
  void whatWasClosedIsNotTouchedByItsOldName() {
    NotificationRequest request = port.requestDeadName(server);
    try (SendRight copy = server.copy()) {
      server.close();
      kernel.calls().clear();
      request.close();
      assertThat(request.wasPending()).isFalse();
      assertThat(kernel.calls().routines()).isEmpty();
      // The copy keeps the name, and with it the request.
      remote.die();
      try (Notification notification = next()) {
        assertThat(notification).isInstanceOf(DeadNameNotification.class);
        assertThat(kernel.references(copy.name(), Right.DEAD_NAME)).isEqualTo(2);
      }
      assertThat(kernel.references(copy.name(), Right.DEAD_NAME)).isOne();
    }
  }

  @Test
  void aNameThatWasFreedAndGivenOutAgainIsNotTouched() {
    NotificationRequest request = port.requestDeadName(server);
    server.close();
    assertThat(next()).isInstanceOf(PortDeletedNotification.class);
    request.close();
    assertThat(request.wasPending()).isFalse();
    assertThat(next()).isNull();
  }

  @Test
  void closingNeverThrowsWhateverTheKernelSays() {
    NotificationRequest request = port.requestDeadName(server);
    kernel.calls().fail(ROUTINE, 5);
    request.close();
    assertThat(request.wasPending()).isFalse();
    kernel.calls().restore(ROUTINE);
    assertThat(isRequested()).isTrue();
  }
}

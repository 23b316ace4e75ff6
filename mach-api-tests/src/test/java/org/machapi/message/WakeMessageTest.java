package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_RCV_MSG;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_ONCE;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.ReceiveRight;
import org.machapi.RemotePort;
import org.machapi.Threads;

/**
 * The message by which the library wakes a thread: it reaches the one that it is for, and nobody
 * ever sees it; what only looks like one is received.
 */
@Timeout(60)
class WakeMessageTest extends ReceiveWaits {
  @Test
  void aWakeThatAnotherThreadReceivesWithoutWaitingIsSentAgain() throws Exception {
    Thread self = Thread.currentThread();
    AtomicInteger taken = new AtomicInteger();
    beforeTheWait(
        () -> {
          interruptOf(self).run();
          // Takes the wake before the thread that it is for gets to the kernel.
          runMeanwhile(() -> taken.set(receiveId(port, Deadline.immediate())));
        });
    assertThatExceptionOfType(ReceiveInterruptedException.class)
        .isThrownBy(() -> receiveId(port, Deadline.none()));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(taken.get()).isEqualTo(RemotePort.NOTHING);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aWakeOfAMemberThatComesThroughTheSetIsSentOn(boolean close) throws Exception {
    int setName = set.name();
    int portName = port.name();
    AtomicBoolean first = new AtomicBoolean();
    AtomicBoolean takenThroughSet = new AtomicBoolean();
    Threads.Running<Integer>[] atPort = running();
    kernel
        .calls()
        .on(
            "mach_msg",
            (arguments, call) -> {
              boolean receives = ((int) arguments.get(1) & MACH_RCV_MSG) != 0;
              if (receives && arguments.get(4).equals(portName) && !first.getAndSet(true)) {
                Thread thread = Thread.currentThread();
                runMeanwhile(close ? port::close : thread::interrupt);
                atPort[1] = Threads.start(() -> receiveId(set, Deadline.immediate()));
                Threads.awaitTrue(takenThroughSet::get);
              }
              Object result = call.call();
              if (receives && arguments.get(4).equals(setName)) {
                takenThroughSet.set(true);
              }
              return result;
            });
    atPort[0] = receiving(port, Deadline.none());
    if (close) {
      assertEndedByClose(atPort[0]);
    } else {
      assertInterrupted(atPort[0]);
    }
    assertThat(atPort[1].await()).isEqualTo(RemotePort.NOTHING);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  private static Threads.Running<Integer>[] running() {
    return new Threads.Running[2];
  }

  // What is no wake

  @ParameterizedTest
  @EnumSource
  void aSendOnceNotificationOfTheKernelIsReceived(Source source) throws Exception {
    Threads.Running<Integer> receiving = blocked(source(source));
    port.makeSendOnce().close();
    assertThat(receiving.await()).isEqualTo(MACH_NOTIFY_SEND_ONCE);
    sendWake(port.name());
    port.makeSendOnce().close();
    assertThat(receiveId(source(source), Deadline.immediate())).isEqualTo(MACH_NOTIFY_SEND_ONCE);
    assertThat(receiveId(source(source), Deadline.immediate())).isEqualTo(RemotePort.NOTHING);
  }

  @Test
  void aMessageOfTheSameFormFromAnotherTaskIsReceived() {
    RemotePort client = kernel.remotePort();
    int there = kernel.task().grant(port.name(), MACH_MSG_TYPE_MAKE_SEND, client.owner());
    RawMessage.to(there, MACH_MSG_TYPE_COPY_SEND)
        .id(MACH_NOTIFY_SEND_ONCE)
        .send(client.owner().library());
    assertThat(receiveId(port, Deadline.immediate())).isEqualTo(MACH_NOTIFY_SEND_ONCE);
  }

  @Test
  void aMessageOfTheTaskItselfWithTheSameIdentifierIsReceived() {
    RawMessage.to(port.name(), MACH_MSG_TYPE_MAKE_SEND)
        .id(MACH_NOTIFY_SEND_ONCE)
        .word(1)
        .send(kernel.raw());
    assertThat(receiveId(port, Deadline.immediate())).isEqualTo(MACH_NOTIFY_SEND_ONCE);
    ReceiveRight reply = ReceiveRight.allocate(mach);
    RawMessage.to(port.name(), MACH_MSG_TYPE_MAKE_SEND)
        .id(MACH_NOTIFY_SEND_ONCE)
        .replyTo(reply.name(), MACH_MSG_TYPE_MAKE_SEND_ONCE)
        .send(kernel.raw());
    assertThat(receiveId(port, Deadline.immediate())).isEqualTo(MACH_NOTIFY_SEND_ONCE);
    assertThat(receiveId(reply, Deadline.immediate())).isEqualTo(MACH_NOTIFY_SEND_ONCE);
  }

  @Test
  void strayWakesDoNotMakeAWaitLonger() {
    kernel.calls().clear();
    for (int i = 0; i < 3; i++) {
      sendWake(port.name());
    }
    assertThat(receiveId(port, Deadline.in(Duration.ofMillis(20)))).isEqualTo(RemotePort.NOTHING);
    List<Integer> timeouts = calls(MACH_RCV_MSG).stream().map(call -> call.argument(5)).toList();
    assertThat(timeouts).hasSizeGreaterThanOrEqualTo(4).isSortedAccordingTo((a, b) -> b - a);
    assertThat(timeouts.get(0)).isLessThanOrEqualTo(20);
  }

  @Test
  void aWakeNeedsNoRoomInTheQueueAndNoName() throws Exception {
    Thread self = Thread.currentThread();
    int limit = 5;
    beforeTheWait(
        () -> {
          for (int i = 0; i < limit; i++) {
            send(40 + i);
          }
          kernel.calls().clear();
          interruptOf(self).run();
          assertThat(calls(MACH_SEND_MSG)).hasSize(1).allMatch(call -> call.result().equals(0));
        });
    int names = kernel.snapshot().size();
    assertThat(receiveId(port, Deadline.none())).isEqualTo(40);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(kernel.snapshot()).hasSize(names);
    for (int i = 1; i < limit; i++) {
      assertThat(receiveId(port, Deadline.none())).isEqualTo(40 + i);
    }
    assertThat(receiveId(port, Deadline.immediate())).isEqualTo(RemotePort.NOTHING);
  }
}

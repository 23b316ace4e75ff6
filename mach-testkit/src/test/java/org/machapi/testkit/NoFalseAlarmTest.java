package org.machapi.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.Mach;
import org.machapi.PortSet;
import org.machapi.ReceiveRight;
import org.machapi.ReceiveSource;
import org.machapi.SendRight;
import org.machapi.ThreadPort;
import org.machapi.ThreadPortList;
import org.machapi.census.Census;
import org.machapi.census.Ledger;
import org.machapi.exception.ExceptionBehaviour;
import org.machapi.exception.ExceptionPorts;
import org.machapi.exception.ExceptionType;
import org.machapi.exception.InstalledHandler;
import org.machapi.message.Deadline;
import org.machapi.message.MessageBuffer;
import org.machapi.message.MessageServer;
import org.machapi.message.OutgoingMessage;
import org.machapi.message.ReceiveInterruptedException;
import org.machapi.message.ReceivedMessage;
import org.machapi.notification.Notification;
import org.machapi.notification.NotificationPort;
import org.machapi.notification.NotificationRequest;

/**
 * What the library does for itself leaves nothing behind: each of these tests is looked at, to the
 * last name and reference.
 */
@Simulated
@NoPortLeaks
@Timeout(60)
class NoFalseAlarmTest {
  private static final int REQUEST = 4000;

  private final Mach mach;

  NoFalseAlarmTest(Mach mach) {
    this.mach = mach;
  }

  private static ReceivedMessage receive(ReceiveSource source, Deadline deadline) {
    return ReceivedMessage.receive(source, MessageBuffer.forMessagesOf(128), deadline);
  }

  @Test
  void callsAndServersInTwoThreads() throws InterruptedException {
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight right = port.makeSend();
        ReceiveRight replies = ReceiveRight.allocate(mach)) {
      MessageServer server =
          MessageServer.builder(port)
              .maxRequest(128)
              .handle(
                  REQUEST,
                  (request, reply) -> {
                    reply.message().begin(REQUEST + 100);
                    return 0;
                  })
              .build();
      Thread serving = new Thread(server::serve, "server");
      serving.start();
      OutgoingMessage message = OutgoingMessage.withRoomFor(128).begin(REQUEST);
      try (ReceivedMessage answer =
          message.call(
              right,
              replies,
              MessageBuffer.forMessagesOf(128),
              Deadline.in(Duration.ofSeconds(30)))) {
        assertThat(answer).isNotNull();
      }
      server.stop();
      serving.join();
    }
  }

  @Test
  void waitsThatEndByTheirLimitByInterruptAndByClose() throws Exception {
    ReceiveRight port = ReceiveRight.allocate(mach);
    PortSet set = PortSet.allocate(mach);
    set.add(port);
    assertThat(receive(set, Deadline.in(Duration.ofMillis(1)))).isNull();
    assertThatThrownBy(() -> waitAt(set, Thread::interrupt))
        .cause()
        .isInstanceOf(ReceiveInterruptedException.class);
    assertThatThrownBy(() -> waitAt(set, thread -> set.close()))
        .cause()
        .isInstanceOf(IllegalStateException.class);
    port.close();
  }

  /** Has a thread wait at the set, then does something to end that, and waits for its end. */
  private static void waitAt(PortSet set, Consumer<Thread> end) throws Exception {
    FutureTask<Boolean> receiving = new FutureTask<>(() -> receive(set, Deadline.none()) == null);
    Thread thread = new Thread(receiving, "receiver");
    thread.start();
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (thread.isAlive() && !isInKernel(thread)) {
      assertThat(System.nanoTime() - limit).as("it waits").isNegative();
    }
    end.accept(thread);
    thread.join();
    receiving.get(60, TimeUnit.SECONDS);
  }

  private static boolean isInKernel(Thread thread) {
    Thread.State state = thread.getState();
    return (state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING)
        && Stream.of(thread.getStackTrace())
            .anyMatch(frame -> frame.getMethodName().equals("awaitNanoseconds"));
  }

  @Test
  void notifications() {
    ReceiveRight port = ReceiveRight.allocate(mach);
    try (NotificationPort notifications = NotificationPort.allocate(mach);
        SendRight send = port.makeSend();
        NotificationRequest request = notifications.requestDeadName(send);
        NotificationRequest unanswered = notifications.requestSendPossible(mach.task())) {
      assertThat(request).isNotSameAs(unanswered);
      port.close();
      try (Notification notification = notifications.receive(Deadline.immediate())) {
        assertThat(notification).isNotNull();
      }
    }
  }

  @Test
  void threadsExceptionHandlersAndACensus(Ledger ledger) {
    try (ThreadPort self = ThreadPort.self(mach);
        ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight handler = port.makeSend();
        InstalledHandler installed =
            ExceptionPorts.of(self)
                .install(
                    ExceptionType.RPC_ALERT.mask(),
                    handler,
                    ExceptionBehaviour.DEFAULT.with64BitCodes(),
                    0);
        ThreadPortList threads = mach.task().threads()) {
      assertThat(threads.size()).isPositive();
      assertThat(installed.displaced()).isNotNull();
      assertThat(Census.take(mach, ledger).find(self.name())).isNotNull();
    }
  }

  @Test
  void messagesThatAreNotSentOrNotReceived() {
    try (ReceiveRight port = ReceiveRight.allocate(mach, 1);
        SendRight send = port.makeSend()) {
      OutgoingMessage message = OutgoingMessage.withRoomFor(128);
      message.begin(1).copy(send);
      message.send(send, Deadline.immediate());
      message.begin(2).makeSend(port);
      try (var unsent = message.trySend(send, Deadline.immediate())) {
        assertThat(unsent).isNotNull();
      }
    }
  }
}

package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.exception.FaultingTask.TYPE;
import static org.machapi.exception.FaultingTask.answered;
import static org.machapi.exception.FaultingTask.assertBecameSignal;
import static org.machapi.exception.FaultingTask.assertHandled;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.DeadNameException;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.Threads;
import org.machapi.message.Deadline;
import org.machapi.notification.Notification;
import org.machapi.notification.NotificationPort;
import org.machapi.notification.NotificationRequest;
import org.machapi.notification.SendOnceNotification;

/** How a server notices that a client has died, and that nobody can send to it any more. */
@Tag("kernel")
@Timeout(30)
class ExceptionServerClientsTest {
  private final FaultingTask task = FaultingTask.create();
  private final TestKernel kernel = task.kernel;
  private final ExceptionPorts ports = ExceptionPorts.of(task.threadPort);
  private final Semaphore told = new Semaphore(0);

  /** Its handler has all the time; a deadline of the server is for its callbacks. */
  private ExceptionServerBuilder server() {
    return ExceptionServer.of(task.mach)
        .on(TYPE, Duration.ofDays(1), raised -> ExceptionDecision.handled());
  }

  private SendRight right(RemotePort port) {
    return SendRight.adopt(task.mach, port.name());
  }

  @Test
  void aClientThatDiesIsNoticedAndNothingOfItIsLeft() throws Exception {
    RemotePort port = kernel.remotePort();
    try (ExceptionServer server = server().start();
        SendRight client = right(port)) {
      server.watch(client, told::release);
      assertThat(told.availablePermits()).isZero();
      port.die();
      told.acquire();
      // That the notification has been dealt with to the end shows in the next answer.
      server.install(ports, TYPE.mask(), DEFAULT_64);
      assertHandled(answered(task.raise()));
      assertThat(kernel.references(client.name(), Right.DEAD_NAME)).isEqualTo(1);
    }
    assertThat(kernel.type(port.name()).bits()).isZero();
    assertThat(told.availablePermits()).isZero();
  }

  @Test
  void aTaskThatEndsIsNoticedByItsPort() throws Exception {
    RemotePort port = kernel.remotePort();
    try (ExceptionServer server = server().start();
        SendRight client = right(port)) {
      server.watch(client, told::release);
      port.owner().terminate();
      told.acquire();
    }
  }

  @Test
  void theWatchDoesNotNeedTheOwnersRightAndGivesItsOwnBack() throws Exception {
    RemotePort port = kernel.remotePort();
    SortedMap<Integer, String> before;
    try (SendRight client = right(port)) {
      before = kernel.snapshot();
      try (ExceptionServer server = server().start()) {
        server.watch(client, told::release);
        assertThat(kernel.references(client.name(), Right.SEND)).isEqualTo(2);
      }
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
    RemotePort second = kernel.remotePort();
    try (ExceptionServer server = server().start()) {
      try (SendRight client = right(second)) {
        server.watch(client, told::release);
      }
      assertThat(told.availablePermits()).isZero();
      second.die();
      told.acquire();
    }
    assertThat(kernel.type(second.name()).bits()).isZero();
  }

  @Test
  void severalWatchersOfOneClientAreAllTold() throws Exception {
    RemotePort port = kernel.remotePort();
    AtomicInteger order = new AtomicInteger();
    try (ExceptionServer server = server().start();
        SendRight client = right(port)) {
      server.watch(client, order::incrementAndGet);
      server.watch(
          client,
          () -> {
            throw new IllegalStateException("of a watcher");
          });
      server.watch(client, told::release);
      assertThat(kernel.references(client.name(), Right.SEND)).isEqualTo(2);
      port.die();
      told.acquire();
      assertThat(order).hasValue(1);
    }
    assertThat(kernel.type(port.name()).bits()).isZero();
  }

  @Test
  void aClientThatIsDeadAlreadyIsRefusedAndNothingIsKept() {
    RemotePort port = kernel.remotePort();
    try (ExceptionServer server = server().start();
        SendRight client = right(port)) {
      port.die();
      assertThatExceptionOfType(DeadNameException.class)
          .isThrownBy(() -> server.watch(client, told::release));
      assertThat(kernel.references(client.name(), Right.DEAD_NAME)).isEqualTo(1);
    }
  }

  @Test
  void aClientOfAnotherKernelIsRefusedEvenIfItsNameIsWatchedHere() {
    TestKernel other = TestKernel.create();
    RemotePort theirs = other.remotePort();
    RemotePort ours = kernel.remotePort();
    while (ours.name() != theirs.name()) {
      if (ours.name() < theirs.name()) {
        ours = kernel.remotePort();
      } else {
        theirs = other.remotePort();
      }
    }
    try (ExceptionServer server = server().start();
        SendRight known = right(ours);
        SendRight stranger = SendRight.adopt(other.mach(), theirs.name())) {
      server.watch(known, told::release);
      SortedMap<Integer, String> before = other.snapshot();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> server.watch(stranger, told::release))
          .withMessageContaining("another kernel");
      assertThat(other.snapshot()).isEqualTo(before);
      ours.die();
      Threads.awaitTrue(() -> told.availablePermits() > 0);
      // In the order in which they came: one action that would have been added has been run, too.
      assertThat(told.drainPermits()).isEqualTo(1);
    }
  }

  @Test
  void aWatcherThatNeverReturnsHoldsUpNoException() throws Exception {
    RemotePort port = kernel.remotePort();
    CountDownLatch release = new CountDownLatch(1);
    try (ExceptionServer server = server().deadline(Duration.ofSeconds(1)).start();
        SendRight client = right(port)) {
      server.install(ports, TYPE.mask(), DEFAULT_64);
      server.watch(
          client,
          () -> {
            told.release();
            while (release.getCount() > 0) {
              Thread.onSpinWait();
            }
          });
      port.die();
      told.acquire();
      assertHandled(answered(task.raise()));
      release.countDown();
      assertThat(server.counts()).isEqualTo(new ExceptionServerCounts(1, 0, 0, 0, 0, 0));
    }
  }

  @Test
  void ofSeveralActionsForOneClientEachWaitsForThoseBeforeIt() throws Exception {
    RemotePort port = kernel.remotePort();
    CountDownLatch release = new CountDownLatch(1);
    try (ExceptionServer server = server().deadline(Duration.ofSeconds(1)).start();
        SendRight client = right(port)) {
      server.install(ports, TYPE.mask(), DEFAULT_64);
      server.watch(client, () -> awaitUninterruptibly(release));
      server.watch(client, told::release);
      port.die();
      // The first may be out of time by now, and another thread serve.
      assertHandled(answered(task.raise()));
      assertThat(told.availablePermits()).isZero();
      release.countDown();
      told.acquire();
    }
    assertThat(told.availablePermits()).isZero();
  }

  @Test
  void asLongAsSoManyWatchersAreStuckNoOtherIsToldAndNoThreadIsAdded() throws Exception {
    RemotePort stuck = kernel.remotePort();
    RemotePort untold = kernel.remotePort();
    RemotePort later = kernel.remotePort();
    CountDownLatch release = new CountDownLatch(1);
    try (ExceptionServer server =
            server().deadline(Duration.ofSeconds(1)).maxStuckHandlers(1).start();
        SendRight first = right(stuck);
        SendRight second = right(untold);
        SendRight third = right(later)) {
      server.install(ports, TYPE.mask(), DEFAULT_64);
      server.watch(first, () -> awaitUninterruptibly(release));
      server.watch(second, told::release);
      server.watch(third, told::release);
      stuck.die();
      awaitHandled(false);
      untold.die();
      // That the notification has been dealt with to the end shows in the next answer.
      assertBecameSignal(answered(task.raise()));
      assertThat(told.availablePermits()).isZero();
      assertThat(kernel.references(second.name(), Right.DEAD_NAME)).isEqualTo(1);
      release.countDown();
      awaitHandled(true);
      later.die();
      told.acquire();
    }
  }

  @Test
  void theNextLastSenderIsToldAlthoughThisOneWasNotForStuckWatchers() throws Exception {
    RemotePort stuck = kernel.remotePort();
    CountDownLatch release = new CountDownLatch(1);
    try (ExceptionServer server =
            server()
                .deadline(Duration.ofSeconds(1))
                .maxStuckHandlers(1)
                .onNoSenders(told::release)
                .start();
        SendRight client = right(stuck)) {
      InstalledHandler first = server.install(ports, TYPE.mask(), DEFAULT_64);
      server.watch(client, () -> awaitUninterruptibly(release));
      stuck.die();
      awaitHandled(false);
      first.close();
      InstalledHandler second = server.install(ports, TYPE.mask(), DEFAULT_64);
      assertBecameSignal(answered(task.raise()));
      assertThat(told.availablePermits()).isZero();
      release.countDown();
      awaitHandled(true);
      second.close();
      told.acquire();
    }
  }

  /** Raises until the server says so. */
  private void awaitHandled(boolean handled) {
    Threads.awaitTrue(() -> answered(task.raise()).outcome().handled() == handled);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean over = false;
    while (!over) {
      try {
        latch.await();
        over = true;
      } catch (InterruptedException e) {
        // The watchdog's; stays all the same.
      }
    }
  }

  @Test
  void aRequestThatTheWatchDisplacesIsToldSoAtOnce() throws Exception {
    RemotePort port = kernel.remotePort();
    try (SendRight client = right(port);
        NotificationPort others = NotificationPort.allocate(task.mach);
        NotificationRequest request = others.requestDeadName(client);
        ExceptionServer server = server().start()) {
      server.watch(client, told::release);
      try (Notification notification = others.receive(Deadline.immediate())) {
        assertThat(notification).isInstanceOf(SendOnceNotification.class);
      }
      assertThat(request.wasPending()).isFalse();
      port.die();
      told.acquire();
    }
    assertThat(kernel.type(port.name()).bits()).isZero();
  }

  @Test
  void aWatchThatIsDisplacedIsNotRunAndLeavesNothing() throws Exception {
    RemotePort port = kernel.remotePort();
    try (SendRight client = right(port);
        NotificationPort others = NotificationPort.allocate(task.mach)) {
      SortedMap<Integer, String> before = kernel.snapshot();
      try (ExceptionServer server = server().start()) {
        server.install(ports, TYPE.mask(), DEFAULT_64);
        server.watch(client, told::release);
        NotificationRequest request = others.requestDeadName(client);
        request.close();
        assertHandled(answered(task.raise()));
        assertThat(told.availablePermits()).isZero();
      }
      try (Notification cancelled = others.receive(Deadline.immediate())) {
        assertThat(cancelled).isInstanceOf(SendOnceNotification.class);
      }
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }

  @Test
  void whenTheLastSendRightIsGoneThatIsToldAndEachTimeAgain() throws Exception {
    try (ExceptionServer server = server().onNoSenders(told::release).start()) {
      for (int i = 0; i < 3; i++) {
        SendRight first = server.makeSend();
        SendRight second = server.makeSend();
        first.close();
        assertThat(told.availablePermits()).isZero();
        second.close();
        told.acquire();
      }
    }
    assertThat(told.availablePermits()).isZero();
  }

  @Test
  void anInstallationIsASenderUntilItIsUndone() throws Exception {
    try (ExceptionServer server = server().onNoSenders(told::release).start()) {
      InstalledHandler installed = server.install(ports, TYPE.mask(), DEFAULT_64);
      assertHandled(answered(task.raise()));
      assertThat(told.availablePermits()).isZero();
      installed.close();
      told.acquire();
    }
  }

  @Test
  void aForgedNotificationIsNotBelieved() throws Exception {
    RemotePort port = kernel.remotePort();
    Forger forger = new Forger(task);
    try (ExceptionServer server = server().onNoSenders(told::release).start();
        SendRight client = right(port)) {
      server.watch(client, told::release);
      server.install(ports, TYPE.mask(), DEFAULT_64);
      int name = kernel.task().grant(server.handler().name(), MACH_MSG_TYPE_COPY_SEND, forger.task);
      for (int id : List.of(70, 72)) {
        RawMessage forged = new RawMessage(id).ndr().ints(client.name());
        forged.to(name).send(forger.raw);
      }
      assertHandled(answered(task.raise()));
      assertThat(told.availablePermits()).isZero();
      assertThat(server.counts().malformed()).isEqualTo(2);
    }
  }
}

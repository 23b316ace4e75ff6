package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.exception.FaultingTask.CODE;
import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.exception.FaultingTask.SUBCODE;
import static org.machapi.exception.FaultingTask.TYPE;
import static org.machapi.exception.FaultingTask.answered;
import static org.machapi.exception.FaultingTask.assertBecameSignal;
import static org.machapi.exception.FaultingTask.assertHandled;
import static org.machapi.raw.MessageConstants.MACH_RCV_INVALID_NAME;
import static org.machapi.raw.MessageConstants.MACH_RCV_MSG;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.Threads;
import org.machapi.message.Deadline;
import org.machapi.sim.RaisedException;

/** What close does to exceptions that wait, to handlers that run, and to those who wait for it. */
@Timeout(30)
class ExceptionServerStopTest {
  private static final Duration LONG = Duration.ofSeconds(25);
  private static final Duration SOON = Duration.ofMillis(20);

  private final FaultingTask task = FaultingTask.create();
  private final ExceptionPorts ports = ExceptionPorts.of(task.mach.task());
  private final SortedMap<Integer, String> before = task.state();
  private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
  private final CountDownLatch inHandler = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  private ExceptionDecision waitForRelease() {
    inHandler.countDown();
    boolean released = false;
    while (!released) {
      try {
        release.await();
        released = true;
      } catch (InterruptedException e) {
        // Stays: a handler that heeds nothing.
      }
    }
    return ExceptionDecision.handled();
  }

  private ExceptionServer start(Duration deadline, RaisedExceptionHandler handler) {
    ExceptionServer server =
        ExceptionServer.of(task.mach)
            .deadline(deadline)
            .on(
                TYPE,
                raised -> {
                  threads.add(Thread.currentThread());
                  return handler.handle(raised);
                })
            .start();
    server.install(ports, TYPE.mask(), DEFAULT_64);
    return server;
  }

  private RaisedException raise() {
    return task.kernel.task().createThread().raise(TYPE.number(), CODE, SUBCODE);
  }

  private static Threads.Running<Boolean> close(ExceptionServer server) {
    return Threads.start(
        () -> {
          server.close();
          return Thread.currentThread().isInterrupted();
        });
  }

  @Test
  void aServerThatWaitsIsClosedAtOnce() throws Exception {
    ExceptionServer server = start(LONG, raised -> ExceptionDecision.handled());
    assertHandled(answered(raise()));
    close(server).await();
    awaitNoServerThread();
    assertThat(task.state()).isEqualTo(before);
    assertBecameSignal(raise());
  }

  @Test
  void closeWaitsForAHandlerThatRunsAndWhatWaitsIsAnsweredWithFailure() throws Exception {
    ExceptionServer server = start(LONG, raised -> waitForRelease());
    RaisedException running = raise();
    inHandler.await();
    List<RaisedException> pending = new ArrayList<>(List.of(raise(), raise(), raise()));
    Threads.Running<Boolean> closing = close(server);
    closing.awaitStopIn("awaitFree");
    assertThat(closing.result().isDone()).isFalse();
    assertThat(running.isWaiting()).isTrue();
    // The installation is undone first: nobody else arrives.
    assertBecameSignal(raise());
    release.countDown();
    closing.await();
    assertHandled(running);
    pending.forEach(FaultingTask::assertBecameSignal);
    assertThat(server.counts()).isEqualTo(new ExceptionServerCounts(1, 3, 0, 0, 0, 0));
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void aHandlerThatRunsCanStillPassOnToTheOneBefore() throws Exception {
    ports.set(TYPE.mask(), task.handler, DEFAULT_64);
    ExceptionServer server =
        start(
            LONG,
            raised -> {
              waitForRelease();
              return ExceptionDecision.passOn();
            });
    RaisedException running = raise();
    inHandler.await();
    Threads.Running<Boolean> closing = close(server);
    closing.awaitStopIn("awaitFree");
    release.countDown();
    closing.await();
    try (ExceptionMessage message = task.receiver.receive(Deadline.immediate())) {
      message.replySuccess();
    }
    assertHandled(running);
    ports.set(TYPE.mask(), null, ExceptionBehaviour.NONE);
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void aHandlerThatIsStuckIsWaitedForUntilItsDeadlineAndNoLonger() throws Exception {
    ExceptionServer server = start(SOON, raised -> waitForRelease());
    RaisedException running = raise();
    inHandler.await();
    close(server).await();
    assertBecameSignal(running);
    assertThat(server.counts().timedOut()).isEqualTo(1);
    release.countDown();
    awaitNoServerThread();
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void aHandlerCanCloseItsServerAndItsExceptionIsAnsweredAsItDecides() throws Exception {
    AtomicReference<ExceptionServer> own = new AtomicReference<>();
    CountDownLatch isSet = new CountDownLatch(1);
    own.set(
        start(
            LONG,
            raised -> {
              isSet.await();
              own.get().close();
              own.get().close();
              return ExceptionDecision.handled();
            }));
    RaisedException running = raise();
    RaisedException pending = raise();
    isSet.countDown();
    assertHandled(answered(running));
    assertBecameSignal(pending);
    awaitNoServerThread();
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void anInterruptEndsTheWaitOfWhoClosesAndItsStatusStays() throws Exception {
    ExceptionServer server = start(SOON.multipliedBy(10), raised -> waitForRelease());
    RaisedException running = raise();
    inHandler.await();
    boolean[] interrupted = {false};
    Threads.run(
        () -> {
          Thread.currentThread().interrupt();
          server.close();
          interrupted[0] = Thread.currentThread().isInterrupted();
        });
    assertThat(interrupted[0]).isTrue();
    // The watchdog stays until the handler has been answered for.
    assertBecameSignal(answered(running));
    release.countDown();
    awaitNoServerThread();
    // If the watchdog came before the close, a thread that has handled nothing ends by itself.
    Threads.awaitTrue(() -> task.state().equals(before));
  }

  @Test
  void twoWhoCloseAtOnceDisturbNobody() throws Exception {
    ExceptionServer server = start(LONG, raised -> waitForRelease());
    RaisedException running = raise();
    inHandler.await();
    Threads.Running<Boolean> first = close(server);
    first.awaitStopIn("awaitFree");
    server.close();
    assertThat(first.result().isDone()).isFalse();
    release.countDown();
    first.await();
    assertHandled(running);
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void ifReceivingBecomesImpossibleTheServerClosesAndNobodyIsLeftWaiting() throws Exception {
    AtomicBoolean isBroken = new AtomicBoolean();
    CountDownLatch proceed = new CountDownLatch(1);
    ExceptionServer server =
        start(
            LONG,
            raised -> {
              inHandler.countDown();
              proceed.await();
              return ExceptionDecision.handled();
            });
    RaisedException first = raise();
    RaisedException second = raise();
    inHandler.await();
    task.kernel
        .calls()
        .on(
            "mach_msg",
            (arguments, kernel) ->
                Thread.currentThread() instanceof ServerThread
                        && ((int) arguments.get(1) & MACH_RCV_MSG) != 0
                        && !isBroken.getAndSet(true)
                    ? MACH_RCV_INVALID_NAME
                    : kernel.call());
    proceed.countDown();
    assertHandled(answered(first));
    assertBecameSignal(answered(second));
    awaitNoServerThread();
    assertThat(isBroken).isTrue();
    server.close();
    assertThat(task.state()).isEqualTo(before);
    assertBecameSignal(raise());
  }

  @Test
  void whatIsReceivedWhileItClosesReachesNoHandlerAnyMore() throws Exception {
    AtomicReference<ExceptionServer> own = new AtomicReference<>();
    AtomicReference<Threads.Running<Boolean>> closing = new AtomicReference<>();
    CountDownLatch isSet = new CountDownLatch(1);
    own.set(
        ExceptionServer.of(task.mach)
            .deadline(LONG)
            .trust(
                sender -> {
                  try {
                    isSet.await();
                  } catch (InterruptedException e) {
                    throw new AssertionError(e);
                  }
                  closing.set(close(own.get()));
                  closing.get().awaitStopIn("awaitFree");
                  return true;
                })
            .on(TYPE, raised -> waitForRelease())
            .start());
    own.get().install(ports, TYPE.mask(), DEFAULT_64);
    isSet.countDown();
    assertBecameSignal(answered(raise()));
    closing.get().await();
    assertThat(inHandler.getCount()).as("the handler was not asked").isEqualTo(1);
    assertThat(own.get().counts()).isEqualTo(new ExceptionServerCounts(0, 1, 0, 0, 0, 0));
    assertThat(task.state()).isEqualTo(before);
  }

  /** Waits until the threads in which handlers have run are gone. */
  private void awaitNoServerThread() throws InterruptedException {
    assertThat(threads).isNotEmpty();
    for (Thread thread : threads) {
      thread.join();
    }
  }
}

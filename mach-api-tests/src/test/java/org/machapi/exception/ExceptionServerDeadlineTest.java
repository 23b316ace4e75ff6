package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.exception.FaultingTask.CODE;
import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.exception.FaultingTask.SUBCODE;
import static org.machapi.exception.FaultingTask.TYPE;
import static org.machapi.exception.FaultingTask.answered;
import static org.machapi.exception.FaultingTask.assertBecameSignal;
import static org.machapi.exception.FaultingTask.assertHandled;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.Threads;
import org.machapi.message.OutgoingMessage;
import org.machapi.sim.RaisedException;
import org.machapi.sim.SimulatedThread;

/** Handlers that do not decide in time: who raised the exception gets an answer all the same. */
@Timeout(30)
class ExceptionServerDeadlineTest {
  /** For handlers that do not decide: so long a test waits for the end of each. */
  private static final Duration SOON = Duration.ofSeconds(1);

  /** For handlers that decide at once, on a machine that may be busy. */
  private static final Duration EVER = Duration.ofDays(1);

  private static final ExceptionType OTHER = ExceptionType.SYSCALL;
  private static final ExceptionMask TYPES = ExceptionMask.of(TYPE, OTHER);

  private final FaultingTask task = FaultingTask.create();
  private final ExceptionPorts ports = ExceptionPorts.of(task.mach.task());
  private final CountDownLatch release = new CountDownLatch(1);
  private final Queue<Thread> stuck = new ConcurrentLinkedQueue<>();
  private final AtomicInteger interrupts = new AtomicInteger();

  /** Stays until the test releases it, interrupts or not; then wants to answer success. */
  private ExceptionDecision stuck() {
    stuck.add(Thread.currentThread());
    while (true) {
      try {
        release.await();
        return ExceptionDecision.handled();
      } catch (InterruptedException e) {
        interrupts.incrementAndGet();
      }
    }
  }

  private ExceptionServerBuilder server() {
    return ExceptionServer.of(task.mach)
        .deadline(SOON)
        .on(TYPE, raised -> stuck())
        .on(OTHER, EVER, raised -> ExceptionDecision.handled());
  }

  private RaisedException raise(ExceptionType type) {
    SimulatedThread thread = task.kernel.task().createThread();
    return thread.raise(type.number(), CODE, SUBCODE);
  }

  /**
   * Lets the handlers come back, and waits for the end of their threads. They end only if others
   * are on duty already, which the answer to a later exception shows: whoever comes back earlier
   * goes on serving.
   */
  private void releaseAll() throws InterruptedException {
    release.countDown();
    for (Thread thread : stuck) {
      thread.join();
    }
  }

  @Test
  void atTheDeadlineFailureIsAnsweredAndTheServerGoesOn() throws Exception {
    SortedMap<Integer, String> before = task.state();
    try (ExceptionServer server = server().start()) {
      server.install(ports, TYPES, DEFAULT_64);
      assertBecameSignal(answered(raise(TYPE)));
      assertHandled(answered(raise(OTHER)));
      assertThat(server.counts()).isEqualTo(new ExceptionServerCounts(1, 0, 0, 0, 1, 0));
      releaseAll();
      // What it returned in the end, success, has gone nowhere, and its thread has ended.
      assertHandled(answered(raise(OTHER)));
      assertThat(server.counts()).isEqualTo(new ExceptionServerCounts(2, 0, 0, 0, 1, 0));
      assertThat(interrupts).hasValue(1);
    }
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void aHandlerThatHeedsTheInterruptIsStillTooLate() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    try (ExceptionServer server =
        ExceptionServer.of(task.mach)
            .deadline(SOON)
            .on(
                TYPE,
                raised -> {
                  try {
                    never.await();
                  } catch (InterruptedException e) {
                    interrupted.set(true);
                  }
                  return ExceptionDecision.handled();
                })
            .start()) {
      server.install(ports, TYPES, DEFAULT_64);
      for (int i = 0; i < 3; i++) {
        assertBecameSignal(answered(raise(TYPE)));
      }
      assertThat(interrupted).isTrue();
      assertThat(server.counts().timedOut()).isEqualTo(3);
      assertThat(server.counts().handled()).isZero();
    }
  }

  @Test
  void ofStuckHandlersThereAreSoManyAndThenAllIsAnsweredWithFailureAtOnce() throws Exception {
    try (ExceptionServer server = server().maxStuckHandlers(2).start()) {
      server.install(ports, TYPES, DEFAULT_64);
      assertBecameSignal(answered(raise(TYPE)));
      assertHandled(answered(raise(OTHER)));
      assertBecameSignal(answered(raise(TYPE)));
      for (int i = 0; i < 20; i++) {
        assertThat(answered(raise(TYPE)).outcome().handled()).isFalse();
        assertThat(answered(raise(OTHER)).outcome().handled()).isFalse();
      }
      assertThat(stuck).hasSize(2);
      assertThat(server.counts()).isEqualTo(new ExceptionServerCounts(1, 40, 0, 0, 2, 0));
      releaseAll();
      assertHandled(answered(raise(OTHER)));
    }
  }

  @Test
  void aHandlerCanHaveADeadlineOfItsOwn() throws Exception {
    try (ExceptionServer server =
        ExceptionServer.of(task.mach)
            .on(TYPE, SOON, raised -> stuck())
            .on(OTHER, EVER, raised -> ExceptionDecision.handled())
            .deadline(EVER)
            .start()) {
      server.install(ports, TYPES, DEFAULT_64);
      assertBecameSignal(answered(raise(TYPE)));
      assertHandled(answered(raise(OTHER)));
      assertThat(server.counts()).isEqualTo(new ExceptionServerCounts(1, 0, 0, 0, 1, 0));
      releaseAll();
    }
  }

  @Test
  void theDeadlineOfTheOthersIsNotThatOfTheHandlerThatHasMoreTime() throws Exception {
    CountDownLatch proceed = new CountDownLatch(1);
    try (ExceptionServer server =
        ExceptionServer.of(task.mach)
            .deadline(SOON)
            .on(TYPE, raised -> stuck())
            .on(
                OTHER,
                EVER,
                raised -> {
                  proceed.await();
                  return ExceptionDecision.handled();
                })
            .start()) {
      server.install(ports, TYPES, DEFAULT_64);
      RaisedException other = raise(OTHER);
      RaisedException next = raise(TYPE);
      long end = System.nanoTime() + SOON.toNanos();
      // Longer than the others have: nobody answers in its place.
      Threads.awaitTrue(() -> System.nanoTime() - end > 0);
      assertThat(other.isWaiting()).isTrue();
      proceed.countDown();
      assertHandled(answered(other));
      // The watchdog has looked at a call with a day left, and is back in time for this one.
      assertBecameSignal(answered(next));
      assertHandled(answered(raise(OTHER)));
      assertThat(server.counts()).isEqualTo(new ExceptionServerCounts(2, 0, 0, 0, 1, 0));
      releaseAll();
    }
  }

  @Test
  void noTimeAtAllIsNoDeadlineAndATypeHasOneHandler() {
    ExceptionServerBuilder builder = ExceptionServer.of(task.mach);
    for (Duration none : List.of(Duration.ZERO, Duration.ofNanos(-1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder.on(TYPE, none, raised -> stuck()));
      assertThatIllegalArgumentException().isThrownBy(() -> builder.deadline(none));
    }
    builder.on(TYPE, raised -> stuck());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.on(TYPE, SOON, raised -> stuck()))
        .withMessageContaining("has a handler already");
  }

  @Test
  void aCallEndsInOneWayOnly() {
    ServedCall inTime = new ServedCall(null, null, System.nanoTime());
    assertThat(inTime.isRunning()).isTrue();
    assertThat(inTime.end()).isTrue();
    assertThat(inTime.timeOut()).isFalse();
    assertThat(inTime.isTimedOut()).isFalse();
    ServedCall late = new ServedCall(null, null, System.nanoTime());
    assertThat(late.timeOut()).isTrue();
    assertThat(late.end()).isFalse();
    assertThat(late.isTimedOut()).isTrue();
    assertThat(late.isRunning()).isFalse();
    assertThat(late.remaining()).isNotPositive();
    // A callback has nobody to answer to.
    assertThat(late.answerFailure(OutgoingMessage.withRoomFor(64))).isFalse();
  }

  @Test
  void aPreviousHandlerWithAFullQueueIsWaitedForUntilTheDeadlineOnly() throws Exception {
    ReceiveRight full = ReceiveRight.allocate(task.mach);
    try (SendRight before = full.makeSend()) {
      full.setQueueLimit(1);
      ports.set(TYPES, before, DEFAULT_64);
      try (ExceptionServer server =
          ExceptionServer.of(task.mach)
              .deadline(SOON)
              .on(OTHER, EVER, raised -> ExceptionDecision.handled())
              .start()) {
        server.install(ports, TYPES, DEFAULT_64);
        RaisedException waits = raise(TYPE);
        while (full.status().queuedMessages() == 0) {
          Thread.onSpinWait();
        }
        assertBecameSignal(answered(raise(TYPE)));
        assertHandled(answered(raise(OTHER)));
        assertThat(waits.isWaiting()).isTrue();
        // Counted before it is known to succeed, and taken back if it does not.
        Threads.awaitTrue(() -> server.counts().passedOn() == 1);
        Threads.awaitTrue(() -> server.counts().failed() + server.counts().timedOut() == 1);
        full.close();
        assertBecameSignal(answered(waits));
      }
    }
  }

  /** Does something once, before the failure of the watchdog reaches the kernel. */
  private void beforeTheWatchdogAnswers(Threads.Action action) {
    AtomicBoolean done = new AtomicBoolean();
    task.kernel
        .calls()
        .on(
            "mach_msg",
            (arguments, kernel) -> {
              boolean isWatchdog = Thread.currentThread().getName().endsWith("watchdog");
              if (isWatchdog
                  && ((int) arguments.get(1) & MACH_SEND_MSG) != 0
                  && !done.getAndSet(true)) {
                action.run();
              }
              return kernel.call();
            });
  }

  @Test
  void aHandlerThatReturnsWhileTheWatchdogAnswersDoesNothingMore() throws Exception {
    AtomicBoolean isReleased = new AtomicBoolean();
    beforeTheWatchdogAnswers(
        () -> {
          release.countDown();
          Thread handler = stuck.peek();
          // Its decision comes now, in the middle of the answer, and finds the answer taken. It
          // goes on to ask whether it is still on duty, which waits for the watchdog.
          Threads.awaitTrue(
              () -> !handler.isAlive() || Threads.isStoppedIn(handler, "hasComeBack"));
          isReleased.set(true);
        });
    try (ExceptionServer server = server().start()) {
      server.install(ports, TYPES, DEFAULT_64);
      assertBecameSignal(answered(raise(TYPE)));
      assertThat(isReleased).isTrue();
      assertHandled(answered(raise(OTHER)));
      assertThat(server.counts()).isEqualTo(new ExceptionServerCounts(1, 0, 0, 0, 1, 0));
    }
  }

  @Test
  void whoeverAnswersFirstAnswersAndTheOtherDoesNothing() {
    for (boolean watchdogFirst : List.of(true, false)) {
      FaultingTask faulting = FaultingTask.create().handledBy(DEFAULT_64);
      RaisedException raised = faulting.raise();
      OutgoingMessage memory = OutgoingMessage.withRoomFor(64);
      try (ExceptionMessage message = faulting.receive()) {
        if (watchdogFirst) {
          assertThat(message.answer().failFrom(memory)).isTrue();
          assertBecameSignal(raised);
          assertThatIllegalStateException().isThrownBy(message::replySuccess);
          assertThat(message.answer().fail()).isFalse();
        } else {
          message.replySuccess();
          assertThat(message.answer().failFrom(memory)).isFalse();
        }
      }
      assertThat(raised.outcome().handled()).isEqualTo(!watchdogFirst);
    }
  }

  @Test
  void decisionsAndDeadlinesAtTheSameMomentGiveOneAnswerEach() throws Exception {
    Duration moment = Duration.ofMillis(2);
    Set<Thread> handlers = ConcurrentHashMap.newKeySet();
    ExceptionServer server =
        ExceptionServer.of(task.mach)
            .deadline(moment)
            .maxStuckHandlers(50)
            .on(
                TYPE,
                raised -> {
                  handlers.add(Thread.currentThread());
                  long end = System.nanoTime() + moment.toNanos();
                  while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                  }
                  return ExceptionDecision.handled();
                })
            .start();
    server.install(ports, TYPES, DEFAULT_64);
    List<RaisedException> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(answered(raise(TYPE)));
    }
    server.close();
    // Those that came too late count what they decide, and then take it back.
    for (Thread handler : handlers) {
      handler.join();
    }
    long handled = all.stream().filter(raised -> raised.outcome().handled()).count();
    ExceptionServerCounts counts = server.counts();
    assertThat(counts.handled()).isEqualTo(handled);
    assertThat(counts.handled() + counts.timedOut() + counts.failed()).isEqualTo(100);
  }
}

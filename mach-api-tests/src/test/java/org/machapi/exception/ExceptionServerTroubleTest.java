package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.exception.FaultingTask.CODE;
import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.exception.FaultingTask.SUBCODE;
import static org.machapi.exception.FaultingTask.TYPE;
import static org.machapi.exception.FaultingTask.answered;
import static org.machapi.exception.FaultingTask.assertBecameSignal;
import static org.machapi.exception.FaultingTask.assertHandled;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_RCV_MSG;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.Right;
import org.machapi.sim.RaisedException;

/** What a server does when something fails that has nothing to do with its handlers. */
@Timeout(30)
class ExceptionServerTroubleTest {
  /** Long enough for what is decided at once, on a machine that is busy. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private final FaultingTask task = FaultingTask.create();
  private final ExceptionPorts ports = ExceptionPorts.of(task.mach.task());
  private final AtomicInteger troubles = new AtomicInteger();

  private RaisedException raise() {
    return task.kernel.task().createThread().raise(TYPE.number(), CODE, SUBCODE);
  }

  private static void hurl(Class<? extends Throwable> type) throws Throwable {
    throw type.getConstructor(String.class).newInstance("trouble of a test");
  }

  /** The next receives of a server's thread end so, with the message still in the queue. */
  private void troubleReceiving(Class<? extends Throwable> type, int times) {
    task.kernel
        .calls()
        .on(
            "mach_msg",
            (arguments, kernel) -> {
              if (Thread.currentThread() instanceof ServerThread
                  && ((int) arguments.get(1) & MACH_RCV_MSG) != 0
                  && troubles.getAndIncrement() < times) {
                hurl(type);
              }
              return kernel.call();
            });
  }

  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, OutOfMemoryError.class})
  void aReceiveThatFailsIsTriedAgain(Class<? extends Throwable> type) {
    SortedMap<Integer, String> before = task.state();
    troubleReceiving(type, 3);
    try (ExceptionServer server =
        ExceptionServer.of(task.mach).on(TYPE, raised -> ExceptionDecision.handled()).start()) {
      server.install(ports, TYPE.mask(), DEFAULT_64);
      assertHandled(answered(raise()));
      assertThat(troubles).hasValueGreaterThan(3);
    }
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void ifItFailsAgainAndAgainTheServerClosesAndTheNextLevelIsAsked() {
    troubleReceiving(IllegalStateException.class, Integer.MAX_VALUE);
    ExceptionServer server =
        ExceptionServer.of(task.mach).on(TYPE, raised -> ExceptionDecision.handled()).start();
    while (true) {
      try {
        server.makeSend().close();
      } catch (IllegalStateException closed) {
        break;
      }
    }
    assertThatIllegalStateException()
        .isThrownBy(() -> server.install(ports, TYPE.mask(), DEFAULT_64));
    assertBecameSignal(answered(raise()));
  }

  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, OutOfMemoryError.class})
  void aMessageThatCannotBeLookedAtGoesBackAndTheNextIsServed(Class<? extends Throwable> type) {
    Forger forger = new Forger(task);
    try (ExceptionServer server =
        ExceptionServer.of(task.mach).on(TYPE, raised -> ExceptionDecision.handled()).start()) {
      server.install(ports, TYPE.mask(), DEFAULT_64);
      int name =
          task.kernel.task().grant(server.handler().name(), MACH_MSG_TYPE_COPY_SEND, forger.task);
      // Ports of a message that the kernel did not send are asked what they are.
      task.kernel
          .calls()
          .on(
              "mach_port_kobject",
              (arguments, kernel) -> {
                if (Thread.currentThread() instanceof ServerThread) {
                  troubles.incrementAndGet();
                  hurl(type);
                }
                return kernel.call();
              });
      RawMessage.exception(forger.thread(), forger.self()).to(name).send(forger.raw);
      assertHandled(answered(raise()));
      assertThat(troubles).hasValue(1);
    }
  }

  @Test
  void aWatchdogThatCannotAnswerInterruptsTheHandlerAndGoesOn() {
    AtomicInteger stuck = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);
    task.kernel
        .calls()
        .on(
            "mach_msg",
            (arguments, kernel) -> {
              boolean isWatchdog = Thread.currentThread().getName().endsWith("watchdog");
              if (isWatchdog
                  && ((int) arguments.get(1) & MACH_SEND_MSG) != 0
                  && troubles.getAndIncrement() == 0) {
                throw new OutOfMemoryError("trouble of a test");
              }
              return kernel.call();
            });
    try (ExceptionServer server =
        ExceptionServer.of(task.mach)
            .deadline(SOON)
            .on(
                TYPE,
                raised -> {
                  stuck.incrementAndGet();
                  never.await();
                  return ExceptionDecision.handled();
                })
            .start()) {
      server.install(ports, TYPE.mask(), DEFAULT_64);
      // The first is answered by nobody; the end of its right to answer tells the kernel.
      assertBecameSignal(answered(raise()));
      assertBecameSignal(answered(raise()));
      assertThat(stuck).hasValue(2);
      assertThat(troubles).hasValueGreaterThan(1);
    }
  }

  @Test
  void noThreadIsLeftOfAServerThatIsClosedWhetherOrNotItHasServed() throws Exception {
    for (boolean serves : List.of(false, true)) {
      // Threads belong to the group of those who start them.
      ThreadGroup group = new ThreadGroup("of a test");
      AtomicInteger running = new AtomicInteger();
      Thread user =
          new Thread(
              group,
              () -> {
                try (ExceptionServer server =
                    ExceptionServer.of(task.mach)
                        .on(TYPE, raised -> ExceptionDecision.handled())
                        .start()) {
                  server.install(ports, TYPE.mask(), DEFAULT_64);
                  if (serves) {
                    assertHandled(answered(raise()));
                  }
                  running.set(group.activeCount());
                }
              });
      user.start();
      user.join();
      assertThat(running).as("the user, the one on duty, and the watchdog").hasValue(3);
      Thread[] left = new Thread[running.get()];
      int count = group.enumerate(left);
      for (int i = 0; i < count; i++) {
        left[i].join(20_000);
        assertThat(left[i].isAlive()).as("%s lives", left[i]).isFalse();
      }
    }
  }

  @Test
  void aRightThatWasLentIsRefusedOnceTheServerIsClosed() {
    SortedMap<Integer, String> before = task.state();
    ExceptionServer server = ExceptionServer.of(task.mach).start();
    int name = server.handler().name();
    assertThat(server.handler().name()).isEqualTo(name);
    assertThat(task.kernel.references(name, Right.SEND)).isEqualTo(1);
    server.close();
    assertThatIllegalStateException().isThrownBy(server::handler);
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void aServerThatIsClosedDuringAnInstallationUndoesIt() {
    SortedMap<Integer, String> before = task.state();
    ExceptionServer server = ExceptionServer.of(task.mach).start();
    task.kernel
        .calls()
        .before(
            "task_swap_exception_ports",
            () -> {
              task.kernel.calls().restore("task_swap_exception_ports");
              server.close();
            });
    assertThatIllegalStateException()
        .isThrownBy(() -> server.install(ports, TYPE.mask(), DEFAULT_64))
        .withMessageContaining("closed");
    assertThat(task.state()).isEqualTo(before);
    try (ExceptionHandlers now = ports.get(TYPE.mask())) {
      assertThat(now.of(TYPE).port()).isNull();
      assertThat(now.of(TYPE).behaviour()).isEqualTo(ExceptionBehaviour.NONE);
    }
  }

  @Test
  void installationsThatWereClosedEarlyAreForgotten() {
    try (OwnedInstallations owned = new OwnedInstallations()) {
      for (int i = 0; i < 3; i++) {
        owned.add(ports.install(TYPE.mask(), task.handler, DEFAULT_64)).close();
      }
      InstalledHandler open = owned.add(ports.install(TYPE.mask(), task.handler, DEFAULT_64));
      assertThat(owned.latestFirst()).containsExactly(open);
    }
  }

  @Test
  void whatIsToBeWatchedTooLateIsRefusedAndNothingIsKept() {
    SortedMap<Integer, String> before = task.state();
    ExceptionServer server = ExceptionServer.of(task.mach).start();
    List<String> refusals = new CopyOnWriteArrayList<>();
    // The first port that goes at the end is that of the notifications.
    task.kernel
        .calls()
        .before(
            "mach_port_destruct",
            () -> {
              try {
                server.watch(task.handler, () -> {});
              } catch (IllegalStateException refused) {
                refusals.add(refused.getMessage());
              }
            });
    server.close();
    task.kernel.calls().restore("mach_port_destruct");
    assertThat(refusals).isNotEmpty().containsOnly("the exception server is closed");
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void anUntrustedSenderIsLoggedOnceAlsoIfTheThreadThatServesHasBeenRelieved() {
    Forger forger = Forger.unlikeOthers(task);
    String pid = Integer.toString(forger.mach.task().pid());
    List<String> logged = new CopyOnWriteArrayList<>();
    Handler listener = new PidsInWarnings(logged);
    Logger logger = Logger.getLogger(ExceptionServer.class.getName());
    logger.addHandler(listener);
    CountDownLatch never = new CountDownLatch(1);
    try (ExceptionServer server =
        ExceptionServer.of(task.mach)
            .deadline(SOON)
            .on(
                TYPE,
                raised -> {
                  never.await();
                  return ExceptionDecision.handled();
                })
            .start()) {
      server.install(ports, TYPE.mask(), DEFAULT_64);
      int name =
          task.kernel.task().grant(server.handler().name(), MACH_MSG_TYPE_COPY_SEND, forger.task);
      for (int i = 0; i < 3; i++) {
        RawMessage.exception(forger.thread(), forger.self()).to(name).send(forger.raw);
        assertBecameSignal(answered(raise()));
      }
      assertThat(server.counts().refused()).isEqualTo(3);
      assertThat(server.counts().timedOut()).isEqualTo(3);
    } finally {
      logger.removeHandler(listener);
    }
    assertThat(logged.stream().filter(pid::equals)).hasSize(1);
  }
}

package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.exception.FaultingTask.FLAVOUR;
import static org.machapi.exception.FaultingTask.TYPE;
import static org.machapi.exception.FaultingTask.answered;
import static org.machapi.exception.FaultingTask.assertBecameSignal;
import static org.machapi.exception.FaultingTask.assertHandled;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.TaskPort;
import org.machapi.ThreadPort;
import org.machapi.message.Deadline;
import org.machapi.sim.RaisedException;
import org.machapi.sim.SimulatedTask;
import org.machapi.sim.SimulatedThread;

/** To whom a server passes on that is installed more than once. */
@Tag("kernel")
@Timeout(30)
class EarlierHandlersTest {
  private static final ExceptionMask TYPES = ExceptionMask.of(TYPE, ExceptionType.SYSCALL);

  private final FaultingTask task = FaultingTask.create();
  private final ExceptionPorts ofThread = ExceptionPorts.of(task.threadPort);
  private final ExceptionPorts ofTask = ExceptionPorts.of(task.mach.task());

  private ExceptionServer start() {
    return ExceptionServer.of(task.mach).deadline(Duration.ofSeconds(20)).start();
  }

  /** The handler that was there before has to get it, and the kernel hears its answer. */
  private void assertReachesTheEarlierHandler() {
    RaisedException raised = task.raise();
    try (ExceptionMessage message = task.receiver.receive(Deadline.in(Duration.ofSeconds(15)))) {
      assertThat(message).as("what is passed on").isNotNull();
      message.replySuccess();
    }
    assertHandled(answered(raised));
  }

  @Test
  void aServerThatIsInstalledTwiceDoesNotPassOnToItself() {
    ofThread.set(TYPES, task.handler, DEFAULT_64);
    try (ExceptionServer server = start()) {
      server.install(ofThread, TYPES, DEFAULT_64);
      server.install(ofThread, TYPE.mask(), DEFAULT_64);
      assertReachesTheEarlierHandler();
      assertThat(server.counts()).isEqualTo(new ExceptionServerCounts(0, 0, 1, 0, 0, 0));
    }
  }

  @Test
  void norDoesItWaitForItselfWhereTheTwoDifferInForm() {
    ofThread.set(TYPES, task.handler, DEFAULT_64);
    try (ExceptionServer server = start()) {
      server.install(ofThread, TYPES, ExceptionBehaviour.STATE_IDENTITY, FLAVOUR);
      server.install(ofThread, TYPE.mask(), DEFAULT_64);
      assertReachesTheEarlierHandler();
    }
  }

  @Test
  void whereNobodyWasThereBeforeTwiceInstalledIsFailureAndNoForgery() {
    try (ExceptionServer server = start()) {
      server.install(ofThread, TYPE.mask(), DEFAULT_64);
      server.install(ofThread, TYPE.mask(), DEFAULT_64);
      assertBecameSignal(answered(task.raise()));
      assertThat(server.counts()).isEqualTo(new ExceptionServerCounts(0, 1, 0, 0, 0, 0));
    }
  }

  @Test
  void ifTheThreadHadNoHandlerThatOfItsTaskIsAskedWhereBothAreOurs() {
    ofTask.set(TYPES, task.handler, DEFAULT_64);
    try (ExceptionServer server = start()) {
      server.install(ofTask, TYPES, DEFAULT_64);
      server.install(ofThread, TYPES, DEFAULT_64);
      assertReachesTheEarlierHandler();
      assertThat(server.counts().passedOn()).isEqualTo(1);
    }
    ofTask.set(TYPES, null, ExceptionBehaviour.NONE);
  }

  @Test
  void aHandlerOfTheTaskThatIsNotOursIsLeftToTheKernel() {
    ofTask.set(TYPES, task.handler, DEFAULT_64);
    try (ExceptionServer server = start()) {
      server.install(ofThread, TYPES, DEFAULT_64);
      assertReachesTheEarlierHandler();
      // The thread had none, so that failure was answered, and the kernel asked the task's.
      assertThat(server.counts()).isEqualTo(new ExceptionServerCounts(0, 1, 0, 0, 0, 0));
    }
    ofTask.set(TYPES, null, ExceptionBehaviour.NONE);
  }

  @Test
  void whatBelongsToAnotherThreadIsNoneOfTheEarlierHandlers() {
    try (ReceiveRight others = ReceiveRight.allocate(task.mach);
        SendRight right = others.makeSend();
        ExceptionServer server = start()) {
      SimulatedThread second = task.kernel.task().createThread();
      ThreadPort port = ThreadPort.adopt(task.mach, second.library().mach_thread_self());
      ExceptionPorts ofSecond = ExceptionPorts.of(port);
      ofSecond.set(TYPES, right, DEFAULT_64);
      server.install(ofThread, TYPES, DEFAULT_64);
      server.install(ofSecond, TYPES, DEFAULT_64);
      assertBecameSignal(answered(task.raise()));
      assertThat(new ExceptionReceiver(others).receive(Deadline.immediate())).isNull();
    }
  }

  /** Two other tasks, each with a handler of its own that a server displaces. */
  private static final class TwoTasks {
    final FaultingTask own;
    final SimulatedTask[] tasks = new SimulatedTask[2];
    final ExceptionPorts[] ports = new ExceptionPorts[2];
    final ReceiveRight[] handlers = new ReceiveRight[2];

    /** Their handlers take the form that the server will ask for, so that they get it directly. */
    TwoTasks(ExceptionBehaviour behaviour, boolean developerMode) {
      own = FaultingTask.onMacOs15(developerMode);
      for (int i = 0; i < 2; i++) {
        tasks[i] = own.kernel.kernel().createTask("other " + i);
        int self = tasks[i].library().mach_task_self_().get();
        int name = tasks[i].grant(self, MACH_MSG_TYPE_COPY_SEND, own.kernel.task());
        ports[i] = ExceptionPorts.of(TaskPort.adoptUnchecked(own.mach, name));
        handlers[i] = ReceiveRight.allocate(own.mach);
        ports[i].set(TYPE.mask(), handlers[i].makeSend(), behaviour);
      }
    }

    RaisedException raise(int index) {
      return tasks[index].createThread().raise(TYPE.number(), 1, 2);
    }

    void assertReaches(ReceiveRight handler, RaisedException raised) {
      try (ExceptionMessage message =
          new ExceptionReceiver(handler).receive(Deadline.in(Duration.ofSeconds(15)))) {
        assertThat(message).as("what is passed on").isNotNull();
        message.replySuccess();
      }
      assertHandled(answered(raised));
    }

    void assertNobodyElseWasAsked() {
      for (ReceiveRight handler : handlers) {
        assertThat(new ExceptionReceiver(handler).receive(Deadline.immediate())).isNull();
      }
    }
  }

  @Test
  void ofTwoTasksEachIsPassedOnToItsOwnHandlerWhereTheMessageNamesIt() {
    TwoTasks two = new TwoTasks(DEFAULT_64, true);
    try (ExceptionServer server = ExceptionServer.of(two.own.mach).start()) {
      server.install(two.ports[0], TYPE.mask(), DEFAULT_64);
      server.install(two.ports[1], TYPE.mask(), DEFAULT_64);
      for (int i : new int[] {0, 1, 0}) {
        two.assertReaches(two.handlers[i], two.raise(i));
      }
      two.assertNobodyElseWasAsked();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whereItDoesNotNobodyIsAskedInTheNameOfAnother(boolean protectedForm) {
    ExceptionBehaviour behaviour =
        protectedForm ? ExceptionBehaviour.IDENTITY_PROTECTED.with64BitCodes() : DEFAULT_64;
    // Without Developer Mode the ports in a message are read ports, of other names.
    TwoTasks two = new TwoTasks(behaviour, false);
    try (ExceptionServer server = ExceptionServer.of(two.own.mach).start()) {
      server.install(two.ports[0], TYPE.mask(), behaviour);
      server.install(two.ports[1], TYPE.mask(), behaviour);
      for (int i : new int[] {0, 1, 0}) {
        assertThat(answered(two.raise(i)).outcome().handled()).isFalse();
      }
      assertThat(server.counts()).isEqualTo(new ExceptionServerCounts(0, 3, 0, 0, 0, 0));
      two.assertNobodyElseWasAsked();
    }
  }

  @Test
  void twoTasksThatHadTheSameHandlerArePassedOnToIt() {
    ExceptionBehaviour behaviour = ExceptionBehaviour.IDENTITY_PROTECTED.with64BitCodes();
    TwoTasks two = new TwoTasks(behaviour, true);
    two.ports[1].set(TYPE.mask(), two.handlers[0].makeSend(), behaviour);
    try (ExceptionServer server = ExceptionServer.of(two.own.mach).start()) {
      server.install(two.ports[0], TYPE.mask(), behaviour);
      server.install(two.ports[1], TYPE.mask(), behaviour);
      two.assertReaches(two.handlers[0], two.raise(1));
      two.assertReaches(two.handlers[0], two.raise(0));
      two.assertNobodyElseWasAsked();
    }
  }

  @Test
  void ofTwoTasksTheOneThatHadNobodyIsNotAnsweredForByTheHandlerOfTheOther() {
    ExceptionBehaviour behaviour = ExceptionBehaviour.IDENTITY_PROTECTED.with64BitCodes();
    TwoTasks two = new TwoTasks(behaviour, true);
    two.ports[1].set(TYPE.mask(), null, ExceptionBehaviour.NONE);
    try (ExceptionServer server = ExceptionServer.of(two.own.mach).start()) {
      server.install(two.ports[0], TYPE.mask(), behaviour);
      server.install(two.ports[1], TYPE.mask(), behaviour);
      assertThat(answered(two.raise(1)).outcome().handled()).isFalse();
      two.assertNobodyElseWasAsked();
    }
  }

  private static final ExceptionBehaviour PROTECTED =
      ExceptionBehaviour.IDENTITY_PROTECTED.with64BitCodes();

  /** Closes an installation while an exception that was raised for it is being decided. */
  private static ExceptionServer closing(Mach mach, AtomicReference<InstalledHandler> installed) {
    return ExceptionServer.of(mach)
        .deadline(Duration.ofSeconds(20))
        .on(
            TYPE,
            raised -> {
              installed.get().close();
              return ExceptionDecision.passOn();
            })
        .start();
  }

  @Test
  void whatWasUnderWayAsAnInstallationWasClosedIsNotPassedOnToTheHandlerOfAnother() {
    TwoTasks two = new TwoTasks(PROTECTED, true);
    AtomicReference<InstalledHandler> first = new AtomicReference<>();
    try (ExceptionServer server = closing(two.own.mach, first)) {
      first.set(server.install(two.ports[0], TYPE.mask(), PROTECTED));
      server.install(two.ports[1], TYPE.mask(), PROTECTED);
      assertThat(answered(two.raise(0)).outcome().handled()).isFalse();
      assertThat(server.counts()).isEqualTo(new ExceptionServerCounts(0, 1, 0, 0, 0, 0));
      two.assertNobodyElseWasAsked();
      // Another installation makes the server tidy up, and forget nothing.
      server.install(two.ports[1], ExceptionType.SYSCALL.mask(), PROTECTED);
      assertThat(answered(two.raise(1)).outcome().handled()).isFalse();
      two.assertNobodyElseWasAsked();
    }
  }

  @Test
  void norIfTheOtherWasInstalledOnlyAfterwards() {
    TwoTasks two = new TwoTasks(PROTECTED, true);
    try (ExceptionServer server = ExceptionServer.of(two.own.mach).start()) {
      server.install(two.ports[0], TYPE.mask(), PROTECTED).close();
      server.install(two.ports[1], TYPE.mask(), PROTECTED);
      assertThat(answered(two.raise(1)).outcome().handled()).isFalse();
      two.assertNobodyElseWasAsked();
    }
  }

  @Test
  void whatNamesItsTaskIsPassedOnAllTheSame() {
    TwoTasks two = new TwoTasks(DEFAULT_64, true);
    try (ExceptionServer server = ExceptionServer.of(two.own.mach).start()) {
      server.install(two.ports[0], TYPE.mask(), DEFAULT_64).close();
      server.install(two.ports[1], TYPE.mask(), DEFAULT_64);
      two.assertReaches(two.handlers[1], two.raise(1));
    }
  }

  @Test
  void anInstallationThatWasClosedAndMadeAnewIsNoChoice() {
    TwoTasks two = new TwoTasks(PROTECTED, true);
    try (ExceptionServer server = ExceptionServer.of(two.own.mach).start()) {
      server.install(two.ports[0], TYPE.mask(), PROTECTED).close();
      server.install(two.ports[0], TYPE.mask(), PROTECTED);
      two.assertReaches(two.handlers[0], two.raise(0));
    }
  }

  @Test
  void norIsOneForOtherTypesOrForATaskThatHasEnded() {
    TwoTasks two = new TwoTasks(PROTECTED, true);
    try (ExceptionServer server = ExceptionServer.of(two.own.mach).start()) {
      server.install(two.ports[0], ExceptionType.SYSCALL.mask(), PROTECTED).close();
      InstalledHandler first = server.install(two.ports[0], TYPE.mask(), PROTECTED);
      server.install(two.ports[1], TYPE.mask(), PROTECTED);
      two.tasks[0].terminate();
      first.close();
      two.assertReaches(two.handlers[1], two.raise(1));
    }
  }

  @Test
  void whoIsGivenToBePassedOnToIsNotAskedForAnInstallationThatWasClosed() {
    AtomicReference<InstalledHandler> installed = new AtomicReference<>();
    ofTask.set(TYPES, task.handler, DEFAULT_64);
    try (ExceptionHandlers others = ofTask.get(TYPES);
        ExceptionServer server =
            ExceptionServer.of(task.mach)
                .passOnTo(others)
                .on(
                    TYPE,
                    raised -> {
                      installed.get().close();
                      return ExceptionDecision.passOn();
                    })
                .start()) {
      ofTask.set(TYPES, null, ExceptionBehaviour.NONE);
      installed.set(server.install(ofThread, TYPES, DEFAULT_64));
      assertBecameSignal(answered(task.raise()));
      assertThat(task.receiver.receive(Deadline.immediate())).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void norByAHandlerThatHasClosedItsServer(boolean isInstalled) {
    AtomicReference<ExceptionServer> own = new AtomicReference<>();
    ofTask.set(TYPES, task.handler, DEFAULT_64);
    try (ExceptionHandlers others = ofTask.get(TYPES);
        ExceptionServer server =
            ExceptionServer.of(task.mach)
                .passOnTo(others)
                .on(
                    TYPE,
                    raised -> {
                      own.get().close();
                      return ExceptionDecision.passOn();
                    })
                .start()) {
      ofTask.set(TYPES, null, ExceptionBehaviour.NONE);
      own.set(server);
      if (isInstalled) {
        server.install(ofThread, TYPES, DEFAULT_64);
      } else {
        ofThread.set(TYPES, server.handler(), DEFAULT_64);
      }
      assertBecameSignal(answered(task.raise()));
      assertThat(task.receiver.receive(Deadline.immediate())).isNull();
      assertThat(server.counts()).isEqualTo(new ExceptionServerCounts(0, 1, 0, 0, 0, 0));
    }
    ofThread.set(TYPES, null, ExceptionBehaviour.NONE);
  }

  @Test
  void aHandlerThatLeavesItsThreadInterruptedDoesNotEndTheWaitForTheEarlierOne() {
    // Of another form, so that the server waits for its answer.
    ofThread.set(TYPES, task.handler, ExceptionBehaviour.DEFAULT);
    try (ExceptionServer server =
        ExceptionServer.of(task.mach)
            .deadline(Duration.ofSeconds(20))
            .on(
                TYPE,
                raised -> {
                  Thread.currentThread().interrupt();
                  return ExceptionDecision.passOn();
                })
            .start()) {
      server.install(ofThread, TYPES, DEFAULT_64);
      assertReachesTheEarlierHandler();
    }
  }
}

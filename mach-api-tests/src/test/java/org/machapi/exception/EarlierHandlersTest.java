package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.exception.FaultingTask.FLAVOUR;
import static org.machapi.exception.FaultingTask.TYPE;
import static org.machapi.exception.FaultingTask.answered;
import static org.machapi.exception.FaultingTask.assertBecameSignal;
import static org.machapi.exception.FaultingTask.assertHandled;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.ThreadPort;
import org.machapi.message.Deadline;
import org.machapi.sim.RaisedException;
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

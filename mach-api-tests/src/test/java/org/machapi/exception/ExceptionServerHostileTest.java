package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.exception.FaultingTask.TYPE;
import static org.machapi.exception.FaultingTask.answered;
import static org.machapi.exception.FaultingTask.assertHandled;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.machapi.NameEntry;
import org.machapi.TestKernel;
import org.machapi.message.AuditToken;
import org.machapi.sim.RaisedException;

/** What others send to a server: forged exceptions, and what is no exception at all. */
@Tag("kernel")
@Timeout(30)
class ExceptionServerHostileTest {
  private final FaultingTask task = FaultingTask.create();
  private final Forger forger = Forger.unlikeOthers(task);
  private final AtomicInteger handled = new AtomicInteger();

  private ExceptionServer start(ExceptionServerBuilder builder) {
    ExceptionServer server =
        builder
            .on(
                TYPE,
                raised -> {
                  handled.incrementAndGet();
                  return ExceptionDecision.handled();
                })
            .start();
    server.install(ExceptionPorts.of(task.threadPort), TYPE.mask(), DEFAULT_64);
    return server;
  }

  private ExceptionServer start() {
    return start(ExceptionServer.of(task.mach));
  }

  /** Sends to the server what it is told, with a right to answer. */
  private void send(ExceptionServer server, RawMessage message) {
    int name =
        task.kernel.task().grant(server.handler().name(), MACH_MSG_TYPE_COPY_SEND, forger.task);
    TestKernel.expectSuccess(
        "mach_msg",
        message
            .to(name, MACH_MSG_TYPE_MOVE_SEND)
            .replyTo(forger.replies.name(), MACH_MSG_TYPE_MAKE_SEND_ONCE)
            .send(forger.raw));
  }

  /** Waits for the code of the next answer. */
  private int answer() {
    int answer = forger.answer();
    while (answer == Forger.NO_ANSWER) {
      Thread.onSpinWait();
      answer = forger.answer();
    }
    return answer;
  }

  private RawMessage forged() {
    return RawMessage.exception(forger.thread(), forger.self());
  }

  @Test
  void anExceptionThatTheKernelDidNotSendIsRefusedCountedAndLoggedOnceForItsSender() {
    List<String> logged = new CopyOnWriteArrayList<>();
    Handler listener = new PidsInWarnings(logged);
    Logger logger = Logger.getLogger(ExceptionServer.class.getName());
    logger.addHandler(listener);
    try (ExceptionServer server = start()) {
      for (int i = 0; i < 5; i++) {
        send(server, forged());
        assertThat(answer()).isEqualTo(KERN_FAILURE);
      }
      assertThat(handled).hasValue(0);
      assertThat(server.counts()).isEqualTo(new ExceptionServerCounts(0, 0, 0, 5, 0, 0));
      assertHandled(answered(task.raise()));
      assertThat(server.counts().handled()).isEqualTo(1);
    } finally {
      logger.removeHandler(listener);
    }
    String pid = Integer.toString(forger.mach.task().pid());
    assertThat(logged.stream().filter(pid::equals)).hasSize(1);
  }

  @Test
  void whoIsTrustedIsHandledLikeTheKernel() {
    int pid = forger.mach.task().pid();
    try (ExceptionServer server =
        start(ExceptionServer.of(task.mach).trust(sender -> sender.pid() == pid))) {
      send(server, forged());
      assertThat(answer()).isEqualTo(KERN_SUCCESS);
      RaisedException raised = answered(task.raise());
      assertThat(raised.outcome().handled()).isFalse();
      assertThat(server.counts()).isEqualTo(new ExceptionServerCounts(1, 0, 0, 1, 0, 0));
    }
  }

  @Test
  void aQuestionOfTrustThatFailsIsNoTrust() {
    try (ExceptionServer server =
        start(
            ExceptionServer.of(task.mach)
                .trust(
                    (AuditToken sender) -> {
                      throw new AssertionError("no idea");
                    }))) {
      send(server, forged());
      assertThat(answer()).isEqualTo(KERN_FAILURE);
      assertThat(server.counts().refused()).isEqualTo(1);
      assertThat(handled).hasValue(0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoExceptionMessageIsAnsweredAsMigDoesReleasedAndCounted(Malformed malformed) {
    SortedMap<Integer, String> before = task.state();
    long memory = task.kernel.task().mappedBytes();
    RawMessage message = malformed.make(forger);
    List<NameEntry> ofForger = forger.mach.space().names();
    try (ExceptionServer server = start()) {
      assertHandled(answered(task.raise()));
      send(server, message);
      assertThat(answer()).isEqualTo(malformed.code);
      assertHandled(answered(task.raise()));
      assertThat(server.counts()).isEqualTo(new ExceptionServerCounts(2, 0, 0, 0, 0, 1));
    }
    // What came with the last message goes back after its answer, so that is waited for.
    assertThat(task.state()).isEqualTo(before);
    assertThat(task.kernel.task().mappedBytes()).isEqualTo(memory);
    assertThat(forger.mach.space().names().size()).isLessThanOrEqualTo(ofForger.size());
  }

  @Test
  void aMessageThatIsTooLargeEndsNothing() {
    try (ExceptionServer server = start()) {
      send(server, new RawMessage(2405).resize(7_000));
      assertHandled(answered(task.raise()));
      assertThat(server.counts().malformed()).isEqualTo(1);
    }
  }

  @Test
  void aFloodOfForgeriesKeepsNobodyWaitingForEver() {
    try (ExceptionServer server = start()) {
      server.handler();
      List<RaisedException> raised = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        send(server, i % 2 == 0 ? forged() : new RawMessage(9999));
        answer();
        raised.add(answered(task.raise()));
      }
      raised.forEach(FaultingTask::assertHandled);
      assertThat(server.counts()).isEqualTo(new ExceptionServerCounts(50, 0, 0, 25, 0, 25));
    }
  }

  @Test
  void anAnswerThatNobodyReceivesHoldsNothingUp() {
    try (ExceptionServer server = start()) {
      forger.replies.setQueueLimit(0);
      int name =
          task.kernel.task().grant(server.handler().name(), MACH_MSG_TYPE_COPY_SEND, forger.task);
      // A send right in the place of a send-once right, to a queue without room.
      forged()
          .to(name, MACH_MSG_TYPE_COPY_SEND)
          .replyTo(forger.replies.name(), MACH_MSG_TYPE_MAKE_SEND)
          .send(forger.raw);
      assertHandled(answered(task.raise()));
    }
  }
}

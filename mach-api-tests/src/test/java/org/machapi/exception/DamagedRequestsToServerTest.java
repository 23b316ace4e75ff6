package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.exception.FaultingTask.TYPE;
import static org.machapi.exception.FaultingTask.answered;
import static org.machapi.exception.FaultingTask.assertHandled;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;

import java.time.Duration;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.message.Deadline;
import org.machapi.message.MessageBuffer;
import org.machapi.message.ReceivedMessage;

/** Two hundred thousand messages of a hostile sender to a server, with its threads and all. */
@Timeout(300)
class DamagedRequestsToServerTest {
  private static final int MESSAGES = 200_000;
  private static final int TRUSTED_MESSAGES = 50_000;

  /** Of the five that a queue has room for; so many may be under way. */
  private static final int AHEAD = 4;

  private static final int RETURN_CODE = 32;
  private static final int LAST_TYPE = 13;

  private final FaultingTask task = FaultingTask.create();
  private final Forger forger = new Forger(task);
  private final Random random = new Random(20_261_127);
  private final DamagedRequests damaged = new DamagedRequests(forger, random);
  private final MessageBuffer buffer = MessageBuffer.forMessagesOf(8192);
  private final AtomicLong asked = new AtomicLong();
  private final SortedMap<Integer, String> before = task.state();
  private final long mapped = task.kernel.task().mappedBytes();

  private int sent;
  private int expected;
  private int answers;

  @Test
  void whatTheKernelDidNotSendReachesNoHandlerAndIsNeverSuccess() {
    ExceptionServerBuilder builder = ExceptionServer.of(task.mach);
    ExceptionServerCounts counts = flood(builder, MESSAGES, ExceptionDecision.handled());
    // The one that it was asked for is the kernel's.
    assertThat(asked).hasValue(1);
    assertThat(counts.handled()).isEqualTo(1);
    assertThat(counts.refused()).isGreaterThan(MESSAGES / 100);
    assertThat(counts.malformed()).isGreaterThan(MESSAGES / 4);
    assertThat(counts.refused() + counts.malformed()).isEqualTo(sent);
  }

  @Test
  void whereEverybodyIsTrustedTheHandlersDecideAndNothingIsLost() {
    ExceptionServerBuilder builder =
        ExceptionServer.of(task.mach)
            .trust(sender -> true)
            .on(new ExceptionType(LAST_TYPE + 1), raised -> ExceptionDecision.passOn());
    ExceptionServerCounts counts = flood(builder, TRUSTED_MESSAGES, ExceptionDecision.notHandled());
    assertThat(counts.handled()).isEqualTo(1);
    assertThat(counts.refused()).isZero();
    assertThat(asked).hasValueGreaterThan(TRUSTED_MESSAGES / 100);
    assertThat(counts.failed() + counts.malformed()).isEqualTo(sent);
  }

  /** Sends them all; whatever a handler is asked that the kernel did not ask, it decides so. */
  private ExceptionServerCounts flood(
      ExceptionServerBuilder builder, int messages, ExceptionDecision toOthers) {
    builder.deadline(Duration.ofSeconds(60));
    for (int type = 1; type <= LAST_TYPE; type++) {
      builder.on(
          new ExceptionType(type),
          raised -> {
            asked.incrementAndGet();
            return raised.sender().isKernel() ? ExceptionDecision.handled() : toOthers;
          });
    }
    ExceptionServerCounts counts;
    try (ExceptionServer server = builder.start()) {
      server.install(ExceptionPorts.of(task.threadPort), TYPE.mask(), DEFAULT_64);
      int name =
          task.kernel.task().grant(server.handler().name(), MACH_MSG_TYPE_COPY_SEND, forger.task);
      while (sent < messages) {
        sendOne(name);
        while (sent - served(server) >= AHEAD) {
          Thread.onSpinWait();
        }
        readAnswers();
      }
      // It still serves, and has dealt with all that came before.
      assertHandled(answered(task.raise()));
      readAnswers();
      assertThat(answers).isEqualTo(expected);
      counts = server.counts();
    }
    assertThat(task.state()).isEqualTo(before);
    assertThat(task.kernel.task().mappedBytes()).isEqualTo(mapped);
    return counts;
  }

  private static long served(ExceptionServer server) {
    ExceptionServerCounts counts = server.counts();
    return counts.handled()
        + counts.failed()
        + counts.refused()
        + counts.timedOut()
        + counts.malformed();
  }

  private void sendOne(int name) {
    RawMessage message = damaged.next().to(name, MACH_MSG_TYPE_COPY_SEND);
    boolean expectsAnswer = random.nextInt(4) != 0;
    if (expectsAnswer) {
      message.replyTo(forger.replies.name(), MACH_MSG_TYPE_MAKE_SEND_ONCE);
    }
    if (message.send(forger.raw) == 0) {
      sent++;
      expected += expectsAnswer ? 1 : 0;
    }
  }

  /** What came back so far: an answer to an exception, or a right that a refused send had made. */
  private void readAnswers() {
    while (true) {
      try (ReceivedMessage message =
          ReceivedMessage.receive(forger.replies, buffer, Deadline.immediate())) {
        if (message == null) {
          return;
        }
        if (message.id() >= 100) {
          answers++;
          assertThat(message.bytes().getInt(RETURN_CODE)).isNotZero();
        }
      }
    }
  }
}

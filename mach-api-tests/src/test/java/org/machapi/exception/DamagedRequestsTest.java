package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;

import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.message.Deadline;
import org.machapi.message.MalformedMessageException;
import org.machapi.sim.RaisedException;

/** Two hundred thousand messages of a hostile sender, to the port where exceptions arrive. */
@Timeout(120)
class DamagedRequestsTest {
  private static final int MESSAGES = 200_000;
  private final FaultingTask task = FaultingTask.create().handledBy(DEFAULT_64);
  private final Forger forger = new Forger(task);
  private final Random random = new Random(20_261_123);
  private final DamagedRequests damaged = new DamagedRequests(forger, random);

  private int sent;
  private int read;
  private int refused;

  @Test
  void neitherBreakTheReceiverNorLeaveAnythingBehind() {
    SortedMap<Integer, String> before = task.state();
    long mapped = task.kernel.task().mappedBytes();
    while (sent < MESSAGES) {
      sendOne();
      if (sent % 1000 == 0) {
        assertThat(task.state()).as("after %d messages", sent).isEqualTo(before);
      }
    }
    assertThat(task.state()).isEqualTo(before);
    assertThat(task.kernel.task().mappedBytes()).isEqualTo(mapped);
    assertThat(read + refused).isEqualTo(MESSAGES);
    // Both happen often, so that neither path is left out.
    assertThat(refused).isGreaterThan(MESSAGES / 4);
    assertThat(read).isGreaterThan(MESSAGES / 100);
    assertTheReceiverStillServes();
  }

  private void sendOne() {
    RawMessage message = damaged.next().to(forger.handler, MACH_MSG_TYPE_COPY_SEND);
    boolean expectsAnswer = random.nextInt(4) != 0;
    if (expectsAnswer) {
      message.replyTo(forger.replies.name(), MACH_MSG_TYPE_MAKE_SEND_ONCE);
    }
    if (message.send(forger.raw) != 0) {
      // The kernel would not even take it.
      drainAnswers();
      return;
    }
    sent++;
    boolean wasRead = receiveOne();
    if (expectsAnswer) {
      int answer = forger.answer();
      assertThat(answer).as("what is not answered with success by anybody").isNotZero();
      assertThat(answer == Forger.NO_ANSWER).as("an answer is missing").isFalse();
      assertThat(answer > 0).isEqualTo(wasRead);
    }
    drainAnswers();
  }

  private void drainAnswers() {
    while (forger.answerId() != 0) {
      // Notifications of rights that a refused message had made already.
    }
  }

  /** Receives it; anything but a message or the one exception fails the test. */
  private boolean receiveOne() {
    try (ExceptionMessage message = task.receiver.receive(Deadline.immediate())) {
      assertThat(message).isNotNull();
      assertThat(message.sender().isKernel()).isFalse();
      assertThat(message.codes()).hasSizeBetween(0, 2);
      message.state();
      read++;
      return true;
    } catch (MalformedMessageException e) {
      refused++;
      return false;
    }
  }

  private void assertTheReceiverStillServes() {
    RaisedException raised = task.raise();
    try (ExceptionMessage message = task.receive()) {
      message.replySuccess();
    }
    FaultingTask.assertHandled(raised);
  }
}

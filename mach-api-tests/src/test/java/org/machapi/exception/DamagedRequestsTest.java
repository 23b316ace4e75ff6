package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
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
  private static final int[] IDS = {2401, 2402, 2403, 2405, 2406, 2407, 2408, 2409, 2410};
  private static final int[] COUNTS = {-1, 3, 4, 255, 0x4000_0000, Integer.MAX_VALUE};
  private static final int MAX_SIZE = 5000;

  private final FaultingTask task = FaultingTask.create().handledBy(DEFAULT_64);
  private final Forger forger = new Forger(task);
  private final Random random = new Random(20_261_123);
  private final int[] ports = {
    forger.thread(), forger.thread(), forger.self(), forger.plainPort(), forger.handler
  };

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
    RawMessage message = damaged().to(forger.handler, MACH_MSG_TYPE_COPY_SEND);
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

  /** A message that begins like a good one and is then changed in up to three places. */
  private RawMessage damaged() {
    int id = IDS[random.nextInt(IDS.length)];
    ExceptionForm form = ExceptionForm.ofId(id);
    RawMessage message = new RawMessage(random.nextInt(10) == 0 ? random.nextInt(3000) : id);
    int descriptors = random.nextInt(8) == 0 ? random.nextInt(4) : form.ports;
    for (int i = 0; i < descriptors; i++) {
      addDescriptor(message, i);
    }
    message.ndr();
    if (form.hasThreadId) {
      message.longs(random.nextLong());
    }
    int codes = random.nextInt(3);
    message.ints(random.nextInt(20), countNear(codes));
    for (int i = 0; i < codes; i++) {
      if (form.codeWidth == Long.BYTES) {
        message.longs(random.nextLong());
      } else {
        message.ints(random.nextInt());
      }
    }
    if (form.hasState) {
      int words = random.nextInt(64);
      message.ints(random.nextInt(20), countNear(words)).ints(random.ints(words).toArray());
    }
    return resized(message);
  }

  private void addDescriptor(RawMessage message, int index) {
    int port = random.nextInt(6) == 0 ? ports[random.nextInt(ports.length)] : ports[index % 2 * 2];
    int disposition =
        switch (random.nextInt(12)) {
          case 0 -> MACH_MSG_TYPE_MAKE_SEND_ONCE;
          case 1 -> MACH_MSG_TYPE_MAKE_SEND;
          default -> MACH_MSG_TYPE_COPY_SEND;
        };
    boolean made = disposition != MACH_MSG_TYPE_COPY_SEND;
    message.port(made ? forger.replies.name() : port, disposition);
  }

  private int countNear(int count) {
    return switch (random.nextInt(10)) {
      case 0 -> COUNTS[random.nextInt(COUNTS.length)];
      case 1 -> count + 1;
      default -> count;
    };
  }

  private RawMessage resized(RawMessage message) {
    return switch (random.nextInt(10)) {
      case 0 -> message.resize(24 + 4 * random.nextInt(100));
      case 1 -> message.resize(Math.min(message.size() + 4 * random.nextInt(1000), MAX_SIZE));
      default -> message;
    };
  }

  private void assertTheReceiverStillServes() {
    RaisedException raised = task.raise();
    try (ExceptionMessage message = task.receive()) {
      message.replySuccess();
    }
    FaultingTask.assertHandled(raised);
  }
}

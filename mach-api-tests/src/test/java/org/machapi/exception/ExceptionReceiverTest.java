package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.exception.FaultingTask.CODE;
import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.exception.FaultingTask.SUBCODE;
import static org.machapi.exception.FaultingTask.TYPE;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_RCV_TOO_LARGE;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMED_OUT;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ID;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.machapi.HostPort;
import org.machapi.MachException;
import org.machapi.RemotePort;
import org.machapi.SendRight;
import org.machapi.message.Deadline;
import org.machapi.message.MalformedMessageException;
import org.machapi.raw.NotifyConstants;
import org.machapi.sim.RaisedException;

@Timeout(60)
class ExceptionReceiverTest {
  private final FaultingTask task = FaultingTask.create().handledBy(DEFAULT_64);
  private final Forger forger = new Forger(task);
  private final SortedMap<Integer, String> before = task.state();
  private final long mappedBefore = task.kernel.task().mappedBytes();

  private void assertRefused(int code) {
    assertThatExceptionOfType(MalformedMessageException.class)
        .isThrownBy(() -> task.receiver.receive(Deadline.immediate()))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(code));
    assertThat(task.state()).isEqualTo(before);
    assertThat(task.kernel.task().mappedBytes()).isEqualTo(mappedBefore);
  }

  private void assertTheNextIsReceived() {
    RaisedException raised = task.raise();
    try (ExceptionMessage message = task.receive()) {
      message.replySuccess();
    }
    FaultingTask.assertHandled(raised);
  }

  private RawMessage goodMessage() {
    return RawMessage.exception(forger.thread(), forger.self());
  }

  @Test
  void givesNullIfNothingComes() {
    assertThat(task.receiver.receive(Deadline.immediate())).isNull();
    assertThat(task.receiver.receive(Deadline.in(Duration.ofMillis(1)))).isNull();
    assertThat(task.state()).isEqualTo(before);
    assertTheNextIsReceived();
  }

  @Test
  void takesOneMessageAtATimeAndLosesNone() {
    RaisedException first = task.raise();
    ExceptionMessage message = task.receive();
    forger.send(goodMessage());
    assertThatIllegalStateException().isThrownBy(() -> task.receiver.receive(Deadline.immediate()));
    message.replySuccess();
    message.close();
    FaultingTask.assertHandled(first);
    try (ExceptionMessage second = task.receive()) {
      assertThat(second.sender().isKernel()).isFalse();
    }
  }

  @Test
  void aClosedPortIsRefused() {
    task.port.close();
    assertThatIllegalStateException().isThrownBy(() -> task.receiver.receive(Deadline.immediate()));
  }

  @ParameterizedTest
  @EnumSource
  void aMalformedMessageIsReleasedAndItsSenderTold(Malformed malformed) {
    forger.send(malformed.make(forger));
    assertRefused(malformed.code);
    assertThat(forger.answer()).isEqualTo(malformed.code);
    assertTheNextIsReceived();
    assertThat(task.state()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void aMalformedMessageWithoutARightToAnswerIsReleased(Malformed malformed) {
    forger.sendWithoutReply(malformed.make(forger));
    assertRefused(malformed.code);
    assertTheNextIsReceived();
  }

  @ParameterizedTest
  @EnumSource
  void aMalformedMessageWhoseRightToAnswerLeadsToAFullQueueMakesNobodyWait(Malformed malformed) {
    forger.sendWithReply(malformed.make(forger), fullPort(), MACH_MSG_TYPE_COPY_SEND);
    assertRefused(malformed.code);
    assertTheNextIsReceived();
  }

  /** A port of the forger's whose queue has no room; the forger has a send right to it. */
  private int fullPort() {
    int full = forger.plainPort();
    int code;
    do {
      code = new RawMessage(1).to(full).send(forger.raw);
    } while (code == 0);
    assertThat(code).isEqualTo(MACH_SEND_TIMED_OUT);
    // The one that did not fit came back with the right that had been copied for it.
    assertThat(forger.raw.mach_port_deallocate(forger.self(), full)).isZero();
    return full;
  }

  @Test
  void aRightToAnswerThatLeadsToAKernelObjectIsNeverSentTo() {
    HostPort host = HostPort.self(forger.mach);
    forger.sendWithReply(new RawMessage(9999).ndr(), host.name(), MACH_MSG_TYPE_COPY_SEND);
    task.kernel.calls().clear();
    assertRefused(MIG_BAD_ID);
    // The one call is that which received.
    assertThat(task.kernel.calls().calls("mach_msg")).hasSize(1);
  }

  @Test
  void aGoodForgedMessageWithSuchARightToAnswerIsClosedWithoutSending() {
    HostPort host = HostPort.self(forger.mach);
    forger.sendWithReply(goodMessage(), host.name(), MACH_MSG_TYPE_COPY_SEND);
    ExceptionMessage message = task.receive();
    task.kernel.calls().clear();
    assertThatIllegalArgumentException()
        .isThrownBy(message::replySuccess)
        .withMessageContaining("kernel object");
    assertThatIllegalArgumentException().isThrownBy(message::replyFailure);
    message.close();
    assertThat(task.kernel.calls().calls("mach_msg")).isEmpty();
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void aMessageThatSomebodyElseSentShowsItsSender() {
    forger.send(goodMessage());
    try (ExceptionMessage message = task.receive()) {
      assertThat(message.sender().isKernel()).isFalse();
      assertThat(message.sender().pid()).isEqualTo(forger.mach.task().pid());
      assertThat(message.type()).isEqualTo(TYPE);
      assertThat(message.codes()).containsExactly(CODE, SUBCODE);
      assertThat(message.task().pid()).isEqualTo(forger.mach.task().pid());
      assertThat(forger.answer()).isEqualTo(Forger.NO_ANSWER);
    }
    assertThat(forger.answer()).isEqualTo(KERN_FAILURE);
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void portsThatDiedOnTheirWayAreNoReasonToRefuseAMessage() {
    int thread = forger.plainPort();
    int owner = forger.plainPort();
    forger.send(RawMessage.exception(thread, owner));
    forger.kill(thread);
    forger.kill(owner);
    try (ExceptionMessage message = task.receive()) {
      assertThat(message.thread()).isNull();
      assertThat(message.task()).isNull();
      assertThat(message.takeThread()).isNull();
      assertThat(message.takeTask()).isNull();
      message.replySuccess();
    }
    assertThat(forger.answer()).isZero();
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void aMessageWhosePortDiedCannotBeForwardedAndIsStillAnswered() {
    int thread = forger.plainPort();
    forger.send(RawMessage.exception(thread, forger.self()));
    forger.kill(thread);
    RemotePort earlier = task.kernel.remotePort();
    ExceptionPorts ports = ExceptionPorts.of(task.threadPort);
    try (SendRight right = SendRight.adopt(task.mach, earlier.name())) {
      ports.set(TYPE.mask(), right, DEFAULT_64, 0);
      try (ExceptionHandlers handlers = ports.get(TYPE.mask());
          ExceptionMessage message = task.receive()) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> message.forwardTo(handlers.of(TYPE), Deadline.immediate()))
            .withMessageContaining("died on its way");
        message.replyFailure();
      }
    }
    assertThat(earlier.receiveId()).isEqualTo(RemotePort.NOTHING);
    assertThat(forger.answer()).isEqualTo(KERN_FAILURE);
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void aTokenThatDiedOnItsWayIsNull() {
    int token = forger.plainPort();
    forger.send(
        new RawMessage(2409).port(token, MACH_MSG_TYPE_COPY_SEND).ndr().ints(1, 1).longs(1));
    forger.kill(token);
    try (ExceptionMessage message = task.receive()) {
      assertThat(message.token()).isNull();
      assertThat(message.behaviour()).isNull();
    }
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void anAnswerToAFullQueueFailsAtOnceAndTheMessageStillOwnsAll() {
    forger.sendWithReply(goodMessage(), fullPort(), MACH_MSG_TYPE_COPY_SEND);
    try (ExceptionMessage message = task.receive()) {
      List<String> received = List.copyOf(task.state().values());
      List<Runnable> answers = List.of(message::replySuccess, message::replyFailure);
      for (Runnable answer : answers) {
        assertThatExceptionOfType(MachException.class)
            .isThrownBy(answer::run)
            .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(MACH_SEND_TIMED_OUT));
        // The right to answer has come back, under another name maybe.
        assertThat(task.state().values()).containsExactlyInAnyOrderElementsOf(received);
      }
    }
    assertThat(task.state()).isEqualTo(before);
    assertTheNextIsReceived();
  }

  @Test
  void aMessageWithNobodyToAnswerIsAnsweredByDoingNothing() {
    forger.sendWithoutReply(goodMessage());
    try (ExceptionMessage message = task.receive()) {
      task.kernel.calls().clear();
      message.replySuccess();
      assertThat(task.kernel.calls().calls()).isEmpty();
      assertThatIllegalStateException().isThrownBy(message::replySuccess);
    }
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void aNotificationIsNoExceptionMessage() {
    task.port.makeSendOnce().close();
    assertThatExceptionOfType(MalformedMessageException.class)
        .isThrownBy(() -> task.receiver.receive(Deadline.immediate()))
        .withMessageContaining("Message " + NotifyConstants.MACH_NOTIFY_SEND_ONCE);
    assertThat(task.state()).isEqualTo(before);
    assertTheNextIsReceived();
  }

  @Test
  void aMessageLargerThanAnyExceptionIsDestroyedByTheKernel() {
    forger.send(new RawMessage(2405).port(forger.thread(), MACH_MSG_TYPE_COPY_SEND).resize(8000));
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> task.receiver.receive(Deadline.immediate()))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(MACH_RCV_TOO_LARGE));
    assertThat(task.state()).isEqualTo(before);
    assertThat(forger.answerId()).isEqualTo(NotifyConstants.MACH_NOTIFY_SEND_ONCE);
    assertTheNextIsReceived();
  }
}

package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.exception.FaultingTask.DEFAULT_64;

import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.PortRight;
import org.machapi.Right;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.message.Deadline;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.MessageConstants;
import org.machapi.sim.RaisedException;

/** The right to answer leaves the message, and answers without it. */
@Timeout(60)
class ExceptionReplyRightTest {
  private static final int REPLY = 2505;

  private final FaultingTask task = FaultingTask.create().handledBy(DEFAULT_64);

  /** Receives the message that waits, and closes it without its right to answer. */
  private PortRight takeFromWaiting() {
    try (ExceptionMessage message = task.receive()) {
      return message.takeReplyRight();
    }
  }

  /** What a server loop sends, by the raw routine. */
  private void answer(int name, int code) {
    int sent =
        new RawMessage(REPLY)
            .to(name, MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE)
            .ndr()
            .ints(code)
            .send(task.kernel.raw());
    assertThat(sent).isZero();
  }

  @Test
  void closingTheMessageGivesBackTheRestAndAnswersNothing() {
    RaisedException raised = task.raise();
    try (PortRight reply = takeFromWaiting()) {
      assertThat(raised.isWaiting()).isTrue();
      assertThat(task.threadReferences()).isEqualTo(1);
      assertThat(task.taskReferences()).isEqualTo(1);
      assertThat(reply).isInstanceOf(SendOnceRight.class);
      assertThat(task.kernel.references(reply.name(), Right.SEND_ONCE)).isEqualTo(1);
    }
  }

  @Test
  void whoHasItAnswersLaterAndMeanwhileTheNextMessageIsReceived() {
    SortedMap<Integer, String> before = task.state();
    RaisedException raised = task.raise();
    int reply = ((SendOnceRight) takeFromWaiting()).relinquish();
    assertThat(task.receiver.receive(Deadline.immediate())).isNull();
    assertThat(raised.isWaiting()).isTrue();

    answer(reply, KernReturnConstants.KERN_SUCCESS);

    FaultingTask.assertHandled(raised);
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void closingItUnusedSendsTheExceptionOn() {
    SortedMap<Integer, String> before = task.state();
    RaisedException raised = task.raise();
    PortRight reply = takeFromWaiting();
    assertThat(raised.isWaiting()).isTrue();

    reply.close();

    FaultingTask.assertBecameSignal(raised);
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void afterwardsTheMessageCannotBeAnsweredForwardedOrTakenFromAgain() {
    task.raise();
    try (ExceptionMessage message = task.receive();
        PortRight reply = message.takeReplyRight()) {
      SortedMap<Integer, String> taken = task.state();
      assertThatIllegalStateException().isThrownBy(message::takeReplyRight);
      assertThatIllegalStateException().isThrownBy(message::replySuccess);
      assertThatIllegalStateException().isThrownBy(message::replyFailure);
      assertThat(task.state()).isEqualTo(taken);
      assertThat(message.thread().name()).isEqualTo(task.threadPort.name());
      assertThat(reply.name()).isNotZero();
    }
  }

  @Test
  void itCannotBeTakenOnceTheMessageIsAnsweredOrClosed() {
    task.raise();
    ExceptionMessage message = task.receive();
    message.replySuccess();
    assertThatIllegalStateException().isThrownBy(message::takeReplyRight);
    message.close();
    assertThatIllegalStateException().isThrownBy(message::takeReplyRight);
  }

  @Test
  void itIsASendRightWhereTheSenderGaveOne() {
    Forger sender = new Forger(task);
    try (SendRight answers = sender.replies.makeSend()) {
      sender.sendWithReply(
          RawMessage.exception(sender.thread(), sender.self()),
          answers.name(),
          MessageConstants.MACH_MSG_TYPE_COPY_SEND);
      try (PortRight reply = takeFromWaiting()) {
        assertThat(reply).isInstanceOf(SendRight.class);
        assertThat(task.kernel.references(reply.name(), Right.SEND)).isEqualTo(1);
        assertThat(sender.answerId()).isZero();
      }
    }
  }

  @Test
  void thereIsNoneWhereTheSenderWantsNoAnswer() {
    SortedMap<Integer, String> before = task.state();
    Forger sender = new Forger(task);
    sender.sendWithoutReply(RawMessage.exception(sender.thread(), sender.self()));

    try (ExceptionMessage message = task.receive()) {
      assertThat(message.takeReplyRight()).isNull();
      assertThatIllegalStateException().isThrownBy(message::takeReplyRight);
    }
    assertThat(task.state()).isEqualTo(before);
  }
}

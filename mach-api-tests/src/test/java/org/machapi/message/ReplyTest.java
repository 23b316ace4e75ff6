package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.message.ServedPort.NOTHING;
import static org.machapi.message.ServedPort.code;
import static org.machapi.message.ServedPort.serveOne;
import static org.machapi.message.ServedPort.words;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_OOL_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ID;
import static org.machapi.raw.MigErrorConstants.MIG_NO_REPLY;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_ONCE;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.PortRight;
import org.machapi.ReceiveRight;
import org.machapi.Right;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.message.ServerFailure.Stage;

/** What a handler can do with its request and its reply, and who owns what then. */
@Tag("kernel")
@Timeout(60)
class ReplyTest {
  private final TestKernel kernel = TestKernel.create();
  private final ServedPort served = new ServedPort(kernel);

  private MessageServer serverWith(MessageHandler handler) {
    return served.builder().handle(1000, handler).build();
  }

  /** Sends a request to a server with this handler, and has it served; nothing may be left. */
  private void serve(RawMessage request, MessageHandler handler) {
    MessageServer server = serverWith(handler);
    served.send(request);
    serveOne(server);
  }

  private RawMessage request() {
    return served.request(1000);
  }

  // What the request carries

  @ParameterizedTest
  @ValueSource(ints = {KERN_SUCCESS, KERN_INVALID_ARGUMENT, MIG_NO_REPLY})
  void whatNoHandlerHasTakenIsGivenBackBeforeTheAnswerIsSent(int result) {
    ServedPort.State before = served.state();
    long address = RawMessage.memoryOf(served.clientTask.library(), 1, 2, 3);
    AtomicReference<Object> whileAnswering = new AtomicReference<>();
    kernel
        .calls()
        .on(
            "mach_msg",
            (arguments, call) -> {
              if ((int) arguments.get(2) > 0) {
                whileAnswering.set(kernel.task().mappedBytes());
              }
              return call.call();
            });
    serve(
        request()
            .port(served.replyPort.name(), MACH_MSG_TYPE_MAKE_SEND)
            .memory(MACH_MSG_OOL_DESCRIPTOR, address, 12),
        (request, reply) -> {
          assertThat(kernel.task().mappedBytes()).isGreaterThan(before.mapped());
          return result;
        });
    assertThat(whileAnswering.get()).isEqualTo(result == MIG_NO_REPLY ? null : before.mapped());
    assertThat(served.answerId()).isEqualTo(result == MIG_NO_REPLY ? MACH_NOTIFY_SEND_ONCE : 1100);
    assertThat(served.state()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {KERN_SUCCESS, KERN_INVALID_ARGUMENT, MIG_NO_REPLY})
  void whatTheHandlerHasTakenIsTheHandlersWhateverItReturns(int result) {
    ServedPort.State before = served.state();
    AtomicReference<SendRight> taken = new AtomicReference<>();
    serve(
        request().port(served.replyPort.name(), MACH_MSG_TYPE_MAKE_SEND),
        (request, reply) -> {
          taken.set(SendRight.adopt(kernel.mach(), request.takePortName(0)));
          return result;
        });
    try (SendRight right = taken.get()) {
      assertThat(kernel.references(right.name(), Right.SEND)).isEqualTo(1);
    }
    assertThat(served.answerId()).isNotEqualTo(NOTHING);
    assertThat(served.state()).isEqualTo(before);
  }

  @Test
  void theRequestAndTheReplyAreNoUseToTheHandlerAfterItsReturn() {
    AtomicReference<ReceivedMessage> request = new AtomicReference<>();
    AtomicReference<Reply> reply = new AtomicReference<>();
    serve(
        request(),
        (theRequest, theReply) -> {
          request.set(theRequest);
          reply.set(theReply);
          return KERN_SUCCESS;
        });
    assertThatIllegalStateException().isThrownBy(() -> request.get().id());
    assertThatIllegalStateException().isThrownBy(() -> reply.get().message());
    assertThatIllegalStateException().isThrownBy(() -> reply.get().send());
    assertThatIllegalStateException().isThrownBy(() -> reply.get().takeRight());
    assertThat(reply.get().isExpected()).isFalse();
  }

  // Answers by the handler itself

  @Test
  void aHandlerThatSendsTheReplyItselfCanMoveARightOfItsOwn() {
    ServedPort.State before = served.state();
    serve(
        request(),
        (request, reply) -> {
          try (ReceiveRight made = ReceiveRight.allocate(kernel.mach());
              SendRight right = made.makeSend()) {
            reply.message().move(right);
            reply.send();
            assertThat(reply.isExpected()).isFalse();
            return MIG_BAD_ID;
          }
        });
    assertThat(served.answerId()).isEqualTo(1100);
    assertThat(served.answerId()).as("one answer, whatever is returned").isEqualTo(NOTHING);
    assertThat(served.failures).isEmpty();
    assertThat(served.state().server()).isEqualTo(before.server());
  }

  @Test
  void nothingIsSentWithoutAReplyAndTheClientIsToldThatNoneWillCome() {
    ServedPort.State before = served.state();
    serve(request(), (request, reply) -> MIG_NO_REPLY);
    assertThat(served.answerId()).isEqualTo(MACH_NOTIFY_SEND_ONCE);
    assertThat(served.answerId()).isEqualTo(NOTHING);
    assertThat(served.state()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {KERN_SUCCESS, KERN_INVALID_ARGUMENT, MIG_NO_REPLY})
  void aHandlerThatTakesTheRightAnswersLater(int result) {
    ServedPort.State before = served.state();
    AtomicReference<PortRight> later = new AtomicReference<>();
    serve(
        request(),
        (request, reply) -> {
          assertThat(request.takeReplyRight()).as("the reply has it").isNull();
          later.set(reply.takeRight());
          assertThat(reply.takeRight()).isNull();
          assertThat(reply.isExpected()).isFalse();
          return result;
        });
    assertThat(served.answerId()).isEqualTo(NOTHING);
    try (PortRight right = later.get()) {
      assertThat(right).isInstanceOf(SendOnceRight.class);
      OutgoingMessage.withRoomFor(4).begin(5).data(words(9)).answer(right, Deadline.immediate());
    }
    assertThat(served.answer(5)).containsExactly(9);
    assertThat(served.state()).isEqualTo(before);
  }

  @Test
  void aSendRightToAnswerCanBeTakenToo() {
    ServedPort.State before = served.state();
    AtomicReference<PortRight> later = new AtomicReference<>();
    serve(
        served.message(1000).replyTo(served.replyPort.name(), MACH_MSG_TYPE_MAKE_SEND),
        (request, reply) -> {
          later.set(reply.takeRight());
          return MIG_NO_REPLY;
        });
    try (PortRight right = later.get()) {
      assertThat(right).isInstanceOf(SendRight.class);
      assertThat(kernel.references(right.name(), Right.SEND)).isEqualTo(1);
    }
    assertThat(served.state()).isEqualTo(before);
  }

  @Test
  void aReplyThatCannotBeSentIsDroppedAndTheClientIsToldThatNoneWillCome() {
    SendRight closed = served.port.makeSend();
    closed.close();
    ServedPort.State before = served.state();
    serve(
        request(),
        (request, reply) -> {
          reply.message().copy(closed);
          return KERN_SUCCESS;
        });
    assertThat(served.failures)
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.stage()).isEqualTo(Stage.REPLY);
              assertThat(failure.cause()).hasMessageContaining("is closed");
            });
    assertThat(served.answerId()).isEqualTo(MACH_NOTIFY_SEND_ONCE);
    assertThat(served.state()).isEqualTo(before);
  }

  @Test
  void aHandlerWhoseOwnAnswerFailsCanStillAnswerWithAnError() {
    serve(
        request(),
        (request, reply) -> {
          reply.message().data(words(1).limit(3));
          assertThatExceptionOfType(org.machapi.MachException.class).isThrownBy(reply::send);
          assertThat(reply.isExpected()).isTrue();
          return KERN_INVALID_ARGUMENT;
        });
    assertThat(served.answer(1100)).isEqualTo(code(KERN_INVALID_ARGUMENT));
  }
}

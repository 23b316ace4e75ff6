package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.machapi.message.ServedPort.code;
import static org.machapi.message.ServedPort.serveOne;
import static org.machapi.message.ServedPort.words;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ARGUMENTS;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ID;
import static org.machapi.raw.MigErrorConstants.MIG_EXCEPTION;
import static org.machapi.raw.MigErrorConstants.MIG_TYPE_ERROR;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_ONCE;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.message.ServerFailure.Stage;

/** What a server answers, and who owns what then. */
@Tag("kernel")
@Timeout(60)
class MessageServerTest {
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

  // Success

  @Test
  void aRequestIsCarriedOutAndTheReplyOfTheHandlerIsSent() {
    ServedPort.State before = served.state();
    serve(
        request().word(20).word(22),
        (request, reply) -> {
          int sum = request.bytes().getInt(24) + request.bytes().getInt(28);
          assertThat(request.id()).isEqualTo(1000);
          assertThat(request.sender().pid()).isEqualTo(served.client.task().pid());
          reply.message().data(words(sum));
          return KERN_SUCCESS;
        });
    assertThat(served.answer(1100)).containsExactly(42);
    assertThat(served.failures).isEmpty();
    assertThat(served.state()).isEqualTo(before);
  }

  @Test
  void aReplyToWhichNothingIsAddedIsMigsWordForSuccess() {
    serve(request(), (request, reply) -> KERN_SUCCESS);
    assertThat(served.answer(1100)).isEqualTo(code(KERN_SUCCESS));
  }

  @Test
  void aReplyCarriesRightsThatTheServerKeepsAndMakes() {
    try (SendRight kept = served.port.makeSend()) {
      ServedPort.State before = served.state();
      serve(
          request(),
          (request, reply) -> {
            reply.message().copy(kept).makeSend(served.port);
            return KERN_SUCCESS;
          });
      assertThat(served.state().server()).isEqualTo(before.server());
      // The client's references beside its own are those of the message, and go with it.
      assertThat(served.answerId()).isEqualTo(1100);
      assertThat(served.state()).isEqualTo(before);
    }
  }

  @Test
  void aHandlerMayGiveTheReplyAnotherNumber() {
    serve(
        request(),
        (request, reply) -> {
          reply.message().begin(7).data(words(1));
          return KERN_SUCCESS;
        });
    assertThat(served.answer(7)).containsExactly(1);
  }

  @Test
  void aServerServesAgainAndAgainWithTheSameMemory() {
    MessageServer server =
        serverWith(
            (request, reply) -> {
              reply.message().data(words(request.bytes().getInt(24)));
              return KERN_SUCCESS;
            });
    for (int i = 0; i < 10; i++) {
      served.send(request().word(i));
      serveOne(server);
      assertThat(served.answer(1100)).containsExactly(i);
    }
  }

  @Test
  void theClientMaySendASendRightToAnswer() {
    ServedPort.State before = served.state();
    serve(
        served.message(1000).replyTo(served.replyPort.name(), MACH_MSG_TYPE_MAKE_SEND),
        (request, reply) -> KERN_SUCCESS);
    assertThat(served.answer(1100)).isEqualTo(code(KERN_SUCCESS));
    assertThat(served.state()).isEqualTo(before);
  }

  @Test
  void aRequestWithoutARightToAnswerGetsNone() {
    ServedPort.State before = served.state();
    serve(
        served.message(1000),
        (request, reply) -> {
          assertThat(reply.isExpected()).isFalse();
          assertThat(reply.takeRight()).isNull();
          reply.message().data(words(1));
          reply.send();
          return KERN_SUCCESS;
        });
    serve(served.message(1000), (request, reply) -> KERN_INVALID_ARGUMENT);
    assertThat(served.failures).isEmpty();
    assertThat(served.state()).isEqualTo(before);
  }

  // Errors

  @ParameterizedTest
  @ValueSource(ints = {KERN_INVALID_ARGUMENT, MIG_TYPE_ERROR, -1, 0x10004003})
  void aCodeOfTheHandlerIsSentAsMigSendsErrorsAndNothingElseIs(int error) {
    try (SendRight moved = served.port.makeSend()) {
      ServedPort.State before = served.state();
      serve(
          request(),
          (request, reply) -> {
            reply.message().begin(7).move(moved).data(words(1, 2, 3));
            return error;
          });
      assertThat(served.answer(1100)).isEqualTo(code(error));
      assertThat(kernel.references(moved.name(), Right.SEND)).isEqualTo(1);
      assertThat(served.failures).as("a code is an answer like any other").isEmpty();
      assertThat(served.state()).isEqualTo(before);
    }
  }

  @Test
  void aNumberThatNobodyHandlesIsAnsweredSo() {
    ServedPort.State before = served.state();
    serve(served.request(999), (request, reply) -> KERN_SUCCESS);
    assertThat(served.answer(1099)).isEqualTo(code(MIG_BAD_ID));
    assertThat(served.failures)
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.stage()).isEqualTo(Stage.REQUEST);
              assertThat(failure.requestId()).isEqualTo(999);
              assertThat(failure.sender().pid()).isEqualTo(served.client.task().pid());
              assertThat(failure.cause()).hasMessageContaining("Nobody handles message 999.");
            });
    assertThat(served.state()).isEqualTo(before);
  }

  @Test
  void anExceptionOfTheHandlerIsAnsweredAndTheNextRequestServed() {
    ServedPort.State before = served.state();
    RuntimeException problem = new UnsupportedOperationException("not today");
    AtomicReference<RuntimeException> thrown = new AtomicReference<>(problem);
    MessageServer server =
        serverWith(
            (request, reply) -> {
              RuntimeException now = thrown.getAndSet(null);
              if (now != null) {
                reply.message().data(words(1));
                throw now;
              }
              return KERN_SUCCESS;
            });
    served.send(request());
    served.send(request());
    serveOne(server);
    assertThat(served.answer(1100)).isEqualTo(code(MIG_EXCEPTION));
    assertThat(served.failures)
        .singleElement()
        .isEqualTo(
            new ServerFailure(Stage.HANDLER, 1000, served.failures.get(0).sender(), problem));
    serveOne(server);
    assertThat(served.answer(1100)).isEqualTo(code(KERN_SUCCESS));
    assertThat(served.state()).isEqualTo(before);
  }

  @Test
  void aMalformedRequestIsAnsweredWithItsCodeAlsoIfTheRequestIsClosedAlready() {
    ServedPort.State before = served.state();
    serve(
        request(),
        (request, reply) -> {
          request.close();
          throw new MalformedMessageException(MIG_BAD_ARGUMENTS, "It is too short.");
        });
    assertThat(served.answer(1100)).isEqualTo(code(MIG_BAD_ARGUMENTS));
    assertThat(served.failures)
        .singleElement()
        .extracting(ServerFailure::stage)
        .isEqualTo(Stage.REQUEST);
    assertThat(served.state()).isEqualTo(before);
  }

  @Test
  void anErrorLeavesTheServerAfterEverythingHasBeenGivenBack() {
    ServedPort.State before = served.state();
    AssertionError error = new AssertionError("of a handler");
    MessageServer server =
        serverWith(
            (request, reply) -> {
              throw error;
            });
    served.send(request().port(served.replyPort.name(), MACH_MSG_TYPE_MAKE_SEND));
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> server.serveOne(Deadline.immediate()))
        .isSameAs(error);
    assertThat(served.answerId()).as("the client is told").isEqualTo(MACH_NOTIFY_SEND_ONCE);
    assertThat(served.state()).isEqualTo(before);
    // And the server can still serve.
    served.send(served.request(1));
    serveOne(server);
    assertThat(served.answer(101)).isEqualTo(code(MIG_BAD_ID));
  }

  // The builder

  @Test
  void aRangeOfNumbersIsServedFromItsFirstToItsLast() {
    MessageServer server =
        served
            .builder()
            .handleRange(
                500,
                3,
                (request, reply) -> {
                  reply.message().data(words(request.id()));
                  return KERN_SUCCESS;
                })
            .build();
    for (int id = 499; id <= 503; id++) {
      served.send(served.request(id));
      serveOne(server);
      List<Integer> expected = id < 500 || id > 502 ? code(MIG_BAD_ID) : List.of(id);
      assertThat(served.answer(id + 100)).isEqualTo(expected);
    }
  }

  @Test
  void aNumberHasOneHandler() {
    MessageServer.Builder builder = served.builder();
    MessageHandler handler = (request, reply) -> KERN_SUCCESS;
    builder.handleRange(10, 5, handler).handle(15, handler).handle(9, handler);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.handle(14, handler))
        .withMessage("message 14 has a handler already");
    assertThatIllegalArgumentException().isThrownBy(() -> builder.handleRange(16, -1, handler));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.handleRange(0, 10, handler));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.handleRange(0, 100, handler));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.handleRange(Integer.MAX_VALUE, 2, handler));
    builder.handleRange(Integer.MAX_VALUE, 1, handler).handleRange(Integer.MIN_VALUE, 2, handler);
  }

  @Test
  void sizesThatMakeNoSenseAreRefused() {
    MessageServer.Builder builder = served.builder();
    assertThatIllegalArgumentException().isThrownBy(() -> builder.maxRequest(23));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.maxRequest(Integer.MAX_VALUE));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.replyRoom(11));
    builder.maxRequest(24).replyRoom(12).build();
  }

  @Test
  void aServerIsNotChangedByItsBuilderAnyMore() {
    MessageServer.Builder builder = served.builder();
    MessageServer server = builder.build();
    builder.handle(1000, (request, reply) -> KERN_SUCCESS);
    served.send(request());
    serveOne(server);
    assertThat(served.answer(1100)).isEqualTo(code(MIG_BAD_ID));
    served.send(request());
    serveOne(builder.build());
    assertThat(served.answer(1100)).isEqualTo(code(KERN_SUCCESS));
  }
}

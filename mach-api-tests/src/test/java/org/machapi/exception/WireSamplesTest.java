package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MigErrorConstants.MIG_NO_REPLY;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.machapi.PortRight;
import org.machapi.PortView;
import org.machapi.ReceiveRight;
import org.machapi.exception.WireSamples.Sample;
import org.machapi.message.Deadline;
import org.machapi.message.MalformedMessageException;
import org.machapi.raw.MachMsgLayout;

/**
 * What MIG's client code sends is read, and what its server code answers is answered, byte for
 * byte.
 */
@Timeout(60)
class WireSamplesTest {

  static Stream<Sample> answered() {
    return WireSamples.exceptions().filter(sample -> !sample.isAltered() && !asksNoReply(sample));
  }

  static Stream<Sample> withoutReply() {
    return WireSamples.exceptions().filter(WireSamplesTest::asksNoReply);
  }

  static Stream<Sample> altered() {
    return WireSamples.exceptions().filter(Sample::isAltered);
  }

  private static boolean asksNoReply(Sample sample) {
    return sample.number("reply_ret_code") == MIG_NO_REPLY;
  }

  @Test
  void allSamplesOfExceptionsAreCoveredAndNoneTwice() {
    assertThat(WireSamples.all()).hasSize(88);
    assertThat(WireSamples.exceptions()).hasSize(85);
    assertThat(answered()).hasSize(36);
    assertThat(altered()).hasSize(41);
    assertThat(withoutReply()).hasSize(8);
  }

  @ParameterizedTest
  @MethodSource("answered")
  void isReadAndAnsweredAsMigDoes(Sample sample) {
    DeliveringLibrary library = new DeliveringLibrary(sample.request());
    try (ReceiveRight port = ReceiveRight.allocate(library.mach());
        ExceptionMessage message = FaultingTask.receive(new ExceptionReceiver(port))) {
      assertReadAsSent(sample, message);
      assertThat(library.sent).isEmpty();
      answer(sample, message);
    }
    assertThat(library.sent).hasSize(1);
    assertThat(library.sent.get(0)).hasSize(sample.number("reply_size"));
    assertThat(library.sent.get(0)).isEqualTo(sample.reply());
    assertThat(library.deallocated).containsExactlyInAnyOrderElementsOf(portsOf(sample));
  }

  @ParameterizedTest
  @MethodSource("withoutReply")
  void isReadAndAnsweredWithNothingWhereTheHandlerKeepsTheRightToAnswer(Sample sample) {
    DeliveringLibrary library = new DeliveringLibrary(sample.request());
    PortRight reply;
    try (ReceiveRight port = ReceiveRight.allocate(library.mach());
        ExceptionMessage message = FaultingTask.receive(new ExceptionReceiver(port))) {
      assertReadAsSent(sample, message);
      reply = message.takeReplyRight();
    }
    assertThat(reply.name()).isEqualTo(replyNameIn(sample.request()));
    assertThat(library.deallocated).containsExactlyInAnyOrderElementsOf(portsOf(sample));
    reply.close();
    assertThat(library.deallocated).endsWith(replyNameIn(sample.request()));
    assertThat(library.sent).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("withoutReply")
  void isReadAndItsClosingAnswersFailureIfNobodyTakesTheRightToAnswer(Sample sample) {
    DeliveringLibrary library = new DeliveringLibrary(sample.request());
    try (ReceiveRight port = ReceiveRight.allocate(library.mach());
        ExceptionMessage message = FaultingTask.receive(new ExceptionReceiver(port))) {
      assertReadAsSent(sample, message);
    }
    assertThat(library.sent).hasSize(1);
    assertThat(withCode(KERN_FAILURE, sample.reply())).isEqualTo(library.sent.get(0));
    assertThat(library.deallocated).containsExactlyInAnyOrderElementsOf(portsOf(sample));
  }

  @ParameterizedTest
  @MethodSource("altered")
  void isRefusedWithTheErrorOfMigAndReleased(Sample sample) {
    DeliveringLibrary library = new DeliveringLibrary(sample.request());
    try (ReceiveRight port = ReceiveRight.allocate(library.mach())) {
      ExceptionReceiver receiver = new ExceptionReceiver(port);
      assertThatExceptionOfType(MalformedMessageException.class)
          .isThrownBy(() -> receiver.receive(Deadline.immediate()))
          .satisfies(
              e -> assertThat(e.kernReturn().code()).isEqualTo(sample.number("reply_ret_code")));
      assertThat(receiver.receive(Deadline.immediate())).isNull();
    }
    assertThat(library.sent).hasSize(1);
    assertThat(library.sent.get(0)).isEqualTo(sample.reply());
    if (stillHasItsPorts(sample)) {
      assertThat(library.deallocated).containsExactlyInAnyOrderElementsOf(portsOf(sample));
    }
  }

  /** Other damage makes of the descriptors what no kernel delivers. */
  private static boolean stillHasItsPorts(Sample sample) {
    return Stream.of("/bad-id", "/size-too-large", "/descriptor-disposition-wrong")
        .anyMatch(sample.name()::endsWith);
  }

  private static void assertReadAsSent(Sample sample, ExceptionMessage message) {
    assertThat(message.type().number()).isEqualTo((int) sample.argument("exception"));
    assertThat(message.codes()).isEqualTo(sample.codes());
    assertThat(message.sender().isKernel()).isTrue();
    assertPort(sample, "thread", message.thread());
    assertPort(sample, "task", message.task());
    String token = sample.hasArgument("kcdata_object") ? "kcdata_object" : "task_id_token";
    assertPort(sample, token, message.token());
    assertThat(message.threadId())
        .isEqualTo(sample.hasArgument("thread_id") ? sample.argument("thread_id") : 0);
    assertThat(message.flavour())
        .isEqualTo(sample.hasArgument("flavor") ? (int) sample.argument("flavor") : 0);
    assertThat(message.state()).isEqualTo(sample.state());
  }

  private static void assertPort(Sample sample, String argument, PortView port) {
    if (sample.hasArgument(argument)) {
      assertThat(port).as(argument).isNotNull();
      assertThat(port.name()).as(argument).isEqualTo((int) sample.argument(argument));
    } else {
      assertThat(port).as(argument).isNull();
    }
  }

  /** Answers as the handler of the samples does: the same flavour, and one more in each word. */
  private static void answer(Sample sample, ExceptionMessage message) {
    int result = sample.number("server_result");
    if (result == KERN_FAILURE) {
      message.replyFailure();
    } else {
      assertThat(result).isEqualTo(KERN_SUCCESS);
      if (sample.hasArgument("flavor")) {
        int[] state = message.state();
        for (int i = 0; i < state.length; i++) {
          state[i]++;
        }
        message.replySuccess(message.flavour(), state);
      } else {
        message.replySuccess();
      }
    }
  }

  /** What has to be given back: the ports of the message. The right to answer is used up. */
  private static List<Integer> portsOf(Sample sample) {
    List<Integer> names = new ArrayList<>();
    for (String argument : List.of("thread", "task", "task_id_token", "kcdata_object")) {
      if (sample.hasArgument(argument)) {
        names.add((int) sample.argument(argument));
      }
    }
    return names;
  }

  private static int replyNameIn(byte[] request) {
    return ByteBuffer.wrap(request)
        .order(ByteOrder.LITTLE_ENDIAN)
        .getInt(MachMsgLayout.MSGH_REMOTE_PORT);
  }

  private static byte[] withCode(int code, byte[] reply) {
    ByteBuffer.wrap(reply)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(MachMsgLayout.HEADER_SIZE + 2 * Integer.BYTES, code);
    return reply;
  }
}

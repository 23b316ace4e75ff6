package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.MachMsgLayout.MSGH_LOCAL_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_REMOTE_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_SIZE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_PORT_SEND_ONCE;
import static org.machapi.raw.MigErrorConstants.MIG_NO_REPLY;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.machapi.Mach;
import org.machapi.SendRight;
import org.machapi.TaskPort;
import org.machapi.ThreadPort;
import org.machapi.exception.WireSamples.Sample;
import org.machapi.message.Deadline;

/** The other direction: our client sends what MIG's client code sends, and reads its answers. */
@Timeout(60)
class WireSamplesClientTest {
  static Stream<Sample> good() {
    return WireSamples.exceptions().filter(sample -> !sample.isAltered());
  }

  static Stream<Sample> answered() {
    return good().filter(sample -> sample.number("reply_ret_code") != MIG_NO_REPLY);
  }

  @Test
  void allSamplesAreThere() {
    assertThat(good()).hasSize(44);
    assertThat(answered()).hasSize(36);
  }

  @ParameterizedTest
  @MethodSource("good")
  void theClientSendsTheSameBytes(Sample sample) {
    SendingLibrary library = new SendingLibrary();
    Mach mach = library.mach();
    try (ExceptionClient client = new ExceptionClient(mach);
        SendRight handler = right(mach, sample, "exception_port")) {
      client.send(handler, exception(mach, sample), Deadline.none());
    }
    assertThat(library.sent).hasSize(1);
    byte[] sent = library.sent.get(0);
    assertThat(sent).hasSize(sample.number("send_size"));
    assertThat(withoutSize(sent)).isEqualTo(withoutSize(sample.requestSent()));
  }

  @ParameterizedTest
  @MethodSource("answered")
  void theClientReadsTheAnswerOfMig(Sample sample) {
    SendingLibrary library = new SendingLibrary();
    Mach mach = library.mach();
    try (ExceptionClient client = new ExceptionClient(mach);
        SendRight handler = right(mach, sample, "exception_port")) {
      client.send(handler, exception(mach, sample), Deadline.none());
      library.deliver(delivered(sample.reply()));
      ExceptionAnswer answer = client.receiveReply(Deadline.none());
      assertThat(answer.kernReturn().code()).isEqualTo(sample.number("user_stub_result"));
      if (answer.isSuccess() && sample.hasArgument("flavor")) {
        assertThat(answer.flavour()).isEqualTo((int) sample.argument("flavor"));
        int[] expected = sample.state();
        Arrays.setAll(expected, i -> expected[i] + 1);
        assertThat(answer.state()).isEqualTo(expected);
      } else {
        assertThat(answer.flavour()).isZero();
        assertThat(answer.state()).isEmpty();
      }
    }
  }

  private static SendRight right(Mach mach, Sample sample, String argument) {
    return SendRight.adoptUnchecked(mach, (int) sample.argument(argument));
  }

  private static ExceptionToRaise exception(Mach mach, Sample sample) {
    ExceptionToRaise exception =
        ExceptionToRaise.of(
            new ExceptionType((int) sample.argument("exception")),
            sample.codes().stream().mapToLong(Long::longValue).toArray());
    if (sample.hasArgument("thread")) {
      exception =
          exception.withPorts(
              ThreadPort.adoptUnchecked(mach, (int) sample.argument("thread")),
              TaskPort.adoptUnchecked(mach, (int) sample.argument("task")));
    }
    if (sample.hasArgument("task_id_token")) {
      exception =
          exception.withToken(right(mach, sample, "task_id_token"), sample.argument("thread_id"));
    }
    if (sample.hasArgument("kcdata_object")) {
      exception = exception.withCorpseData(right(mach, sample, "kcdata_object"));
    }
    if (sample.hasArgument("flavor")) {
      exception = exception.withState((int) sample.argument("flavor"), sample.state());
    }
    return sample.name().startsWith("mach_") ? exception : exception.with32BitCodes();
  }

  /** MIG leaves the size of the header to the kernel. */
  private static byte[] withoutSize(byte[] message) {
    byte[] copy = message.clone();
    order(copy).putInt(MSGH_SIZE, 0);
    return copy;
  }

  /** As the kernel hands over what was sent to a send-once right. */
  private static byte[] delivered(byte[] reply) {
    ByteBuffer message = order(reply);
    int port = message.getInt(MSGH_REMOTE_PORT);
    assertThat(port).isEqualTo(SendingLibrary.REPLY_PORT);
    message
        .putInt(0, MACH_MSG_TYPE_PORT_SEND_ONCE << 8)
        .putInt(MSGH_SIZE, reply.length)
        .putInt(MSGH_REMOTE_PORT, 0)
        .putInt(MSGH_LOCAL_PORT, port);
    return reply;
  }

  private static ByteBuffer order(byte[] message) {
    return ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
  }
}

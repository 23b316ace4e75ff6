package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.TaskPort;
import org.machapi.ThreadPort;
import org.machapi.exception.RecordedException.Reply;
import org.machapi.message.Deadline;

/**
 * The exceptions that Apple's code raised and the answers that it took, in both directions: what
 * was delivered is read, and written again to the same bytes; what was answered is written to the
 * same bytes, and read.
 */
@Timeout(60)
class RecordedExceptionsTest {
  private static final int ID = 20;

  static Stream<RecordedException> all() {
    return RecordedException.all().stream();
  }

  @Test
  void tenOfElevenSequencesHaveTwelveDeliveries() {
    assertThat(RecordedException.sequences()).isEqualTo(11);
    assertThat(all().map(RecordedException::sequence).distinct()).hasSize(10);
    assertThat(all()).hasSize(12);
    assertThat(all().map(RecordedException::id).distinct())
        .containsExactlyInAnyOrder(2401, 2402, 2403, 2405, 2406, 2407);
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatWasDeliveredHasTheRecordedSizeAndIsReadAsRecorded(RecordedException recorded) {
    assertThat(recorded.request()).hasSize(recorded.size());
    DeliveringLibrary library = new DeliveringLibrary(recorded.request());
    try (ReceiveRight port = ReceiveRight.allocate(library.mach());
        ExceptionMessage message = FaultingTask.receive(new ExceptionReceiver(port))) {
      assertThat(message.type().number()).isEqualTo(recorded.exception());
      assertThat(message.codes()).isEqualTo(recorded.codes());
      assertThat(message.flavour()).isEqualTo(recorded.flavour());
      assertThat(message.state()).isEqualTo(recorded.state());
      assertThat(message.thread() == null).isEqualTo(recorded.ports().length == 0);
      if (message.thread() != null) {
        assertThat(message.thread().name()).isEqualTo(recorded.ports()[0]);
        assertThat(message.task().name()).isEqualTo(recorded.ports()[1]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatWasDeliveredIsWrittenAgainToTheSameBytes(RecordedException recorded) {
    SendingLibrary library = new SendingLibrary();
    Mach mach = library.mach();
    try (ExceptionClient client = new ExceptionClient(mach);
        SendRight handler = SendRight.adoptUnchecked(mach, 0x1103)) {
      client.send(handler, toRaise(mach, recorded), Deadline.none());
    }
    byte[] sent = library.sent.get(0);
    assertThat(recorded.asDelivered(sent)).isEqualTo(tail(recorded.request()));
  }

  private static ExceptionToRaise toRaise(Mach mach, RecordedException recorded) {
    ExceptionToRaise exception =
        ExceptionToRaise.of(
            new ExceptionType(recorded.exception()),
            recorded.codes().stream().mapToLong(Long::longValue).toArray());
    if (recorded.ports().length > 0) {
      exception =
          exception.withPorts(
              ThreadPort.adoptUnchecked(mach, recorded.ports()[0]),
              TaskPort.adoptUnchecked(mach, recorded.ports()[1]));
    }
    if (recorded.hasState()) {
      exception = exception.withState(recorded.flavour(), recorded.state());
    }
    return recorded.id() < 2405 ? exception.with32BitCodes() : exception;
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatWasAnsweredIsWrittenToTheSameBytes(RecordedException recorded) {
    Reply reply = recorded.reply();
    DeliveringLibrary library = new DeliveringLibrary(recorded.request());
    try (ReceiveRight port = ReceiveRight.allocate(library.mach());
        ExceptionMessage message = FaultingTask.receive(new ExceptionReceiver(port))) {
      if (reply.code() != KERN_SUCCESS) {
        message.replyFailure();
      } else if (reply.state() == null) {
        message.replySuccess();
      } else {
        message.replySuccess(reply.flavour(), reply.state());
      }
    }
    byte[] sent = library.sent.get(0);
    byte[] expected = reply.bytes();
    assertThat(expected).hasSize(reply.size());
    if (reply.code() == KERN_SUCCESS) {
      assertThat(sent).hasSize(reply.size());
      assertThat(tail(sent)).isEqualTo(tail(expected));
    } else {
      // The recorder answered with numbers of its own, and once wrote a state behind one. MIG
      // writes none, the kernel reads none, and one failure is as good to it as another.
      byte[] error = Arrays.copyOf(expected, ExceptionReply.SIZE);
      ByteBuffer.wrap(error)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putInt(ExceptionReply.RETURN_CODE, KERN_FAILURE);
      assertThat(tail(sent)).isEqualTo(tail(error));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatWasAnsweredIsReadAsItWasMeant(RecordedException recorded) {
    Reply reply = recorded.reply();
    SendingLibrary library = new SendingLibrary();
    Mach mach = library.mach();
    try (ExceptionClient client = new ExceptionClient(mach);
        SendRight handler = SendRight.adoptUnchecked(mach, 0x1103)) {
      client.send(handler, toRaise(mach, recorded), Deadline.none());
      library.deliver(reply.bytes());
      ExceptionAnswer answer = client.receiveReply(Deadline.none());
      assertThat(answer.kernReturn().code()).isEqualTo(reply.code());
      boolean hasState = reply.state() != null && reply.code() == KERN_SUCCESS;
      assertThat(answer.state()).isEqualTo(hasState ? reply.state() : new int[0]);
      assertThat(answer.flavour()).isEqualTo(hasState ? reply.flavour() : 0);
    }
  }

  /** From the number of the message on: bits, size and names are the kernel's. */
  private static byte[] tail(byte[] message) {
    return Arrays.copyOfRange(message, ID, message.length);
  }
}

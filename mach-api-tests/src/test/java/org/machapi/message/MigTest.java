package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MigErrorConstants.MIG_REMOTE_ERROR;
import static org.machapi.raw.MigErrorConstants.MIG_REPLY_MISMATCH;
import static org.machapi.raw.MigErrorConstants.MIG_TYPE_ERROR;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.TestKernel;

/** The form of MIG's messages. */
@Tag("kernel")
@Timeout(60)
class MigTest {
  private final TestKernel kernel = TestKernel.create();
  private final ReceiveRight port = ReceiveRight.allocate(kernel.mach());

  /** Sends a reply to message 1000 and looks at it; 0 if it is accepted, else the code. */
  private int checked(int id, UnaryOperator<RawMessage> filling) {
    filling.apply(RawMessage.to(port.name(), MACH_MSG_TYPE_MAKE_SEND).id(id)).send(kernel.raw());
    try (ReceivedMessage reply =
        ReceivedMessage.receive(port, MessageBuffer.forMessagesOf(128), Deadline.immediate())) {
      Mig.check("add", reply, 1000);
      return 0;
    } catch (MachException e) {
      assertThat(e.routine()).isEqualTo("add");
      return e.kernReturn().code();
    }
  }

  @Test
  void aReplyIsAcceptedIfItBelongsToTheRequestAndReportsSuccess() {
    assertThat(checked(1100, reply -> reply.zeros(12))).isZero();
    assertThat(checked(1100, reply -> reply.zeros(12).word(7))).isZero();
  }

  @Test
  void aReplyWithRightsHasNoCode() {
    assertThat(checked(1100, reply -> reply.port(port.name(), MACH_MSG_TYPE_MAKE_SEND))).isZero();
  }

  @Test
  void theCodeOfTheServerIsThrown() {
    assertThat(checked(1100, reply -> reply.zeros(8).word(KERN_INVALID_ARGUMENT)))
        .isEqualTo(KERN_INVALID_ARGUMENT);
  }

  @Test
  void aCodeWithMoreBehindItIsNoErrorOfAMigServer() {
    assertThat(checked(1100, reply -> reply.zeros(8).word(KERN_INVALID_ARGUMENT).word(1)))
        .isEqualTo(MIG_REMOTE_ERROR);
  }

  @Test
  void aReplyToAnotherRequestIsRefused() {
    assertThat(checked(1000, reply -> reply.zeros(12))).isEqualTo(MIG_REPLY_MISMATCH);
    assertThat(checked(1101, reply -> reply.zeros(12))).isEqualTo(MIG_REPLY_MISMATCH);
  }

  @Test
  void aReplyWithoutACodeIsRefused() {
    assertThat(checked(1100, reply -> reply)).isEqualTo(MIG_TYPE_ERROR);
    assertThat(checked(1100, reply -> reply.zeros(8))).isEqualTo(MIG_TYPE_ERROR);
  }

  @Test
  void aRefusedReplyIsStillTheCallers() {
    RawMessage.to(port.name(), MACH_MSG_TYPE_MAKE_SEND).id(1).send(kernel.raw());
    try (ReceivedMessage reply =
        ReceivedMessage.receive(port, MessageBuffer.forMessagesOf(128), Deadline.immediate())) {
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> Mig.check("add", reply, 1000))
          .withMessageContaining("Message 1 is no reply to message 1000.");
      assertThatCode(reply::id).doesNotThrowAnyException();
    }
  }

  @Test
  void theNdrRecordIsThatOfEveryMacAndEveryCallersOwn() {
    assertThat(Mig.ndr().array()).containsExactly(0, 0, 0, 0, 1, 0, 0, 0);
    Mig.ndr().put(0, (byte) 5);
    assertThat(Mig.ndr().array()).startsWith((byte) 0);
  }
}

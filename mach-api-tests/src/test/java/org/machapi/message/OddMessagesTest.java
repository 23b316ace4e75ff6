package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.raw.MachMsgLayout.HEADER_SIZE;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_SIZE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ARGUMENTS;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ID;
import static org.machapi.raw.MigErrorConstants.MIG_TYPE_ERROR;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the sender got wrong: it is refused or received as it is, and nothing is left of it. */
@Timeout(60)
@SuppressWarnings("try") // what is closed is looked at afterwards
class OddMessagesTest extends ReceivedDescriptorsFixture {
  private void assertMalformed(RawMessage message, int code, Consumer<ReceivedMessage> use) {
    ReceivedMessage received = arrive(message);
    assertThatExceptionOfType(MalformedMessageException.class)
        .isThrownBy(() -> use.accept(received))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(code));
    // Everything is released at once, not only in the end.
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(kernel.task().mappedBytes()).isEqualTo(mapped);
    assertThatIllegalStateException().isThrownBy(received::id);
    // And the buffer is free.
    assertThat(ReceivedMessage.receive(port, buffer, Deadline.immediate())).isNull();
  }

  @Test
  void toTakeSomethingElseThanTheSenderGaveReleasesEverything() {
    List<Consumer<ReceivedMessage>> wrong =
        List.of(
            message -> message.takeSend(1),
            message -> message.takeSend(3),
            message -> message.takeSendOnce(0),
            message -> message.takeReceive(1),
            message -> message.takeReceive(4),
            message -> message.takePort(3),
            message -> message.takePort(4),
            message -> message.takeMemory(2),
            message -> message.takeMemory(4),
            message -> message.takePorts(3),
            message -> message.takeSend(5),
            message -> message.takePorts(Integer.MAX_VALUE),
            message -> message.expectDescriptors(DescriptorKind.SEND_ONCE, null, null, null, null));
    for (Consumer<ReceivedMessage> use : wrong) {
      assertMalformed(oneOfEach(), MIG_TYPE_ERROR, use);
    }
    assertMalformed(message().word(1), MIG_TYPE_ERROR, message -> message.takeSend(0));
  }

  @Test
  void aMessageOfAnotherIdentifierCountOrSizeIsRefused() {
    assertMalformed(oneOfEach().id(3), MIG_BAD_ID, message -> message.expectId(4));
    assertMalformed(oneOfEach(), MIG_BAD_ARGUMENTS, message -> message.expectDescriptors());
    assertMalformed(
        oneOfEach(),
        MIG_BAD_ARGUMENTS,
        message -> message.expectDescriptors(DescriptorKind.SEND, DescriptorKind.SEND_ONCE));
    assertMalformed(oneOfEach(), MIG_BAD_ARGUMENTS, message -> message.data(9));
    assertMalformed(message(), MIG_BAD_ARGUMENTS, message -> message.data(1));
    assertMalformed(message(), MIG_BAD_ARGUMENTS, message -> message.data(Integer.MAX_VALUE));
    try (ReceivedMessage received = arrive(message().id(5).word(1))) {
      received.expectId(5);
      received.expectDescriptors();
      assertThat(received.data(4).getInt()).isEqualTo(1);
    }
  }

  @Test
  void aNegativeIndexIsTheCallersFaultAndTheMessageStaysOpen() {
    try (ReceivedMessage received = arrive(oneOfEach())) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> received.takeSend(-1));
      assertThat(received.descriptors()).isEqualTo(EACH.length);
    }
  }

  /**
   * The shapes that kernels let through, as recorded from one (topic "malformed"): whichever comes,
   * it can be looked at, and close gives all back.
   */
  @Test
  void whatAKernelLetsThroughOfOddMessagesIsReceivedAndGivenBack() {
    int name = sender.receiveName();
    List<RawMessage> shapes =
        List.of(
            message().complexWithoutDescriptors(),
            message().complexWithoutDescriptors().zeros(40),
            message().zeros(16).word(-1),
            // A body that says one, with another one behind it, which is data.
            message()
                .port(name, MACH_MSG_TYPE_MAKE_SEND)
                .port(name, MACH_MSG_TYPE_MAKE_SEND)
                .descriptorCount(1),
            // A disposition of nothing with no right.
            message().port(MACH_PORT_NULL, 0),
            message().port(MACH_PORT_DEAD, MACH_MSG_TYPE_MOVE_RECEIVE),
            // Five descriptors made of zeros: null rights.
            message().complexWithoutDescriptors().descriptorCount(5).zeros(5 * 12),
            // Bits that mean nothing.
            message().bits(1 << 13).port(name, MACH_MSG_TYPE_MAKE_SEND),
            message().bits(1 << 25).port(name, MACH_MSG_TYPE_MAKE_SEND_ONCE));
    for (RawMessage shape : shapes) {
      try (ReceivedMessage received = arrive(shape)) {
        for (int i = 0; i < received.descriptors(); i++) {
          assertThat(received.descriptor(i))
              .isIn(
                  DescriptorKind.SEND,
                  DescriptorKind.SEND_ONCE,
                  DescriptorKind.RECEIVE,
                  DescriptorKind.OTHER);
        }
        assertThat(received.data().remaining()).isLessThanOrEqualTo(received.size() - HEADER_SIZE);
      }
      assertThat(kernel.snapshot()).isEqualTo(before);
      sender.receiveId();
    }
  }

  @Test
  void aSecondDescriptorThatIsNotCountedIsData() {
    int name = sender.receiveName();
    try (ReceivedMessage received =
        arrive(
            message()
                .port(name, MACH_MSG_TYPE_MAKE_SEND)
                .port(name, MACH_MSG_TYPE_MAKE_SEND)
                .descriptorCount(1))) {
      assertThat(received.descriptors()).isEqualTo(1);
      assertThat(received.data(0).remaining()).isEqualTo(PORT_DESCRIPTOR_SIZE);
      // What stands there is a number of the sender's, and no right of ours.
      assertThat(received.data().getInt()).isEqualTo(name);
    }
  }

  @Test
  void aRightThatNobodyCanSayTheKindOfIsTakenAsNull() {
    try (ReceivedMessage received = arrive(message().port(MACH_PORT_NULL, 0))) {
      assertThat(received.descriptor(0)).isEqualTo(DescriptorKind.OTHER);
      assertThat(received.takePort(0)).isNull();
    }
  }
}

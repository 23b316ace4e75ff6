package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.raw.MachMsgTrailerLayout;

class MessageBufferTest {

  @Test
  void thereIsRoomForTheMessageAndTheLongestTrailer() {
    assertThat(MessageBuffer.forMessagesOf(100).claim().size())
        .isEqualTo(100 + MachMsgTrailerLayout.MAX_TRAILER_SIZE);
  }

  @Test
  void aBufferServesOneMessageAtATime() {
    MessageBuffer buffer = MessageBuffer.forMessagesOf(100);
    assertThat(buffer.claim()).isNotNull();
    assertThatIllegalStateException()
        .isThrownBy(buffer::claim)
        .withMessageContaining("still holds a message");
    buffer.release();
    assertThat(buffer.claim()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 23, Integer.MAX_VALUE})
  void aSizeThatNoMessageHasIsRefused(int size) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MessageBuffer.forMessagesOf(size))
        .withMessageContaining(Integer.toString(size));
  }
}

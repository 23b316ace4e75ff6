package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ARGUMENTS;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.machapi.exception.WireSamples.Sample;
import org.machapi.message.MalformedMessageException;

@Timeout(60)
class ExceptionRequestTest {

  static Stream<Sample> good() {
    return WireSamples.exceptions().filter(sample -> !sample.isAltered());
  }

  private static ByteBuffer message(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @ParameterizedTest
  @MethodSource("good")
  void theStateStandsWhereTheMessageEnds(Sample sample) {
    ByteBuffer message = message(sample.request());
    ExceptionRequest request = ExceptionRequest.decode(message);
    assertThat(request.form().id).isEqualTo(message.getInt(20));
    assertThat(request.stateCount()).isEqualTo(sample.state().length);
    assertThat(request.stateOffset() + 4 * request.stateCount()).isEqualTo(message.limit());
  }

  @ParameterizedTest
  @MethodSource("good")
  void noMessageThatIsCutShortIsRead(Sample sample) {
    byte[] whole = sample.request();
    for (int size = 24; size < whole.length; size += 4) {
      ByteBuffer part = message(whole).limit(size);
      assertThatExceptionOfType(MalformedMessageException.class)
          .as("the first %d bytes", size)
          .isThrownBy(() -> ExceptionRequest.decode(part))
          .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(MIG_BAD_ARGUMENTS));
    }
  }

  @ParameterizedTest
  @MethodSource("good")
  void noMessageThatIsTooLongIsRead(Sample sample) {
    byte[] whole = sample.request();
    for (int more = 1; more <= 16; more++) {
      ByteBuffer longer = message(Arrays.copyOf(whole, whole.length + more));
      assertThatExceptionOfType(MalformedMessageException.class)
          .as("%d bytes more", more)
          .isThrownBy(() -> ExceptionRequest.decode(longer));
    }
  }

  @Test
  void whateverStandsInAMessageItIsReadOrRefusedAndNothingElse() {
    Sample[] samples = good().toArray(Sample[]::new);
    Random random = new Random(20_261_123);
    int refused = 0;
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = samples[random.nextInt(samples.length)].request();
      for (int damage = random.nextInt(4); damage >= 0; damage--) {
        int at = 20 + random.nextInt(Math.min(bytes.length, 120) - 20);
        bytes[at] = (byte) random.nextInt();
      }
      try {
        ExceptionRequest request = ExceptionRequest.decode(message(bytes));
        assertThat(request.codes().size()).isBetween(0, ExceptionForm.MAX_CODES);
        assertThat(request.stateOffset() + 4 * request.stateCount()).isEqualTo(bytes.length);
      } catch (MalformedMessageException e) {
        refused++;
      }
    }
    // Neither all nor none: the damage hits counts and values alike.
    assertThat(refused).isBetween(10_000, 49_000);
  }
}

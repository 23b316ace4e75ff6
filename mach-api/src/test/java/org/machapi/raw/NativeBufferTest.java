package org.machapi.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeBufferTest {

  @Test
  void newMemoryIsZero() {
    NativeBuffer buffer = NativeBuffer.allocate(64);

    for (int i = 0; i < 64; i++) {
      assertThat(buffer.bytes().get(i)).isZero();
    }
  }

  @Test
  void theBufferAndThePointerSeeTheSameNumbersInNativeOrder() {
    NativeBuffer buffer = NativeBuffer.allocate(16);

    buffer.putInt(0, 0x0102_0304);
    buffer.putLong(8, 0xfedc_ba98_7654_3210L);

    assertThat(buffer.pointer().getInt(0)).isEqualTo(0x0102_0304);
    assertThat(buffer.pointer().getLong(8)).isEqualTo(0xfedc_ba98_7654_3210L);
    assertThat(buffer.bytes().order()).isEqualTo(ByteOrder.nativeOrder());
    buffer.pointer().putInt(4, -2);
    assertThat(buffer.getInt(4)).isEqualTo(-2);
    assertThat(buffer.getLong(8)).isEqualTo(0xfedc_ba98_7654_3210L);
  }

  @Test
  void thePointerIsARealAddress() {
    assertThat(NativeBuffer.allocate(8).pointer().address()).isNotZero();
    assertThat(NativeBuffer.allocate(8).pointer().isDirect()).isTrue();
  }

  @Test
  void aPointerIntoTheMemoryStartsAtItsOffsetAndEndsWithTheMemory() {
    NativeBuffer buffer = NativeBuffer.allocate(16);
    buffer.putInt(12, 42);

    assertThat(buffer.pointer(12).getInt(0)).isEqualTo(42);
    assertThat(buffer.pointer(12).address()).isEqualTo(buffer.pointer().address() + 12);
    assertThat(buffer.pointer(12).size()).isEqualTo(4);
    assertThat(buffer.pointer(16).size()).isZero();
  }

  @Test
  void whereTheCallerLeftThePositionDoesNotMoveThePointers() {
    NativeBuffer buffer = NativeBuffer.allocate(16);
    buffer.putInt(4, 42);
    long start = buffer.pointer().address();

    buffer.bytes().position(8);

    assertThat(buffer.pointer().address()).isEqualTo(start);
    assertThat(buffer.pointer(4).address()).isEqualTo(start + 4);
    assertThat(buffer.pointer(4).getInt(0)).isEqualTo(42);
    assertThat(buffer.getInt(4)).isEqualTo(42);
  }

  @Test
  void textThatWasWrittenFromThePositionOnIsReadThroughThePointer() {
    NativeBuffer buffer = NativeBuffer.allocate(16);

    buffer.bytes().put("service".getBytes(StandardCharsets.US_ASCII)).put((byte) 0);

    assertThat(buffer.pointer().getString(0, 16, StandardCharsets.US_ASCII)).isEqualTo("service");
    assertThat(buffer.pointer(3).getString(0, 13, StandardCharsets.US_ASCII)).isEqualTo("vice");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 17, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void aPointerBesideTheMemoryIsRefused(int offset) {
    NativeBuffer buffer = NativeBuffer.allocate(16);

    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> buffer.pointer(offset))
        .withMessage("offset " + offset + " of 16 bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 13, 16})
  void readingAndWritingBesideTheMemoryIsRefused(int offset) {
    NativeBuffer buffer = NativeBuffer.allocate(16);

    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> buffer.getInt(offset));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> buffer.putInt(offset, 1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> buffer.getLong(offset - 4));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> buffer.putLong(offset - 4 < 0 ? offset : 9, 1));
  }

  @Test
  void noMemoryAtAllIsFine() {
    assertThat(NativeBuffer.allocate(0).size()).isZero();
  }

  @Test
  void aNegativeSizeIsRefused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> NativeBuffer.allocate(-1));
  }
}

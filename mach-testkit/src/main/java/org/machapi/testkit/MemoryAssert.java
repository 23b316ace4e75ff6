package org.machapi.testkit;

import java.util.HexFormat;
import org.assertj.core.api.AbstractAssert;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.MachException;
import org.machapi.message.OutOfLineMemory;

/** Assertions about memory that came with a message and is open. It stays its owner's. */
@SuppressWarnings("mustcall:type.argument") // the memory stays its owner's
public final class MemoryAssert extends AbstractAssert<MemoryAssert, OutOfLineMemory> {

  @SuppressWarnings("nullness:argument") // null is what isNotNull() is for
  MemoryAssert(@Nullable OutOfLineMemory actual) {
    super(actual, MemoryAssert.class);
  }

  /**
   * Compares how much there is.
   *
   * @param expected bytes
   * @return this
   */
  public MemoryAssert hasSize(long expected) {
    isNotNull();
    long size = actual.size();
    if (size != expected) {
      throw failureWithActualExpected(
          size, expected, "Expected %s bytes of memory, but there are %s", expected, size);
    }
    return this;
  }

  /**
   * Compares what is in it, as the kernel copies it.
   *
   * @param expected the bytes, all of them
   * @return this
   * @throws MachException as {@link OutOfLineMemory#copyTo} does
   */
  public MemoryAssert hasBytes(byte... expected) throws MachException {
    isNotNull();
    byte[] bytes = actual.toByteArray();
    String difference = Words.difference(bytes, expected);
    if (difference != null) {
      throw failureWithActualExpected(
          HexFormat.of().formatHex(bytes),
          HexFormat.of().formatHex(expected),
          "Expected memory with other content: %s",
          difference);
    }
    return this;
  }
}

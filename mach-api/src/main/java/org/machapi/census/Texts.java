package org.machapi.census;

import java.nio.charset.StandardCharsets;
import org.machapi.raw.NativeBuffer;

/** Texts that the kernel writes. */
final class Texts {
  private Texts() {}

  /** Reads a text that ends with a null byte, or where its room does. */
  static String ofBytes(NativeBuffer memory, int offset, int room) {
    byte[] bytes = new byte[room];
    memory.bytes().get(offset, bytes);
    int length = 0;
    while (length < room && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}

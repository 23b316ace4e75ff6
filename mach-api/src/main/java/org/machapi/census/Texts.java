package org.machapi.census;

import java.nio.charset.StandardCharsets;
import org.machapi.raw.NativeBuffer;

/** Texts that the kernel writes. */
final class Texts {
  private Texts() {}

  /** Reads a text that ends with a null byte, or with the memory. */
  static String of(NativeBuffer memory) {
    byte[] bytes = new byte[memory.size()];
    memory.bytes().get(0, bytes);
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}

package org.machapi.sim;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jnr.ffi.Pointer;
import org.machapi.raw.NativeBuffer;

/**
 * The constant texts of the system library. There are only so many, and whoever has the address of
 * one may keep it for ever: each is put into memory once and stays there.
 */
final class NativeTexts {
  private static final Map<String, Pointer> TEXTS = new ConcurrentHashMap<>();

  private NativeTexts() {}

  /** Returns the address of a text that ends with 0; always the same for the same text. */
  static Pointer of(String text) {
    return TEXTS.computeIfAbsent(text, NativeTexts::allocate);
  }

  private static Pointer allocate(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    NativeBuffer memory = NativeBuffer.allocate(bytes.length + 1);
    memory.bytes().put(0, bytes);
    return memory.pointer();
  }
}

package org.machapi.tools;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Writes JSON that {@link BoundedReader} takes: of a text that is too long, such as a label, it
 * leaves the beginning and an ellipsis.
 */
final class CuttingWriter extends JsonWriter {
  private static final char ELLIPSIS = '\u2026';

  /** The longest escape, as of a control character: {@code \}{@code u001b}. */
  private static final int ESCAPE = 6;

  CuttingWriter(Writer writer) {
    super(writer);
  }

  // A JsonWriter takes null for a value.
  @Override
  @SuppressWarnings("nullness:argument")
  public JsonWriter value(@Nullable String text) throws IOException {
    return super.value(text == null ? null : cut(text));
  }

  /** The text, if it is not too long. */
  static String cut(String text) {
    // No less is room for, whatever is in it.
    if (text.length() < BoundedReader.LONGEST_TEXT / ESCAPE) {
      return text;
    }
    int length = 0;
    int end = 0;
    for (int i = 0; i < text.length(); i++) {
      length += width(text.charAt(i));
      if (length > BoundedReader.LONGEST_TEXT) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
            + ELLIPSIS;
      }
      if (length < BoundedReader.LONGEST_TEXT) {
        end = i + 1;
      }
    }
    return text;
  }

  private static int width(char c) {
    if (c == '"' || c == '\\') {
      return 2;
    }
    return c < ' ' || c == '\u2028' || c == '\u2029' ? ESCAPE : 1;
  }
}

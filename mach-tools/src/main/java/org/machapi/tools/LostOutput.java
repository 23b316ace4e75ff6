package org.machapi.tools;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Standard output, and why some of it was lost, which the streams above it do not tell. */
final class LostOutput extends FilterOutputStream {
  private @Nullable IOException failure;

  LostOutput(@Owning OutputStream out) {
    super(out);
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      failure = failure == null ? e : failure;
      throw e;
    }
  }

  /**
   * Says why output was lost; null if none was, or if whoever read it has had enough, as {@code
   * head} has. That is known by its text alone, which is in the language of the locale: where a
   * pipe has another name in it, the reason is said in this case, too.
   */
  @Nullable String reason() {
    IOException lost = failure;
    if (lost == null) {
      return null;
    }
    String message = String.valueOf(lost.getMessage());
    // EPIPE, which only its text tells.
    return message.toLowerCase(Locale.ROOT).contains("pipe") ? null : message;
  }
}

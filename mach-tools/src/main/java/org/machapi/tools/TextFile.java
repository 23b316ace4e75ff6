package org.machapi.tools;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.checkerframework.checker.mustcall.qual.Owning;

/** Files with texts that programs say of themselves. */
final class TextFile {
  private TextFile() {}

  /**
   * Opens a file to write it anew, in UTF-8. Half a surrogate pair, which a label or the name of a
   * thread may have, becomes a question mark; the writers of {@link Files} throw there, and one
   * such name would keep a whole process from being looked at.
   */
  static @Owning Writer create(Path file) throws IOException {
    return new BufferedWriter(
        new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8));
  }
}

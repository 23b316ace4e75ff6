package org.machapi.tools;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Reads JSON as long as it stays within limits, so that a file that is huge, or has a text that
 * does not end, fails before it fills the memory.
 */
final class BoundedReader extends FilterReader {
  /** No text of a snapshot is as long as this. */
  static final int LONGEST_TEXT = 64 * 1024;

  private static final long MOST = 512L * 1024 * 1024;
  private static final int SHARE_OF_ALL = 4;
  private static final int SHARE_OF_ENTRY = 32;

  private final long most;
  private final long mostOfEntry;
  private long read;
  private long entryBegan;
  private long line = 1;
  private long textBegan = -1;
  private boolean escaped;

  /**
   * @param memory how many bytes of memory the program may use: what is read of a file is in no
   *     case larger than four times its text
   */
  BoundedReader(Reader reader, long memory) {
    super(reader);
    this.most = Math.min(MOST, memory / SHARE_OF_ALL);
    this.mostOfEntry = most / (SHARE_OF_ENTRY / SHARE_OF_ALL);
  }

  /** The next entry has begun, or is about to: a reader may be a little ahead. */
  void beginEntry() {
    entryBegan = read;
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    for (int i = offset; i < offset + count; i++) {
      see(buffer[i]);
    }
    return count;
  }

  private void see(char c) throws IOException {
    read++;
    if (c == '\n') {
      line++;
    }
    if (read > most) {
      throw new TooLargeException(
          "is larger than the "
              + most / 1024
              + " KiB that the memory of this program allows (at line "
              + line
              + "); give it more with MACHPORTS_OPTS=-Xmx4g"
              + (most == MOST ? ", which ends at 512 MiB" : ""));
    }
    if (read - entryBegan > mostOfEntry) {
      throw new TooLargeException(
          "has one entry of more than " + mostOfEntry / 1024 + " KiB (at line " + line + ")");
    }
    seeText(c);
  }

  private void seeText(char c) throws TooLargeException {
    if (textBegan < 0) {
      textBegan = c == '"' ? read : -1;
    } else if (escaped) {
      escaped = false;
    } else if (c == '\\') {
      escaped = true;
    } else if (c == '"') {
      textBegan = -1;
    } else if (read - textBegan > LONGEST_TEXT) {
      throw new TooLargeException(
          "has a text of more than " + LONGEST_TEXT / 1024 + " KiB (at line " + line + ")");
    }
  }

  /** What is read is too large. The message goes on from the name of the file. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(String message) {
      super(message);
    }
  }
}

package org.machapi.tools;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Reads JSON as long as it stays within limits, so that a file that is huge, or has a text that
 * does not end, fails before it fills the memory. There are two accounts, both in characters that
 * stand for four bytes of memory each: one of all that stays, and one of what is taken apart as a
 * whole at a time, an entry.
 */
final class BoundedReader extends FilterReader {
  /** No text of a snapshot is as long as this. */
  static final int LONGEST_TEXT = 64 * 1024;

  /** What an element of a list that stays costs beyond its characters. */
  static final int ELEMENT = 8;

  /** What a text that stays costs beyond its characters, if it is not one that is there already. */
  static final int TEXT = 24;

  /** What a value in an entry costs beyond its characters until the entry has been taken apart. */
  private static final int VALUE = 16;

  private static final long MOST = 512L * 1024 * 1024;
  private static final int SHARE_OF_ALL = 4;
  private static final int SHARE_OF_ENTRY = 32;

  private final long most;
  private final long mostOfEntry;
  private long used;
  private long usedByEntry;
  private long read;
  private long line = 1;
  private long textBegan = -1;
  private boolean escaped;
  private boolean atEnd;

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
    continueEntry(0);
  }

  /** Whether more was wanted than there is. */
  boolean isAtEnd() {
    return atEnd;
  }

  /** What the entry has used so far; for {@link #continueEntry} after entries inside it. */
  long usedByEntry() {
    return usedByEntry;
  }

  /** An entry goes on after others that were inside it. */
  void continueEntry(long usedSoFar) {
    usedByEntry = usedSoFar;
  }

  /**
   * Counts what stays and takes more memory than its characters allow for.
   *
   * @param characters how much more
   */
  void charge(long characters) throws TooLargeException {
    used += characters;
    if (used > most) {
      throw new TooLargeException(
          "is larger than the "
              + most / 1024
              + " KiB that the memory of this program allows (at line "
              + line
              + ")"
              + (most == MOST ? ", and no setting allows more" : "; " + hint()));
    }
  }

  /** What to do where memory is short. */
  static String hint() {
    return "give it more with MACHPORTS_OPTS=-Xmx4g";
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    atEnd |= count < 0;
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
    charge(1);
    usedByEntry += textBegan < 0 && isBeforeValue(c) ? 1 + VALUE : 1;
    if (usedByEntry > mostOfEntry) {
      throw new TooLargeException(
          "has one entry of more than "
              + mostOfEntry / 1024
              + " KiB (at line "
              + line
              + ")"
              + (most == MOST ? "" : "; " + hint()));
    }
    seeText(c);
  }

  private static boolean isBeforeValue(char c) {
    return c == ',' || c == ':' || c == '[' || c == '{';
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

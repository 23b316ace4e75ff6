package org.machapi.replay;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads a file of recorded sequences, one JSON object a line, plain or gzip, line by line. */
final class TraceFile {
  private static final int GZIP_FIRST_BYTE = 0x1f;
  private static final int GZIP_SECOND_BYTE = 0x8b;

  private TraceFile() {}

  /**
   * Hands each sequence to the consumer, in order.
   *
   * @throws IOException if the file cannot be read
   * @throws DamagedTraceException if a line does not hold what it should
   */
  static void read(InputStream in, Consumer<TraceSequence> consumer) throws IOException {
    readObjects(in, fields -> consumer.accept(TraceSequence.parse(fields)));
  }

  static void readObjects(InputStream in, Consumer<Fields> consumer) throws IOException {
    long line = 0;
    // A decoder made from the character set's name would replace damaged bytes without a word.
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(unpacked(in), StandardCharsets.UTF_8.newDecoder()))) {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        line++;
        if (!text.isBlank()) {
          consumer.accept(Fields.parse(text, line));
        }
      }
    } catch (CharacterCodingException e) {
      throw new DamagedTraceException(line + 1, "", "not UTF-8");
    } catch (ZipException | EOFException e) {
      throw damagedGzip(line + 1, e);
    }
    if (line == 0) {
      throw new DamagedTraceException(1, "", "an empty file");
    }
  }

  static DamagedTraceException damagedGzip(long line, IOException problem) {
    return new DamagedTraceException(line, "", "damaged gzip data (" + problem.getMessage() + ")");
  }

  /** The content of a plain or gzip file. */
  static InputStream unpacked(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
    buffered.mark(2);
    boolean gzip = buffered.read() == GZIP_FIRST_BYTE && buffered.read() == GZIP_SECOND_BYTE;
    buffered.reset();
    try {
      return gzip ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    } catch (ZipException | EOFException e) {
      throw damagedGzip(1, e);
    }
  }
}

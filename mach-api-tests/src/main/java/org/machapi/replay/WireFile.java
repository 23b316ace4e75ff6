package org.machapi.replay;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/** Reads a file of message samples: one JSON object with a list of them. */
final class WireFile {
  /** The list begins within so many bytes. */
  private static final int LOOK_AHEAD = 4096;

  private WireFile() {}

  /** Tells whether the file is of this form, without reading on. */
  static boolean isOne(BufferedInputStream in) throws IOException {
    in.mark(LOOK_AHEAD);
    String start;
    try {
      start = new String(in.readNBytes(LOOK_AHEAD), StandardCharsets.ISO_8859_1);
    } catch (ZipException | EOFException e) {
      throw TraceFile.damagedGzip(1, e);
    }
    in.reset();
    return start.contains("\"samples\"") && !start.contains("\"ops\"");
  }

  /**
   * Hands each sample of the file to the consumer, in order.
   *
   * @throws DamagedTraceException if the file does not hold what it should
   */
  static void read(InputStream in, Consumer<Fields> consumer) throws IOException {
    String text = decode(in.readAllBytes());
    List<String> lines = text.lines().toList();
    for (Fields sample : Fields.parse(text, 1).objects("samples")) {
      consumer.accept(sample.atLine(lineOf(sample.text("name"), lines)));
    }
  }

  private static long lineOf(String name, List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains('"' + name + '"')) {
        return i + 1;
      }
    }
    return 1;
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new DamagedTraceException(1, "", "not UTF-8");
    }
  }
}

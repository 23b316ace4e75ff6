package org.machapi.testkit;

import java.util.Arrays;
import java.util.HexFormat;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Numbers for people. */
final class Words {
  private static final int MOST_BYTES = 16;

  private Words() {}

  /** Returns a name as debuggers show it. */
  static String name(int name) {
    return "0x" + Integer.toHexString(name);
  }

  /** Returns a number with its noun. */
  static String count(int count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }

  /** Says where bytes are not what they should be; null if they are. */
  static @Nullable String difference(byte[] actual, byte[] expected) {
    int at = Arrays.mismatch(actual, expected);
    if (at < 0) {
      return null;
    }
    return "from byte %d on it is %s of %s, not %s of %s"
        .formatted(
            at,
            hex(actual, at),
            count(actual.length, "byte", "bytes"),
            hex(expected, at),
            count(expected.length, "byte", "bytes"));
  }

  private static String hex(byte[] bytes, int from) {
    if (from == bytes.length) {
      return "the end";
    }
    int to = Math.min(bytes.length, from + MOST_BYTES);
    String text = HexFormat.ofDelimiter(" ").formatHex(bytes, from, to);
    return to == bytes.length ? text : text + " ...";
  }
}

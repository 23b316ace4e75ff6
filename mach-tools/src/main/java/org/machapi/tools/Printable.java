package org.machapi.tools;

/**
 * Makes text harmless for a terminal. Labels and thread names come from programs that may be
 * hostile: an escape sequence in them would act on the terminal, and a line break would forge a
 * row.
 */
final class Printable {
  private Printable() {}

  /** Writes control, format and unpaired surrogate characters as numbers. */
  static String of(String text) {
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (isHarmless(point)) {
                result.appendCodePoint(point);
              } else {
                result.append("\\u{").append(Integer.toHexString(point)).append('}');
              }
            });
    return result.toString();
  }

  /**
   * Leaves out the middle of a text that is too long: what stands at its end is often the reason.
   *
   * @param most how many characters it may have
   */
  static String shorten(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int tail = most / 3;
    return text.substring(0, most - tail - 1) + "\u2026" + text.substring(text.length() - tail);
  }

  private static boolean isHarmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}

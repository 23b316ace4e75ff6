package org.machapi.tools;

import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.KernReturn;
import org.machapi.raw.SymbolFamily;
import org.machapi.raw.Symbols;

/** Says what a number or symbol of Mach means, in each family that has it. */
final class Explanation {
  private static final List<SymbolFamily> FAMILIES =
      List.of(
          Symbols.EXCEPTIONS,
          Symbols.EXCEPTION_MASKS,
          Symbols.BEHAVIOURS,
          Symbols.RIGHTS,
          Symbols.TYPES,
          Symbols.DISPOSITIONS,
          Symbols.NOTIFICATIONS,
          Symbols.KOBJECT_TYPES,
          Symbols.GUARD_FLAVOURS);

  private Explanation() {}

  /**
   * Explains a number or a symbol.
   *
   * @param text decimal, hexadecimal after {@code 0x}, or a symbol of the headers
   * @return lines; none if no family has it
   */
  static List<String> of(String text) {
    List<String> lines = new ArrayList<>();
    Integer code = parse(Symbols.RETURN_CODES, text);
    if (code != null && Symbols.RETURN_CODES.covers(code)) {
      addReturnCode(new KernReturn(code), lines);
    }
    for (SymbolFamily family : FAMILIES) {
      Integer value = parse(family, text);
      if (value != null && family.covers(value)) {
        lines.add("As " + article(family.title()) + ": " + family.name(value) + " (" + value + ")");
      }
    }
    return lines;
  }

  private static void addReturnCode(KernReturn code, List<String> lines) {
    lines.add("As a return code: " + code);
    lines.add("  " + code.meaning());
    String advice = Advice.of(code.code());
    if (advice != null) {
      lines.add("  What to do: " + advice);
    }
  }

  private static String article(String title) {
    return ("aeiou".indexOf(Character.toLowerCase(title.charAt(0))) < 0 ? "a " : "an ") + title;
  }

  private static @Nullable Integer parse(SymbolFamily family, String text) {
    try {
      return family.parse(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}

package org.machapi.gnumach;

import java.util.HashMap;
import java.util.Map;
import org.machapi.raw.SymbolFamily;
import org.machapi.raw.Symbols;

/** The words of steps that stand for numbers: Mach's own symbols, without their prefixes. */
final class Words {
  private static final Map<String, Integer> NUMBERS = numbers();

  private Words() {}

  private static Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new HashMap<>();
    add(numbers, Symbols.RIGHTS, "MACH_PORT_RIGHT_", "");
    add(numbers, Symbols.DISPOSITIONS, "MACH_MSG_TYPE_", "");
    // A dead name is a right, too.
    add(numbers, Symbols.NOTIFICATIONS, "MACH_NOTIFY_", "NOTIFY_");
    numbers.put("NULL", 0);
    numbers.put("DEAD", -1);
    numbers.put("NONE", 0);
    return numbers;
  }

  private static void add(
      Map<String, Integer> numbers, SymbolFamily family, String prefix, String ourPrefix) {
    family
        .symbols()
        .forEach(
            (symbol, number) -> {
              if (symbol.startsWith(prefix)) {
                numbers.put(ourPrefix + symbol.substring(prefix.length()), number);
              }
            });
  }

  /** Returns what a word or a decimal number stands for. */
  static int number(String word) {
    Integer number = NUMBERS.get(word);
    return number == null ? Integer.parseInt(word) : number;
  }
}

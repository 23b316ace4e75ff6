package org.machapi.gnumach;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The symbols of one simulated task: each name gets the next one when it first appears, and has it
 * until it is gone. The agent does the same for the tasks of the other kernel.
 */
final class NameSymbols {
  /** What a symbol of a name that is gone stands for: names that never were. */
  private static final int NEVER = 90_000;

  private static final int WISH = 2_000;

  private final Map<Integer, Integer> symbols = new LinkedHashMap<>();
  private int last;

  /** Returns the text for a name, with a new symbol if it has none. */
  String of(int name) {
    return switch (name) {
      case 0 -> "NULL";
      case -1 -> "DEAD";
      default -> "$" + symbol(name);
    };
  }

  /**
   * A name that was freed and made again in one call differs here by its generation only, and in
   * the other kernel not at all: it keeps its symbol.
   */
  private int symbol(int name) {
    Integer symbol = symbols.get(name);
    for (int other : List.copyOf(symbols.keySet())) {
      if (symbol == null && other >>> 8 == name >>> 8) {
        symbol = symbols.remove(other);
      }
    }
    symbol = symbol == null ? ++last : symbol;
    symbols.put(name, symbol);
    return symbol;
  }

  /** Forgets names that are not there any more, and gives symbols to those that have appeared. */
  void update(Collection<Integer> present) {
    new TreeSet<>(present).forEach(this::of);
    symbols.keySet().retainAll(present);
  }

  /** Returns the name or number that a word of a step stands for. */
  int number(String word) {
    if (word.startsWith("$")) {
      int symbol = Integer.parseInt(word.substring(1));
      for (Map.Entry<Integer, Integer> entry : symbols.entrySet()) {
        if (entry.getValue() == symbol) {
          return entry.getKey();
        }
      }
      return validName(NEVER + symbol);
    }
    return word.matches("w\\d+")
        ? validName(WISH + Integer.parseInt(word.substring(1)))
        : Words.number(word);
  }

  /** A name as the simulated kernel makes them: an index, and the first generation. */
  private static int validName(int index) {
    return index << 8 | 3;
  }
}

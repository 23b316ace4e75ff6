package org.machapi.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.PortConstants;

/**
 * The symbols of one task and the numbers they stand for in this run.
 *
 * <p>A symbol keeps its number after the name is gone, so that use after free can be replayed; it
 * may then stand for a new name.
 */
final class Names {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<Integer, String> live = new HashMap<>();

  /** Returns the number of a symbol or literal, or null for a symbol that never stood for one. */
  @Nullable Integer number(String symbol) {
    if (symbol.equals("MACH_PORT_NULL")) {
      return PortConstants.MACH_PORT_NULL;
    }
    if (symbol.equals("MACH_PORT_DEAD")) {
      return PortConstants.MACH_PORT_DEAD;
    }
    if (symbol.startsWith("0x")) {
      try {
        return Integer.parseUnsignedInt(symbol.substring(2), 16);
      } catch (NumberFormatException e) {
        return null;
      }
    }
    return numbers.get(symbol);
  }

  /** Whether the number is what the symbol stands for. A free symbol and a new number are bound. */
  boolean matches(String symbol, int number) {
    if (!symbol.startsWith("$")) {
      @Nullable Integer literal = number(symbol);
      return literal != null && literal == number;
    }
    if (isLive(symbol) || live.containsKey(number)) {
      return symbol.equals(live.get(number));
    }
    if (number == PortConstants.MACH_PORT_NULL || number == PortConstants.MACH_PORT_DEAD) {
      return false;
    }
    bind(symbol, number);
    return true;
  }

  void bind(String symbol, int number) {
    numbers.put(symbol, number);
    live.put(number, symbol);
  }

  boolean isLive(String symbol) {
    @Nullable Integer number = numbers.get(symbol);
    return number != null && symbol.equals(live.get(number));
  }

  boolean isLive(int number) {
    return live.containsKey(number);
  }

  /** Takes note of which names still exist. */
  void retain(Set<? extends Integer> existing) {
    live.keySet().retainAll(existing);
  }

  /** The symbol, for people; the number where there is none. */
  String describe(int number) {
    if (number == PortConstants.MACH_PORT_NULL) {
      return "MACH_PORT_NULL";
    }
    if (number == PortConstants.MACH_PORT_DEAD) {
      return "MACH_PORT_DEAD";
    }
    @Nullable String symbol = live.get(number);
    return symbol == null ? new PortName(number).toString() : symbol;
  }
}

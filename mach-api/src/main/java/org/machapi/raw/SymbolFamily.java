package org.machapi.raw;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One family of Mach constants, such as the exception types or the bits of a right's type: from
 * number to symbol and back.
 *
 * <p>A family holds plain values, flags or both. A number is written as one plain value and the
 * flags beside it, joined by {@code |}; what no symbol covers is written as a number, so {@link
 * #parse} reads back whatever {@link #name} writes.
 *
 * <p>Immutable. The families themselves are constants of {@link Symbols}.
 */
public final class SymbolFamily {
  private final String title;
  private final Map<Integer, String> values;
  private final Map<String, Integer> flags;
  private final Map<String, Integer> bySymbol;
  private final IntPredicate flagged;

  private SymbolFamily(Builder builder) {
    title = builder.title;
    values = Collections.unmodifiableMap(new LinkedHashMap<>(builder.values));
    flags = Collections.unmodifiableMap(new LinkedHashMap<>(builder.flags));
    bySymbol = Collections.unmodifiableMap(new LinkedHashMap<>(builder.bySymbol));
    flagged = builder.flagged;
  }

  static Builder titled(String title) {
    return new Builder(title);
  }

  /**
   * Returns what the family names, for people.
   *
   * @return such as "exception type"
   */
  public String title() {
    return title;
  }

  /**
   * Writes a number with symbols.
   *
   * @param value any number
   * @return one symbol, or symbols and a number joined by {@code |}, or a number: decimal if it is
   *     small, else hexadecimal
   */
  public String name(int value) {
    String exact = values.get(value);
    if (exact != null) {
      return exact;
    }
    if (flags.isEmpty() || !flagged.test(value)) {
      return number(value);
    }
    List<String> parts = new ArrayList<>();
    int rest = value;
    for (Map.Entry<String, Integer> flag : flags.entrySet()) {
      int bits = flag.getValue();
      if ((rest & bits) == bits) {
        parts.add(flag.getKey());
        rest &= ~bits;
      }
    }
    if (rest != 0 || parts.isEmpty()) {
      String base = values.get(rest);
      parts.add(0, base == null ? "0x" + Integer.toHexString(rest) : base);
    }
    return String.join("|", parts);
  }

  /**
   * Tells whether symbols alone cover a number.
   *
   * @param value any number
   * @return false if {@link #name} would write a number, or one as a part
   */
  public boolean covers(int value) {
    char first = name(value).charAt(0);
    return !Character.isDigit(first) && first != '-';
  }

  /**
   * Reads what {@link #name} writes. Other spellings of a symbol that Mach's headers have are read
   * too.
   *
   * @param text symbols and numbers (decimal, or hexadecimal after {@code 0x}) joined by {@code |},
   *     blanks allowed
   * @return the number
   * @throws IllegalArgumentException if a part is neither a symbol of this family nor a number of
   *     32 bits
   */
  public int parse(String text) {
    int value = 0;
    for (String part : text.split("\\|", -1)) {
      String word = part.strip();
      Integer known = bySymbol.get(word);
      value |= known == null ? parseNumber(word, text) : known;
    }
    return value;
  }

  /**
   * Returns every symbol of the family with its number, other spellings included.
   *
   * @return an unmodifiable map in a fixed order
   */
  public Map<String, Integer> symbols() {
    return bySymbol;
  }

  @Override
  public String toString() {
    return title + " symbols " + bySymbol.keySet();
  }

  private int parseNumber(String word, String text) {
    try {
      long number = Long.decode(word);
      if (number >= Integer.MIN_VALUE && number <= 0xffff_ffffL && isPlainNumber(word)) {
        return (int) number;
      }
    } catch (NumberFormatException e) {
      // Told below, with what was expected.
    }
    throw new IllegalArgumentException(
        "\"" + word + "\" in \"" + text + "\" is neither a " + title + " nor a number of 32 bits");
  }

  /**
   * Refuses what {@link Long#decode} reads beyond our promise: octal numbers, {@code #ff}, a plus
   * sign.
   */
  private static boolean isPlainNumber(String word) {
    return word.matches("-?(0|[1-9][0-9]*)|0x[0-9a-fA-F]+");
  }

  private static String number(int value) {
    boolean small = value > -0x10000 && value < 0x10000;
    return small ? Integer.toString(value) : "0x" + Integer.toHexString(value);
  }

  /**
   * Collects a family from the constants of one or more classes, each a list of names between
   * blanks. Where two symbols share a number, the first is written.
   */
  static final class Builder {
    private final String title;
    private final Map<Integer, String> values = new HashMap<>();
    private final Map<String, Integer> flags = new LinkedHashMap<>();
    private final Map<String, Integer> bySymbol = new LinkedHashMap<>();
    private IntPredicate flagged = value -> true;

    private Builder(String title) {
      this.title = title;
    }

    /** Adds constants that are a number as a whole. */
    Builder values(Class<?> constants, String symbols) {
      for (String symbol : symbols.strip().split("\\s+")) {
        value(symbol, constant(constants, symbol));
      }
      return this;
    }

    /**
     * Adds a number under a name of our choice: for constants that another class spells with an
     * architecture in front.
     */
    Builder value(String symbol, int value) {
      values.putIfAbsent(value, symbol);
      put(symbol, value);
      return this;
    }

    /**
     * Adds constants that are bits, to be written in this order; one of several bits stands before
     * those it is made of.
     */
    Builder flags(Class<?> constants, String symbols) {
      for (String symbol : symbols.strip().split("\\s+")) {
        int bits = constant(constants, symbol);
        flags.put(symbol, bits);
        put(symbol, bits);
      }
      return this;
    }

    /** Says which numbers carry flags at all; without this, every number does. */
    Builder flaggedOnlyIf(IntPredicate flagged) {
      this.flagged = flagged;
      return this;
    }

    /** Adds constants that are read but never written. */
    Builder alsoRead(Class<?> constants, String symbols) {
      for (String symbol : symbols.strip().split("\\s+")) {
        put(symbol, constant(constants, symbol));
      }
      return this;
    }

    SymbolFamily build() {
      return new SymbolFamily(this);
    }

    private void put(String symbol, int value) {
      @Nullable Integer earlier = bySymbol.put(symbol, value);
      if (earlier != null) {
        throw new IllegalStateException(symbol + " twice among the " + title + " symbols");
      }
    }

    private static int constant(Class<?> constants, String symbol) {
      try {
        // For a static field the object does not matter.
        return constants.getField(symbol).getInt(constants);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("no constant " + symbol + " in " + constants.getName(), e);
      }
    }
  }
}

package org.machapi.replay;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Compares recorded output values with those of this run, and learns what new symbols stand for.
 */
final class OutComparison {
  /** Values of the recording machine, of which only presence and place mean anything. */
  private static final Set<String> MEANINGLESS = Set.of("sender", "audit");

  /** A kernel object of which a program sees no name before it asks; each run has its own. */
  private static final String UX_HANDLER = "UX_HANDLER";

  private final Names names;
  private final Map<String, Long> contexts;
  private final List<String[]> differences = new ArrayList<>();
  private final Set<Integer> uxHandlers = new TreeSet<>();

  OutComparison(Names names, Map<String, Long> contexts) {
    this.names = names;
    this.contexts = contexts;
  }

  /** Compares; each difference is where, expected, got. */
  List<String[]> compare(@Nullable Fields expected, Map<String, Object> actual) {
    Map<String, JsonElement> wanted = new LinkedHashMap<>();
    if (expected != null) {
      for (String name : expected.names()) {
        wanted.put(name, expected.element(name));
      }
    }
    compareMembers("out", wanted, actual);
    return differences;
  }

  /** The numbers for which the recording has the symbol UX_HANDLER. */
  Set<Integer> uxHandlers() {
    return uxHandlers;
  }

  private void compareMembers(
      String where, Map<String, JsonElement> expected, Map<String, Object> actual) {
    // Recorded order first: it is the order in which new symbols were given.
    for (Map.Entry<String, JsonElement> member : expected.entrySet()) {
      String inner = where + "." + member.getKey();
      Object value = actual.get(member.getKey());
      if (value == null) {
        differ(inner, member.getValue(), "nothing");
      } else if (!MEANINGLESS.contains(member.getKey())) {
        compareValue(inner, member.getValue(), value);
      }
    }
    for (Map.Entry<String, Object> member : actual.entrySet()) {
      if (!expected.containsKey(member.getKey())) {
        differ(where + "." + member.getKey(), "nothing", describe(member.getValue()));
      }
    }
  }

  private void compareValue(String where, JsonElement expected, Object actual) {
    if (actual instanceof Map<?, ?> map) {
      compareMap(where, expected, map);
    } else if (actual instanceof List<?> list) {
      compareList(where, expected, list);
    } else if (!(expected instanceof JsonPrimitive primitive) || !matches(primitive, actual)) {
      differ(where, expected, describe(actual));
    }
  }

  private void compareMap(String where, JsonElement expected, Map<?, ?> actual) {
    if (!(expected instanceof JsonObject object)) {
      differ(where, expected, describe(actual));
      return;
    }
    Map<String, Object> byText = new LinkedHashMap<>();
    for (Map.Entry<?, ?> member : actual.entrySet()) {
      Object value = member.getValue();
      if (value != null) {
        byText.put(key(member.getKey(), object), value);
      }
    }
    compareMembers(where, object.asMap(), byText);
  }

  /** Names as keys are compared by symbol. */
  private String key(@Nullable Object key, JsonObject expected) {
    if (key instanceof PortName name) {
      return names.describe(name.number());
    }
    return String.valueOf(key);
  }

  private void compareList(String where, JsonElement expected, List<?> actual) {
    List<JsonElement> wanted = expanded(expected, actual.size());
    if (wanted.size() != actual.size()) {
      differ(where, expected, describe(actual));
      return;
    }
    for (int i = 0; i < wanted.size(); i++) {
      Object value = actual.get(i);
      if (value != null) {
        compareValue(where + "[" + i + "]", wanted.get(i), value);
      }
    }
  }

  /** A long list of equal elements is recorded as one element and how often it stands there. */
  private static List<JsonElement> expanded(JsonElement expected, int size) {
    List<JsonElement> result = new ArrayList<>();
    if (expected instanceof JsonArray array) {
      array.forEach(result::add);
    } else if (expected instanceof JsonObject object
        && new JsonPrimitive(size).equals(object.get("times"))) {
      JsonElement element = object.has("same") ? object.get("same") : object.get("name");
      for (int i = 0; i < size; i++) {
        result.add(element);
      }
    }
    return result;
  }

  private boolean matches(JsonPrimitive expected, Object actual) {
    if (actual instanceof PortName name) {
      return expected.isString() && matchesName(expected.getAsString(), name.number());
    }
    if (actual instanceof Context context) {
      return matchesContext(expected, context.value());
    }
    if (actual instanceof Return code) {
      return TraceSymbols.isKernReturn(expected.getAsString(), code.code());
    }
    if (actual instanceof Long number) {
      return expected.isNumber() && sameNumber(expected, number);
    }
    if (actual instanceof Boolean flag) {
      return expected.isBoolean() && expected.getAsBoolean() == flag;
    }
    return expected.isString() && expected.getAsString().equals(actual);
  }

  private boolean matchesName(String symbol, int number) {
    if (symbol.equals(UX_HANDLER)) {
      uxHandlers.add(number);
      return number != 0 && !names.isLive(number);
    }
    return names.matches(symbol, number);
  }

  private boolean matchesContext(JsonPrimitive expected, long value) {
    if (expected.isNumber()) {
      return sameNumber(expected, value);
    }
    @Nullable Long known = contexts.putIfAbsent(expected.getAsString(), value);
    return known == null ? value != 0 : known == value;
  }

  /** Numbers above the range of long are compared by their bits. */
  private static boolean sameNumber(JsonPrimitive expected, long actual) {
    return expected.getAsBigDecimal().toBigInteger().longValue() == actual;
  }

  private void differ(String where, Object expected, String got) {
    differences.add(new String[] {where, String.valueOf(expected), got});
  }

  private String describe(@Nullable Object value) {
    if (value instanceof PortName name) {
      return names.describe(name.number());
    }
    if (value instanceof List<?> list) {
      List<String> parts = new ArrayList<>();
      list.forEach(part -> parts.add(describe(part)));
      return parts.toString();
    }
    if (value instanceof Map<?, ?> map) {
      List<String> parts = new ArrayList<>();
      map.forEach((key, part) -> parts.add(describe(key) + ": " + describe(part)));
      return "{" + String.join(", ", parts) + "}";
    }
    return String.valueOf(value);
  }
}

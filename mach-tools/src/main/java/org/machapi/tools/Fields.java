package org.machapi.tools;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Takes the properties of a JSON object, and says where one is not what it should be. */
final class Fields {
  private final JsonObject object;
  private final String path;

  private Fields(JsonObject object, String path) {
    this.object = object;
    this.path = path;
  }

  static Fields of(JsonElement element, String path) throws DamagedException {
    if (!element.isJsonObject()) {
      throw new DamagedException(path, "is no object");
    }
    return new Fields(element.getAsJsonObject(), path);
  }

  /** What stands at a place is not what should. */
  static final class DamagedException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedException(String path, String problem) {
      super(path + " " + problem);
    }
  }

  DamagedException damaged(String key, String problem) {
    return new DamagedException(path + "." + key, problem);
  }

  private JsonElement get(String key) throws DamagedException {
    JsonElement element = object.get(key);
    if (element == null) {
      throw damaged(key, "is missing");
    }
    return element;
  }

  boolean isNull(String key) throws DamagedException {
    return get(key).isJsonNull();
  }

  String text(String key) throws DamagedException {
    return text(get(key), key);
  }

  private String text(JsonElement element, String key) throws DamagedException {
    if (element instanceof JsonPrimitive primitive && primitive.isString()) {
      return primitive.getAsString();
    }
    throw damaged(key, "is no text");
  }

  @Nullable String textOrNull(String key) throws DamagedException {
    return isNull(key) ? null : text(key);
  }

  boolean flag(String key) throws DamagedException {
    if (get(key) instanceof JsonPrimitive primitive && primitive.isBoolean()) {
      return primitive.getAsBoolean();
    }
    throw damaged(key, "is neither true nor false");
  }

  long number(String key, long least, long most) throws DamagedException {
    if (get(key) instanceof JsonPrimitive primitive && primitive.isNumber()) {
      try {
        // Not as a BigDecimal's long: 1e999999999 would be a number of a billion digits.
        BigDecimal value = new BigDecimal(primitive.getAsString());
        if (value.scale() == 0 && value.precision() <= 19) {
          long number = value.longValueExact();
          if (number >= least && number <= most) {
            return number;
          }
        }
      } catch (ArithmeticException | NumberFormatException e) {
        throw damaged(key, "is no number from " + least + " to " + most);
      }
    }
    throw damaged(key, "is no whole number from " + least + " to " + most);
  }

  int number(String key) throws DamagedException {
    return (int) number(key, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  int count(String key, int most) throws DamagedException {
    return (int) number(key, 0, most);
  }

  @Nullable Integer numberOrNull(String key) throws DamagedException {
    return isNull(key) ? null : number(key);
  }

  int bits(String key) throws DamagedException {
    return bits(get(key), key);
  }

  private int bits(JsonElement element, String key) throws DamagedException {
    try {
      return Integer.parseUnsignedInt(digits(text(element, key), key), 16);
    } catch (NumberFormatException e) {
      throw damaged(key, "is no hexadecimal number of 32 bits such as 0x1203");
    }
  }

  @Nullable Long longBitsOrNull(String key) throws DamagedException {
    if (isNull(key)) {
      return null;
    }
    try {
      return Long.parseUnsignedLong(digits(text(key), key), 16);
    } catch (NumberFormatException e) {
      throw damaged(key, "is no hexadecimal number of 64 bits");
    }
  }

  private String digits(String text, String key) throws DamagedException {
    if (!text.startsWith("0x") || text.startsWith("+", 2)) {
      throw damaged(key, "is no hexadecimal number such as 0x1203");
    }
    return text.substring(2);
  }

  Instant time(String key) throws DamagedException {
    try {
      return Instant.parse(text(key));
    } catch (DateTimeException e) {
      throw damaged(key, "is no time such as 2026-01-31T12:00:00Z");
    }
  }

  <E extends Enum<E>> E word(String key, Class<E> type) throws DamagedException {
    String text = text(key);
    try {
      return Enum.valueOf(type, text);
    } catch (IllegalArgumentException e) {
      throw damaged(key, "is not a word that this machports knows");
    }
  }

  Fields fields(String key) throws DamagedException {
    return of(get(key), path + "." + key);
  }

  List<Fields> list(String key) throws DamagedException {
    List<Fields> list = new ArrayList<>();
    for (JsonElement element : array(key)) {
      list.add(of(element, path + "." + key + "[" + list.size() + "]"));
    }
    return list;
  }

  List<String> texts(String key) throws DamagedException {
    List<String> texts = new ArrayList<>();
    for (JsonElement element : array(key)) {
      texts.add(text(element, key + "[" + texts.size() + "]"));
    }
    return texts;
  }

  List<Integer> names(String key) throws DamagedException {
    List<Integer> names = new ArrayList<>();
    for (JsonElement element : array(key)) {
      names.add(bits(element, key + "[" + names.size() + "]"));
    }
    return names;
  }

  private JsonArray array(String key) throws DamagedException {
    JsonElement element = get(key);
    if (!element.isJsonArray()) {
      throw damaged(key, "is no list");
    }
    return element.getAsJsonArray();
  }

  boolean has(String key) {
    return object.has(key);
  }
}

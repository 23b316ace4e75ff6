package org.machapi.replay;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A JSON object that knows where in the file it stands, so that every complaint names line and
 * field.
 */
final class Fields {
  private static final Gson STRICT =
      new GsonBuilder().setStrictness(Strictness.STRICT).serializeNulls().create();
  private static final Pattern PARSER_LINE = Pattern.compile("at line (\\d+) column");
  private static final int MOST_REPEATS = 100_000;
  private static final BigInteger LOWEST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger ABOVE_HIGHEST = BigInteger.ONE.shiftLeft(64);

  private final JsonObject object;
  private final long line;
  private final String path;

  private Fields(JsonObject object, long line, String path) {
    this.object = object;
    this.line = line;
    this.path = path;
  }

  /** Reads one object; the text begins in the line given. */
  static Fields parse(String text, long line) {
    try {
      @Nullable JsonObject object = STRICT.fromJson(text, JsonObject.class);
      if (object == null) {
        throw new DamagedTraceException(line, "", "no JSON object");
      }
      return new Fields(object, line, "");
    } catch (JsonParseException | ClassCastException e) {
      throw notJson(e, line);
    }
  }

  /** The parser counts lines from 1 within its text, and adds advice to programmers, which goes. */
  private static DamagedTraceException notJson(Exception problem, long firstLine) {
    @Nullable Throwable cause = problem.getCause();
    String message = String.valueOf((cause == null ? problem : cause).getMessage());
    String reason = message.lines().findFirst().orElse("unreadable");
    Matcher position = PARSER_LINE.matcher(reason);
    if (!position.find()) {
      return new DamagedTraceException(firstLine, "", "no valid JSON object (" + reason + ")");
    }
    long line = firstLine - 1 + Long.parseLong(String.valueOf(position.group(1)));
    String rest = position.replaceFirst("at column");
    return new DamagedTraceException(line, "", "no valid JSON object (" + rest + ")");
  }

  /** The same object, said to stand in another line. */
  Fields atLine(long otherLine) {
    return new Fields(object, otherLine, path);
  }

  boolean has(String name) {
    return object.has(name);
  }

  Set<String> names() {
    return object.keySet();
  }

  JsonElement element(String name) {
    @Nullable JsonElement element = object.get(name);
    if (element == null) {
      throw damaged(name, "missing");
    }
    return element;
  }

  String text(String name) {
    JsonElement element = element(name);
    if (element instanceof JsonPrimitive primitive && primitive.isString()) {
      return primitive.getAsString();
    }
    throw damaged(name, "a string expected, found " + element);
  }

  boolean isText(String name) {
    return element(name) instanceof JsonPrimitive primitive && primitive.isString();
  }

  String text(String name, String otherwise) {
    return has(name) ? text(name) : otherwise;
  }

  /** A number of up to 64 bits; those above the range of {@code long} keep their bits. */
  long number(String name) {
    return number(name, element(name));
  }

  long number(String name, long otherwise) {
    return has(name) ? number(name) : otherwise;
  }

  /** How often something is repeated: small enough to be built in memory. */
  int times(String name) {
    long times = number(name);
    if (times < 0 || times > MOST_REPEATS) {
      throw damaged(name, "a number from 0 to " + MOST_REPEATS + " expected, found " + times);
    }
    return (int) times;
  }

  boolean flag(String name) {
    if (!has(name)) {
      return false;
    }
    JsonElement element = element(name);
    if (element instanceof JsonPrimitive primitive && primitive.isBoolean()) {
      return primitive.getAsBoolean();
    }
    throw damaged(name, "true or false expected, found " + element);
  }

  /** A constant, given by its symbol in the table or as a number. */
  int coded(String name, Map<String, Integer> table) {
    return coded(name, element(name), table);
  }

  int coded(String name, Map<String, Integer> table, int otherwise) {
    return has(name) ? coded(name, table) : otherwise;
  }

  List<Integer> allCoded(String name, Map<String, Integer> table) {
    List<Integer> values = new ArrayList<>();
    for (JsonElement element : array(name)) {
      values.add(coded(name, element, table));
    }
    return values;
  }

  Fields object(String name) {
    return object(name, element(name));
  }

  List<Fields> objects(String name) {
    List<Fields> result = new ArrayList<>();
    for (JsonElement element : array(name)) {
      result.add(object(name + "[" + result.size() + "]", element));
    }
    return result;
  }

  List<String> texts(String name) {
    List<String> result = new ArrayList<>();
    for (JsonElement element : array(name)) {
      if (!(element instanceof JsonPrimitive primitive) || !primitive.isString()) {
        throw damaged(name + "[" + result.size() + "]", "a string expected, found " + element);
      }
      result.add(primitive.getAsString());
    }
    return result;
  }

  List<Long> numbers(String name) {
    List<Long> result = new ArrayList<>();
    for (JsonElement element : array(name)) {
      result.add(number(name + "[" + result.size() + "]", element));
    }
    return result;
  }

  boolean isObject(String name) {
    return element(name).isJsonObject();
  }

  boolean isNull(String name) {
    return element(name).isJsonNull();
  }

  DamagedTraceException damaged(String name, String problem) {
    return new DamagedTraceException(line, path + name, problem);
  }

  private JsonArray array(String name) {
    JsonElement element = element(name);
    if (element instanceof JsonArray array) {
      return array;
    }
    throw damaged(name, "a list expected, found " + element);
  }

  private Fields object(String name, JsonElement element) {
    if (element instanceof JsonObject inner) {
      return new Fields(inner, line, path + name + ".");
    }
    throw damaged(name, "an object expected, found " + element);
  }

  private long number(String name, JsonElement element) {
    if (element instanceof JsonPrimitive primitive && primitive.isNumber()) {
      try {
        BigInteger value = new BigInteger(primitive.getAsString());
        if (value.compareTo(LOWEST) >= 0 && value.compareTo(ABOVE_HIGHEST) < 0) {
          return value.longValue();
        }
      } catch (NumberFormatException e) {
        throw damaged(name, "a whole number expected, found " + element);
      }
    }
    throw damaged(name, "a number of at most 64 bits expected, found " + element);
  }

  private int coded(String name, JsonElement element, Map<String, Integer> table) {
    if (element instanceof JsonPrimitive primitive && primitive.isString()) {
      @Nullable Integer value = table.get(primitive.getAsString());
      if (value == null) {
        throw damaged(name, "unknown symbol " + element);
      }
      return value;
    }
    return (int) number(name, element);
  }
}

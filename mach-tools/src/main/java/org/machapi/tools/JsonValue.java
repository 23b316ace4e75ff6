package org.machapi.tools;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.ToNumberPolicy;
import com.google.gson.stream.JsonReader;
import java.io.IOException;

/** Reads one value whole. Of a property that is there twice Gson's own parser takes the last. */
final class JsonValue {
  private JsonValue() {}

  // It nests no deeper than the reader allows.
  static JsonElement read(JsonReader json) throws IOException, Fields.DamagedException {
    return switch (json.peek()) {
      case BEGIN_OBJECT -> object(json);
      case BEGIN_ARRAY -> array(json);
      case NUMBER -> new JsonPrimitive(ToNumberPolicy.LAZILY_PARSED_NUMBER.readNumber(json));
      case BOOLEAN -> new JsonPrimitive(json.nextBoolean());
      case NULL -> {
        json.nextNull();
        yield JsonNull.INSTANCE;
      }
      default -> new JsonPrimitive(json.nextString());
    };
  }

  private static JsonElement object(JsonReader json) throws IOException, Fields.DamagedException {
    JsonObject object = new JsonObject();
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (object.has(name)) {
        throw new Fields.DamagedException(json.getPath(), "is there twice");
      }
      object.add(name, read(json));
    }
    json.endObject();
    return object;
  }

  private static JsonElement array(JsonReader json) throws IOException, Fields.DamagedException {
    JsonArray array = new JsonArray();
    json.beginArray();
    while (json.hasNext()) {
      array.add(read(json));
    }
    json.endArray();
    return array;
  }
}

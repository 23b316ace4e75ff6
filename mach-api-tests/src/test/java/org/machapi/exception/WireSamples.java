package org.machapi.exception;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Messages that the client code of MIG wrote, and the answers that its server code gave: the same
 * file that the replay of recorded behaviour uses.
 */
final class WireSamples {
  private static final String FILE = "/org/machapi/replay/wire-samples.json.gz";

  private WireSamples() {}

  /** One message with its answer. */
  record Sample(JsonObject json) {
    String name() {
      return json.get("name").getAsString();
    }

    boolean isException() {
      return !json.get("subsystem").getAsString().equals("notify");
    }

    boolean isAltered() {
      return json.has("altered") && json.get("altered").getAsBoolean();
    }

    byte[] request() {
      return HexFormat.of().parseHex(json.get("request_received").getAsString());
    }

    byte[] requestSent() {
      return HexFormat.of().parseHex(json.get("request_sent").getAsString());
    }

    byte[] reply() {
      return HexFormat.of().parseHex(json.get("reply").getAsString());
    }

    int number(String field) {
      return json.get(field).getAsInt();
    }

    boolean hasArgument(String name) {
      return json.getAsJsonObject("args").has(name);
    }

    long argument(String name) {
      return json.getAsJsonObject("args").get(name).getAsLong();
    }

    List<Long> codes() {
      List<Long> codes = new ArrayList<>();
      JsonArray array = json.getAsJsonObject("args").getAsJsonArray("code");
      for (JsonElement code : array) {
        codes.add(code.getAsLong());
      }
      return codes;
    }

    /** The state that the request carries, if any. */
    int[] state() {
      if (!hasArgument("old_state_count")) {
        return new int[0];
      }
      int[] state = new int[(int) argument("old_state_count")];
      for (int i = 0; i < state.length; i++) {
        state[i] = (int) (argument("old_state_first") + i * argument("old_state_step"));
      }
      return state;
    }

    @Override
    public String toString() {
      return name();
    }
  }

  static List<Sample> all() {
    try (InputStream in = WireSamples.class.getResourceAsStream(FILE);
        InputStreamReader reader =
            new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8)) {
      return JsonParser.parseReader(reader)
          .getAsJsonObject()
          .getAsJsonArray("samples")
          .asList()
          .stream()
          .map(element -> new Sample(element.getAsJsonObject()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Sample> exceptions() {
    return all().stream().filter(Sample::isException);
  }
}

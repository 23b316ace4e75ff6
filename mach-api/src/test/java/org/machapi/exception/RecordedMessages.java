package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.machapi.raw.MessageConstants;

/** The recorded layouts of messages, which are the same on both targets. */
final class RecordedMessages {
  static final int EXCEPTION = -7;
  static final int CODE = -11;
  static final long THREAD_ID = 0x8000_0000_1234_5678L;
  static final int FLAVOUR = -13;
  static final int STATE = 0xf000_0000;

  private static final JsonObject MESSAGES = read("mig-messages");

  private RecordedMessages() {}

  private static JsonObject read(String name) {
    String resource = "/org/machapi/raw/facts/" + name + ".json";
    try (InputStream in = RecordedMessages.class.getResourceAsStream(resource)) {
      assertThat(in).as(resource).isNotNull();
      Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
      return new Gson().fromJson(reader, JsonObject.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the message identifiers of some subsystems. */
  static Set<Integer> ids(String... subsystems) {
    Set<Integer> ids = new TreeSet<>();
    for (String name : MESSAGES.keySet()) {
      JsonObject routine = MESSAGES.getAsJsonObject(name);
      if (List.of(subsystems).contains(routine.get("subsystem").getAsString())) {
        ids.add(routine.get("msgh_id").getAsInt());
      }
    }
    return ids;
  }

  static Routine routine(int id) {
    for (String name : MESSAGES.keySet()) {
      JsonObject routine = MESSAGES.getAsJsonObject(name);
      if (routine.get("msgh_id").getAsInt() == id) {
        assertThat(strings(routine, "targets")).containsExactly("x86_64", "arm64");
        return new Routine(routine);
      }
    }
    throw new AssertionError("no message " + id + " is recorded");
  }

  static byte[] ndr() {
    JsonObject ndr = read("variables").getAsJsonObject("NDR_record");
    return HexFormat.of().parseHex(ndr.get("bytes").getAsString());
  }

  private static List<String> strings(JsonObject object, String name) {
    return object.getAsJsonArray(name).asList().stream().map(e -> e.getAsString()).toList();
  }

  /** Writes an exception message by nothing but the record, with fewer codes and words if asked. */
  static ByteBuffer request(int id, int codes, int words) {
    Routine routine = routine(id);
    Message layout = routine.request();
    boolean hasState = layout.fields().contains("old_state");
    int size =
        layout.smallest() + codes * layout.element("code") + (hasState ? words * Integer.BYTES : 0);
    ByteBuffer message = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    message.putInt(0, routine.complex() ? MessageConstants.MACH_MSGH_BITS_COMPLEX : 0);
    message.putInt(4, size).putInt(20, id);
    if (routine.complex()) {
      message.putInt(layout.offset("msgh_body"), layout.ports().size());
    }
    for (String port : layout.ports()) {
      message.put(layout.offset(port) + 10, (byte) MessageConstants.MACH_MSG_TYPE_PORT_SEND);
      message.put(layout.offset(port) + 11, (byte) MessageConstants.MACH_MSG_PORT_DESCRIPTOR);
    }
    message.put(layout.offset("NDR"), ndr());
    if (layout.fields().contains("thread_id")) {
      message.putLong(layout.offset("thread_id"), THREAD_ID);
    }
    message.putInt(layout.offset("exception"), EXCEPTION).putInt(layout.offset("codeCnt"), codes);
    for (int i = 0; i < codes; i++) {
      int at = layout.offset("code") + i * layout.element("code");
      if (layout.element("code") == Long.BYTES) {
        message.putLong(at, CODE);
      } else {
        message.putInt(at, CODE);
      }
    }
    if (hasState) {
      // What is behind an array that is not full moves up.
      int gap = (ExceptionForm.MAX_CODES - codes) * layout.element("code");
      message.putInt(layout.offset("flavor") - gap, FLAVOUR);
      message.putInt(layout.offset("old_stateCnt") - gap, words);
      for (int i = 0; i < words; i++) {
        message.putInt(layout.offset("old_state") - gap + i * Integer.BYTES, STATE + i);
      }
    }
    return message;
  }

  /** One routine. */
  record Routine(JsonObject json) {
    int replyId() {
      return json.get("reply_msgh_id").getAsInt();
    }

    int errorReplySize() {
      return json.get("error_reply_size").getAsInt();
    }

    boolean complex() {
      return json.get("complex").getAsBoolean();
    }

    Message request() {
      return new Message(json.getAsJsonObject("request"));
    }

    Message reply() {
      return new Message(json.getAsJsonObject("reply"));
    }
  }

  /** The layout of one message. */
  record Message(JsonObject json) {
    Set<String> fields() {
      return new TreeSet<>(json.getAsJsonObject("fields").keySet());
    }

    List<String> ports() {
      return strings(json, "ports");
    }

    int smallest() {
      return json.get("min_size").getAsInt();
    }

    int largest() {
      return json.get("max_size").getAsInt();
    }

    int offset(String field) {
      return field(field).get(0).getAsInt();
    }

    /** Returns the bytes of one element of an array. */
    int element(String array) {
      return field(array).get(3).getAsInt();
    }

    /** Fails if the field is elsewhere, longer or shorter, or read in another way. */
    void expect(String name, int offset, int bytes, String sign) {
      JsonArray field = field(name);
      assertThat(offset).as("offset of %s", name).isEqualTo(field.get(0).getAsInt());
      assertThat(bytes).as("bytes of %s", name).isEqualTo(field.get(1).getAsInt());
      assertThat(sign).as("sign of %s", name).isEqualTo(field.get(2).getAsString());
    }

    /** As {@link #expect}, for an array that is full. */
    void expectArray(String name, int offset, int count, int elementBytes, String sign) {
      expect(name, offset, count * elementBytes, sign);
      assertThat(elementBytes).as("bytes of one of %s", name).isEqualTo(element(name));
    }

    private JsonArray field(String name) {
      JsonArray field = json.getAsJsonObject("fields").getAsJsonArray(name);
      assertThat(field).as("%s is recorded", name).isNotNull();
      return field;
    }
  }
}

package org.machapi.exception;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.machapi.raw.MessageConstants;

/**
 * One exception of the recorded sequences: what was delivered, and what was answered. The bytes are
 * written from the recorded values as MIG lays them out, with nothing of the library.
 */
record RecordedException(String sequence, JsonObject delivery, JsonObject answer) {
  private static final String FILE = "/org/machapi/replay/exceptions.jsonl.gz";
  private static final int ROOM = 2048;
  private static final int DESCRIPTORS = 28;
  private static final int DESCRIPTOR_SIZE = 12;
  private static final int DISPOSITION = 10;
  private static final int REMOTE = 0x0b03;
  private static final int LOCAL = 0x1103;
  private static final int THREAD = 0x0c03;
  private static final int TASK = 0x0203;

  /** How many sequences there are. */
  static int sequences() {
    return lines().size();
  }

  /** All that were delivered, each with its answer. */
  static List<RecordedException> all() {
    List<RecordedException> all = new ArrayList<>();
    for (JsonObject line : lines()) {
      JsonObject delivered = null;
      for (JsonElement each : line.getAsJsonArray("ops")) {
        JsonObject op = each.getAsJsonObject();
        String name = op.get("op").getAsString();
        if (name.equals("receive_exception")) {
          delivered = op.getAsJsonObject("out");
        } else if (name.equals("reply_exception")) {
          all.add(new RecordedException(line.get("id").getAsString(), delivered, op));
        }
      }
    }
    return all;
  }

  private static List<JsonObject> lines() {
    try (InputStream in = RecordedException.class.getResourceAsStream(FILE);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      return reader.lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int[] ints(JsonArray array) {
    return array.asList().stream().mapToInt(each -> (int) each.getAsLong()).toArray();
  }

  int id() {
    return delivery.get("id").getAsInt();
  }

  int size() {
    return delivery.get("size").getAsInt();
  }

  int exception() {
    return delivery.get("exception").getAsInt();
  }

  List<Long> codes() {
    return delivery.getAsJsonArray("code").asList().stream().map(JsonElement::getAsLong).toList();
  }

  boolean hasState() {
    return delivery.has("state");
  }

  int flavour() {
    return hasState() ? delivery.get("flavor").getAsInt() : 0;
  }

  int[] state() {
    return hasState() ? ints(delivery.getAsJsonArray("state")) : new int[0];
  }

  /** The names of thread and task, if they came; the record has words in place of numbers. */
  int[] ports() {
    boolean complex = delivery.get("complex").getAsBoolean();
    return complex ? new int[] {THREAD, TASK} : new int[0];
  }

  private static ByteBuffer begin(int bits, int remote, int local, int id) {
    return ByteBuffer.allocate(ROOM)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(bits)
        .putInt(0)
        .putInt(remote)
        .putInt(local)
        .putInt(0)
        .putInt(id);
  }

  private static byte[] end(ByteBuffer message) {
    message.putInt(4, message.position());
    return Arrays.copyOf(message.array(), message.position());
  }

  private static void putState(ByteBuffer message, int flavour, int[] state) {
    message.putInt(flavour).putInt(state.length);
    for (int word : state) {
      message.putInt(word);
    }
  }

  /** The message as it was delivered. */
  byte[] request() {
    int bits =
        MessageConstants.MACH_MSG_TYPE_PORT_SEND << 8
            | MessageConstants.MACH_MSG_TYPE_PORT_SEND_ONCE
            | (ports().length == 0 ? 0 : MessageConstants.MACH_MSGH_BITS_COMPLEX);
    ByteBuffer message = begin(bits, REMOTE, LOCAL, id());
    if (ports().length > 0) {
      message.putInt(ports().length);
      for (int port : ports()) {
        message.putInt(port).putInt(0).putInt(MessageConstants.MACH_MSG_TYPE_PORT_SEND << 16);
      }
    }
    for (int part : ints(delivery.getAsJsonArray("ndr"))) {
      message.put((byte) part);
    }
    message.putInt(exception()).putInt(delivery.get("code_count").getAsInt());
    for (long code : codes()) {
      if (id() < 2405) {
        message.putInt((int) code);
      } else {
        message.putLong(code);
      }
    }
    if (hasState()) {
      putState(message, flavour(), state());
    }
    return end(message);
  }

  /** What somebody sent, from the number on, as the kernel would hand it over. */
  byte[] asDelivered(byte[] sent) {
    byte[] copy = sent.clone();
    for (int i = 0; i < ports().length; i++) {
      int at = DESCRIPTORS + i * DESCRIPTOR_SIZE + DISPOSITION;
      if (copy[at] == MessageConstants.MACH_MSG_TYPE_COPY_SEND) {
        copy[at] = MessageConstants.MACH_MSG_TYPE_PORT_SEND;
      }
    }
    return Arrays.copyOfRange(copy, 20, copy.length);
  }

  Reply reply() {
    return new Reply(id(), answer);
  }

  @Override
  public String toString() {
    return sequence + " " + id();
  }

  /** What was answered. */
  record Reply(int requestId, JsonObject op) {
    private JsonObject arguments() {
      return op.getAsJsonObject("args");
    }

    int code() {
      return arguments().has("retcode") ? arguments().get("retcode").getAsInt() : 0;
    }

    int size() {
      return op.getAsJsonObject("out").get("size").getAsInt();
    }

    int flavour() {
      return arguments().get("flavor").getAsInt();
    }

    /** The new state; null if there is none. */
    int[] state() {
      return arguments().has("new_state") ? ints(arguments().getAsJsonArray("new_state")) : null;
    }

    /** The answer as the kernel gets it. */
    byte[] bytes() {
      ByteBuffer message =
          begin(MessageConstants.MACH_MSG_TYPE_PORT_SEND_ONCE << 8, 0, REMOTE, requestId + 100)
              .putInt(0)
              .putInt(1)
              .putInt(code());
      int[] state = state();
      if (state != null) {
        putState(message, flavour(), state);
      }
      return end(message);
    }
  }
}

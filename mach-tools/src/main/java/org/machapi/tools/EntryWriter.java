package org.machapi.tools;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Collection;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.KernelObject;
import org.machapi.PortType;
import org.machapi.Right;
import org.machapi.census.Acquired;
import org.machapi.census.CensusEntry;
import org.machapi.census.PortRole;
import org.machapi.census.ReceiveState;
import org.machapi.census.StandsFor;

/**
 * Writes one name as JSON. Numbers that are names, bits or addresses are hexadecimal texts, counts
 * are numbers. What can be computed from the rest (totals, flags by name) is written for readers of
 * the JSON and not read back.
 */
// A JsonWriter returns itself with each call, its close would close what is not ours, and it takes
// null for a value.
@SuppressWarnings({"required.method.not.called", "nullness:argument"})
final class EntryWriter {
  private final JsonWriter json;

  EntryWriter(JsonWriter json) {
    this.json = json;
  }

  void write(@Nullable CensusEntry entry) throws IOException {
    if (entry == null) {
      json.nullValue();
      return;
    }
    json.beginObject();
    json.name("name").value(Hex.of(entry.name()));
    write("type", entry.type());
    json.name("references").beginObject();
    for (Right right : Right.values()) {
      Integer count = entry.references().get(right);
      if (count != null) {
        json.name(right.name()).value(count);
      }
    }
    json.endObject();
    json.name("totalReferences").value(entry.totalReferences());
    json.name("pegged").value(entry.isPegged());
    json.name("dead").value(entry.isDead());
    write("requests", entry.requests());
    json.name("what").value(entry.what());
    write(entry.standsFor());
    json.name("portNumber").value(Hex.of(entry.portNumber()));
    write(entry.receive());
    writeNames("sets", entry.sets());
    writeNames("members", entry.members());
    json.name("roles").beginArray();
    for (PortRole role : entry.roles()) {
      write(role);
    }
    json.endArray();
    json.name("changed").value(entry.isChanged());
    write("unread", entry.unread());
    json.name("label").value(entry.label());
    json.name("holdings").beginArray();
    for (Acquired holding : entry.holdings()) {
      write(holding);
    }
    json.endArray();
    json.endObject();
  }

  /** Writes the bits of a type, and the rights by name. */
  void write(String key, @Nullable PortType type) throws IOException {
    json.name(key);
    if (type == null) {
      json.nullValue();
      return;
    }
    json.beginObject();
    json.name("bits").value(Hex.of(type.bits()));
    json.name("rights").beginArray();
    for (Right right : Right.values()) {
      if (type.has(right)) {
        json.value(right.name());
      }
    }
    json.endArray();
    json.endObject();
  }

  private void write(StandsFor standsFor) throws IOException {
    json.name("standsFor").beginObject();
    json.name("kind").value(standsFor.kind().name());
    json.name("object");
    KernelObject object = standsFor.object();
    if (object == null) {
      json.nullValue();
    } else {
      json.beginObject();
      json.name("type").value(object.type());
      json.name("symbol").value(object.toString());
      json.endObject();
    }
    json.name("pid").value(standsFor.pid());
    json.name("threadId").value(standsFor.threadId());
    json.name("threadName").value(standsFor.threadName());
    json.name("javaThread").value(standsFor.javaThread());
    json.name("ownThread").value(standsFor.isOwnThread());
    json.name("description").value(standsFor.description());
    json.endObject();
  }

  private void write(@Nullable ReceiveState port) throws IOException {
    json.name("receive");
    if (port == null) {
      json.nullValue();
      return;
    }
    json.beginObject();
    json.name("sequenceNumber").value(port.sequenceNumber());
    json.name("makeSendCount").value(port.makeSendCount());
    json.name("queueLimit").value(port.queueLimit());
    json.name("queuedMessages").value(port.queuedMessages());
    json.name("sendOnceRights").value(port.sendOnceRights());
    json.name("hasSendRights").value(port.hasSendRights());
    json.name("noSendersRequest").value(port.hasNoSendersRequest());
    json.name("portDestroyedRequest").value(port.hasPortDestroyedRequest());
    json.name("flagBits").value(Hex.of(port.flags()));
    write("flags", port.flagSet());
    Long context = port.context();
    json.name("context").value(context == null ? null : Hex.of(context));
    json.name("requests").value(port.requests());
    json.endObject();
  }

  private void write(PortRole role) throws IOException {
    json.beginObject();
    json.name("kind").value(role.kind().name());
    json.name("holder").value(role.holder());
    json.name("which").value(role.which());
    json.endObject();
  }

  private void write(Acquired holding) throws IOException {
    json.beginObject();
    json.name("number").value(holding.number());
    json.name("type").value(holding.type());
    json.name("site").value(holding.site());
    json.name("thread").value(holding.thread());
    json.name("since").value(holding.since().toString());
    json.endObject();
  }

  void write(String key, Collection<? extends Object> words) throws IOException {
    json.name(key).beginArray();
    for (Object word : words) {
      json.value(word.toString());
    }
    json.endArray();
  }

  private void writeNames(String key, Collection<Integer> names) throws IOException {
    json.name(key).beginArray();
    for (int name : names) {
      json.value(Hex.of(name));
    }
    json.endArray();
  }
}

package org.machapi.tools;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.census.Census;
import org.machapi.census.CensusEntry;
import org.machapi.census.LedgerAccount;
import org.machapi.census.NameMovement;

/** Writes a snapshot as JSON, as docs/machports.schema.json describes it. */
// A JsonWriter returns itself with each call, its close would close what is not ours, and it takes
// null for a value.
@SuppressWarnings({"required.method.not.called", "nullness:argument"})
final class SnapshotWriter {
  private SnapshotWriter() {}

  /** Writes a snapshot; flushes and leaves {@code writer} open. */
  static void write(Snapshot snapshot, Writer writer) throws IOException {
    write(snapshot, snapshot.census().entries(), null, writer);
  }

  /**
   * Writes some names of a snapshot and says so; its totals are those of the whole.
   *
   * @param shown the names, in their order
   * @param filter what all of them have; null if these are all names
   */
  static void write(
      Snapshot snapshot, List<CensusEntry> shown, @Nullable String filter, Writer writer)
      throws IOException {
    JsonWriter json = new CuttingWriter(writer);
    json.setIndent("  ");
    json.beginObject();
    json.name("format").value(Snapshot.FORMAT);
    json.name("version").value(Snapshot.VERSION);
    if (filter != null) {
      json.name("filter").value(filter);
    }
    writeSummary(snapshot, json);
    Census census = snapshot.census();
    EntryWriter entries = new EntryWriter(json);
    entries.write("unread", census.unread());
    json.name("movements").beginArray();
    for (NameMovement movement : census.movements()) {
      write(movement, json, entries);
    }
    json.endArray();
    json.name("names").beginArray();
    for (CensusEntry entry : shown) {
      entries.write(entry);
    }
    json.endArray();
    json.endObject();
    json.flush();
    writer.write(System.lineSeparator());
    writer.flush();
  }

  /** Writes whose snapshot it is and its totals, as properties of the object that is open. */
  static void writeSummary(Snapshot snapshot, JsonWriter json) throws IOException {
    json.name("taken").value(snapshot.census().taken().toString());
    json.name("kernel").value(snapshot.kernel());
    json.name("pid").value(snapshot.census().pid());
    json.name("ledger");
    LedgerAccount account = snapshot.census().account();
    if (account == null) {
      json.nullValue();
    } else {
      json.beginObject();
      json.name("level").value(account.level().name());
      json.name("sampling").value(account.sampling());
      json.name("since").value(account.since().toString());
      json.endObject();
    }
    json.name("totals").beginObject();
    json.name("names").value(snapshot.names());
    json.name("references").value(snapshot.references());
    json.name("deadNames").value(snapshot.deadNames());
    json.endObject();
  }

  private static void write(NameMovement movement, JsonWriter json, EntryWriter entries)
      throws IOException {
    json.beginObject();
    json.name("kind").value(movement.kind().name());
    json.name("name").value(Hex.of(movement.name()));
    entries.write("before", movement.before());
    json.name("referencesBefore").value(movement.referencesBefore());
    entries.write("after", movement.after());
    json.name("referencesAfter").value(movement.referencesAfter());
    json.endObject();
  }
}

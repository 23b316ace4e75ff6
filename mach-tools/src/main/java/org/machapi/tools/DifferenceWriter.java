package org.machapi.tools;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import org.machapi.census.CensusChange;
import org.machapi.census.CensusDifference;
import org.machapi.census.SiteGrowth;

/** Writes a difference as JSON, as docs/machports.schema.json describes it. */
// A JsonWriter returns itself with each call, its close would close what is not ours, and it takes
// null for a value.
@SuppressWarnings({"required.method.not.called", "nullness:argument"})
final class DifferenceWriter {
  static final String FORMAT = "machports-difference";

  private DifferenceWriter() {}

  /** Writes a difference; flushes and leaves {@code writer} open. */
  static void write(Snapshot before, Snapshot after, CensusDifference difference, Writer writer)
      throws IOException {
    JsonWriter json = new JsonWriter(writer);
    json.setIndent("  ");
    json.beginObject();
    json.name("format").value(FORMAT);
    json.name("version").value(Snapshot.VERSION);
    json.name("before").beginObject();
    SnapshotWriter.writeSummary(before, json);
    json.endObject();
    json.name("after").beginObject();
    SnapshotWriter.writeSummary(after, json);
    json.endObject();
    json.name("growth").value(difference.growth());
    json.name("unaccounted").value(difference.unaccounted());
    json.name("pegged").value(difference.pegged());
    json.name("moved").value(difference.moved());
    json.name("basis").value(difference.basis().name());
    json.name("sites").beginArray();
    for (SiteGrowth site : difference.sites()) {
      json.beginObject();
      json.name("site").value(site.site());
      json.name("type").value(site.type());
      json.name("before").value(site.before());
      json.name("after").value(site.after());
      json.name("growth").value(site.growth());
      json.endObject();
    }
    json.endArray();
    json.name("changes").beginArray();
    EntryWriter entries = new EntryWriter(json);
    for (CensusChange change : difference.changes()) {
      json.beginObject();
      json.name("kind").value(change.kind().name());
      json.name("name").value(Hex.of(change.name()));
      json.name("growth").value(change.growth());
      json.name("reuse").value(change.reuse());
      json.name("before");
      entries.write(change.before());
      json.name("after");
      entries.write(change.after());
      json.endObject();
    }
    json.endArray();
    json.endObject();
    json.flush();
    writer.write(System.lineSeparator());
    writer.flush();
  }
}

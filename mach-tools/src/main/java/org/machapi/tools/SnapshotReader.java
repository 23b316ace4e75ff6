package org.machapi.tools;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.census.Acquired;
import org.machapi.census.Census;
import org.machapi.census.CensusEntry;
import org.machapi.census.LedgerAccount;
import org.machapi.census.NameMovement;

/**
 * Reads what {@link SnapshotWriter} wrote, name by name, in bounded memory. Whatever else is in the
 * file ends in an error that says where; properties that it does not know it skips.
 */
final class SnapshotReader {
  private static final int LONGEST_PROBLEM = 400;

  private final String source;
  private final BoundedReader bounds;
  private final JsonReader json;
  private final EntryParser parser;

  private final SnapshotProperties properties = new SnapshotProperties();

  private int version;
  private @Nullable Instant taken;
  private @Nullable String kernel;
  private @Nullable Integer pid;
  private @Nullable LedgerAccount account;
  private final List<String> unread = new ArrayList<>();
  private final List<NameMovement> movements = new ArrayList<>();
  private @Nullable List<CensusEntry> entries;

  private SnapshotReader(String source, BoundedReader bounds, JsonReader json) {
    this.source = source;
    this.bounds = bounds;
    this.json = json;
    this.parser = new EntryParser(bounds);
  }

  /**
   * Reads a snapshot; leaves the stream open.
   *
   * @param in the JSON, in UTF-8
   * @param source what it is called in errors
   */
  static Snapshot read(InputStream in, String source) throws RefusedException {
    return read(in, source, Runtime.getRuntime().maxMemory());
  }

  // The stream is the caller's.
  @SuppressWarnings("required.method.not.called")
  static Snapshot read(InputStream in, String source, long memory) throws RefusedException {
    BoundedReader bounds =
        new BoundedReader(
            new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)),
            memory);
    JsonReader json = new JsonReader(bounds);
    json.setStrictness(Strictness.STRICT);
    return new SnapshotReader(source, bounds, json).read();
  }

  private Snapshot read() throws RefusedException {
    try {
      json.beginObject();
      while (json.hasNext()) {
        readProperty(json.nextName());
      }
      json.endObject();
      if (json.peek() != JsonToken.END_DOCUMENT) {
        throw refused("goes on behind its end", null);
      }
      return snapshot();
    } catch (BoundedReader.TooLargeException e) {
      throw refused(String.valueOf(e.getMessage()), e);
    } catch (OutOfMemoryError e) {
      throw tooLarge(e);
    } catch (EOFException e) {
      throw refused("ends in the middle, at " + place() + ": it has been cut off", e);
    } catch (CharacterCodingException e) {
      throw refused("is damaged near " + place() + ": it is no text in UTF-8", e);
    } catch (Fields.DamagedException e) {
      throw refused("is damaged: " + e.getMessage(), e);
    } catch (MalformedJsonException | JsonParseException | IllegalStateException e) {
      throw syntax(e);
    } catch (NumberFormatException | DateTimeException e) {
      throw refused("is damaged near " + place() + ": a number or time makes no sense", e);
    } catch (IOException e) {
      throw refused("cannot be read: " + e.getMessage(), e);
    }
  }

  private void readProperty(String name)
      throws IOException, Fields.DamagedException, RefusedException {
    properties.see(name);
    switch (name) {
      case "format" -> readFormat();
      case "version" -> readVersion();
      case "filter" -> throw part();
      case "taken" -> taken = Instant.parse(json.nextString());
      case "kernel" -> kernel = json.nextString();
      case "pid" -> pid = nextPid();
      case "ledger" -> readLedger();
      case "unread" -> readUnread();
      case "movements" -> readMovements();
      case "names" -> readNames();
      default -> json.skipValue();
    }
  }

  /** To compare it would be to take what was left out for gone. */
  private RefusedException part() throws IOException {
    return refused(
        "has only the names with \""
            + Printable.of(json.nextString())
            + "\", as machports list --filter wrote them: take a whole one, with machports snapshot",
        null);
  }

  private void readFormat() throws IOException, RefusedException {
    if (!Snapshot.FORMAT.equals(json.nextString())) {
      throw refused("is no snapshot of machports, but something else in JSON", null);
    }
  }

  private void readVersion() throws IOException, RefusedException {
    version = json.nextInt();
    if (version > Snapshot.VERSION) {
      throw refused(
          "was written by a newer machports (format "
              + version
              + "; this one reads "
              + Snapshot.VERSION
              + "): read it with that",
          null);
    }
    if (version < 1) {
      throw refused("is damaged: there is no format " + version, null);
    }
  }

  private @Nullable Integer nextPid() throws IOException {
    if (json.peek() == JsonToken.NULL) {
      json.nextNull();
      return null;
    }
    return json.nextInt();
  }

  /** What an earlier machports wrote has none. */
  private void readLedger() throws IOException, Fields.DamagedException {
    String path = json.getPath();
    JsonElement element = next();
    account = element.isJsonNull() ? null : EntryParser.account(element, path);
  }

  private void readUnread() throws IOException {
    json.beginArray();
    while (json.hasNext()) {
      bounds.beginEntry();
      unread.add(parser.once(json.nextString()));
      bounds.charge(BoundedReader.ELEMENT);
    }
    json.endArray();
  }

  private void readMovements() throws IOException, Fields.DamagedException {
    json.beginArray();
    while (json.hasNext()) {
      String path = json.getPath();
      movements.add(parser.movement(next(), path));
    }
    json.endArray();
  }

  private void readNames() throws IOException, Fields.DamagedException, RefusedException {
    String missing = properties.missingBeforeNames();
    if (missing != null) {
      throw refused(
          "is no snapshot of machports: no " + missing + " stands before the names", null);
    }
    List<CensusEntry> found = new ArrayList<>();
    Set<Integer> names = new HashSet<>();
    json.beginArray();
    while (json.hasNext()) {
      String path = json.getPath();
      CensusEntry entry = nextEntry(path);
      if (!names.add(entry.name())) {
        throw new Fields.DamagedException(path, "is the second entry of " + Hex.of(entry.name()));
      }
      found.add(entry);
    }
    json.endArray();
    entries = found;
  }

  /**
   * What the program holds of a name may be far more than all else: each is an entry of its own.
   */
  private CensusEntry nextEntry(String path) throws IOException, Fields.DamagedException {
    List<Acquired> holdings = null;
    JsonObject rest = new JsonObject();
    bounds.beginEntry();
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (!name.equals("holdings")) {
        add(rest, name, path);
      } else if (holdings == null) {
        holdings = nextHoldings();
      } else {
        throw new Fields.DamagedException(path + ".holdings", "is there twice");
      }
    }
    json.endObject();
    if (holdings == null) {
      throw new Fields.DamagedException(path + ".holdings", "is missing");
    }
    return parser.entry(rest, holdings, path);
  }

  private void add(JsonObject to, String name, String path)
      throws IOException, Fields.DamagedException {
    if (to.has(name)) {
      throw new Fields.DamagedException(path + "." + name, "is there twice");
    }
    to.add(name, JsonValue.read(json));
  }

  private List<Acquired> nextHoldings() throws IOException, Fields.DamagedException {
    List<Acquired> holdings = new ArrayList<>();
    long used = bounds.usedByEntry();
    json.beginArray();
    while (json.hasNext()) {
      String path = json.getPath();
      holdings.add(parser.acquired(next(), path));
    }
    json.endArray();
    bounds.continueEntry(used);
    return holdings;
  }

  /** Reads one value whole; it is no larger than the bounds allow. */
  private JsonElement next() throws IOException, Fields.DamagedException {
    bounds.beginEntry();
    return JsonValue.read(json);
  }

  private Snapshot snapshot() throws Fields.DamagedException {
    properties.checkWhole();
    if (taken == null || kernel == null || entries == null) {
      // What was seen has been set, or was refused.
      throw new IllegalStateException("a property that was seen was not read");
    }
    return new Snapshot(kernel, new Census(taken, pid, entries, movements, unread, account));
  }

  /** Where the reader is: line and column of the text, and the path to it. */
  private String place() {
    String text = json.toString();
    int at = text.indexOf(" at line ");
    return at < 0 ? json.getPath() : text.substring(at + " at ".length());
  }

  /** Gson wraps what the reader below it threw. */
  private RefusedException syntax(Exception failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof EOFException)) {
      cause = cause.getCause();
      if (cause instanceof BoundedReader.TooLargeException) {
        return refused(String.valueOf(cause.getMessage()), failure);
      }
      if (cause instanceof OutOfMemoryError) {
        return tooLarge(failure);
      }
    }
    // A text that is cut off is no end of the file to Gson.
    if (cause instanceof EOFException || bounds.isAtEnd()) {
      return refused("ends in the middle, at " + place() + ": it has been cut off", failure);
    }
    return cause instanceof CharacterCodingException
        ? refused("is damaged near " + place() + ": it is no text in UTF-8", failure)
        : refused("is damaged at " + place() + ": it is not JSON of this form", failure);
  }

  private RefusedException tooLarge(Throwable cause) {
    String problem = "does not fit into the memory of this program; " + BoundedReader.hint();
    return refused(problem, cause);
  }

  private RefusedException refused(String problem, @Nullable Throwable cause) {
    // A path in it may be as long as the file.
    return new RefusedException(
        source + " " + Printable.shorten(problem, LONGEST_PROBLEM) + ".", cause);
  }
}

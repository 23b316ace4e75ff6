package org.machapi.tools;

import com.samskivert.mustache.Mustache;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.machapi.census.CensusDifference;
import org.machapi.census.CensusEntry;
import org.machapi.census.LedgerAccount;
import org.machapi.census.LedgerLevel;
import org.machapi.census.SiteBasis;

/**
 * One page of HTML about snapshots of one process. What programs say of themselves, labels and
 * thread names, is escaped by the template; and the page's own policy lets no other script run than
 * the two in it, by their hashes, and nothing load.
 */
final class ReportPage {
  /** A browser shows more rows than this only slowly. */
  static final int MOST_ROWS = 5_000;

  /** The length of the longest bar, in the units of the template's drawings. */
  private static final long BAR = 200;

  private static final List<Column> COLUMNS =
      List.of(
          Column.NAME,
          Column.TOTAL,
          Column.REFERENCES,
          Column.WHAT,
          Column.QUEUE,
          Column.FLAGS,
          Column.REQUESTS,
          Column.ROLES,
          Column.LABEL,
          Column.ACQUIRED);

  private final Series series;
  private final Snapshot last;

  /** From the first snapshot to the last. */
  private final CensusDifference difference;

  /** The columns in which anything stands. */
  private final List<Column> shown;

  /**
   * @param series what the page is about
   */
  ReportPage(Series series) {
    this.series = series;
    this.last = series.last();
    this.difference = CensusDifference.between(series.first().census(), last.census());
    List<CensusEntry> entries = last.census().entries();
    this.shown =
        COLUMNS.stream()
            .filter(column -> entries.stream().anyMatch(entry -> !column.of(entry).isEmpty()))
            .toList();
  }

  String html() throws IOException {
    String script = resource("report.js");
    String library = resource("list.min.js");
    String style = resource("report.css");
    Map<String, Object> values = new HashMap<>();
    values.put("script", script);
    values.put("library", library);
    values.put("licence", resource("list.LICENSE"));
    values.put("style", style);
    values.put("scriptHash", hash(script));
    values.put("libraryHash", hash(library));
    values.put("styleHash", hash(style));
    values.put("owner", last.owner());
    values.put("kernel", Printable.of(last.kernel()));
    values.put("taken", last.census().taken().toString());
    values.put("names", last.names());
    values.put("references", last.references());
    values.put("dead", last.deadNames());
    values.put("several", series.totals().size() > 1);
    values.put("chart", Chart.of(series.totals()));
    values.put("growth", DifferenceText.signed(difference.growth()));
    values.put("kinds", kinds());
    values.put("sites", sites());
    values.put("hasSites", !Sites.of(last.census()).isEmpty());
    values.put("siteNotes", siteNotes());
    values.put("headings", headings());
    values.put("rows", rows());
    values.put("omitted", Math.max(0, last.names() - MOST_ROWS));
    values.put("hasOmitted", last.names() > MOST_ROWS);
    values.put("doubts", doubts());
    return Mustache.compiler()
        .escapeHTML(true)
        .compile(resource("report.mustache"))
        .execute(values);
  }

  private List<Map<String, Object>> kinds() {
    record Sum(int names, long references) {}
    Map<String, Sum> sums = new TreeMap<>();
    for (CensusEntry entry : last.census().entries()) {
      sums.merge(
          entry.standsFor().kind().toString(),
          new Sum(1, entry.totalReferences()),
          (one, other) ->
              new Sum(one.names() + other.names(), one.references() + other.references()));
    }
    long most = sums.values().stream().mapToLong(Sum::references).max().orElse(1);
    List<Map<String, Object>> rows = new ArrayList<>();
    sums.entrySet().stream()
        .sorted(Comparator.comparingLong(kind -> -kind.getValue().references()))
        .forEach(
            kind ->
                rows.add(
                    Map.of(
                        "kind", kind.getKey(),
                        "names", kind.getValue().names(),
                        "references", kind.getValue().references(),
                        "bar", bar(kind.getValue().references(), most))));
    return rows;
  }

  private static long bar(long value, long most) {
    return most == 0 ? 0 : value * BAR / most;
  }

  private List<Map<String, Object>> sites() {
    Map<List<String>, Integer> growth = new HashMap<>();
    difference
        .sites()
        .forEach(site -> growth.put(List.of(site.site(), site.type()), site.growth()));
    List<Sites.Site> sites = Sites.of(last.census());
    long most = sites.isEmpty() ? 1 : sites.get(0).count();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Sites.Site site : sites) {
      rows.add(
          Map.of(
              "site", Printable.of(site.site()),
              "type", Printable.of(site.type()),
              "held", site.count(),
              "growth",
                  DifferenceText.signed(growth.getOrDefault(List.of(site.site(), site.type()), 0)),
              "bar", bar(site.count(), most)));
    }
    return rows;
  }

  /** What one has to know of the places before one believes the numbers. */
  private List<String> siteNotes() {
    List<String> notes = new ArrayList<>();
    LedgerAccount account = last.census().account();
    if (account != null && account.level() != LedgerLevel.ALL) {
      notes.add("Of what a ledger at " + account + " wrote down; what else is held has no place.");
    }
    SiteBasis basis = difference.basis();
    if (series.totals().size() > 1 && basis != SiteBasis.COUNTS) {
      notes.add("The places of the first and the last snapshot are " + basis.text() + ".");
    }
    return notes;
  }

  private List<Map<String, Object>> headings() {
    List<Map<String, Object>> headings = new ArrayList<>();
    for (Column column : shown) {
      headings.add(Map.of("heading", column.heading(), "key", key(column)));
    }
    return headings;
  }

  /** By what the table is sorted when one clicks on a column. */
  private static String key(Column column) {
    return switch (column) {
      case NAME -> "order";
      case TOTAL -> "total";
      default -> column.key();
    };
  }

  private List<Map<String, Object>> rows() {
    List<Map<String, Object>> rows = new ArrayList<>();
    last.census().entries().stream()
        .sorted(Comparator.comparingInt(CensusEntry::totalReferences).reversed())
        .limit(MOST_ROWS)
        .forEach(
            entry ->
                rows.add(
                    Map.of(
                        "order", Integer.toUnsignedString(entry.name()),
                        "total", entry.totalReferences(),
                        "cells", cells(entry))));
    return rows;
  }

  private List<Map<String, Object>> cells(CensusEntry entry) {
    List<Map<String, Object>> cells = new ArrayList<>();
    for (Column column : shown) {
      String whole = Printable.of(column.of(entry));
      // The label has a column of its own here.
      String text = column == Column.WHAT ? whole : Printable.of(column.brief(entry));
      cells.add(
          Map.of("key", column.key(), "text", text, "whole", whole, "isCut", !text.equals(whole)));
    }
    return cells;
  }

  private List<String> doubts() {
    List<String> doubts = new ArrayList<>();
    String doubt = series.doubt();
    if (doubt != null) {
      doubts.add(doubt);
    }
    last.census()
        .movements()
        .forEach(movement -> doubts.add("moved: " + Printable.of(movement.toString())));
    last.census().unread().forEach(unread -> doubts.add("not told: " + Printable.of(unread)));
    return doubts;
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256.", e);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException(name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

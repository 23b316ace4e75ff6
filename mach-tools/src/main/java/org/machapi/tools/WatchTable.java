package org.machapi.tools;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.census.CensusDifference;

/** What a live table shows: the totals over time, and what grew since the first look. */
final class WatchTable {
  private static final int LOOKS_SHOWN = 8;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  private final boolean colours;
  private final int rows;
  private final Deque<List<String>> looks = new ArrayDeque<>();
  private @Nullable Snapshot first;
  private long lastReferences;

  /**
   * @param rows how many places and how many names are shown
   */
  WatchTable(boolean colours, int rows) {
    this.colours = colours;
    this.rows = rows;
  }

  /** Enters a snapshot, and returns the lines to be shown now. */
  List<String> add(Snapshot now) {
    Snapshot base = first;
    if (base == null) {
      base = now;
      first = now;
      lastReferences = now.references();
    }
    enter(now, base);
    List<String> lines = new ArrayList<>();
    lines.add(CensusText.head(now));
    lines.add("");
    lines.addAll(totals());
    lines.add("");
    lines.add("Since the first look:");
    lines.addAll(
        new DifferenceText(colours, false)
            .lines(CensusDifference.between(base.census(), now.census()), rows));
    return lines;
  }

  private void enter(Snapshot now, Snapshot base) {
    long references = now.references();
    looks.add(
        List.of(
            TIME.format(now.census().taken()),
            String.valueOf(now.names()),
            String.valueOf(now.deadNames()),
            String.valueOf(references),
            DifferenceText.signed(references - lastReferences),
            DifferenceText.signed(references - base.references())));
    lastReferences = references;
    if (looks.size() > LOOKS_SHOWN) {
      looks.remove();
    }
  }

  private List<String> totals() {
    TextTable table =
        new TextTable(
            List.of(
                TextTable.Heading.text("TIME (UTC)"),
                TextTable.Heading.number("NAMES"),
                TextTable.Heading.number("DEAD"),
                TextTable.Heading.number("REFERENCES"),
                TextTable.Heading.number("SINCE LAST"),
                TextTable.Heading.number("SINCE FIRST")),
            CensusText.ORDINARY_WIDTH,
            colours);
    looks.forEach(table::add);
    return table.lines();
  }
}

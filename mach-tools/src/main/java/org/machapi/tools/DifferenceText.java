package org.machapi.tools;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.census.CensusChange;
import org.machapi.census.CensusDifference;
import org.machapi.census.CensusEntry;
import org.machapi.census.SiteBasis;

/** Writes what changed for people: the places first, since they are what one looks for. */
final class DifferenceText {
  private static final List<TextTable.Heading> PLACES =
      List.of(
          TextTable.Heading.number("GROWTH"),
          TextTable.Heading.number("BEFORE"),
          TextTable.Heading.number("AFTER"),
          TextTable.Heading.text("TYPE"),
          TextTable.Heading.text("PLACE"));

  private static final List<TextTable.Heading> NAMES =
      List.of(
          TextTable.Heading.text("CHANGE"),
          TextTable.Heading.text("NAME"),
          TextTable.Heading.number("GROWTH"),
          TextTable.Heading.text("BEFORE"),
          TextTable.Heading.text("AFTER"),
          TextTable.Heading.text("WHAT"),
          TextTable.Heading.text("LABEL"),
          TextTable.Heading.text("ACQUIRED"),
          TextTable.Heading.text("REUSED"));

  private final boolean colours;
  private final boolean wide;

  DifferenceText(boolean colours, boolean wide) {
    this.colours = colours;
    this.wide = wide;
  }

  void print(Snapshot before, Snapshot after, CensusDifference difference, PrintWriter out) {
    out.println("before: " + CensusText.head(before));
    out.println("after:  " + CensusText.head(after));
    out.println();
    lines(difference, Integer.MAX_VALUE).forEach(out::println);
    CensusText.doubts(before.census(), "before").forEach(out::println);
    CensusText.doubts(after.census(), "after").forEach(out::println);
  }

  /**
   * The difference in lines.
   *
   * @param most how many rows a table may have
   */
  List<String> lines(CensusDifference difference, int most) {
    List<String> lines = new ArrayList<>();
    if (difference.isEmpty()) {
      lines.add("Nothing changed.");
      addLeftOut(difference, lines);
      return lines;
    }
    lines.add(summary(difference));
    addLeftOut(difference, lines);
    addPlaces(difference, most, lines);
    addNames(difference, most, lines);
    return lines;
  }

  private static void addLeftOut(CensusDifference difference, List<String> lines) {
    if (difference.pegged() > 0) {
      lines.add("Pegged names, whose growth nobody knows: " + difference.pegged());
    }
    if (difference.moved() > 0) {
      lines.add("Names that moved while a snapshot was taken: " + difference.moved());
    }
  }

  private static String summary(CensusDifference difference) {
    StringBuilder text = new StringBuilder();
    text.append(signed(difference.growth())).append(" references:");
    for (CensusChange.Kind kind : CensusChange.Kind.values()) {
      text.append(kind.ordinal() == 0 ? " " : ", ")
          .append(difference.changes(kind).size())
          .append(' ')
          .append(kind);
    }
    return text.toString();
  }

  private void addPlaces(CensusDifference difference, int most, List<String> lines) {
    if (difference.sites().isEmpty()) {
      return;
    }
    lines.add("");
    if (difference.basis() != SiteBasis.COUNTS) {
      lines.add("These places are " + difference.basis().text() + ":");
    }
    TextTable table = new TextTable(PLACES, width(), colours);
    difference.sites().stream()
        .limit(most)
        .forEach(
            site ->
                table.add(
                    List.of(
                        signed(site.growth()),
                        String.valueOf(site.before()),
                        String.valueOf(site.after()),
                        site.type(),
                        site.site())));
    lines.addAll(table.lines());
    addRest(difference.sites().size() - most, "place", lines);
    if (difference.unaccounted() != 0 && difference.basis() != SiteBasis.SAMPLES) {
      lines.add(signed(difference.unaccounted()) + " from places unknown");
    }
  }

  private void addNames(CensusDifference difference, int most, List<String> lines) {
    if (difference.changes().isEmpty()) {
      return;
    }
    lines.add("");
    TextTable table = new TextTable(NAMES, width(), colours);
    difference.changes().stream().limit(most).forEach(change -> table.add(cells(change)));
    lines.addAll(table.lines());
    addRest(difference.changes().size() - most, "name", lines);
  }

  private static void addRest(int rest, String what, List<String> lines) {
    if (rest > 0) {
      lines.add("and " + CensusText.count(rest, what) + " more");
    }
  }

  private int width() {
    return wide ? TextTable.WHOLE : 2 * CensusText.ORDINARY_WIDTH;
  }

  /** A change in the order of the columns of {@link #NAMES}. */
  static List<String> cells(CensusChange change) {
    CensusEntry known = change.after() == null ? change.before() : change.after();
    String reuse = change.reuse();
    return List.of(
        change.kind().name(),
        Hex.of(change.name()),
        signed(change.growth()),
        references(change.before()),
        references(change.after()),
        known == null ? "" : Column.WHAT.of(known),
        known == null ? "" : Column.LABEL.of(known),
        known == null ? "" : Column.ACQUIRED.of(known),
        reuse == null ? "" : reuse);
  }

  private static String references(@Nullable CensusEntry entry) {
    return entry == null ? "" : entry.referencesText();
  }

  static String signed(long growth) {
    return growth > 0 ? "+" + growth : String.valueOf(growth);
  }
}

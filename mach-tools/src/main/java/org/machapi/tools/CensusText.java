package org.machapi.tools;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.machapi.census.Census;
import org.machapi.census.CensusEntry;
import org.machapi.census.LedgerAccount;
import org.machapi.census.LedgerLevel;
import org.machapi.census.NameMovement;

/** Writes a snapshot for people. */
final class CensusText {
  static final int ORDINARY_WIDTH = 44;

  private final @NotOwning PrintWriter out;
  private final boolean colours;
  private final boolean wide;

  CensusText(@NotOwning PrintWriter out, boolean colours, boolean wide) {
    this.out = out;
    this.colours = colours;
    this.wide = wide;
  }

  /**
   * Writes it.
   *
   * @param shown the names that are to be in the table, in their order
   */
  void print(Snapshot snapshot, List<CensusEntry> shown) {
    Census census = snapshot.census();
    out.println(head(snapshot));
    out.println();
    printNames(shown);
    List<Sites.Site> sites = Sites.of(census);
    if (!sites.isEmpty()) {
      out.println();
      out.println(held(census));
      TextTable table =
          new TextTable(
              List.of(
                  TextTable.Heading.number("HELD"),
                  TextTable.Heading.text("TYPE"),
                  TextTable.Heading.text("PLACE")),
              width(),
              colours);
      sites.forEach(
          site -> table.add(List.of(String.valueOf(site.count()), site.type(), site.site())));
      table.print(out);
    }
    doubts(census, "").forEach(out::println);
  }

  private static String held(Census census) {
    LedgerAccount account = census.account();
    return account == null || account.level() == LedgerLevel.ALL
        ? "Held by the program, and where it was acquired:"
        : "Held by the program, of what a ledger at " + account + " wrote down:";
  }

  /** Whose snapshot it is, and its totals. */
  static String head(Snapshot snapshot) {
    return Printable.of(
        snapshot.owner()
            + " on "
            + snapshot.kernel()
            + ", "
            + snapshot.census().taken()
            + ": "
            + count(snapshot.names(), "name")
            + ", "
            + count(snapshot.references(), "reference")
            + ", "
            + snapshot.deadNames()
            + " dead");
  }

  static String count(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private void printNames(List<CensusEntry> shown) {
    List<Column> columns = wide ? List.of(Column.values()) : Column.MAIN;
    TextTable table =
        new TextTable(
            columns.stream()
                .map(column -> new TextTable.Heading(column.heading(), column.isNumber()))
                .toList(),
            wide ? TextTable.WHOLE : ORDINARY_WIDTH,
            colours);
    for (CensusEntry entry : shown) {
      table.add(
          columns.stream().map(column -> wide ? column.of(entry) : column.brief(entry)).toList());
    }
    if (table.isEmpty()) {
      out.println("No name to show.");
    } else {
      table.print(out);
    }
  }

  private int width() {
    return wide ? TextTable.WHOLE : 2 * ORDINARY_WIDTH;
  }

  /**
   * What makes a census less than whole, in lines; none if nothing does.
   *
   * @param which which census it is; empty where there is only one
   */
  static List<String> doubts(Census census, String which) {
    List<String> lines = new ArrayList<>();
    if (!census.movements().isEmpty()) {
      lines.add("");
      lines.add(begin(which, "Moved while the census was taken:"));
      for (NameMovement movement : census.movements()) {
        lines.add("  " + Printable.of(movement.toString()));
      }
    }
    if (!census.unread().isEmpty()) {
      lines.add("");
      lines.add(begin(which, "Not told by the kernel:"));
      census.unread().forEach(line -> lines.add("  " + Printable.of(line)));
    }
    return lines;
  }

  private static String begin(String which, String title) {
    return which.isEmpty()
        ? title
        : which + ": " + title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
  }
}

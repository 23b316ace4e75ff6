package org.machapi.tools;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.machapi.census.CensusChange;
import org.machapi.census.CensusDifference;
import org.machapi.census.CensusEntry;

/** Writes names and changes as comma-separated values, by the letter of RFC 4180. */
final class Csv {
  private static final List<String> CHANGE =
      List.of("change", "name", "growth", "before", "after", "what", "label", "acquired", "reused");

  private Csv() {}

  static void print(List<CensusEntry> entries, PrintWriter out) {
    print(out, Stream.of(Column.values()).map(Column::key).toList());
    for (CensusEntry entry : entries) {
      print(out, Stream.of(Column.values()).map(column -> column.of(entry)).toList());
    }
    out.flush();
  }

  static void print(CensusDifference difference, PrintWriter out) {
    print(out, CHANGE);
    for (CensusChange change : difference.changes()) {
      print(out, DifferenceText.cells(change));
    }
    out.flush();
  }

  private static void print(PrintWriter out, List<String> fields) {
    out.print(fields.stream().map(Csv::field).collect(Collectors.joining(",", "", "\r\n")));
  }

  private static String field(String text) {
    boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}

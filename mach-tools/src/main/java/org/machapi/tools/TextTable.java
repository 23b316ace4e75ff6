package org.machapi.tools;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/**
 * A table with aligned columns. Columns in which nothing stands are left out; cells that are too
 * long end in an ellipsis.
 */
final class TextTable {
  /** A column: its heading, and whether it has numbers, which stand to the right. */
  record Heading(String text, boolean isNumber) {
    static Heading text(String text) {
      return new Heading(text, false);
    }

    static Heading number(String text) {
      return new Heading(text, true);
    }
  }

  /** As the widest cell: nothing is cut. */
  static final int WHOLE = Integer.MAX_VALUE;

  /** A cell that is wider does not make its column wider: each row would be padded as far. */
  private static final int ALIGNED = 64 * 1024;

  private static final String GAP = "  ";

  private final List<Heading> headings;
  private final int widest;
  private final boolean colours;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param widest how many places a cell may have
   * @param colours whether the headings are to be bold
   */
  TextTable(List<Heading> headings, int widest, boolean colours) {
    this.headings = List.copyOf(headings);
    this.widest = widest;
    this.colours = colours;
  }

  void add(List<String> cells) {
    if (cells.size() != headings.size()) {
      throw new IllegalArgumentException(cells.size() + " cells, " + headings.size() + " columns");
    }
    rows.add(cells.stream().map(cell -> cut(Printable.of(cell))).toList());
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  void print(PrintWriter out) {
    lines().forEach(out::println);
  }

  List<String> lines() {
    List<Integer> shown = new ArrayList<>();
    int[] widths = new int[headings.size()];
    for (int column = 0; column < headings.size(); column++) {
      for (List<String> row : rows) {
        int width = Math.min(width(row.get(column)), ALIGNED);
        widths[column] = Math.max(widths[column], width);
      }
      if (widths[column] > 0) {
        shown.add(column);
        widths[column] = Math.max(widths[column], headings.get(column).text().length());
      }
    }
    List<String> lines = new ArrayList<>();
    String head = line(headings.stream().map(Heading::text).toList(), shown, widths);
    lines.add(colours ? "\u001b[1m" + head + "\u001b[0m" : head);
    rows.forEach(row -> lines.add(line(row, shown, widths)));
    return lines;
  }

  private String line(List<String> cells, List<Integer> shown, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column : shown) {
      String cell = cells.get(column);
      String padding = " ".repeat(Math.max(0, widths[column] - width(cell)));
      line.append(line.isEmpty() ? "" : GAP);
      line.append(headings.get(column).isNumber() ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }

  private String cut(String cell) {
    int width = 0;
    for (int i = 0; i < cell.length(); i = cell.offsetByCodePoints(i, 1)) {
      width += width(cell.codePointAt(i));
      if (width > widest) {
        // The ellipsis takes the place of one character that fitted.
        int end = i == 0 ? 0 : cell.offsetByCodePoints(i, -1);
        return cell.substring(0, end) + "\u2026";
      }
    }
    return cell;
  }

  private static int width(String text) {
    return text.codePoints().map(TextTable::width).sum();
  }

  /** How many places a terminal gives to a character. */
  private static int width(int point) {
    return Math.max(0, WCWidth.wcwidth(point));
  }
}

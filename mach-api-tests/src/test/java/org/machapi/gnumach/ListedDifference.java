package org.machapi.gnumach;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A row of {@code differences.txt}: what the simulated kernel does otherwise, and why.
 *
 * @param text the row as it stands in the file
 */
record ListedDifference(String text, Pattern step, Pattern simulated, Pattern real) {
  /** A bar that separates columns has spaces around it; one in an expression has a backslash. */
  private static final String COLUMN = " \\| ";

  static List<ListedDifference> all() {
    return Scenarios.resource("differences.txt")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(ListedDifference::parse)
        .toList();
  }

  private static ListedDifference parse(String line) {
    String[] columns = line.split(COLUMN);
    if (columns.length != 4 || columns[3].isBlank()) {
      throw new IllegalArgumentException("not step, two results and a reason: " + line);
    }
    return new ListedDifference(
        line, pattern(columns[0]), pattern(columns[1]), pattern(columns[2]));
  }

  private static Pattern pattern(String text) {
    return Pattern.compile(text.replace("\\|", "|"));
  }

  boolean covers(Step stepTaken, Outcome ofSimulated, Outcome ofReal) {
    String call = stepTaken.toString().substring(3);
    return step.matcher(call).matches()
        && simulated.matcher(ofSimulated.result()).matches()
        && real.matcher(ofReal.result()).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}

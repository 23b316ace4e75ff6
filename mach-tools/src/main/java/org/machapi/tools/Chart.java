package org.machapi.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The totals over time, as lines for the template to draw. It draws them itself and not with a
 * library, so that they take the colours of the page, light or dark.
 */
final class Chart {
  private static final double WIDTH = 640;
  private static final double HEIGHT = 160;

  private Chart() {}

  /** The values of the template for the drawing. */
  static Map<String, Object> of(List<Series.Totals> totals) {
    long most = 1;
    for (Series.Totals one : totals) {
      most = Math.max(most, Math.max(one.references(), one.names()));
    }
    return Map.of(
        "most", most,
        "half", most / 2,
        "first", totals.get(0).taken().toString(),
        "last", totals.get(totals.size() - 1).taken().toString(),
        "references", points(totals, Series.Totals::references, most),
        "names", points(totals, Series.Totals::names, most),
        "dots", dots(totals, most));
  }

  private static String points(
      List<Series.Totals> totals, ToLongFunction<Series.Totals> value, long most) {
    List<String> points = new ArrayList<>();
    for (int i = 0; i < totals.size(); i++) {
      points.add(x(totals, i) + "," + y(value.applyAsLong(totals.get(i)), most));
    }
    return String.join(" ", points);
  }

  private static List<Map<String, Object>> dots(List<Series.Totals> totals, long most) {
    List<Map<String, Object>> dots = new ArrayList<>();
    for (int i = 0; i < totals.size(); i++) {
      Series.Totals one = totals.get(i);
      dots.add(
          Map.of(
              "x", x(totals, i),
              "y", y(one.references(), most),
              "text",
                  one.taken()
                      + ": "
                      + CensusText.count(one.references(), "reference")
                      + ", "
                      + CensusText.count(one.names(), "name")));
    }
    return dots;
  }

  /** By time; evenly where the times are all the same. */
  private static String x(List<Series.Totals> totals, int index) {
    long first = millis(totals.get(0));
    long span = millis(totals.get(totals.size() - 1)) - first;
    double share =
        span > 0
            ? (double) (millis(totals.get(index)) - first) / span
            : (double) index / Math.max(1, totals.size() - 1);
    return number(share * WIDTH);
  }

  private static long millis(Series.Totals one) {
    return one.taken().getEpochSecond() * 1000 + one.taken().getNano() / 1_000_000;
  }

  private static String y(long value, long most) {
    return number(HEIGHT - HEIGHT * value / most);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}

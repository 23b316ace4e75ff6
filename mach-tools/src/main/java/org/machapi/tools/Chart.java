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
  static Map<String, Object> of(List<Snapshot> snapshots) {
    long most = 1;
    for (Snapshot snapshot : snapshots) {
      most = Math.max(most, Math.max(snapshot.references(), snapshot.names()));
    }
    return Map.of(
        "most", most,
        "half", most / 2,
        "first", snapshots.get(0).census().taken().toString(),
        "last", snapshots.get(snapshots.size() - 1).census().taken().toString(),
        "references", points(snapshots, Snapshot::references, most),
        "names", points(snapshots, Snapshot::names, most),
        "dots", dots(snapshots, most));
  }

  private static String points(
      List<Snapshot> snapshots, ToLongFunction<Snapshot> value, long most) {
    List<String> points = new ArrayList<>();
    for (int i = 0; i < snapshots.size(); i++) {
      points.add(x(snapshots, i) + "," + y(value.applyAsLong(snapshots.get(i)), most));
    }
    return String.join(" ", points);
  }

  private static List<Map<String, Object>> dots(List<Snapshot> snapshots, long most) {
    List<Map<String, Object>> dots = new ArrayList<>();
    for (int i = 0; i < snapshots.size(); i++) {
      Snapshot snapshot = snapshots.get(i);
      dots.add(
          Map.of(
              "x", x(snapshots, i),
              "y", y(snapshot.references(), most),
              "text",
                  snapshot.census().taken()
                      + ": "
                      + CensusText.count(snapshot.references(), "reference")
                      + ", "
                      + CensusText.count(snapshot.names(), "name")));
    }
    return dots;
  }

  /** By time; evenly where the times are all the same. */
  private static String x(List<Snapshot> snapshots, int index) {
    long first = millis(snapshots.get(0));
    long span = millis(snapshots.get(snapshots.size() - 1)) - first;
    double share =
        span > 0
            ? (double) (millis(snapshots.get(index)) - first) / span
            : (double) index / Math.max(1, snapshots.size() - 1);
    return number(share * WIDTH);
  }

  private static long millis(Snapshot snapshot) {
    return snapshot.census().taken().getEpochSecond() * 1000
        + snapshot.census().taken().getNano() / 1_000_000;
  }

  private static String y(long value, long most) {
    return number(HEIGHT - HEIGHT * value / most);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}

package org.machapi.census;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what the library held, by the place where it was acquired and the class that owns it. */
final class SiteCounts {
  private record Place(String site, String type) {}

  private SiteCounts() {}

  /** Returns the places where the counts differ, that which grew most first. */
  static List<SiteGrowth> difference(Census before, Census after) {
    Map<Place, int[]> counts = new HashMap<>();
    count(before, 0, counts);
    count(after, 1, counts);
    List<SiteGrowth> growth = new ArrayList<>();
    counts.forEach(
        (place, pair) -> {
          if (pair[0] != pair[1]) {
            growth.add(new SiteGrowth(place.site(), place.type(), pair[0], pair[1]));
          }
        });
    growth.sort(
        Comparator.comparingInt(SiteGrowth::growth)
            .reversed()
            .thenComparing(SiteGrowth::site)
            .thenComparing(SiteGrowth::type));
    return growth;
  }

  private static void count(Census census, int which, Map<Place, int[]> counts) {
    for (CensusEntry entry : census.entries()) {
      for (Acquired holding : entry.holdings()) {
        Place place = new Place(holding.site(), holding.type());
        counts.computeIfAbsent(place, key -> new int[2])[which]++;
      }
    }
  }
}

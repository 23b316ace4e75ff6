package org.machapi.tools;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.machapi.census.Acquired;
import org.machapi.census.Census;

/** Counts acquisitions by place and class. */
final class Sites {
  /** A place with how much was acquired there. */
  record Site(String site, String type, int count) {
    @Override
    public String toString() {
      return count + " " + type + " at " + site;
    }
  }

  private Sites() {}

  /** The places of a census, that which holds most first. */
  static List<Site> of(Census census) {
    return count(census.entries().stream().flatMap(entry -> entry.holdings().stream()).toList());
  }

  /** The places of some acquisitions, that which holds most first. */
  static List<Site> count(Collection<Acquired> holdings) {
    record Place(String site, String type) {}
    Map<Place, Integer> counts = new HashMap<>();
    for (Acquired holding : holdings) {
      counts.merge(new Place(holding.site(), holding.type()), 1, Integer::sum);
    }
    List<Site> sites = new ArrayList<>();
    counts.forEach((place, count) -> sites.add(new Site(place.site(), place.type(), count)));
    sites.sort(
        Comparator.comparingInt(Site::count)
            .reversed()
            .thenComparing(Site::site)
            .thenComparing(Site::type));
    return sites;
  }

  /** The places in one short line: of a call, file and line. */
  static String brief(Collection<Acquired> holdings) {
    StringJoiner text = new StringJoiner("; ");
    for (Site site : count(holdings)) {
      String place = site.site();
      int file = place.endsWith(")") ? place.lastIndexOf('(') + 1 : 0;
      String brief = file > 0 ? place.substring(file, place.length() - 1) : place;
      text.add(new Site(brief, site.type(), site.count()).toString());
    }
    return text.toString();
  }

  /** The places in one line. */
  static String text(Collection<Acquired> holdings) {
    StringJoiner text = new StringJoiner("; ");
    count(holdings).forEach(site -> text.add(site.toString()));
    return text.toString();
  }
}

package org.machapi.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a test did not give back, in words.
 *
 * @param doubts why more than that may be wrong, in lines
 * @param leaks what it kept
 * @param losses names that have fewer references than before, none of which was the test's
 * @param before what the kernel counted before
 * @param after what it counts now
 * @param allowed how many more references it may keep
 * @param alone whether no other test that is looked at used the space meanwhile
 */
record LeakReport(
    List<String> doubts,
    List<Leak> leaks,
    List<Integer> losses,
    RightsSnapshot before,
    RightsSnapshot after,
    int allowed,
    boolean alone) {
  private static final int MOST_LINES = 100;

  String text() {
    List<String> lines = new ArrayList<>(doubts);
    if (!leaks.isEmpty()) {
      lines.add(title());
      addPlaces(lines);
    }
    if (!losses.isEmpty()) {
      lines.add(
          Words.count(losses.size(), "name has", "names have")
              + " fewer references than before, and none was the test's to give back:");
      addNames(lines, losses);
    }
    if (!leaks.isEmpty()) {
      lines.add("The kernel counts:");
      addNames(lines, leaks.stream().map(Leak::name).distinct().toList());
    }
    if (!alone) {
      lines.add(
          "Other tests used the same port space meanwhile; what they held at that moment is in"
              + " this list.");
    }
    return String.join("\n", lines);
  }

  private String title() {
    String title = Words.count(leaks.size(), "right was", "rights were") + " not given back";
    return allowed == 0 ? title + ":" : title + ", beside " + allowed + " that may be kept:";
  }

  /** A block for each place: the one with the most leaks comes first. */
  private void addPlaces(List<String> lines) {
    Map<String, List<Leak>> places = new LinkedHashMap<>();
    for (Leak leak : leaks) {
      places.computeIfAbsent(leak.place(), place -> new ArrayList<>()).add(leak);
    }
    Comparator<Map.Entry<String, List<Leak>>> bySize =
        Comparator.comparingInt(place -> -place.getValue().size());
    places.entrySet().stream()
        .sorted(bySize)
        .forEach(
            place -> {
              lines.add("  " + place.getValue().size() + " " + place.getKey());
              addLeaks(lines, place.getValue());
            });
  }

  private static void addLeaks(List<String> lines, List<Leak> leaks) {
    Map<String, Integer> times = new LinkedHashMap<>();
    leaks.forEach(leak -> times.merge(leak.what(), 1, Integer::sum));
    List<String> texts = new ArrayList<>();
    times.forEach((what, count) -> texts.add(count == 1 ? what : what + ", " + count + " times"));
    addAtMost(lines, texts);
  }

  private void addNames(List<String> lines, List<Integer> names) {
    List<String> texts = new ArrayList<>();
    for (int name : names) {
      String label = label(name);
      texts.add(
          Words.name(name)
              + (label == null ? "" : " \"" + label + "\"")
              + ": "
              + after.text(name)
              + "; before: "
              + before.text(name));
    }
    addAtMost(lines, texts);
  }

  private @Nullable String label(int name) {
    for (Leak leak : leaks) {
      if (leak.name() == name) {
        return leak.label();
      }
    }
    return null;
  }

  private static void addAtMost(List<String> lines, List<String> texts) {
    texts.stream().limit(MOST_LINES).forEach(text -> lines.add("    " + text));
    if (texts.size() > MOST_LINES) {
      lines.add("    and " + (texts.size() - MOST_LINES) + " more");
    }
  }
}

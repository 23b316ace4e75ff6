package org.machapi.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Compares the recorded state of one task with what the kernel says, and learns what those symbols
 * stand for that appeared without being an output value.
 */
final class StateComparison {
  /** "$n2" before "$n10". */
  private static final Comparator<String> OLDEST_FIRST =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  private final Names names;
  private final List<String[]> differences = new ArrayList<>();

  StateComparison(Names names) {
    this.names = names;
  }

  /** Compares; each difference is where, expected, got. */
  List<String[]> compare(Map<String, PortEntry> expected, Map<Integer, ObservedEntry> actual) {
    names.retain(actual.keySet());
    Map<String, PortEntry> missing = new TreeMap<>(OLDEST_FIRST);
    missing.putAll(expected);
    Map<Integer, ObservedEntry> unexplained = new LinkedHashMap<>(actual);
    for (Map.Entry<String, PortEntry> entry : expected.entrySet()) {
      String symbol = entry.getKey();
      @Nullable Integer number = names.number(symbol);
      if (number != null && names.isLive(symbol)) {
        @Nullable ObservedEntry observed = unexplained.remove(number);
        if (observed != null) {
          missing.remove(symbol);
          compareEntry(symbol, entry.getValue(), observed.toEntry(names));
        }
      }
    }
    bindNew(missing, unexplained);
    missing.forEach((symbol, entry) -> differ(symbol, entry.toString(), "no such name"));
    unexplained.forEach(
        (number, entry) ->
            differ(names.describe(number), "no such name", entry.toEntry(names).toString()));
    return differences;
  }

  /** Ties symbols that stand for nothing yet to names that look like them, oldest first. */
  private void bindNew(Map<String, PortEntry> missing, Map<Integer, ObservedEntry> unexplained) {
    for (Map.Entry<String, PortEntry> entry : new LinkedHashMap<>(missing).entrySet()) {
      for (Map.Entry<Integer, ObservedEntry> candidate : unexplained.entrySet()) {
        PortEntry found = candidate.getValue().toEntry(names);
        boolean free = !names.isLive(candidate.getKey());
        if (free && entry.getValue().looksLike(found)) {
          names.bind(entry.getKey(), candidate.getKey());
          missing.remove(entry.getKey());
          unexplained.remove(candidate.getKey());
          break;
        }
      }
    }
  }

  private void compareEntry(String symbol, PortEntry expected, PortEntry actual) {
    for (String difference : expected.differences(actual)) {
      String[] parts = difference.split(": expected |, got ", 3);
      differ(symbol + " " + parts[0], parts[1], parts[2]);
    }
  }

  private void differ(String where, String expected, String got) {
    differences.add(new String[] {where, expected, got});
  }
}

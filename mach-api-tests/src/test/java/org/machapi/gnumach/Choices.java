package org.machapi.gnumach;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What a random sequence chooses from: words, and the names that there are at the moment. */
final class Choices {
  private final Random random;
  private Outcome latest = new Outcome(Results.SUCCESS, Map.of());

  Choices(long seed) {
    this.random = new Random(seed);
  }

  /** Chooses from then on from the names that there were after a step. */
  void update(Outcome outcome) {
    latest = outcome;
  }

  int number(int bound) {
    return random.nextInt(bound);
  }

  <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /**
   * A name with such a right if there is one, seldom a wrong one. The task's own port is left
   * alone, because calls go through it.
   */
  String name(int task, String right) {
    if (random.nextInt(25) == 0) {
      return pick(List.of("$99", "NULL", "DEAD"));
    }
    List<String> names = names(task, right.isEmpty() ? "" : right + "=");
    return names.isEmpty() ? "$99" : pick(names);
  }

  /** The names of a task whose entries have all of these in them, other than its own port. */
  List<String> names(int task, String... parts) {
    List<String> names = new ArrayList<>();
    for (String key : latest.names().keySet()) {
      String name = key.substring(1);
      String entry = entry(task, name);
      if (key.charAt(0) == 'A' + task
          && !name.equals("$1")
          && List.of(parts).stream().allMatch(entry::contains)) {
        names.add(name);
      }
    }
    return names;
  }

  /** What a name stands for; empty if there is none. */
  String entry(int task, String name) {
    return latest.names().getOrDefault((char) ('A' + task) + name, "");
  }
}

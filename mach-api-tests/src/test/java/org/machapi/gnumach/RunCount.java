package org.machapi.gnumach;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/** Counts the sequences that were to run on GNU Mach, and those that did. */
final class RunCount {
  /** Steps by which one sees what the sequences were about. */
  private static final Set<String> TOLD =
      Set.of("thread_new", "thread_end", "task_end", "raise", "reply_exception", "join");

  private final TreeMap<String, Integer> sequencesWith = new TreeMap<>();
  private int planned;
  private int run;
  private int outcomes;

  /** Notes that sequences are to run. */
  void plan(int sequences) {
    planned += sequences;
  }

  /** Notes that sequences have run, and how many of their outcomes were compared. */
  void add(List<Sequence> sequences, int compared) {
    run += sequences.size();
    outcomes += compared;
    for (Sequence sequence : sequences) {
      sequence.steps().stream()
          .map(Step::routine)
          .filter(TOLD::contains)
          .distinct()
          .forEach(routine -> sequencesWith.merge(routine, 1, Integer::sum));
    }
  }

  int run() {
    return run;
  }

  /** Tells both counts apart, and why something was not run. */
  String report(String whyNot) {
    String ran =
        String.format(Locale.ROOT, "%,d sequences run, %,d outcomes compared", run, outcomes);
    String with = sequencesWith.isEmpty() ? "" : ", sequences with " + sequencesWith;
    String reason = whyNot.isEmpty() ? "a test failed before" : whyNot;
    String rest =
        String.format(Locale.ROOT, "; %,d sequences not run", planned - run)
            + (planned == run ? "" : ": " + reason);
    return ran + with + rest;
  }
}

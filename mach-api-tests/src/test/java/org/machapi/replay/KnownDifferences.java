package org.machapi.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The list of sequences that are known to differ, and the check of a replay against it. */
final class KnownDifferences {
  private static final Map<String, String> REASONS = read();

  private KnownDifferences() {}

  /** The reasons by id. */
  static Map<String, String> reasons() {
    return REASONS;
  }

  static void check(TraceSequence sequence, List<Difference> differences) {
    check(sequence.id(), REASONS, differences);
  }

  static void check(String id, Map<String, String> reasons, List<Difference> differences) {
    String reason = reasons.get(id);
    if (reason == null) {
      assertThat(differences).as("differences of %s", id).isEmpty();
    } else if (differences.isEmpty()) {
      fail("%s replays as recorded, and is still listed as different: %s", id, reason);
    }
  }

  private static Map<String, String> read() {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (String line : RecordedFiles.lines("known-differences.txt")) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.split("\\s+", 2);
        if (parts.length < 2 || reasons.put(parts[0], parts[1]) != null) {
          throw new IllegalStateException("no reason, or listed twice: " + line);
        }
      }
    }
    return reasons;
  }
}

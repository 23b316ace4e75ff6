package org.machapi.tools;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Which properties of the whole a snapshot has. */
final class SnapshotProperties {
  private static final List<String> BEFORE_NAMES = List.of("format", "version");

  /** Without these something that is there would look as if it were not. */
  private static final List<String> REQUIRED =
      List.of("format", "version", "taken", "kernel", "pid", "unread", "movements", "names");

  private static final Set<String> OPTIONAL = Set.of("filter", "ledger", "totals");

  private final Set<String> seen = new HashSet<>();

  /** Refuses a property that was there before, lest it hides what the first one has. */
  void see(String name) throws Fields.DamagedException {
    boolean isKnown = REQUIRED.contains(name) || OPTIONAL.contains(name);
    if (isKnown && !seen.add(name)) {
      throw new Fields.DamagedException("$." + name, "is there twice");
    }
  }

  /** What should have been there when the names begin; null if all is. */
  @Nullable String missingBeforeNames() {
    for (String name : BEFORE_NAMES) {
      if (!seen.contains(name)) {
        return name;
      }
    }
    return null;
  }

  /** Refuses a snapshot that has come to its end without one of its properties. */
  void checkWhole() throws Fields.DamagedException {
    for (String name : REQUIRED) {
      if (!seen.contains(name)) {
        throw new Fields.DamagedException("$." + name, "is missing");
      }
    }
  }
}

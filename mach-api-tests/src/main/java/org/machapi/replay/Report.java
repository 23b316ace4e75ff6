package org.machapi.replay;

import java.io.PrintStream;
import java.util.List;

/** Counts sequences, prints what differs, and sums up at the end. */
final class Report {
  private final PrintStream out;
  private int sequences;
  private int different;

  Report(PrintStream out) {
    this.out = out;
  }

  void add(String sequence, List<Difference> differences) {
    sequences++;
    if (!differences.isEmpty()) {
      different++;
      for (Difference difference : differences) {
        out.println(sequence + ": " + difference);
      }
    }
  }

  /** Prints the last line, and returns whether all was as recorded. */
  boolean finish() {
    out.println(sequences + " sequences, " + different + " differ");
    return different == 0;
  }
}

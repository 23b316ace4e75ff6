package org.machapi.gnumach;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * Has the simulated kernel and a GNU Mach kernel make the same calls, and compares return codes,
 * what the calls gave, and the whole port space after each.
 */
@Timeout(400)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GnuMachDifferenceTest {
  private static final int RANDOM_SEQUENCES = 2_000;
  private static final int BATCH = 500;

  private static final List<ListedDifference> LISTED = ListedDifference.all();
  private static final Set<ListedDifference> SEEN = new LinkedHashSet<>();
  private static final List<String> RUN = new ArrayList<>();

  @Test
  @Order(1)
  void scenariosGoAlikeOnBothKernels() {
    Path folder = GnuMachSetUp.folder();
    compare(folder, Scenarios.all().stream().map(Simulated::run).toList());
  }

  @Test
  @Order(2)
  void randomSequencesGoAlikeOnBothKernels() {
    Path folder = GnuMachSetUp.folder();
    for (long first = 0; first < RANDOM_SEQUENCES; first += BATCH) {
      compare(
          folder,
          LongStream.range(first, first + BATCH).mapToObj(SequenceGenerator::generate).toList());
    }
  }

  @Test
  @Order(3)
  void eachListedDifferenceWasSeen() {
    compare(GnuMachSetUp.folder(), Scenarios.all().stream().map(Simulated::run).toList());
    assertThat(SEEN).containsExactlyInAnyOrderElementsOf(LISTED);
  }

  private static void compare(Path folder, List<Simulated> simulated) {
    List<List<Outcome>> real =
        GnuMachKernel.runAll(folder, simulated.stream().map(Simulated::sequence).toList());
    Comparison comparison = new Comparison(LISTED);
    for (int i = 0; i < real.size(); i++) {
      comparison.add(simulated.get(i), real.get(i));
    }
    SEEN.addAll(comparison.seen());
    RUN.add(comparison.sequences() + " sequences, " + comparison.steps() + " outcomes compared");
    assertThat(comparison.unlisted()).isEmpty();
    assertThat(comparison.steps()).isGreaterThan(comparison.sequences());
  }

  @AfterAll
  static void tellWhatWasRun() {
    System.out.println("GNU Mach: " + (RUN.isEmpty() ? "not run" : String.join("; ", RUN)));
  }
}

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
  private static final RunCount COUNT = new RunCount();

  @Test
  @Order(1)
  void scenariosGoAlikeOnBothKernels() {
    List<Sequence> scenarios = Scenarios.all();
    COUNT.plan(scenarios.size());
    Path folder = GnuMachSetUp.folder();
    assertThat(unlisted(folder, scenarios.stream().map(Simulated::run).toList())).isEmpty();
    assertThat(COUNT.run()).isGreaterThanOrEqualTo(scenarios.size());
  }

  @Test
  @Order(2)
  void randomSequencesGoAlikeOnBothKernels() {
    COUNT.plan(RANDOM_SEQUENCES);
    Path folder = GnuMachSetUp.folder();
    List<String> unlisted = new ArrayList<>();
    for (long first = 0; first < RANDOM_SEQUENCES; first += BATCH) {
      LongStream seeds = LongStream.range(first, first + BATCH);
      unlisted.addAll(unlisted(folder, seeds.mapToObj(SequenceGenerator::generate).toList()));
    }
    assertThat(unlisted).isEmpty();
  }

  @Test
  @Order(3)
  void eachListedDifferenceWasSeen() {
    compare(GnuMachSetUp.folder(), Scenarios.all().stream().map(Simulated::run).toList());
    assertThat(SEEN).containsExactlyInAnyOrderElementsOf(LISTED);
  }

  /** Runs sequences and counts them; returns the differences that no row covers. */
  private static List<String> unlisted(Path folder, List<Simulated> simulated) {
    Comparison comparison = compare(folder, simulated);
    COUNT.add(simulated.stream().map(Simulated::sequence).toList(), comparison.steps());
    return comparison.unlisted();
  }

  private static Comparison compare(Path folder, List<Simulated> simulated) {
    List<List<Outcome>> real =
        GnuMachKernel.runAll(folder, simulated.stream().map(Simulated::sequence).toList());
    Comparison comparison = new Comparison(LISTED);
    for (int i = 0; i < real.size(); i++) {
      comparison.add(simulated.get(i), real.get(i));
    }
    SEEN.addAll(comparison.seen());
    assertThat(comparison.sequences()).isEqualTo(simulated.size());
    assertThat(comparison.steps()).isGreaterThan(comparison.sequences());
    return comparison;
  }

  @AfterAll
  static void tellWhatWasRun() {
    System.out.println("GNU Mach: " + COUNT.report(GnuMachSetUp.whyNot()));
  }
}

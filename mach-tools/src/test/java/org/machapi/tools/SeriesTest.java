package org.machapi.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.machapi.census.Census;

class SeriesTest {
  private static Snapshot snapshot(int seconds, int pid, int names) {
    Instant taken = Tool.NOON.plusSeconds(seconds);
    List<org.machapi.census.CensusEntry> entries =
        java.util.stream.IntStream.rangeClosed(1, names)
            .mapToObj(name -> Samples.port(name, 0))
            .toList();
    return new Snapshot("a kernel", new Census(taken, pid, entries, List.of(), List.of(), null));
  }

  private static Series series(Snapshot... snapshots) {
    Series series = new Series(snapshots[0]);
    for (int i = 1; i < snapshots.length; i++) {
      series.add(snapshots[i]);
    }
    return series;
  }

  @Test
  void snapshotsAreInTheOrderOfTimeWhateverTheirOrder() {
    Snapshot first = snapshot(0, 1, 1);
    Snapshot second = snapshot(1, 1, 2);
    Snapshot third = snapshot(2, 1, 3);
    List<Series> orders =
        List.of(
            series(first, second, third),
            series(third, second, first),
            series(second, third, first),
            series(second, first, third));
    for (Series series : orders) {
      assertThat(series.first()).isSameAs(first);
      assertThat(series.last()).isSameAs(third);
      assertThat(series.totals()).extracting(Series.Totals::names).containsExactly(1, 2, 3);
    }
  }

  @Test
  void ofTheSameTimeThatWhichWasAddedLaterIsTheLater() {
    Snapshot one = snapshot(0, 1, 1);
    Snapshot other = snapshot(0, 1, 2);
    Series series = series(one, other);
    assertThat(series.first()).isSameAs(one);
    assertThat(series.last()).isSameAs(other);
    assertThat(series.totals()).extracting(Series.Totals::names).containsExactly(1, 2);
  }

  @Test
  void oneAloneIsFirstAndLast() {
    Snapshot alone = snapshot(0, 1, 4);
    Series series = new Series(alone);
    assertThat(series.first()).isSameAs(series.last()).isSameAs(alone);
    assertThat(series.totals()).hasSize(1);
    assertThat(series.totals().get(0).references()).isEqualTo(4);
  }
}

package org.machapi.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The 4,000 random sequences, in groups, so that a difference names itself soon. */
@Timeout(120)
class RandomReplayTest {
  private static final int SEQUENCES = 4000;
  private static final int GROUP = 100;

  private static List<String> lines = List.of();

  @BeforeAll
  static void readLines() {
    lines = RecordedFiles.lines(RecordedFiles.RANDOM);
  }

  @AfterAll
  static void forgetLines() {
    lines = List.of();
  }

  static IntStream groups() {
    return IntStream.range(0, SEQUENCES / GROUP).map(group -> group * GROUP);
  }

  @Test
  void thereAreFourThousandSequences() {
    assertThat(lines).hasSize(SEQUENCES);
  }

  @ParameterizedTest(name = "from sequence {0}")
  @MethodSource("groups")
  void replayAsRecorded(int first) {
    Replayer replayer = new Replayer();
    SoftAssertions softly = new SoftAssertions();
    for (int i = first; i < first + GROUP; i++) {
      TraceSequence sequence = TraceSequence.parse(Fields.parse(lines.get(i), i + 1));
      List<Difference> differences = replayer.replay(sequence);
      softly.check(() -> KnownDifferences.check(sequence, differences));
    }
    softly.assertAll();
  }
}

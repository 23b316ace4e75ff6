package org.machapi.replay;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The 64 sequences made by hand, each about one thing. */
@Timeout(60)
class ScenarioReplayTest {
  private final Replayer replayer = new Replayer();

  static Stream<Named<TraceSequence>> sequences() {
    return RecordedFiles.sequences(RecordedFiles.SCENARIOS).stream()
        .map(sequence -> Named.of(sequence.id() + ": " + sequence.title(), sequence));
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void replaysAsRecorded(TraceSequence sequence) {
    KnownDifferences.check(sequence, replayer.replay(sequence));
  }
}

package org.machapi.replay;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The 585 sequences about waiting, trailers, memory, guards, malformed messages and more. */
@Timeout(60)
class FurtherScenarioReplayTest {
  private final Replayer replayer = new Replayer();

  static Stream<Named<TraceSequence>> sequences() {
    return RecordedFiles.sequences(RecordedFiles.SCENARIOS2).stream()
        .map(
            sequence ->
                Named.of(
                    sequence.topic() + ", " + sequence.id() + ": " + sequence.title(), sequence));
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void replaysAsRecorded(TraceSequence sequence) {
    KnownDifferences.check(sequence, replayer.replay(sequence));
  }
}

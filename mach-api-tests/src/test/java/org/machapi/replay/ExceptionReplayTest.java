package org.machapi.replay;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exception messages, replies, and what becomes of the thread. */
@Timeout(60)
class ExceptionReplayTest {
  private final Replayer replayer = new Replayer();

  static Stream<Named<TraceSequence>> sequences() {
    return RecordedFiles.sequences(RecordedFiles.EXCEPTIONS).stream()
        .map(sequence -> Named.of(sequence.id() + ": " + sequence.title(), sequence));
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void replaysAsRecorded(TraceSequence sequence) {
    KnownDifferences.check(sequence, replayer.replay(sequence));
  }
}

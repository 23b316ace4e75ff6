package org.machapi.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The recorded files among the resources of the tests. */
final class RecordedFiles {
  static final String SCENARIOS = "scenarios.jsonl.gz";
  static final String EXCEPTIONS = "exceptions.jsonl.gz";
  static final String RANDOM = "random.jsonl.gz";
  static final String SCENARIOS2 = "scenarios2.jsonl.gz";
  static final List<String> ALL = List.of(SCENARIOS, EXCEPTIONS, RANDOM, SCENARIOS2);

  private RecordedFiles() {}

  static InputStream open(String file) {
    InputStream in = RecordedFiles.class.getResourceAsStream(file);
    if (in == null) {
      throw new IllegalStateException("no resource " + file);
    }
    return in;
  }

  static List<TraceSequence> sequences(String file) {
    List<TraceSequence> sequences = new ArrayList<>();
    try (InputStream in = open(file)) {
      TraceFile.read(in, sequences::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sequences;
  }

  static TraceSequence sequence(String file, String id) {
    return sequences(file).stream()
        .filter(sequence -> sequence.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  static List<String> lines(String file) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(TraceFile.unpacked(open(file)), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The ids of a file, read without keeping the sequences. */
  static Stream<String> ids(String file) {
    return lines(file).stream().map(line -> Fields.parse(line, 0).text("id"));
  }
}

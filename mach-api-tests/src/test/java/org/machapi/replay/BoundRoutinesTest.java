package org.machapi.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machapi.raw.MachLibrary;

/** The recorded sequences use only routines that the C interface binds today. */
class BoundRoutinesTest {
  private static final Set<String> BOUND =
      Arrays.stream(MachLibrary.class.getMethods())
          .map(Method::getName)
          .collect(Collectors.toUnmodifiableSet());

  /** Operations that are calls of a routine with another name. */
  private static final Map<String, String> ROUTINES =
      Map.of(
          "send", "mach_msg",
          "receive", "mach_msg",
          "receive_exception", "mach_msg",
          "reply_exception", "mach_msg",
          "mach_msg_start", "mach_msg",
          "mach_port_set_qlimit", "mach_port_set_attributes");

  /** What the recording program did without a Mach call. */
  private static final Set<String> HARNESS =
      Set.of(
          "harness_thread_create",
          "harness_thread_exit",
          "harness_task_exit",
          "harness_grant",
          "harness_sleep",
          "mach_msg_poll",
          "mach_msg_join",
          "raise",
          "join");

  @ParameterizedTest
  @CsvSource({
    "scenarios.jsonl.gz, 64 of 64",
    "exceptions.jsonl.gz, 11 of 11",
    "random.jsonl.gz, 4000 of 4000",
    "scenarios2.jsonl.gz, 585 of 585"
  })
  void sequencesUseOnlyRoutinesBoundToday(String file, String report) {
    List<String> lines = RecordedFiles.lines(file);
    Set<String> unbound = new TreeSet<>();
    int bound = 0;
    for (int i = 0; i < lines.size(); i++) {
      TraceSequence sequence = TraceSequence.parse(Fields.parse(lines.get(i), i + 1));
      Set<String> missing = unboundRoutines(sequence);
      unbound.addAll(missing);
      bound += missing.isEmpty() ? 1 : 0;
    }
    assertThat(bound + " of " + lines.size())
        .as("sequences of %s that use only bound routines; unbound: %s", file, unbound)
        .isEqualTo(report);
  }

  private static Set<String> unboundRoutines(TraceSequence sequence) {
    return sequence.operations().stream()
        .map(Operation::name)
        .filter(name -> !HARNESS.contains(name))
        .map(name -> ROUTINES.getOrDefault(name, name))
        .filter(routine -> !BOUND.contains(routine))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

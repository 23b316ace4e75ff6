package org.machapi.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.contract.CheckedLibrary;
import org.machapi.contract.ExecutionRecord;
import org.machapi.contract.ExecutionTable;

/**
 * Holds every recorded call to the contract of its routine. The simulated kernel replays what
 * Apple's code did, without a difference in any result or state; so what a call does to the
 * caller's names and references here is what it did there.
 */
@Timeout(300)
class RecordedContractsTest {
  /** The operations of the recordings that are called otherwise in C. */
  private static final Map<String, String> ROUTINES =
      Map.of(
          "send", "mach_msg",
          "receive", "mach_msg",
          "receive_exception", "mach_msg",
          "reply_exception", "mach_msg",
          "mach_port_set_qlimit", "mach_port_set_attributes");

  @Test
  void everyRecordedCallKeepsItsContract() {
    Replayer[] replayer = new Replayer[1];
    ExecutionRecord executions =
        new ExecutionRecord(routine -> isTheRecordedCall(routine, replayer[0].currentOperation()));
    replayer[0] = new Replayer((task, library) -> CheckedLibrary.of(library, task, executions));

    for (String file : RecordedFiles.ALL) {
      List<String> lines = RecordedFiles.lines(file);
      for (int i = 0; i < lines.size(); i++) {
        TraceSequence sequence = TraceSequence.parse(Fields.parse(lines.get(i), i + 1));
        if (hasCallsThatWait(sequence)) {
          continue;
        }
        assertThat(replayer[0].replay(sequence)).as(sequence.id()).isEmpty();
        assertThat(executions.violations()).as(sequence.id()).isEmpty();
      }
    }

    ExecutionTable.compare("recordings of XNU 7195", executions);
  }

  /** While one call waits, what another did cannot be told from what the first does meanwhile. */
  private static boolean hasCallsThatWait(TraceSequence sequence) {
    return sequence.operations().stream()
        .anyMatch(operation -> operation.name().equals("mach_msg_start"));
  }

  /** The call itself, not one that the replay makes beside it; and one that the caller survives. */
  private static boolean isTheRecordedCall(String routine, Operation operation) {
    return routine.equals(ROUTINES.getOrDefault(operation.name(), operation.name()))
        && operation.guards().stream().noneMatch(guard -> guard.flag("fatal"));
  }
}

package org.machapi.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_ALL_RIGHTS;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.Mach;
import org.machapi.Right;
import org.machapi.TaskPort;
import org.machapi.census.Census;
import org.machapi.census.CensusEntry;
import org.machapi.census.PortFlag;
import org.machapi.census.ReceiveState;

/**
 * Takes a census of every task that is left when a recorded sequence has ended, and compares it,
 * name by name, with what {@code mach_port_names}, {@code mach_port_type}, {@code
 * mach_port_get_refs}, the status and the members say, which the replay has compared with the
 * recording before.
 */
@Timeout(300)
class RecordedCensusTest {
  private int tasks;
  private int names;

  @ParameterizedTest
  @ValueSource(
      strings = {
        RecordedFiles.SCENARIOS,
        RecordedFiles.SCENARIOS2,
        RecordedFiles.EXCEPTIONS,
        RecordedFiles.RANDOM
      })
  void theCensusHasTheNumbersOfTheFinalState(String file) {
    Replayer replayer = new Replayer(LibraryDecorator.NONE, this::compare);
    for (TraceSequence sequence : RecordedFiles.sequences(file)) {
      assertThat(replayer.replay(sequence)).as(sequence.id()).isEmpty();
    }
    assertThat(tasks).isPositive();
    assertThat(names).isGreaterThan(tasks);
  }

  private void compare(Machine machine) {
    Mach mach = Mach.of(machine.watchingLibrary(), "mach-sim");
    for (MachineTask task : machine.tasks().values()) {
      if (task.hasExited()) {
        continue;
      }
      TaskPort port = TaskPort.adoptUnchecked(mach, task.seenAs());
      Census census = Census.take(port);
      port.relinquish();
      assertThat(census.movements()).isEmpty();
      Map<Integer, CensusEntry> entries = new HashMap<>();
      census.entries().forEach(entry -> entries.put(entry.name(), entry));
      entries.keySet().removeIf(task::hides);
      Map<Integer, ObservedEntry> observed = machine.observer().read(task);
      assertThat(entries.keySet()).isEqualTo(observed.keySet());
      observed.forEach((name, entry) -> compare(entries.get(name), entry));
      tasks++;
      names += observed.size();
    }
  }

  private static void compare(CensusEntry entry, ObservedEntry observed) {
    int rights = MACH_PORT_TYPE_ALL_RIGHTS;
    assertThat(entry.type().bits() & rights).isEqualTo(observed.type() & rights);
    Map<String, Long> references = new HashMap<>();
    for (Right right : entry.references().keySet()) {
      references.put(right.name(), (long) entry.references().get(right));
    }
    assertThat(references).isEqualTo(observed.references());
    assertThat(status(entry.receive())).isEqualTo(withoutCount(observed.status()));
    assertThat(entry.members())
        .containsExactlyElementsOf(IntStream.of(observed.members()).boxed().toList());
    assertThat(entry.unread()).isEmpty();
  }

  /** How many send rights there are is nothing that a census asks for. */
  private static Map<String, Long> withoutCount(Map<String, Long> status) {
    Map<String, Long> rest = new HashMap<>(status);
    rest.remove("srights_count");
    return rest;
  }

  private static Map<String, Long> status(ReceiveState state) {
    Map<String, Long> status = new HashMap<>();
    if (state != null) {
      status.put("seqno", state.sequenceNumber());
      status.put("mscount", state.makeSendCount());
      status.put("qlimit", state.queueLimit());
      status.put("msgcount", state.queuedMessages());
      status.put("sorights", state.sendOnceRights());
      status.put("srights", state.hasSendRights() ? 1L : 0L);
      status.put("pdrequest", state.hasPortDestroyedRequest() ? 1L : 0L);
      status.put("nsrequest", state.hasNoSendersRequest() ? 1L : 0L);
      long flags = 0;
      for (PortFlag flag : state.flagSet()) {
        flags |= flag.bit();
      }
      status.put("flags", flags);
      status.values().removeIf(value -> value == 0);
    }
    return status;
  }
}

package org.machapi.gnumach;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.contract.CheckedLibrary;
import org.machapi.contract.ExecutionRecord;
import org.machapi.contract.ExecutionTable;
import org.machapi.sim.KernelGeneration;

/**
 * Holds calls on a GNU Mach kernel to the contracts of their routines. The simulated kernel makes
 * the same calls under the checks; a call counts where the real kernel gave the same result and
 * left the same port spaces behind, before it and after it.
 */
@Timeout(400)
class GnuMachContractsTest {
  private static final int RANDOM_SEQUENCES = 500;

  /** What the agent asks of GNU Mach by another routine, since Mach 3 has none of this name. */
  private static final Set<String> OF_ANOTHER_NAME =
      Set.of("mach_port_set_attributes", "task_set_exception_ports", "thread_set_exception_ports");

  @Test
  void theCallsThatBothKernelsAnswerAlikeKeepTheirContracts() {
    Path folder = GnuMachSetUp.folder();
    List<Sequence> sequences =
        Stream.concat(
                Scenarios.all().stream(),
                LongStream.range(0, RANDOM_SEQUENCES)
                    .mapToObj(SequenceGenerator::generate)
                    .map(Simulated::sequence))
            .toList();
    List<List<Outcome>> real = GnuMachKernel.runAll(folder, sequences);
    ExecutionRecord executions = new ExecutionRecord();

    for (int i = 0; i < sequences.size(); i++) {
      addWhatIsAlike(sequences.get(i), real.get(i), executions);
    }

    assertThat(executions.violations()).isEmpty();
    ExecutionTable.compare("GNU Mach 1.8", executions);
  }

  private static void addWhatIsAlike(
      Sequence sequence, List<Outcome> real, ExecutionRecord executions) {
    List<ExecutionRecord> current = new ArrayList<>(List.of(newRecord()));
    SimulatedSide side =
        new SimulatedSide(
            KernelGeneration.GNU_MACH,
            sequence.tasks(),
            (task, library) -> CheckedLibrary.of(library, task, current.get(0)));
    boolean alikeBefore = side.outcome(Results.SUCCESS).names().equals(real.get(0).names());
    for (int i = 0; i < sequence.steps().size(); i++) {
      current.set(0, newRecord());
      Outcome simulated = side.run(sequence.steps().get(i));
      boolean alike = simulated.equals(real.get(i + 1));
      if (alike && alikeBefore) {
        executions.addAll(current.get(0));
      }
      alikeBefore = simulated.names().equals(real.get(i + 1).names());
    }
  }

  private static ExecutionRecord newRecord() {
    return new ExecutionRecord(routine -> !OF_ANOTHER_NAME.contains(routine));
  }
}

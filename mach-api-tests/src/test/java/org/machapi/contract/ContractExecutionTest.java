package org.machapi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.KernelGeneration;
import org.machapi.sim.MachineArchitecture;
import org.machapi.sim.SimulatedKernel;

/**
 * Executes the contract of every routine that the simulated kernel has: on success, in every case
 * that the annotations tell apart, and on failure.
 */
@Timeout(60)
@ResourceLock(Resources.SYSTEM_ERR)
class ContractExecutionTest {
  private static final SortedMap<String, Scenario> SCENARIOS = Scenarios.all();

  /** What only the newest kernel has. */
  private static final Set<String> ONLY_IN_THE_NEWEST = Set.of("host_get_io_main");

  /** What the newest kernel kills its callers for. */
  private static final Set<String> NOT_IN_THE_NEWEST =
      Set.of("mach_msg_trap", "mach_msg_overwrite_trap");

  @ParameterizedTest
  @MethodSource("routines")
  void aRoutineKeepsItsContractInEveryCaseOnSuccessAndOnFailure(String routine) {
    ExecutionRecord executions = new ExecutionRecord(routine::equals);

    SCENARIOS.get(routine).run(task(routine, executions));

    assertThat(executions.violations()).isEmpty();
    int[] counts = executions.counts().getOrDefault(routine, new int[2]);
    assertThat(counts[0] > 0)
        .as("success of %s", routine)
        .isEqualTo(!Unreachable.SUCCESS.containsKey(routine));
    assertThat(counts[1] > 0)
        .as("failure of %s", routine)
        .isEqualTo(!Unreachable.FAILURE.containsKey(routine));
    Set<String> wanted = new TreeSet<>(ContractCases.of(RoutineContract.all().get(routine)));
    wanted.removeAll(Unreachable.CASES.getOrDefault(routine, Map.of()).keySet());
    assertThat(executions.casesOf(routine))
        .as("cases of %s", routine)
        .isEqualTo(counts[0] == 0 ? Set.of() : wanted);
  }

  static Set<String> routines() {
    return SCENARIOS.keySet();
  }

  @ParameterizedTest
  @MethodSource("routinesOfOtherKernels")
  void aRoutineKeepsItsContractOnOlderAndNewerKernelsToo(
      KernelGeneration generation, String routine) {
    ExecutionRecord executions = new ExecutionRecord(routine::equals);

    SCENARIOS.get(routine).run(task(generation, executions));

    assertThat(executions.violations()).isEmpty();
    assertThat(executions.counts()).containsOnlyKeys(routine);
  }

  static Stream<Arguments> routinesOfOtherKernels() {
    return Stream.concat(
        routines().stream()
            .filter(routine -> !ONLY_IN_THE_NEWEST.contains(routine))
            .map(routine -> Arguments.of(KernelGeneration.XNU_2782, routine)),
        routines().stream()
            .filter(routine -> !NOT_IN_THE_NEWEST.contains(routine))
            .map(routine -> Arguments.of(KernelGeneration.XNU_11417, routine)));
  }

  @Test
  void everySimulatedRoutineHasAScenarioAndNoOtherRoutineHas() {
    assertThat(SCENARIOS.keySet()).isEqualTo(simulatedRoutines());
  }

  @Test
  void whatCannotBeShownIsAboutRoutinesAndCasesThatThereAre() {
    assertThat(SCENARIOS.keySet())
        .containsAll(Unreachable.FAILURE.keySet())
        .containsAll(Unreachable.SUCCESS.keySet())
        .containsAll(Unreachable.CASES.keySet());
    Unreachable.CASES.forEach(
        (routine, cases) ->
            assertThat(ContractCases.of(RoutineContract.all().get(routine)))
                .containsAll(cases.keySet()));
  }

  @Test
  void theKeptTableTellsWhatIsExecuted() {
    ExecutionRecord all = new ExecutionRecord();
    SCENARIOS.forEach((routine, scenario) -> scenario.run(task(routine, all)));

    ExecutionTable.compare("mach-sim", all);
  }

  private static ScenarioTask task(String routine, ExecutionRecord executions) {
    boolean newest = ONLY_IN_THE_NEWEST.contains(routine);
    return task(newest ? KernelGeneration.XNU_11417 : KernelGeneration.XNU_7195, executions);
  }

  private static ScenarioTask task(KernelGeneration generation, ExecutionRecord executions) {
    return new ScenarioTask(
        KernelConfiguration.builder()
            .generation(generation)
            .architecture(MachineArchitecture.ARM64)
            .bootstrapServer(true)
            .build(),
        executions);
  }

  private static Set<String> simulatedRoutines() {
    Class<?> library = SimulatedKernel.create().createTask("any").library().getClass();
    Set<String> simulated = new TreeSet<>();
    for (String routine : RoutineContract.all().keySet()) {
      Method contract = RoutineContract.all().get(routine).routine();
      try {
        Method method = library.getMethod(routine, contract.getParameterTypes());
        if (!method.isDefault()
            && !method.getDeclaringClass().getSimpleName().equals("UnsimulatedLibrary")) {
          simulated.add(routine);
        }
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException(e);
      }
    }
    return simulated;
  }
}

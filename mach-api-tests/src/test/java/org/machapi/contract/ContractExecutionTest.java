package org.machapi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.MachineArchitecture;
import org.machapi.sim.SimulatedKernel;

/**
 * Executes the contract of every routine that the simulated kernel has: on success, in every case
 * that the annotations tell apart, and on failure.
 */
@Timeout(60)
class ContractExecutionTest {
  private static final SortedMap<String, Scenario> SCENARIOS = Scenarios.all();

  /** Routines that never fail, and why. */
  private static final Map<String, String> CANNOT_FAIL =
      Map.of(
          "mach_reply_port", "only with no name left, when nothing can be looked at either",
          "mach_thread_self", "the calling thread is always there",
          "mach_host_self", "the host is always there",
          "task_self_trap", "the calling task is always there");

  /** Routines that never succeed, and why. */
  private static final Map<String, String> CANNOT_SUCCEED =
      Map.of(
          "mach_port_rename", "not supported by any XNU",
          "thread_set_special_port", "the one special port that threads have can not be set");

  /** Cases that hold in no call that succeeds, by routine, and why. */
  private static final Map<String, Map<String, String>> CASES_THAT_CANNOT_SUCCEED =
      Map.of(
          "mach_port_insert_right",
          Map.of(
              "poly TAKEN DEAD_NAME when polyPoly = MACH_MSG_TYPE_MOVE_SEND and poly is DEAD_NAME",
              "a dead right can not be inserted",
              "poly TAKEN DEAD_NAME when polyPoly = MACH_MSG_TYPE_MOVE_SEND_ONCE"
                  + " and poly is DEAD_NAME",
              "a dead right can not be inserted"),
          "mach_port_request_notification",
          Map.of(
              "notify TAKEN DEAD_NAME when notifyPoly = MACH_MSG_TYPE_MOVE_SEND_ONCE"
                  + " and notify is DEAD_NAME",
              "a dead right can not be notified",
              "notify TAKEN SEND when notifyPoly = MACH_MSG_TYPE_MOVE_SEND and notify is SEND",
              "notifications need a send-once right",
              "notify TAKEN RECEIVE when notifyPoly = MACH_MSG_TYPE_MOVE_RECEIVE"
                  + " and notify is RECEIVE",
              "notifications need a send-once right"),
          "mach_port_space_info",
          Map.of("memory given: tree_infoCnt * 36", "there is no tree any more"));

  @ParameterizedTest
  @MethodSource("routines")
  void aRoutineKeepsItsContractInEveryCaseOnSuccessAndOnFailure(String routine) {
    ExecutionRecord executions = new ExecutionRecord(routine::equals);

    SCENARIOS.get(routine).run(task(executions));

    assertThat(executions.violations()).isEmpty();
    int[] counts = executions.counts().getOrDefault(routine, new int[2]);
    assertThat(counts[0] > 0)
        .as("success of %s", routine)
        .isEqualTo(!CANNOT_SUCCEED.containsKey(routine));
    assertThat(counts[1] > 0)
        .as("failure of %s", routine)
        .isEqualTo(!CANNOT_FAIL.containsKey(routine));
    Set<String> wanted = new TreeSet<>(ContractCases.of(RoutineContract.all().get(routine)));
    wanted.removeAll(CASES_THAT_CANNOT_SUCCEED.getOrDefault(routine, Map.of()).keySet());
    assertThat(executions.casesOf(routine))
        .as("cases of %s", routine)
        .isEqualTo(counts[0] == 0 ? Set.of() : wanted);
  }

  static Set<String> routines() {
    return SCENARIOS.keySet();
  }

  @Test
  void everySimulatedRoutineHasAScenarioAndNoOtherRoutineHas() {
    assertThat(SCENARIOS.keySet()).isEqualTo(simulatedRoutines());
  }

  @Test
  void theKeptTableTellsWhatIsExecuted() {
    ExecutionRecord all = new ExecutionRecord();
    SCENARIOS.forEach((routine, scenario) -> scenario.run(task(all)));

    ExecutionTable.compare("mach-sim", all);
  }

  private static ScenarioTask task(ExecutionRecord executions) {
    return new ScenarioTask(
        KernelConfiguration.builder().architecture(MachineArchitecture.ARM64).build(), executions);
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

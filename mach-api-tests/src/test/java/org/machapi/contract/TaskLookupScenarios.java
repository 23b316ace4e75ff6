package org.machapi.contract;

import static org.machapi.contract.ScenarioTask.fails;
import static org.machapi.contract.ScenarioTask.succeeds;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.MachTypesConstants.TASK_FLAVOR_CONTROL;
import static org.machapi.raw.MachTypesConstants.TASK_FLAVOR_INSPECT;
import static org.machapi.raw.MachTypesConstants.TASK_FLAVOR_NAME;
import static org.machapi.raw.MachTypesConstants.TASK_FLAVOR_READ;
import static org.machapi.raw.SpecialPortConstants.TASK_DEBUG_CONTROL_PORT;

import java.util.Map;

/** The routines that find a task: by the number of its process, or by a token. */
final class TaskLookupScenarios {
  private TaskLookupScenarios() {}

  static Map<String, Scenario> all() {
    return Map.of(
        "pid_for_task", TaskLookupScenarios::processNumber,
        "task_for_pid", TaskLookupScenarios::taskOfProcess,
        "task_name_for_pid", TaskLookupScenarios::nameOfProcess,
        "debug_control_port_for_pid", TaskLookupScenarios::debugPortOfProcess,
        "mach_task_is_self", TaskLookupScenarios::isSelf,
        "task_create_identity_token", TaskLookupScenarios::createToken,
        "task_identity_token_get_task_port", TaskLookupScenarios::getByToken);
  }

  private static int processOf(ScenarioTask task, int port) {
    succeeds(task.plain().pid_for_task(port, task.out()));
    return task.written();
  }

  private static void processNumber(ScenarioTask task) {
    succeeds(task.calls().pid_for_task(task.newTaskPort(), task.out()));
    fails(KERN_FAILURE, task.calls().pid_for_task(task.newSendRight(), task.out()));
  }

  private static void taskOfProcess(ScenarioTask task) {
    int known = processOf(task, task.newTaskPort());
    int own = processOf(task, task.self());
    task.kernel().createTask("unknown");
    for (int process : new int[] {known, own, known + 1}) {
      succeeds(task.calls().task_for_pid(task.self(), process, task.out()));
    }
    fails(KERN_FAILURE, task.calls().task_for_pid(task.self(), 0, task.out()));
  }

  private static void nameOfProcess(ScenarioTask task) {
    int process = processOf(task, task.newTaskPort());
    succeeds(task.calls().task_name_for_pid(task.self(), process, task.out()));
    succeeds(task.calls().task_name_for_pid(task.self(), process, task.out()));
    fails(KERN_FAILURE, task.calls().task_name_for_pid(task.self(), 0, task.out()));
  }

  private static void debugPortOfProcess(ScenarioTask task) {
    int other = task.newTaskPort();
    int process = processOf(task, other);
    succeeds(
        task.plain().task_set_special_port(other, TASK_DEBUG_CONTROL_PORT, task.newSendRight()));
    succeeds(task.calls().debug_control_port_for_pid(task.self(), process, task.out()));
    fails(KERN_FAILURE, task.calls().debug_control_port_for_pid(task.self(), 0, task.out()));
  }

  private static void isSelf(ScenarioTask task) {
    task.calls().mach_task_is_self(task.self());
    task.calls().mach_task_is_self(task.newTaskPort());
    task.calls().mach_task_is_self(task.unusedName());
  }

  private static void createToken(ScenarioTask task) {
    succeeds(task.calls().task_create_identity_token(task.self(), task.out()));
    succeeds(task.calls().task_create_identity_token(task.self(), task.out()));
    succeeds(task.calls().task_create_identity_token(task.newTaskPort(), task.out()));
    fails(
        KERN_INVALID_ARGUMENT,
        task.calls().task_create_identity_token(task.plain().mach_host_self(), task.out()));
  }

  private static void getByToken(ScenarioTask task) {
    succeeds(task.plain().task_create_identity_token(task.self(), task.out()));
    int token = task.written();
    int[] flavors = {TASK_FLAVOR_CONTROL, TASK_FLAVOR_READ, TASK_FLAVOR_INSPECT, TASK_FLAVOR_NAME};
    for (int flavor : flavors) {
      succeeds(task.calls().task_identity_token_get_task_port(token, flavor, task.out()));
    }
    fails(
        KERN_INVALID_ARGUMENT,
        task.calls().task_identity_token_get_task_port(token, 99, task.out()));
    fails(
        KERN_INVALID_ARGUMENT,
        task.calls().task_identity_token_get_task_port(task.self(), TASK_FLAVOR_NAME, task.out()));
  }
}

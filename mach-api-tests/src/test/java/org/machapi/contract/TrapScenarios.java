package org.machapi.contract;

import static org.machapi.contract.ScenarioTask.fails;
import static org.machapi.contract.ScenarioTask.succeeds;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;

import java.util.Map;

/** The traps of {@code <mach/mach_traps.h>} and {@code <mach/mach_init.h>}. */
final class TrapScenarios {
  private TrapScenarios() {}

  static Map<String, Scenario> all() {
    return Map.of(
        "mach_reply_port", task -> task.calls().mach_reply_port(),
        "mach_thread_self", task -> task.calls().mach_thread_self(),
        "mach_host_self", task -> task.calls().mach_host_self(),
        "task_self_trap", task -> task.calls().task_self_trap(),
        "pid_for_task", TrapScenarios::processNumber);
  }

  private static void processNumber(ScenarioTask task) {
    succeeds(task.calls().pid_for_task(task.newTaskPort(), task.out()));
    fails(KERN_FAILURE, task.calls().pid_for_task(task.newSendRight(), task.out()));
  }
}

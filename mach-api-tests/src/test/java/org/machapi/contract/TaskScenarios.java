package org.machapi.contract;

import static org.machapi.contract.ScenarioTask.fails;
import static org.machapi.contract.ScenarioTask.succeeds;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.SpecialPortConstants.TASK_BOOTSTRAP_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_KERNEL_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_NAME_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_READ_PORT;

import java.util.Map;

/** The routines of {@code <mach/task.h>}, without those of exception ports. */
final class TaskScenarios {
  private TaskScenarios() {}

  static Map<String, Scenario> all() {
    return Map.of(
        "task_get_special_port", TaskScenarios::getSpecialPort,
        "task_set_special_port", TaskScenarios::setSpecialPort,
        "task_threads", TaskScenarios::threads,
        "task_suspend", TaskScenarios::suspend,
        "task_resume", TaskScenarios::resume);
  }

  private static void getSpecialPort(ScenarioTask task) {
    int other = task.newTaskPort();
    for (int which : new int[] {TASK_KERNEL_PORT, TASK_READ_PORT, TASK_BOOTSTRAP_PORT}) {
      succeeds(task.calls().task_get_special_port(task.self(), which, task.out()));
      succeeds(task.calls().task_get_special_port(other, which, task.out()));
    }
    fails(KERN_INVALID_ARGUMENT, task.calls().task_get_special_port(task.self(), 99, task.out()));
  }

  private static void setSpecialPort(ScenarioTask task) {
    int port = task.newSendRight();
    succeeds(task.calls().task_set_special_port(task.self(), TASK_BOOTSTRAP_PORT, port));
    succeeds(task.calls().task_set_special_port(task.self(), TASK_BOOTSTRAP_PORT, 0));
    fails(KERN_INVALID_ARGUMENT, task.calls().task_set_special_port(task.self(), 99, port));
  }

  private static void threads(ScenarioTask task) {
    task.task().createThread();
    succeeds(task.calls().task_threads(task.self(), task.at(0), task.at(8)));
    succeeds(task.plain().task_get_special_port(task.self(), TASK_READ_PORT, task.out()));
    succeeds(task.calls().task_threads(task.written(), task.at(0), task.at(8)));
    succeeds(task.plain().task_get_special_port(task.self(), TASK_NAME_PORT, task.out()));
    fails(KERN_INVALID_ARGUMENT, task.calls().task_threads(task.written(), task.at(0), task.at(8)));
  }

  private static void suspend(ScenarioTask task) {
    succeeds(task.calls().task_suspend(task.newTaskPort()));
    fails(KERN_INVALID_ARGUMENT, task.calls().task_suspend(task.plain().mach_host_self()));
  }

  private static void resume(ScenarioTask task) {
    int other = task.newTaskPort();
    succeeds(task.plain().task_suspend(other));
    succeeds(task.calls().task_resume(other));
    fails(KERN_FAILURE, task.calls().task_resume(other));
  }
}

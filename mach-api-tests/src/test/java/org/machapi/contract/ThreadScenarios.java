package org.machapi.contract;

import static org.machapi.contract.ScenarioTask.fails;
import static org.machapi.contract.ScenarioTask.succeeds;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.SpecialPortConstants.THREAD_INSPECT_PORT;
import static org.machapi.raw.SpecialPortConstants.THREAD_KERNEL_PORT;
import static org.machapi.raw.SpecialPortConstants.THREAD_READ_PORT;
import static org.machapi.raw.ThreadInfoConstants.THREAD_BASIC_INFO;
import static org.machapi.raw.ThreadStatusConstants.ARM_THREAD_STATE64;
import static org.machapi.raw.ThreadStatusConstants.ARM_THREAD_STATE64_COUNT;

import java.util.Map;

/** The routines of {@code <mach/thread_act.h>}, without those of exception ports. */
final class ThreadScenarios {
  private ThreadScenarios() {}

  static Map<String, Scenario> all() {
    return Map.of(
        "thread_get_special_port", ThreadScenarios::getSpecialPort,
        "thread_set_special_port", ThreadScenarios::setSpecialPort,
        "thread_get_state", ThreadScenarios::getState,
        "thread_set_state", ThreadScenarios::setState,
        "thread_suspend", ThreadScenarios::suspend,
        "thread_resume", ThreadScenarios::resume,
        "thread_info", ThreadScenarios::info);
  }

  private static void getSpecialPort(ScenarioTask task) {
    int thread = task.plain().mach_thread_self();
    for (int which : new int[] {THREAD_KERNEL_PORT, THREAD_READ_PORT, THREAD_INSPECT_PORT}) {
      succeeds(task.calls().thread_get_special_port(thread, which, task.out()));
      succeeds(task.calls().thread_get_special_port(thread, which, task.out()));
    }
    fails(KERN_INVALID_ARGUMENT, task.calls().thread_get_special_port(thread, 99, task.out()));
  }

  private static void setSpecialPort(ScenarioTask task) {
    fails(
        KERN_INVALID_ARGUMENT,
        task.calls()
            .thread_set_special_port(task.plain().mach_thread_self(), 99, task.newSendRight()));
  }

  private static void getState(ScenarioTask task) {
    int thread = task.plain().mach_thread_self();
    task.memory().putInt(0, ARM_THREAD_STATE64_COUNT);
    succeeds(task.calls().thread_get_state(thread, ARM_THREAD_STATE64, task.at(64), task.at(0)));
    task.memory().putInt(0, 1);
    fails(
        KERN_INVALID_ARGUMENT,
        task.calls().thread_get_state(thread, ARM_THREAD_STATE64, task.at(64), task.at(0)));
  }

  private static void setState(ScenarioTask task) {
    int thread = task.newThreadPort();
    succeeds(
        task.calls()
            .thread_set_state(thread, ARM_THREAD_STATE64, task.at(64), ARM_THREAD_STATE64_COUNT));
    fails(
        KERN_INVALID_ARGUMENT,
        task.calls().thread_set_state(thread, ARM_THREAD_STATE64, task.at(64), 1));
  }

  private static void suspend(ScenarioTask task) {
    succeeds(task.calls().thread_suspend(task.newThreadPort()));
    fails(KERN_INVALID_ARGUMENT, task.calls().thread_suspend(task.self()));
  }

  private static void resume(ScenarioTask task) {
    int thread = task.newThreadPort();
    succeeds(task.plain().thread_suspend(thread));
    succeeds(task.calls().thread_resume(thread));
    fails(KERN_FAILURE, task.calls().thread_resume(thread));
  }

  private static void info(ScenarioTask task) {
    int thread = task.newThreadPort();
    task.memory().putInt(0, 10);
    succeeds(task.calls().thread_info(thread, THREAD_BASIC_INFO, task.at(64), task.at(0)));
    fails(KERN_INVALID_ARGUMENT, task.calls().thread_info(thread, 9999, task.at(64), task.at(0)));
  }
}

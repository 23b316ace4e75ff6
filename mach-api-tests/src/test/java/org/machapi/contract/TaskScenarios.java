package org.machapi.contract;

import static org.machapi.contract.ScenarioTask.fails;
import static org.machapi.contract.ScenarioTask.succeeds;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_TASK;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_RIGHT;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ID;
import static org.machapi.raw.SpecialPortConstants.TASK_BOOTSTRAP_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_KERNEL_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_NAME_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_READ_PORT;

import java.util.Map;

/** The routines of {@code <mach/task.h>}, without those of exception ports. */
final class TaskScenarios {
  private static final int MACH_TASK_BASIC_INFO = 20;
  private static final int MACH_TASK_BASIC_INFO_COUNT = 12;

  private TaskScenarios() {}

  static Map<String, Scenario> all() {
    return Map.ofEntries(
        Map.entry("task_get_special_port", TaskScenarios::getSpecialPort),
        Map.entry("task_set_special_port", TaskScenarios::setSpecialPort),
        Map.entry("mach_ports_register", TaskScenarios::register),
        Map.entry("mach_ports_lookup", TaskScenarios::lookUp),
        Map.entry("task_threads", TaskScenarios::threads),
        Map.entry("task_suspend", TaskScenarios::suspend),
        Map.entry("task_resume", TaskScenarios::resume),
        Map.entry("task_suspend2", TaskScenarios::suspendWithToken),
        Map.entry("task_resume2", TaskScenarios::resumeWithToken),
        Map.entry("task_info", TaskScenarios::info),
        Map.entry("task_get_exc_guard_behavior", TaskScenarios::getGuardBehavior),
        Map.entry("task_set_exc_guard_behavior", TaskScenarios::setGuardBehavior));
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

  private static void register(ScenarioTask task) {
    task.memory().putInt(0, task.newSendRight());
    task.memory().putInt(4, task.newReceiveAndSendRight());
    succeeds(task.calls().mach_ports_register(task.self(), task.out(), 2));
    succeeds(task.calls().mach_ports_register(task.self(), task.out(), 0));
    fails(
        KERN_INVALID_ARGUMENT,
        task.calls().mach_ports_register(task.plain().mach_host_self(), task.out(), 2));
    task.memory().putInt(4, task.newReceiveRight());
    fails(MACH_SEND_INVALID_RIGHT, task.calls().mach_ports_register(task.self(), task.out(), 2));
  }

  private static void lookUp(ScenarioTask task) {
    succeeds(task.calls().mach_ports_lookup(task.self(), task.at(0), task.at(8)));
    task.memory().putInt(0, task.newSendRight());
    task.memory().putInt(4, task.newReceiveAndSendRight());
    succeeds(task.plain().mach_ports_register(task.self(), task.out(), 2));
    succeeds(task.calls().mach_ports_lookup(task.self(), task.at(0), task.at(8)));
    fails(
        KERN_INVALID_ARGUMENT,
        task.calls().mach_ports_lookup(task.plain().mach_host_self(), task.at(0), task.at(8)));
  }

  private static void suspendWithToken(ScenarioTask task) {
    int other = task.newTaskPort();
    succeeds(task.calls().task_suspend2(other, task.out()));
    succeeds(task.calls().task_suspend2(other, task.out()));
    fails(
        KERN_INVALID_ARGUMENT,
        task.calls().task_suspend2(task.plain().mach_host_self(), task.out()));
  }

  private static void resumeWithToken(ScenarioTask task) {
    int other = task.newTaskPort();
    succeeds(task.plain().task_suspend2(other, task.out()));
    succeeds(task.calls().task_resume2(task.written()));
    // What stands for no suspension is used up all the same.
    succeeds(task.plain().task_suspend2(other, task.out()));
    succeeds(task.plain().task_resume(other));
    fails(KERN_FAILURE, task.calls().task_resume2(task.written()));
    fails(MIG_BAD_ID, task.calls().task_resume2(task.newSendOnceRight()));
    fails(MACH_SEND_INVALID_DEST, task.calls().task_resume2(task.newSendRight()));
  }

  private static void info(ScenarioTask task) {
    task.memory().putInt(0, MACH_TASK_BASIC_INFO_COUNT);
    succeeds(task.calls().task_info(task.self(), MACH_TASK_BASIC_INFO, task.at(64), task.at(0)));
    fails(KERN_INVALID_ARGUMENT, task.calls().task_info(task.self(), 99, task.at(64), task.at(0)));
  }

  private static void getGuardBehavior(ScenarioTask task) {
    succeeds(task.calls().task_get_exc_guard_behavior(task.self(), task.out()));
    fails(
        KERN_INVALID_TASK,
        task.calls().task_get_exc_guard_behavior(task.plain().mach_host_self(), task.out()));
  }

  private static void setGuardBehavior(ScenarioTask task) {
    succeeds(task.calls().task_set_exc_guard_behavior(task.self(), 0));
    fails(KERN_INVALID_VALUE, task.calls().task_set_exc_guard_behavior(task.self(), 1 << 20));
  }
}

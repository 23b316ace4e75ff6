package org.machapi.contract;

import static org.machapi.contract.ScenarioTask.fails;
import static org.machapi.contract.ScenarioTask.succeeds;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ID;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
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
    return Map.ofEntries(
        Map.entry("thread_create", ThreadScenarios::create),
        Map.entry("thread_create_running", ThreadScenarios::createRunning),
        Map.entry("thread_terminate", ThreadScenarios::terminate),
        Map.entry("thread_abort", ThreadScenarios::abort),
        Map.entry("thread_abort_safely", ThreadScenarios::abortSafely),
        Map.entry("thread_get_special_port", ThreadScenarios::getSpecialPort),
        Map.entry("thread_set_special_port", ThreadScenarios::setSpecialPort),
        Map.entry("thread_get_state", ThreadScenarios::getState),
        Map.entry("thread_set_state", ThreadScenarios::setState),
        Map.entry("thread_suspend", ThreadScenarios::suspend),
        Map.entry("thread_resume", ThreadScenarios::resume),
        Map.entry("thread_info", ThreadScenarios::info));
  }

  private static void create(ScenarioTask task) {
    succeeds(task.calls().thread_create(task.self(), task.out()));
    succeeds(task.calls().thread_create(task.newTaskPort(), task.out()));
    fails(
        KERN_INVALID_ARGUMENT,
        task.calls().thread_create(task.plain().mach_host_self(), task.out()));
  }

  private static void createRunning(ScenarioTask task) {
    succeeds(
        task.calls()
            .thread_create_running(
                task.self(),
                ARM_THREAD_STATE64,
                task.at(64),
                ARM_THREAD_STATE64_COUNT,
                task.out()));
    fails(
        KERN_INVALID_ARGUMENT,
        task.calls()
            .thread_create_running(task.self(), ARM_THREAD_STATE64, task.at(64), 1, task.out()));
  }

  private static void terminate(ScenarioTask task) {
    succeeds(task.plain().thread_create(task.self(), task.out()));
    succeeds(task.calls().thread_terminate(task.written()));
    int withTwoReferences = task.newThreadPort();
    succeeds(
        task.plain().mach_port_mod_refs(task.self(), withTwoReferences, MACH_PORT_RIGHT_SEND, 1));
    succeeds(task.calls().thread_terminate(withTwoReferences));
    // What is no thread is used up all the same, but not if the call does not get away.
    fails(KERN_INVALID_ARGUMENT, task.calls().thread_terminate(task.plain().mach_host_self()));
    fails(MIG_BAD_ID, task.calls().thread_terminate(task.newSendRight()));
    fails(MACH_SEND_INVALID_DEST, task.calls().thread_terminate(task.unusedName()));
  }

  private static void abort(ScenarioTask task) {
    succeeds(task.calls().thread_abort(task.newThreadPort()));
    fails(KERN_INVALID_ARGUMENT, task.calls().thread_abort(task.self()));
  }

  private static void abortSafely(ScenarioTask task) {
    succeeds(task.calls().thread_abort_safely(task.newThreadPort()));
    fails(KERN_INVALID_ARGUMENT, task.calls().thread_abort_safely(task.self()));
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
    int thread = task.newThreadPort();
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

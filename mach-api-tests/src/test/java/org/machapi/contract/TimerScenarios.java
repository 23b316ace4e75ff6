package org.machapi.contract;

import static org.machapi.contract.ScenarioTask.fails;
import static org.machapi.contract.ScenarioTask.succeeds;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;

import java.util.Map;

/** The routines of {@code <mach/mk_timer.h>}, and sleep by a clock. */
final class TimerScenarios {
  /** A time that does not come while a test runs. */
  private static final long LATER = Long.MAX_VALUE;

  private static final int TIME_RELATIVE = 1;

  private TimerScenarios() {}

  static Map<String, Scenario> all() {
    return Map.of(
        "mk_timer_create", task -> task.calls().mk_timer_create(),
        "mk_timer_destroy", TimerScenarios::destroy,
        "mk_timer_arm", TimerScenarios::arm,
        "mk_timer_arm_leeway", TimerScenarios::armWithLeeway,
        "mk_timer_cancel", TimerScenarios::cancel,
        "clock_sleep_trap", TimerScenarios::sleep);
  }

  private static void destroy(ScenarioTask task) {
    int plainTimer = task.plain().mk_timer_create();
    int armedTimer = task.plain().mk_timer_create();
    succeeds(task.plain().mk_timer_arm(armedTimer, LATER));
    int withSendRight = task.plain().mk_timer_create();
    succeeds(
        task.plain()
            .mach_port_insert_right(
                task.self(), withSendRight, withSendRight, MACH_MSG_TYPE_MAKE_SEND));
    for (int timer : new int[] {plainTimer, armedTimer, withSendRight}) {
      succeeds(task.calls().mk_timer_destroy(timer));
    }
    fails(KERN_INVALID_ARGUMENT, task.calls().mk_timer_destroy(task.newReceiveRight()));
    fails(KERN_INVALID_RIGHT, task.calls().mk_timer_destroy(task.newSendRight()));
  }

  private static void arm(ScenarioTask task) {
    int timer = task.plain().mk_timer_create();
    succeeds(task.calls().mk_timer_arm(timer, LATER));
    succeeds(task.calls().mk_timer_arm(timer, 1)); // Expires at once.
    fails(KERN_INVALID_ARGUMENT, task.calls().mk_timer_arm(task.newReceiveRight(), LATER));
  }

  private static void armWithLeeway(ScenarioTask task) {
    succeeds(task.calls().mk_timer_arm_leeway(task.plain().mk_timer_create(), 0, LATER, 5));
    fails(KERN_INVALID_RIGHT, task.calls().mk_timer_arm_leeway(task.newSendRight(), 0, LATER, 5));
  }

  private static void cancel(ScenarioTask task) {
    int timer = task.plain().mk_timer_create();
    succeeds(task.plain().mk_timer_arm(timer, LATER));
    succeeds(task.calls().mk_timer_cancel(timer, task.out()));
    fails(KERN_INVALID_ARGUMENT, task.calls().mk_timer_cancel(task.newReceiveRight(), task.out()));
  }

  private static void sleep(ScenarioTask task) {
    int host = task.plain().mach_host_self();
    succeeds(task.plain().host_get_clock_service(host, 0, task.out()));
    int clock = task.written();
    succeeds(task.calls().clock_sleep_trap(clock, TIME_RELATIVE, 0, 0, task.out()));
    fails(KERN_INVALID_VALUE, task.calls().clock_sleep_trap(clock, TIME_RELATIVE, 0, -1, null));
    fails(
        KERN_INVALID_ARGUMENT,
        task.calls().clock_sleep_trap(host, TIME_RELATIVE, 0, 0, task.out()));
  }
}

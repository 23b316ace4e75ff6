package org.machapi.contract;

import static org.machapi.contract.ScenarioTask.fails;
import static org.machapi.contract.ScenarioTask.succeeds;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_TASK;
import static org.machapi.raw.KernReturnConstants.KERN_NOT_DEPRESSED;
import static org.machapi.raw.KernReturnConstants.KERN_NOT_SUPPORTED;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_RIGHT;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ID;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Routines that are always refused, and those on vouchers, of which there is only the null one. */
final class RefusalScenarios {
  private RefusalScenarios() {}

  static Map<String, Scenario> all() {
    Map<String, Scenario> all = new HashMap<>();
    refuse(all, "task_terminate", KERN_FAILURE, t -> t.calls().task_terminate(t.newTaskPort()));
    refuse(
        all,
        "task_generate_corpse",
        KERN_NOT_SUPPORTED,
        t -> t.calls().task_generate_corpse(t.self(), t.out()));
    refuse(
        all,
        "task_map_corpse_info",
        KERN_INVALID_ARGUMENT,
        t -> t.calls().task_map_corpse_info(t.self(), t.newSendRight(), t.at(0), t.at(8)));
    refuse(
        all,
        "task_map_corpse_info_64",
        KERN_INVALID_ARGUMENT,
        t -> t.calls().task_map_corpse_info_64(t.self(), t.newSendRight(), t.at(0), t.at(8)));
    refuse(
        all,
        "task_inspect",
        KERN_NOT_SUPPORTED,
        t -> t.calls().task_inspect(t.self(), 1, t.at(0), t.at(8)));
    refuse(
        all,
        "task_set_corpse_forking_behavior",
        KERN_NOT_SUPPORTED,
        t -> t.calls().task_set_corpse_forking_behavior(t.self(), 1));
    refuse(
        all,
        "task_set_info",
        KERN_INVALID_ARGUMENT,
        t -> t.calls().task_set_info(t.self(), 1, t.out(), 1));
    refuse(
        all,
        "task_zone_info",
        MIG_BAD_ID,
        t -> t.calls().task_zone_info(t.self(), t.at(0), t.at(8), t.at(16), t.at(24)));
    refuse(
        all,
        "task_get_assignment",
        MIG_BAD_ID,
        t -> t.calls().task_get_assignment(t.self(), t.out()));
    refuse(
        all,
        "thread_get_assignment",
        MIG_BAD_ID,
        t -> t.calls().thread_get_assignment(t.newThreadPort(), t.out()));
    refuse(
        all,
        "thread_assign",
        KERN_FAILURE,
        t -> t.calls().thread_assign(t.newThreadPort(), t.newSendRight()));
    refuse(
        all,
        "thread_assign_default",
        KERN_FAILURE,
        t -> t.calls().thread_assign_default(t.newThreadPort()));
    refuse(
        all,
        "thread_depress_abort",
        KERN_NOT_DEPRESSED,
        t -> t.calls().thread_depress_abort(t.newThreadPort()));
    refuse(
        all,
        "thread_sample",
        MIG_BAD_ID,
        t -> t.calls().thread_sample(t.newThreadPort(), t.newReceiveRight()));
    refuse(
        all,
        "etap_trace_thread",
        MIG_BAD_ID,
        t -> t.calls().etap_trace_thread(t.newThreadPort(), 1));
    all.put("task_create", RefusalScenarios::createTask);
    all.put("task_swap_mach_voucher", RefusalScenarios::swapVoucherOfTask);
    all.put("thread_swap_mach_voucher", RefusalScenarios::swapVoucherOfThread);
    all.put("task_get_mach_voucher", RefusalScenarios::getVoucherOfTask);
    all.put("thread_get_mach_voucher", RefusalScenarios::getVoucherOfThread);
    all.put("task_set_mach_voucher", RefusalScenarios::setVoucherOfTask);
    all.put("thread_set_mach_voucher", RefusalScenarios::setVoucherOfThread);
    return all;
  }

  private static void refuse(
      Map<String, Scenario> all, String routine, int code, ToIntFunction<ScenarioTask> call) {
    all.put(routine, task -> fails(code, call.applyAsInt(task)));
  }

  private static void createTask(ScenarioTask task) {
    fails(KERN_FAILURE, task.calls().task_create(task.self(), task.at(64), 0, 0, task.out()));
    task.memory().putInt(64, task.newSendRight());
    fails(KERN_FAILURE, task.calls().task_create(task.self(), task.at(64), 1, 0, task.out()));
  }

  private static void swapVoucherOfTask(ScenarioTask task) {
    task.memory().putInt(0, task.newSendRight());
    fails(
        KERN_NOT_SUPPORTED,
        task.calls().task_swap_mach_voucher(task.self(), task.newSendRight(), task.out()));
  }

  private static void swapVoucherOfThread(ScenarioTask task) {
    task.memory().putInt(0, task.newSendRight());
    fails(
        KERN_NOT_SUPPORTED,
        task.calls()
            .thread_swap_mach_voucher(task.newThreadPort(), task.newSendRight(), task.out()));
  }

  private static void getVoucherOfTask(ScenarioTask task) {
    succeeds(task.calls().task_get_mach_voucher(task.self(), 0, task.out()));
    fails(
        KERN_INVALID_TASK,
        task.calls().task_get_mach_voucher(task.plain().mach_host_self(), 0, task.out()));
  }

  private static void getVoucherOfThread(ScenarioTask task) {
    succeeds(task.calls().thread_get_mach_voucher(task.newThreadPort(), 0, task.out()));
    fails(KERN_INVALID_ARGUMENT, task.calls().thread_get_mach_voucher(task.self(), 0, task.out()));
  }

  private static void setVoucherOfTask(ScenarioTask task) {
    succeeds(task.calls().task_set_mach_voucher(task.self(), task.newSendRight()));
    fails(
        MACH_SEND_INVALID_RIGHT,
        task.calls().task_set_mach_voucher(task.self(), task.newReceiveRight()));
  }

  private static void setVoucherOfThread(ScenarioTask task) {
    int own = task.plain().mach_thread_self();
    succeeds(task.calls().thread_set_mach_voucher(own, task.newSendRight()));
    fails(
        MACH_SEND_INVALID_RIGHT, task.calls().thread_set_mach_voucher(own, task.newReceiveRight()));
  }
}

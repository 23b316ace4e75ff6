package org.machapi.contract;

import static org.machapi.contract.ScenarioTask.fails;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_NOT_DEPRESSED;
import static org.machapi.raw.KernReturnConstants.KERN_NOT_SUPPORTED;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ID;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Routines that are always refused. */
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
}

package org.machapi.contract;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What no scenario can show on the simulated kernel, and why. */
final class Unreachable {
  private static final String NO_CODE = "has no return code";
  private static final String ALWAYS_THERE = "what it gives is always there";
  private static final String NO_NAME_LEFT = "only with no name left, when nothing can be counted";
  private static final String REFUSED = "refused by every kernel of today";
  private static final String NO_CORPSES = "there are no corpses here";
  private static final String NO_COUNTERS = "there are no such counters here";
  private static final String NO_SERVICE_PORTS = "there are no service ports here";
  private static final String DEAD_RIGHT = "a dead right is refused";
  private static final String NEEDS_SEND_ONCE = "notifications need a send-once right";

  /** Routines that never fail. */
  static final Map<String, String> FAILURE =
      reasons(
          Map.of(
              NO_CODE,
              List.of(
                  "bootstrap_strerror",
                  "mach_error",
                  "mach_error_string",
                  "mach_error_type",
                  "mach_msg_priority_encode",
                  "mach_msg_priority_is_pthread_priority",
                  "mach_msg_priority_overide_qos",
                  "mach_msg_priority_qos",
                  "mach_msg_priority_relpri",
                  "mach_task_is_self"),
              ALWAYS_THERE,
              List.of(
                  "host_self_trap",
                  "mach_host_self",
                  "mach_thread_self",
                  "task_self_trap",
                  "thread_self_trap"),
              NO_NAME_LEFT,
              List.of("mach_reply_port", "mk_timer_create"),
              "asks no kernel",
              List.of("host_page_size")));

  /** Routines that never succeed. */
  static final Map<String, String> SUCCESS =
      reasons(
          Map.of(
              REFUSED,
              List.of(
                  "etap_trace_thread",
                  "mach_port_rename",
                  "task_create",
                  "task_get_assignment",
                  "task_set_info",
                  "task_swap_mach_voucher",
                  "thread_assign",
                  "thread_assign_default",
                  "thread_get_assignment",
                  "thread_sample",
                  "thread_swap_mach_voucher"),
              NO_CORPSES,
              List.of(
                  "task_generate_corpse",
                  "task_map_corpse_info",
                  "task_map_corpse_info_64",
                  "task_set_corpse_forking_behavior"),
              NO_COUNTERS,
              List.of("task_inspect", "task_zone_info"),
              NO_SERVICE_PORTS,
              List.of("mach_port_get_service_port_info", "mach_port_is_connection_for_service"),
              "the task of a process ends with it",
              List.of("task_terminate"),
              "no thread is ever depressed here",
              List.of("thread_depress_abort"),
              "refused while System Integrity Protection is on",
              List.of("thread_set_special_port")));

  /** Cases that hold in no call that succeeds, by routine. */
  static final Map<String, Map<String, String>> CASES =
      Map.of(
          "mach_port_insert_right",
          insertedDead(),
          "_kernelrpc_mach_port_insert_right_trap",
          insertedDead(),
          "mach_port_request_notification",
          Map.of(
              "notify TAKEN DEAD_NAME when notifyPoly = MACH_MSG_TYPE_MOVE_SEND_ONCE"
                  + " and notify is DEAD_NAME",
              DEAD_RIGHT,
              "notify TAKEN SEND when notifyPoly = MACH_MSG_TYPE_MOVE_SEND and notify is SEND",
              NEEDS_SEND_ONCE,
              "notify TAKEN RECEIVE when notifyPoly = MACH_MSG_TYPE_MOVE_RECEIVE"
                  + " and notify is RECEIVE",
              NEEDS_SEND_ONCE),
          "_kernelrpc_mach_port_request_notification_trap",
          Map.of(
              "notify TAKEN DEAD_NAME when notifyPoly = MACH_MSG_TYPE_MOVE_SEND_ONCE"
                  + " and notify is DEAD_NAME",
              DEAD_RIGHT),
          "mach_port_space_info",
          Map.of("memory given: tree_infoCnt * 36", "there is no tree any more"),
          "semaphore_destroy",
          Map.of(
              "semaphore TAKEN DEAD_NAME when task is SEND and semaphore is DEAD_NAME", DEAD_RIGHT),
          "task_get_mach_voucher",
          Map.of("voucher GIVEN VOUCHER", "tasks have none"));

  private Unreachable() {}

  private static Map<String, String> insertedDead() {
    String start = "poly TAKEN DEAD_NAME when polyPoly = ";
    return Map.of(
        start + "MACH_MSG_TYPE_MOVE_SEND and poly is DEAD_NAME",
        DEAD_RIGHT,
        start + "MACH_MSG_TYPE_MOVE_SEND_ONCE and poly is DEAD_NAME",
        DEAD_RIGHT);
  }

  private static Map<String, String> reasons(Map<String, List<String>> routinesByReason) {
    Map<String, String> reasons = new TreeMap<>();
    routinesByReason.forEach(
        (reason, routines) -> routines.forEach(routine -> reasons.put(routine, reason)));
    return reasons;
  }
}

package org.machapi.contract;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The scenarios of all routines. */
final class Scenarios {
  /** The routines that a trap of the same parameters does the work of, for the own task. */
  private static final List<String> BEFORE_TRAPS =
      List.of(
          "mach_port_allocate",
          "mach_port_construct",
          "mach_port_deallocate",
          "mach_port_destruct",
          "mach_port_extract_member",
          "mach_port_get_attributes",
          "mach_port_guard",
          "mach_port_insert_member",
          "mach_port_insert_right",
          "mach_port_mod_refs",
          "mach_port_move_member",
          "mach_port_type",
          "mach_port_unguard",
          "mach_vm_allocate",
          "mach_vm_deallocate");

  /** Routines that do what another one does. */
  private static final Map<String, String> SAME_AS =
      Map.ofEntries(
          Map.entry("act_get_state", "thread_get_state"),
          Map.entry("act_set_state", "thread_set_state"),
          Map.entry("host_self_trap", "mach_host_self"),
          Map.entry("mach_msg_overwrite_trap", "mach_msg_overwrite"),
          Map.entry("mach_msg_trap", "mach_msg"),
          Map.entry("semaphore_signal_all_trap", "semaphore_signal_all"),
          Map.entry("semaphore_signal_thread_trap", "semaphore_signal_thread"),
          Map.entry("semaphore_signal_trap", "semaphore_signal"),
          Map.entry("semaphore_wait_signal_trap", "semaphore_wait_signal"),
          Map.entry("semaphore_wait_trap", "semaphore_wait"),
          Map.entry("thread_self_trap", "mach_thread_self"),
          Map.entry("vm_allocate", "mach_vm_allocate"),
          Map.entry("vm_deallocate", "mach_vm_deallocate"));

  private Scenarios() {}

  /** Returns the scenarios by routine. */
  static SortedMap<String, Scenario> all() {
    SortedMap<String, Scenario> all = new TreeMap<>();
    for (Map<String, Scenario> some :
        List.of(
            BootstrapScenarios.all(),
            ExceptionPortScenarios.all(),
            HostScenarios.all(),
            MessageScenarios.all(),
            NameScenarios.all(),
            PortScenarios.all(),
            RarePortScenarios.all(),
            RefusalScenarios.all(),
            RightScenarios.all(),
            SemaphoreScenarios.all(),
            TaskLookupScenarios.all(),
            TaskScenarios.all(),
            ThreadScenarios.all(),
            TimerScenarios.all(),
            TrapScenarios.all(),
            VmScenarios.all(),
            VoucherScenarios.all())) {
      some.forEach((routine, scenario) -> add(all, routine, scenario));
    }
    BEFORE_TRAPS.forEach(routine -> addSame(all, "_kernelrpc_" + routine + "_trap", routine));
    SAME_AS.forEach((routine, same) -> addSame(all, routine, same));
    return all;
  }

  private static void addSame(Map<String, Scenario> all, String routine, String same) {
    add(all, routine, all.get(same).as(same, routine));
  }

  private static void add(Map<String, Scenario> all, String routine, Scenario scenario) {
    if (all.put(routine, scenario) != null) {
      throw new IllegalStateException("two scenarios for " + routine);
    }
  }
}

package org.machapi.sim;

import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.MachLibrary;

/**
 * The routines that this kernel does not simulate, one by one: calling one ends in an exception
 * that says so, never in an answer that looks like a kernel's.
 */
abstract class UnsimulatedLibrary extends AbstractLibrary implements MachLibrary {
  UnsimulatedLibrary(Task task, @Nullable MachThread fixedThread) {
    super(task, fixedThread);
  }

  private static UnsimulatedRoutineException notSimulated(String routine) {
    return new UnsimulatedRoutineException(routine);
  }

  // <Bootstrap>

  @Override
  public int bootstrap_create_server(
      int bp, Pointer server_cmd, int server_uid, int on_demand, Pointer server_port) {
    throw notSimulated("bootstrap_create_server");
  }

  // <MachHost>

  @Override
  public int host_request_notification(int host, int notify_type, int notify_port) {
    throw notSimulated("host_request_notification");
  }

  @Override
  public int host_register_mach_voucher_attr_manager(
      int host, int attr_manager, long default_value, Pointer new_key, Pointer new_attr_control) {
    throw notSimulated("host_register_mach_voucher_attr_manager");
  }

  @Override
  public int host_register_well_known_mach_voucher_attr_manager(
      int host, int attr_manager, long default_value, int key, Pointer new_attr_control) {
    throw notSimulated("host_register_well_known_mach_voucher_attr_manager");
  }

  @Override
  public int mach_memory_object_memory_entry(
      int host, int internal, long size, int permission, int pager, Pointer entry_handle) {
    throw notSimulated("mach_memory_object_memory_entry");
  }

  @Override
  public int mach_memory_object_memory_entry_64(
      int host, int internal, long size, int permission, int pager, Pointer entry_handle) {
    throw notSimulated("mach_memory_object_memory_entry_64");
  }

  @Override
  public int processor_set_create(int host, Pointer new_set, Pointer new_name) {
    throw notSimulated("processor_set_create");
  }

  // <MachTraps>

  @Override
  public int thread_get_special_reply_port() {
    throw notSimulated("thread_get_special_reply_port");
  }

  @Override
  public int _kernelrpc_mach_vm_protect_trap(
      int target, long address, long size, int set_maximum, int new_protection) {
    throw notSimulated("_kernelrpc_mach_vm_protect_trap");
  }

  @Override
  public int _kernelrpc_mach_vm_map_trap(
      int target, Pointer address, long size, long mask, int flags, int cur_protection) {
    throw notSimulated("_kernelrpc_mach_vm_map_trap");
  }

  @Override
  public int _kernelrpc_mach_vm_purgable_control_trap(
      int target, long address, int control, Pointer state) {
    throw notSimulated("_kernelrpc_mach_vm_purgable_control_trap");
  }

  @Override
  public int mach_voucher_extract_attr_recipe_trap(
      int voucher_name, int key, Pointer recipe, Pointer recipe_size) {
    throw notSimulated("mach_voucher_extract_attr_recipe_trap");
  }

  @Override
  public int mach_generate_activity_id(int target, int count, Pointer activity_id) {
    throw notSimulated("mach_generate_activity_id");
  }

  @Override
  public int macx_backing_store_recovery(int pid) {
    throw notSimulated("macx_backing_store_recovery");
  }

  @Override
  public int macx_backing_store_suspend(int suspend) {
    throw notSimulated("macx_backing_store_suspend");
  }

  @Override
  public int macx_swapoff(long filename, int flags) {
    throw notSimulated("macx_swapoff");
  }

  @Override
  public int macx_swapon(long filename, int flags, int size, int priority) {
    throw notSimulated("macx_swapon");
  }

  @Override
  public int macx_triggers(int hi_water, int low_water, int flags, int alert_port) {
    throw notSimulated("macx_triggers");
  }

  @Override
  public int swtch() {
    throw notSimulated("swtch");
  }

  @Override
  public int swtch_pri(int pri) {
    throw notSimulated("swtch_pri");
  }

  @Override
  public int thread_switch(int thread_name, int option, int option_time) {
    throw notSimulated("thread_switch");
  }

  @Override
  public int task_dyld_process_info_notify_get(Pointer names_addr, Pointer names_count_addr) {
    throw notSimulated("task_dyld_process_info_notify_get");
  }

  // <Pthread>

  @Override
  public int pthread_mach_thread_np(Pointer thread) {
    throw notSimulated("pthread_mach_thread_np");
  }

  // <Task>

  @Override
  public int task_purgable_info(int task, Pointer stats) {
    throw notSimulated("task_purgable_info");
  }

  @Override
  public int task_get_state(int task, int flavor, Pointer old_state, Pointer old_stateCnt) {
    throw notSimulated("task_get_state");
  }

  @Override
  public int task_set_state(int task, int flavor, Pointer new_state, int new_stateCnt) {
    throw notSimulated("task_set_state");
  }

  @Override
  public int task_set_phys_footprint_limit(int task, int new_limit, Pointer old_limit) {
    throw notSimulated("task_set_phys_footprint_limit");
  }

  @Override
  public int task_dyld_process_info_notify_register(int target_task, int notify) {
    throw notSimulated("task_dyld_process_info_notify_register");
  }

  @Override
  public int task_dyld_process_info_notify_deregister(int target_task, int notify) {
    throw notSimulated("task_dyld_process_info_notify_deregister");
  }

  // <ThreadAct>

  @Override
  public int thread_convert_thread_state(
      int thread,
      int direction,
      int flavor,
      Pointer in_state,
      int in_stateCnt,
      Pointer out_state,
      Pointer out_stateCnt) {
    throw notSimulated("thread_convert_thread_state");
  }

  @Override
  public int thread_policy_set(int thread, int flavor, Pointer policy_info, int policy_infoCnt) {
    throw notSimulated("thread_policy_set");
  }

  @Override
  public int thread_policy_get(
      int thread, int flavor, Pointer policy_info, Pointer policy_infoCnt, Pointer get_default) {
    throw notSimulated("thread_policy_get");
  }

  @Override
  public int thread_policy(int thr_act, int policy, Pointer base, int baseCnt, int set_limit) {
    throw notSimulated("thread_policy");
  }

  @Override
  public int thread_set_policy(
      int thr_act, int pset, int policy, Pointer base, int baseCnt, Pointer limit, int limitCnt) {
    throw notSimulated("thread_set_policy");
  }
}

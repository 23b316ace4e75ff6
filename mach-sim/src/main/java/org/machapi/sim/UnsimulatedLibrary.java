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

  // <HostPriv>

  @Override
  public int host_get_special_port(int host_priv, int node, int which, Pointer port) {
    throw notSimulated("host_get_special_port");
  }

  @Override
  public int host_set_special_port(int host_priv, int which, int port) {
    throw notSimulated("host_set_special_port");
  }

  // <MachHost>

  @Override
  public int host_info(int host, int flavor, Pointer host_info_out, Pointer host_info_outCnt) {
    throw notSimulated("host_info");
  }

  @Override
  public int host_get_clock_service(int host, int clock_id, Pointer clock_serv) {
    throw notSimulated("host_get_clock_service");
  }

  @Override
  public int host_request_notification(int host, int notify_type, int notify_port) {
    throw notSimulated("host_request_notification");
  }

  @Override
  public int host_create_mach_voucher(int host, Pointer recipes, int recipesCnt, Pointer voucher) {
    throw notSimulated("host_create_mach_voucher");
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
  public int processor_set_default(int host, Pointer default_set) {
    throw notSimulated("processor_set_default");
  }

  @Override
  public int processor_set_create(int host, Pointer new_set, Pointer new_name) {
    throw notSimulated("processor_set_create");
  }

  // <MachInit>

  @Override
  public int host_page_size(int host, Pointer out_page_size) {
    throw notSimulated("host_page_size");
  }

  @Override
  public int mach_task_is_self(int task) {
    throw notSimulated("mach_task_is_self");
  }

  // <MachPort>

  @Override
  public int mach_port_allocate_qos(int task, int right, Pointer qos, Pointer name) {
    throw notSimulated("mach_port_allocate_qos");
  }

  @Override
  public int mach_port_allocate_full(int task, int right, int proto, Pointer qos, Pointer name) {
    throw notSimulated("mach_port_allocate_full");
  }

  @Override
  public int mach_port_assert_attributes(
      int task, int name, int flavor, Pointer info, int infoCnt) {
    throw notSimulated("mach_port_assert_attributes");
  }

  @Override
  public int mach_port_kobject_description(
      int task, int name, Pointer object_type, Pointer object_addr, Pointer description) {
    throw notSimulated("mach_port_kobject_description");
  }

  @Override
  public int mach_port_is_connection_for_service(
      int task, int connection_port, int service_port, Pointer filter_policy_id) {
    throw notSimulated("mach_port_is_connection_for_service");
  }

  @Override
  public int mach_port_get_service_port_info(int task, int name, Pointer sp_info_out) {
    throw notSimulated("mach_port_get_service_port_info");
  }

  @Override
  public int task_set_port_space(int task, int table_entries) {
    throw notSimulated("task_set_port_space");
  }

  // <MachTraps>

  @Override
  public int thread_get_special_reply_port() {
    throw notSimulated("thread_get_special_reply_port");
  }

  @Override
  public int thread_self_trap() {
    throw notSimulated("thread_self_trap");
  }

  @Override
  public int host_self_trap() {
    throw notSimulated("host_self_trap");
  }

  @Override
  public int task_for_pid(int target_tport, int pid, Pointer t) {
    throw notSimulated("task_for_pid");
  }

  @Override
  public int task_name_for_pid(int target_tport, int pid, Pointer tn) {
    throw notSimulated("task_name_for_pid");
  }

  @Override
  public int debug_control_port_for_pid(int target_tport, int pid, Pointer t) {
    throw notSimulated("debug_control_port_for_pid");
  }

  @Override
  public int mach_msg_trap(
      Pointer msg, int option, int send_size, int rcv_size, int rcv_name, int timeout, int notify) {
    throw notSimulated("mach_msg_trap");
  }

  @Override
  public int mach_msg_overwrite_trap(
      Pointer msg,
      int option,
      int send_size,
      int rcv_size,
      int rcv_name,
      int timeout,
      int priority,
      Pointer rcv_msg,
      int rcv_limit) {
    throw notSimulated("mach_msg_overwrite_trap");
  }

  @Override
  public int _kernelrpc_mach_port_allocate_trap(int target, int right, Pointer name) {
    throw notSimulated("_kernelrpc_mach_port_allocate_trap");
  }

  @Override
  public int _kernelrpc_mach_port_construct_trap(
      int target, Pointer options, long context, Pointer name) {
    throw notSimulated("_kernelrpc_mach_port_construct_trap");
  }

  @Override
  public int _kernelrpc_mach_port_deallocate_trap(int target, int name) {
    throw notSimulated("_kernelrpc_mach_port_deallocate_trap");
  }

  @Override
  public int _kernelrpc_mach_port_mod_refs_trap(int target, int name, int right, int delta) {
    throw notSimulated("_kernelrpc_mach_port_mod_refs_trap");
  }

  @Override
  public int _kernelrpc_mach_port_move_member_trap(int target, int member, int after) {
    throw notSimulated("_kernelrpc_mach_port_move_member_trap");
  }

  @Override
  public int _kernelrpc_mach_port_request_notification_trap(
      int task, int name, int msgid, int sync, int notify, int notifyPoly, Pointer previous) {
    throw notSimulated("_kernelrpc_mach_port_request_notification_trap");
  }

  @Override
  public int _kernelrpc_mach_port_insert_right_trap(int target, int name, int poly, int polyPoly) {
    throw notSimulated("_kernelrpc_mach_port_insert_right_trap");
  }

  @Override
  public int _kernelrpc_mach_port_get_attributes_trap(
      int target, int name, int flavor, Pointer port_info_out, Pointer port_info_outCnt) {
    throw notSimulated("_kernelrpc_mach_port_get_attributes_trap");
  }

  @Override
  public int _kernelrpc_mach_port_insert_member_trap(int target, int name, int pset) {
    throw notSimulated("_kernelrpc_mach_port_insert_member_trap");
  }

  @Override
  public int _kernelrpc_mach_port_extract_member_trap(int target, int name, int pset) {
    throw notSimulated("_kernelrpc_mach_port_extract_member_trap");
  }

  @Override
  public int _kernelrpc_mach_port_destruct_trap(int target, int name, int srdelta, long guard) {
    throw notSimulated("_kernelrpc_mach_port_destruct_trap");
  }

  @Override
  public int _kernelrpc_mach_port_guard_trap(int target, int name, long guard, int strict) {
    throw notSimulated("_kernelrpc_mach_port_guard_trap");
  }

  @Override
  public int _kernelrpc_mach_port_unguard_trap(int target, int name, long guard) {
    throw notSimulated("_kernelrpc_mach_port_unguard_trap");
  }

  @Override
  public int _kernelrpc_mach_port_type_trap(int task, int name, Pointer ptype) {
    throw notSimulated("_kernelrpc_mach_port_type_trap");
  }

  @Override
  public int _kernelrpc_mach_vm_allocate_trap(int target, Pointer addr, long size, int flags) {
    throw notSimulated("_kernelrpc_mach_vm_allocate_trap");
  }

  @Override
  public int _kernelrpc_mach_vm_deallocate_trap(int target, long address, long size) {
    throw notSimulated("_kernelrpc_mach_vm_deallocate_trap");
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
  public int clock_sleep_trap(
      int clock_name, int sleep_type, int sleep_sec, int sleep_nsec, Pointer wakeup_time) {
    throw notSimulated("clock_sleep_trap");
  }

  @Override
  public int host_create_mach_voucher_trap(
      int host, Pointer recipes, int recipes_size, Pointer voucher) {
    throw notSimulated("host_create_mach_voucher_trap");
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
  public int semaphore_signal_trap(int signal_name) {
    throw notSimulated("semaphore_signal_trap");
  }

  @Override
  public int semaphore_signal_all_trap(int signal_name) {
    throw notSimulated("semaphore_signal_all_trap");
  }

  @Override
  public int semaphore_signal_thread_trap(int signal_name, int thread_name) {
    throw notSimulated("semaphore_signal_thread_trap");
  }

  @Override
  public int semaphore_wait_trap(int wait_name) {
    throw notSimulated("semaphore_wait_trap");
  }

  @Override
  public int semaphore_wait_signal_trap(int wait_name, int signal_name) {
    throw notSimulated("semaphore_wait_signal_trap");
  }

  @Override
  public int semaphore_timedwait_trap(int wait_name, int sec, int nsec) {
    throw notSimulated("semaphore_timedwait_trap");
  }

  @Override
  public int semaphore_timedwait_signal_trap(int wait_name, int signal_name, int sec, int nsec) {
    throw notSimulated("semaphore_timedwait_signal_trap");
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

  // <MachVm>

  @Override
  public int mach_vm_write(int target_task, long address, long data, int dataCnt) {
    throw notSimulated("mach_vm_write");
  }

  @Override
  public int mach_vm_read_overwrite(
      int target_task, long address, long size, long data, Pointer outsize) {
    throw notSimulated("mach_vm_read_overwrite");
  }

  // <Message>

  @Override
  public int mach_msg_overwrite(
      Pointer msg,
      int option,
      int send_size,
      int rcv_size,
      int rcv_name,
      int timeout,
      int notify,
      Pointer rcv_msg,
      int rcv_limit) {
    throw notSimulated("mach_msg_overwrite");
  }

  @Override
  public int mach_msg_priority_encode(byte override_qos, byte qos, int relpri) {
    throw notSimulated("mach_msg_priority_encode");
  }

  @Override
  public int mach_msg_priority_is_pthread_priority(int pri) {
    throw notSimulated("mach_msg_priority_is_pthread_priority");
  }

  @Override
  public byte mach_msg_priority_overide_qos(int pri) {
    throw notSimulated("mach_msg_priority_overide_qos");
  }

  @Override
  public byte mach_msg_priority_qos(int pri) {
    throw notSimulated("mach_msg_priority_qos");
  }

  @Override
  public int mach_msg_priority_relpri(int pri) {
    throw notSimulated("mach_msg_priority_relpri");
  }

  @Override
  public int mach_voucher_deallocate(int voucher) {
    throw notSimulated("mach_voucher_deallocate");
  }

  // <MkTimer>

  @Override
  public int mk_timer_create() {
    throw notSimulated("mk_timer_create");
  }

  @Override
  public int mk_timer_destroy(int name) {
    throw notSimulated("mk_timer_destroy");
  }

  @Override
  public int mk_timer_arm(int name, long expire_time) {
    throw notSimulated("mk_timer_arm");
  }

  @Override
  public int mk_timer_cancel(int name, Pointer result_time) {
    throw notSimulated("mk_timer_cancel");
  }

  @Override
  public int mk_timer_arm_leeway(
      int name, long mk_timer_flags, long mk_timer_expire_time, long mk_timer_leeway) {
    throw notSimulated("mk_timer_arm_leeway");
  }

  // <Pthread>

  @Override
  public int pthread_mach_thread_np(Pointer thread) {
    throw notSimulated("pthread_mach_thread_np");
  }

  // <Semaphore>

  @Override
  public int semaphore_signal(int semaphore) {
    throw notSimulated("semaphore_signal");
  }

  @Override
  public int semaphore_signal_all(int semaphore) {
    throw notSimulated("semaphore_signal_all");
  }

  @Override
  public int semaphore_signal_thread(int semaphore, int thread) {
    throw notSimulated("semaphore_signal_thread");
  }

  @Override
  public int semaphore_wait(int semaphore) {
    throw notSimulated("semaphore_wait");
  }

  @Override
  public int semaphore_wait_signal(int wait_semaphore, int signal_semaphore) {
    throw notSimulated("semaphore_wait_signal");
  }

  // <Task>

  @Override
  public int task_get_exception_ports_info(
      int port,
      int exception_mask,
      Pointer masks,
      Pointer masksCnt,
      Pointer old_handlers_info,
      Pointer old_behaviors,
      Pointer old_flavors) {
    throw notSimulated("task_get_exception_ports_info");
  }

  @Override
  public int mach_ports_lookup(int target_task, Pointer init_port_set, Pointer init_port_setCnt) {
    throw notSimulated("mach_ports_lookup");
  }

  @Override
  public int mach_ports_register(int target_task, Pointer init_port_set, int init_port_setCnt) {
    throw notSimulated("mach_ports_register");
  }

  @Override
  public int thread_create(int parent_task, Pointer child_act) {
    throw notSimulated("thread_create");
  }

  @Override
  public int thread_create_running(
      int parent_task, int flavor, Pointer new_state, int new_stateCnt, Pointer child_act) {
    throw notSimulated("thread_create_running");
  }

  @Override
  public int task_suspend2(int target_task, Pointer suspend_token) {
    throw notSimulated("task_suspend2");
  }

  @Override
  public int task_resume2(int suspend_token) {
    throw notSimulated("task_resume2");
  }

  @Override
  public int task_terminate(int target_task) {
    throw notSimulated("task_terminate");
  }

  @Override
  public int task_create(
      int target_task, Pointer ledgers, int ledgersCnt, int inherit_memory, Pointer child_task) {
    throw notSimulated("task_create");
  }

  @Override
  public int task_create_identity_token(int task, Pointer token) {
    throw notSimulated("task_create_identity_token");
  }

  @Override
  public int task_identity_token_get_task_port(int token, int flavor, Pointer task_port) {
    throw notSimulated("task_identity_token_get_task_port");
  }

  @Override
  public int semaphore_create(int task, Pointer semaphore, int policy, int value) {
    throw notSimulated("semaphore_create");
  }

  @Override
  public int semaphore_destroy(int task, int semaphore) {
    throw notSimulated("semaphore_destroy");
  }

  @Override
  public int task_generate_corpse(int task, Pointer corpse_task_port) {
    throw notSimulated("task_generate_corpse");
  }

  @Override
  public int task_info(
      int target_task, int flavor, Pointer task_info_out, Pointer task_info_outCnt) {
    throw notSimulated("task_info");
  }

  @Override
  public int task_inspect(int task, int flavor, Pointer info_out, Pointer info_outCnt) {
    throw notSimulated("task_inspect");
  }

  @Override
  public int task_set_info(int target_task, int flavor, Pointer task_info_in, int task_info_inCnt) {
    throw notSimulated("task_set_info");
  }

  @Override
  public int task_purgable_info(int task, Pointer stats) {
    throw notSimulated("task_purgable_info");
  }

  @Override
  public int task_zone_info(
      int target_task, Pointer names, Pointer namesCnt, Pointer info, Pointer infoCnt) {
    throw notSimulated("task_zone_info");
  }

  @Override
  public int task_get_assignment(int task, Pointer assigned_set) {
    throw notSimulated("task_get_assignment");
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
  public int task_get_exc_guard_behavior(int task, Pointer behavior) {
    throw notSimulated("task_get_exc_guard_behavior");
  }

  @Override
  public int task_set_exc_guard_behavior(int task, int behavior) {
    throw notSimulated("task_set_exc_guard_behavior");
  }

  @Override
  public int task_set_corpse_forking_behavior(int task, int behavior) {
    throw notSimulated("task_set_corpse_forking_behavior");
  }

  @Override
  public int task_set_phys_footprint_limit(int task, int new_limit, Pointer old_limit) {
    throw notSimulated("task_set_phys_footprint_limit");
  }

  @Override
  public int task_get_mach_voucher(int task, int which, Pointer voucher) {
    throw notSimulated("task_get_mach_voucher");
  }

  @Override
  public int task_set_mach_voucher(int task, int voucher) {
    throw notSimulated("task_set_mach_voucher");
  }

  @Override
  public int task_swap_mach_voucher(int task, int new_voucher, Pointer old_voucher) {
    throw notSimulated("task_swap_mach_voucher");
  }

  @Override
  public int task_map_corpse_info(
      int task, int corspe_task, Pointer kcd_addr_begin, Pointer kcd_size) {
    throw notSimulated("task_map_corpse_info");
  }

  @Override
  public int task_map_corpse_info_64(
      int task, int corspe_task, Pointer kcd_addr_begin, Pointer kcd_size) {
    throw notSimulated("task_map_corpse_info_64");
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
  public int thread_get_exception_ports_info(
      int port,
      int exception_mask,
      Pointer masks,
      Pointer masksCnt,
      Pointer old_handlers_info,
      Pointer old_behaviors,
      Pointer old_flavors) {
    throw notSimulated("thread_get_exception_ports_info");
  }

  @Override
  public int act_get_state(int target_act, int flavor, Pointer old_state, Pointer old_stateCnt) {
    throw notSimulated("act_get_state");
  }

  @Override
  public int act_set_state(int target_act, int flavor, Pointer new_state, int new_stateCnt) {
    throw notSimulated("act_set_state");
  }

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
  public int thread_abort(int target_act) {
    throw notSimulated("thread_abort");
  }

  @Override
  public int thread_abort_safely(int target_act) {
    throw notSimulated("thread_abort_safely");
  }

  @Override
  public int thread_depress_abort(int thread) {
    throw notSimulated("thread_depress_abort");
  }

  @Override
  public int thread_terminate(int target_act) {
    throw notSimulated("thread_terminate");
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

  @Override
  public int thread_get_mach_voucher(int thr_act, int which, Pointer voucher) {
    throw notSimulated("thread_get_mach_voucher");
  }

  @Override
  public int thread_set_mach_voucher(int thr_act, int voucher) {
    throw notSimulated("thread_set_mach_voucher");
  }

  @Override
  public int thread_swap_mach_voucher(int thr_act, int new_voucher, Pointer old_voucher) {
    throw notSimulated("thread_swap_mach_voucher");
  }

  @Override
  public int thread_assign(int thread, int new_set) {
    throw notSimulated("thread_assign");
  }

  @Override
  public int thread_assign_default(int thread) {
    throw notSimulated("thread_assign_default");
  }

  @Override
  public int thread_get_assignment(int thread, Pointer assigned_set) {
    throw notSimulated("thread_get_assignment");
  }

  @Override
  public int thread_sample(int thread, int reply) {
    throw notSimulated("thread_sample");
  }

  @Override
  public int etap_trace_thread(int target_act, int trace_status) {
    throw notSimulated("etap_trace_thread");
  }

  // <VmMap>

  @Override
  public int vm_allocate(int target_task, Pointer address, long size, int flags) {
    throw notSimulated("vm_allocate");
  }

  @Override
  public int vm_deallocate(int target_task, long address, long size) {
    throw notSimulated("vm_deallocate");
  }
}

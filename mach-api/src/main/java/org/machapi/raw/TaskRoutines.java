package org.machapi.raw;

import jnr.ffi.Pointer;

/** The routines of {@code <mach/task.h>} that this library binds. */
public interface TaskRoutines {

  /**
   * {@code kern_return_t task_get_exception_ports(task_t task, exception_mask_t exception_mask,
   * exception_mask_array_t masks, mach_msg_type_number_t * masksCnt, exception_handler_array_t
   * old_handlers, exception_behavior_array_t old_behaviors, exception_flavor_array_t old_flavors)}.
   */
  int task_get_exception_ports(
      int task,
      int exception_mask,
      Pointer masks,
      Pointer masksCnt,
      Pointer old_handlers,
      Pointer old_behaviors,
      Pointer old_flavors);

  /**
   * {@code kern_return_t task_set_exception_ports(task_t task, exception_mask_t exception_mask,
   * mach_port_t new_port, exception_behavior_t behavior, thread_state_flavor_t new_flavor)}.
   */
  int task_set_exception_ports(
      int task, int exception_mask, int new_port, int behavior, int new_flavor);

  /**
   * {@code kern_return_t task_swap_exception_ports(task_t task, exception_mask_t exception_mask,
   * mach_port_t new_port, exception_behavior_t behavior, thread_state_flavor_t new_flavor,
   * exception_mask_array_t masks, mach_msg_type_number_t * masksCnt, exception_handler_array_t
   * old_handlers, exception_behavior_array_t old_behaviors, exception_flavor_array_t old_flavors)}.
   */
  int task_swap_exception_ports(
      int task,
      int exception_mask,
      int new_port,
      int behavior,
      int new_flavor,
      Pointer masks,
      Pointer masksCnt,
      Pointer old_handlers,
      Pointer old_behaviors,
      Pointer old_flavors);

  /**
   * {@code kern_return_t task_get_special_port(task_inspect_t task, int which_port, mach_port_t *
   * special_port)}.
   */
  int task_get_special_port(int task, int which_port, Pointer special_port);

  /**
   * {@code kern_return_t task_set_special_port(task_t task, int which_port, mach_port_t
   * special_port)}.
   */
  int task_set_special_port(int task, int which_port, int special_port);

  /**
   * {@code kern_return_t task_threads(task_inspect_t target_task, thread_act_array_t * act_list,
   * mach_msg_type_number_t * act_listCnt)}.
   */
  int task_threads(int target_task, Pointer act_list, Pointer act_listCnt);

  /** {@code kern_return_t task_suspend(task_read_t target_task)}. */
  int task_suspend(int target_task);

  /** {@code kern_return_t task_resume(task_read_t target_task)}. */
  int task_resume(int target_task);
}

package org.machapi.raw;

import jnr.ffi.Pointer;

/** The routines of {@code <mach/thread_act.h>} that this library binds. */
public interface ThreadActRoutines {

  /**
   * {@code kern_return_t thread_get_exception_ports(thread_act_t thread, exception_mask_t
   * exception_mask, exception_mask_array_t masks, mach_msg_type_number_t * masksCnt,
   * exception_handler_array_t old_handlers, exception_behavior_array_t old_behaviors,
   * exception_flavor_array_t old_flavors)}.
   */
  int thread_get_exception_ports(
      int thread,
      int exception_mask,
      Pointer masks,
      Pointer masksCnt,
      Pointer old_handlers,
      Pointer old_behaviors,
      Pointer old_flavors);

  /**
   * {@code kern_return_t thread_set_exception_ports(thread_act_t thread, exception_mask_t
   * exception_mask, mach_port_t new_port, exception_behavior_t behavior, thread_state_flavor_t
   * new_flavor)}.
   */
  int thread_set_exception_ports(
      int thread, int exception_mask, int new_port, int behavior, int new_flavor);

  /**
   * {@code kern_return_t thread_swap_exception_ports(thread_act_t thread, exception_mask_t
   * exception_mask, mach_port_t new_port, exception_behavior_t behavior, thread_state_flavor_t
   * new_flavor, exception_mask_array_t masks, mach_msg_type_number_t * masksCnt,
   * exception_handler_array_t old_handlers, exception_behavior_array_t old_behaviors,
   * exception_flavor_array_t old_flavors)}.
   */
  int thread_swap_exception_ports(
      int thread,
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
   * {@code kern_return_t thread_get_special_port(thread_inspect_t thr_act, int which_port,
   * mach_port_t * special_port)}.
   */
  int thread_get_special_port(int thr_act, int which_port, Pointer special_port);

  /**
   * {@code kern_return_t thread_set_special_port(thread_act_t thr_act, int which_port, mach_port_t
   * special_port)}.
   */
  int thread_set_special_port(int thr_act, int which_port, int special_port);

  /**
   * {@code kern_return_t thread_get_state(thread_read_t target_act, thread_state_flavor_t flavor,
   * thread_state_t old_state, mach_msg_type_number_t * old_stateCnt)}.
   */
  int thread_get_state(int target_act, int flavor, Pointer old_state, Pointer old_stateCnt);

  /**
   * {@code kern_return_t thread_set_state(thread_act_t target_act, thread_state_flavor_t flavor,
   * thread_state_t new_state, mach_msg_type_number_t new_stateCnt)}.
   */
  int thread_set_state(int target_act, int flavor, Pointer new_state, int new_stateCnt);

  /** {@code kern_return_t thread_suspend(thread_read_t target_act)}. */
  int thread_suspend(int target_act);

  /** {@code kern_return_t thread_resume(thread_read_t target_act)}. */
  int thread_resume(int target_act);

  /**
   * {@code kern_return_t thread_info(thread_inspect_t target_act, thread_flavor_t flavor,
   * thread_info_t thread_info_out, mach_msg_type_number_t * thread_info_outCnt)}.
   */
  int thread_info(int target_act, int flavor, Pointer thread_info_out, Pointer thread_info_outCnt);

  /**
   * {@code kern_return_t thread_adopt_exception_handler(thread_t thread, mach_port_t exc_port,
   * exception_mask_t exc_mask, exception_behavior_t behavior_mask, thread_state_flavor_t
   * flavor_mask)}.
   */
  @Since("macOS 15.0")
  default int thread_adopt_exception_handler(
      int thread, int exc_port, int exc_mask, int behavior_mask, int flavor_mask) {
    throw MissingRoutineException.of("thread_adopt_exception_handler");
  }
}

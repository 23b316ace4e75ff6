package org.machapi.raw;

import jnr.ffi.Pointer;

/** The routines of {@code <mach/host_priv.h>} that this library binds. */
public interface HostPrivRoutines {

  /**
   * {@code kern_return_t host_get_exception_ports(host_priv_t host_priv, exception_mask_t
   * exception_mask, exception_mask_array_t masks, mach_msg_type_number_t * masksCnt,
   * exception_handler_array_t old_handlers, exception_behavior_array_t old_behaviors,
   * exception_flavor_array_t old_flavors)}.
   */
  int host_get_exception_ports(
      int host_priv,
      int exception_mask,
      Pointer masks,
      Pointer masksCnt,
      Pointer old_handlers,
      Pointer old_behaviors,
      Pointer old_flavors);

  /**
   * {@code kern_return_t host_set_exception_ports(host_priv_t host_priv, exception_mask_t
   * exception_mask, mach_port_t new_port, exception_behavior_t behavior, thread_state_flavor_t
   * new_flavor)}.
   */
  int host_set_exception_ports(
      int host_priv, int exception_mask, int new_port, int behavior, int new_flavor);

  /**
   * {@code kern_return_t host_swap_exception_ports(host_priv_t host_priv, exception_mask_t
   * exception_mask, mach_port_t new_port, exception_behavior_t behavior, thread_state_flavor_t
   * new_flavor, exception_mask_array_t masks, mach_msg_type_number_t * masksCnt,
   * exception_handler_array_t old_handlerss, exception_behavior_array_t old_behaviors,
   * exception_flavor_array_t old_flavors)}.
   */
  int host_swap_exception_ports(
      int host_priv,
      int exception_mask,
      int new_port,
      int behavior,
      int new_flavor,
      Pointer masks,
      Pointer masksCnt,
      Pointer old_handlerss,
      Pointer old_behaviors,
      Pointer old_flavors);
}

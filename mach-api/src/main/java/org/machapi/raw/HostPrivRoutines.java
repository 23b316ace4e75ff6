package org.machapi.raw;

import jnr.ffi.Pointer;

/**
 * The host, for the superuser: the routines of {@code <mach/host_priv.h>} that this library binds.
 */
public interface HostPrivRoutines {

  /**
   * Tells which ports handle the exceptions of a host.
   *
   * <p>{@code kern_return_t host_get_exception_ports(host_priv_t host_priv, exception_mask_t
   * exception_mask, exception_mask_array_t masks, mach_msg_type_number_t *masksCnt,
   * exception_handler_array_t old_handlers, exception_behavior_array_t old_behaviors,
   * exception_flavor_array_t old_flavors)}
   *
   * <p><b>Ownership.</b> Before: nothing. After success: the caller owns one user reference for
   * each of the first {@code masksCnt} handlers that is a port, also where two are the same port;
   * each to be released with {@link MachPortRoutines#mach_port_deallocate}. {@code MACH_PORT_NULL}
   * and {@code MACH_PORT_DEAD} own nothing. After failure: nothing.
   *
   * <p>Types with the same port, behaviour and flavour share a slot. Each type has one, with {@code
   * MACH_PORT_NULL} where there is no handler.
   *
   * @param host_priv the privileged host port, which only a task of the superuser has; not consumed
   * @param exception_mask {@code EXC_MASK_*}: the types that are meant
   * @param masks receives {@code EXC_MASK_*} for each slot: room for 32 words of 32 bits
   * @param masksCnt receives the number of slots: 32 bits
   * @param old_handlers receives the handler of each slot: room for 32 names
   * @param old_behaviors receives the behaviour of each slot: room for 32 words
   * @param old_flavors receives the flavour of each slot: room for 32 words
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code host_priv} is not the privileged host port.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code host_priv} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the mask has bits other than those of {@code
   *           EXC_MASK_ALL}, {@code _CRASH} and {@code _CORPSE_NOTIFY}.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/ipc_host.c: host_get_exception_ports}.
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
   * Sets the port that handles some exceptions of a host.
   *
   * <p>{@code kern_return_t host_set_exception_ports(host_priv_t host_priv, exception_mask_t
   * exception_mask, mach_port_t new_port, exception_behavior_t behavior, thread_state_flavor_t
   * new_flavor)}
   *
   * <p><b>Ownership.</b> Before: the caller holds a send right on {@code new_port}; a receive right
   * is not enough. After success: it still does; the kernel has copied it, one for each type. The
   * earlier handlers are dropped. After failure: nothing has changed.
   *
   * @param host_priv the privileged host port, which only a task of the superuser has; not consumed
   * @param exception_mask {@code EXC_MASK_*}: the types that are meant
   * @param new_port the handler: the name of a send right; {@code MACH_PORT_NULL} for none; not
   *     consumed
   * @param behavior {@code EXCEPTION_*} with bits {@code MACH_EXCEPTION_*} beside it
   * @param new_flavor the flavour of thread state that the handler gets, or 0 where it gets none
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code host_priv} is not the privileged host port.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code host_priv} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the mask has bits other than those of {@code
   *           EXC_MASK_ALL}, {@code _CRASH} and {@code _CORPSE_NOTIFY}; the behaviour is unknown
   *           (not checked for {@code MACH_PORT_NULL}); the flavour is neither 0 nor known; {@code
   *           EXCEPTION_IDENTITY_PROTECTED} or {@code MACH_EXCEPTION_BACKTRACE_PREFERRED} without
   *           {@code MACH_EXCEPTION_CODES}.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code new_port} cannot leave its task, and is no
   *           hardened exception port.
   *       <li>{@code KERN_DENIED}: the target may not have this behaviour.
   *       <li>{@code KERN_NO_ACCESS}: a security policy forbids it.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: the caller holds no send right on {@code new_port}.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_EXCEPTION_BEHAVIOR_ENFORCE} (always fatal): the target is a
   *           hardened task or the host, and the behaviour would give its ports away.
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): the caller holds no send right on
   *           {@code new_port}.
   *     </ul>
   *     <p>Versions: {@code EXCEPTION_STATE_IDENTITY_PROTECTED} is there from macOS 15 on. Without
   *     {@code MACH_EXCEPTION_CODES} the kernel accepts it and panics when it delivers: never do
   *     that.
   *     <p>Source: {@code osfmk/kern/ipc_host.c: host_set_exception_ports}.
   */
  int host_set_exception_ports(
      int host_priv, int exception_mask, int new_port, int behavior, int new_flavor);

  /**
   * Sets the port that handles some exceptions of a host, and tells which did so far.
   *
   * <p>{@code kern_return_t host_swap_exception_ports(host_priv_t host_priv, exception_mask_t
   * exception_mask, mach_port_t new_port, exception_behavior_t behavior, thread_state_flavor_t
   * new_flavor, exception_mask_array_t masks, mach_msg_type_number_t *masksCnt,
   * exception_handler_array_t old_handlerss, exception_behavior_array_t old_behaviors,
   * exception_flavor_array_t old_flavors)}
   *
   * <p><b>Ownership.</b> Before: the caller holds a send right on {@code new_port}; a receive right
   * is not enough. After success: it still does; the kernel has copied it. The caller owns one user
   * reference for each of the first {@code masksCnt} earlier handlers that is a port, also where
   * two are the same port; each to be released with {@link MachPortRoutines#mach_port_deallocate}.
   * {@code MACH_PORT_NULL} and {@code MACH_PORT_DEAD} own nothing. After failure: nothing has
   * changed.
   *
   * <p>Types with the same port, behaviour and flavour share a slot. Types that had no handler are
   * listed with {@code MACH_PORT_NULL}.
   *
   * @param host_priv the privileged host port, which only a task of the superuser has; not consumed
   * @param exception_mask {@code EXC_MASK_*}: the types that are meant
   * @param new_port the handler: the name of a send right; {@code MACH_PORT_NULL} for none; not
   *     consumed
   * @param behavior {@code EXCEPTION_*} with bits {@code MACH_EXCEPTION_*} beside it
   * @param new_flavor the flavour of thread state that the handler gets, or 0 where it gets none
   * @param masks receives {@code EXC_MASK_*} for each slot: room for 32 words of 32 bits
   * @param masksCnt receives the number of slots: 32 bits
   * @param old_handlerss receives the handler of each slot: room for 32 names
   * @param old_behaviors receives the behaviour of each slot: room for 32 words
   * @param old_flavors receives the flavour of each slot: room for 32 words
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code host_priv} is not the privileged host port.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code host_priv} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the mask has bits other than those of {@code
   *           EXC_MASK_ALL}, {@code _CRASH} and {@code _CORPSE_NOTIFY}; the behaviour is unknown
   *           (not checked for {@code MACH_PORT_NULL}); the flavour is neither 0 nor known; {@code
   *           EXCEPTION_IDENTITY_PROTECTED} or {@code MACH_EXCEPTION_BACKTRACE_PREFERRED} without
   *           {@code MACH_EXCEPTION_CODES}.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code new_port} cannot leave its task, and is no
   *           hardened exception port.
   *       <li>{@code KERN_DENIED}: the target may not have this behaviour.
   *       <li>{@code KERN_NO_ACCESS}: a security policy forbids it.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: the caller holds no send right on {@code new_port}.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_EXCEPTION_BEHAVIOR_ENFORCE} (always fatal): the target is a
   *           hardened task or the host, and the behaviour would give its ports away.
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): the caller holds no send right on
   *           {@code new_port}.
   *     </ul>
   *     <p>Versions: {@code EXCEPTION_STATE_IDENTITY_PROTECTED} is there from macOS 15 on. Without
   *     {@code MACH_EXCEPTION_CODES} the kernel accepts it and panics when it delivers: never do
   *     that.
   *     <p>Source: {@code osfmk/kern/ipc_host.c: host_swap_exception_ports}.
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

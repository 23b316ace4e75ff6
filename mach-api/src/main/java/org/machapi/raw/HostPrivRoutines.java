package org.machapi.raw;

import static org.machapi.raw.RightKind.HOST;
import static org.machapi.raw.RightKind.HOST_PRIV;
import static org.machapi.raw.RightKind.IO_MAIN;
import static org.machapi.raw.RightKind.SEND;

import jnr.ffi.Pointer;

/**
 * The host, for the superuser: the routines of {@code <mach/host_priv.h>} that this library binds.
 */
public interface HostPrivRoutines {

  /**
   * Delivers a special port of the host.
   *
   * <p>{@code kern_return_t host_get_special_port(host_priv_t host_priv, int node, int which,
   * mach_port_t *port)}
   *
   * <p>{@ownership}
   *
   * <p>The host keeps a send right for each number. Three are the kernel's own ({@code HOST_PORT},
   * {@code HOST_PRIV_PORT}, {@code HOST_IO_MAIN_PORT}); the others are those of daemons, by which
   * the kernel finds them. Where nobody has set one, and for the numbers 4 to 7, the result is a
   * success with {@code MACH_PORT_NULL}; where the receiver has ended, with {@code MACH_PORT_DEAD}.
   *
   * @param host_priv the privileged host port, which only a task of the superuser has
   * @param node ignored; {@code HOST_LOCAL_NODE}
   * @param which {@code HOST_*_PORT}, without {@code HOST_SECURITY_PORT}
   * @param port receives the name, {@code MACH_PORT_NULL} or {@code MACH_PORT_DEAD}: 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code host_priv} is not the privileged host port, or
   *           {@code which} is {@code HOST_SECURITY_PORT}, negative or beyond the last number.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code host_priv} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_NO_ACCESS}: the caller is a driver (DriverKit) and asks for the port of a
   *           daemon; HID drivers may have {@code HOST_SYSDIAGNOSE_PORT}.
   *     </ul>
   *     <p>Versions: the last number is 31 up to macOS 11.2, 32 on macOS 12, 33 from macOS 13, 34
   *     from macOS 14.4, 35 from macOS 15 on.
   *     <p>Source: {@code osfmk/kern/host.c: host_get_special_port_from_user,
   *     host_get_special_port}; {@code osfmk/kern/ipc_host.c: convert_port_to_host_priv}.
   */
  int host_get_special_port(
      @Borrowed(HOST_PRIV) int host_priv,
      int node,
      int which,
      @Given(value = HOST, when = "which = HOST_PORT")
          @Given(value = HOST_PRIV, when = "which = HOST_PRIV_PORT")
          @Given(value = IO_MAIN, when = "which = HOST_IO_MAIN_PORT")
          @Given(value = SEND, when = "which > 3")
          Pointer port);

  /**
   * Sets a special port of the host.
   *
   * <p>{@code kern_return_t host_set_special_port(host_priv_t host_priv, int which, mach_port_t
   * port)}
   *
   * <p>{@ownership}
   *
   * <p>Only launchd may, and whom it permits: see {@code KERN_NO_ACCESS}. A receive right is not
   * enough. The kernel copies the send right, and drops the one that it had: if it was the last,
   * its receiver gets the no-senders notification that it has asked for. From then on the kernel
   * sends its requests to the new port, and every superuser can have a send right on it with {@link
   * #host_get_special_port}.
   *
   * @param host_priv the privileged host port, which only a task of the superuser has
   * @param which {@code HOST_*_PORT} from 8 ({@code HOST_DYNAMIC_PAGER_PORT}) on
   * @param port the name of a send right; {@code MACH_PORT_NULL} for none
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code host_priv} is not the privileged host port, or
   *           {@code which} is a port of the kernel (7 and below) or beyond the last number.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code host_priv} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: the caller holds no send right on {@code port}.
   *       <li>{@code KERN_INVALID_RIGHT}: the send right cannot leave its task.
   *       <li>{@code KERN_NO_ACCESS}: the caller is a driver (DriverKit); or neither launchd nor
   *           entitled ({@code com.apple.private.xpc.launchd.event-monitor}, for {@code
   *           HOST_TELEMETRY_PORT} only), while System Integrity Protection forbids {@code
   *           task_for_pid}; or a security policy forbids it.
   *       <li>{@code KERN_NOT_SUPPORTED}: {@code which} is {@code HOST_NODE_PORT}, for which
   *           kernels of macOS are not built.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): {@code port} is a name in use, but
   *           of no send right.
   *     </ul>
   *     <p>Versions: on macOS 11 every superuser may, but {@code HOST_AMFID_PORT} only launchd. Up
   *     to macOS 15.3 a port whose receive right cannot leave its task is {@code
   *     KERN_INVALID_RIGHT}, too. For the last number see {@link #host_get_special_port}.
   *     <p>Source: {@code osfmk/kern/host.c: host_set_special_port_from_user,
   *     host_set_special_port, kernel_set_special_port}.
   */
  int host_set_special_port(
      @Borrowed(HOST_PRIV) int host_priv, int which, @Borrowed(SEND) int port);

  /**
   * Tells which ports handle the exceptions of a host.
   *
   * <p>{@code kern_return_t host_get_exception_ports(host_priv_t host_priv, exception_mask_t
   * exception_mask, exception_mask_array_t masks, mach_msg_type_number_t *masksCnt,
   * exception_handler_array_t old_handlers, exception_behavior_array_t old_behaviors,
   * exception_flavor_array_t old_flavors)}
   *
   * <p>{@ownership}
   *
   * <p>A handler is owned once for each slot, also where two are the same port; {@code
   * MACH_PORT_NULL} and {@code MACH_PORT_DEAD} own nothing.
   *
   * <p>Types with the same port, behaviour and flavour share a slot. Each type has one, with {@code
   * MACH_PORT_NULL} where there is no handler.
   *
   * @param host_priv the privileged host port, which only a task of the superuser has
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
      @Borrowed(HOST_PRIV) int host_priv,
      int exception_mask,
      Pointer masks,
      Pointer masksCnt,
      @Given(value = SEND, count = "each of masksCnt") Pointer old_handlers,
      Pointer old_behaviors,
      Pointer old_flavors);

  /**
   * Sets the port that handles some exceptions of a host.
   *
   * <p>{@code kern_return_t host_set_exception_ports(host_priv_t host_priv, exception_mask_t
   * exception_mask, mach_port_t new_port, exception_behavior_t behavior, thread_state_flavor_t
   * new_flavor)}
   *
   * <p>{@ownership}
   *
   * <p>A receive right on {@code new_port} is not enough. The kernel copies the send right, one for
   * each type, and drops those of the earlier handlers. A failure changes nothing. Where a security
   * policy refuses a single type, that type keeps its handler, with {@code KERN_SUCCESS}.
   *
   * <p>The host's handler is asked last: after that of the thread and that of the task, for every
   * task.
   *
   * @param host_priv the privileged host port, which only a task of the superuser has
   * @param exception_mask {@code EXC_MASK_*}: the types that are meant
   * @param new_port the handler: the name of a send right; {@code MACH_PORT_NULL} for none
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
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): {@code new_port} is a name in use,
   *           but of no send right.
   *     </ul>
   *     <p>Versions: {@code EXCEPTION_STATE_IDENTITY_PROTECTED} is there from macOS 15 on. Without
   *     {@code MACH_EXCEPTION_CODES} the kernel accepts it and panics when it delivers: never do
   *     that. {@code EXCEPTION_IDENTITY_PROTECTED} is there from macOS 12 on, {@code
   *     KERN_INVALID_RIGHT} and {@code KERN_DENIED} from macOS 15 on. A behaviour that gives ports
   *     away is {@code KERN_NO_ACCESS} on macOS 14.4 to 14.6, beside the guard exception, and
   *     permitted before.
   *     <p>Source: {@code osfmk/kern/ipc_host.c: host_set_exception_ports}; {@code
   *     osfmk/kern/ipc_tt.c: set_exception_ports_validation}.
   */
  int host_set_exception_ports(
      @Borrowed(HOST_PRIV) int host_priv,
      int exception_mask,
      @Borrowed(SEND) int new_port,
      int behavior,
      int new_flavor);

  /**
   * Sets the port that handles some exceptions of a host, and tells which did so far.
   *
   * <p>{@code kern_return_t host_swap_exception_ports(host_priv_t host_priv, exception_mask_t
   * exception_mask, mach_port_t new_port, exception_behavior_t behavior, thread_state_flavor_t
   * new_flavor, exception_mask_array_t masks, mach_msg_type_number_t *masksCnt,
   * exception_handler_array_t old_handlerss, exception_behavior_array_t old_behaviors,
   * exception_flavor_array_t old_flavors)}
   *
   * <p>{@ownership}
   *
   * <p>A receive right on {@code new_port} is not enough. The kernel copies the send right, one for
   * each type. A failure changes nothing. Where a security policy refuses a single type, that type
   * keeps its handler and is not listed, with {@code KERN_SUCCESS}.
   *
   * <p>An earlier handler is owned once for each slot, also where two are the same port; {@code
   * MACH_PORT_NULL} and {@code MACH_PORT_DEAD} own nothing.
   *
   * <p>Types with the same port, behaviour and flavour share a slot. Types that had no handler are
   * listed with {@code MACH_PORT_NULL}.
   *
   * @param host_priv the privileged host port, which only a task of the superuser has
   * @param exception_mask {@code EXC_MASK_*}: the types that are meant
   * @param new_port the handler: the name of a send right; {@code MACH_PORT_NULL} for none
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
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): {@code new_port} is a name in use,
   *           but of no send right.
   *     </ul>
   *     <p>Versions: {@code EXCEPTION_STATE_IDENTITY_PROTECTED} is there from macOS 15 on. Without
   *     {@code MACH_EXCEPTION_CODES} the kernel accepts it and panics when it delivers: never do
   *     that. {@code EXCEPTION_IDENTITY_PROTECTED} is there from macOS 12 on, {@code
   *     KERN_INVALID_RIGHT} and {@code KERN_DENIED} from macOS 15 on. A behaviour that gives ports
   *     away is {@code KERN_NO_ACCESS} on macOS 14.4 to 14.6, beside the guard exception, and
   *     permitted before.
   *     <p>Source: {@code osfmk/kern/ipc_host.c: host_swap_exception_ports}; {@code
   *     osfmk/kern/ipc_tt.c: set_exception_ports_validation}.
   */
  int host_swap_exception_ports(
      @Borrowed(HOST_PRIV) int host_priv,
      int exception_mask,
      @Borrowed(SEND) int new_port,
      int behavior,
      int new_flavor,
      Pointer masks,
      Pointer masksCnt,
      @Given(value = SEND, count = "each of masksCnt") Pointer old_handlerss,
      Pointer old_behaviors,
      Pointer old_flavors);
}

package org.machapi.raw;

import static org.machapi.raw.RightKind.TIMER;

import jnr.ffi.Pointer;

/**
 * Timers that send a message: the routines of {@code <mach/mk_timer.h>}.
 *
 * <p>A timer is a receive right. It is armed with a point of time in the units of {@code
 * mach_absolute_time}, a clock that stands still while the system sleeps. When the time has come,
 * the kernel sends a message to the port, which can be received like any other, alone or through a
 * port set. It is {@code mk_timer_expire_msg_t}: a header and 24 bytes of zeros, 48 bytes without
 * the trailer, {@code msgh_id} 0, no rights besides the port itself. One such message at most is
 * there at a time: expiries while it has not been received yet add none. A timer that has expired
 * is not armed any more.
 *
 * <p>A name that is a dead name already is {@code KERN_INVALID_RIGHT} up to macOS 11, where later
 * releases say {@code KERN_INVALID_NAME} ({@code osfmk/ipc/ipc_object.c: ipc_object_translate}).
 */
public interface MkTimerRoutines {

  /**
   * Makes a timer.
   *
   * <p>{@code mach_port_name_t mk_timer_create(void)}
   *
   * <p>{@ownership}
   *
   * <p>The kernel keeps a send right to the port for itself: {@code mps_srights} is 1 from the
   * beginning, and as long as the timer lives there is never a no-senders notification. The receive
   * right can be given back with {@link MachPortRoutines#mach_port_mod_refs} or {@link
   * MachPortRoutines#mach_port_destruct}, too; {@link MachPortRoutines#mach_port_deallocate} does
   * not do it. It cannot be moved to another task: whoever tries is killed with {@code
   * kGUARD_EXC_IMMOVABLE}. Do not send messages to the port yourself: hardened tasks and processes
   * with the hardened runtime are killed for it, with {@code kGUARD_EXC_INVALID_OPTIONS}.
   *
   * @return the name of the receive right, not armed; {@code MACH_PORT_NULL} if no name is left
   *     <p>Source: {@code osfmk/kern/mk_timer.c: mk_timer_create_trap}; {@code
   *     osfmk/ipc/ipc_right.c: ipc_right_copyin}; {@code osfmk/ipc/ipc_policy.c:
   *     ipc_validate_kmsg_dest_from_user}.
   */
  @Made(value = TIMER, release = "mk_timer_destroy")
  int mk_timer_create();

  /**
   * Destroys a timer and its port.
   *
   * <p>{@code kern_return_t mk_timer_destroy(mach_port_name_t name)}
   *
   * <p>{@ownership}
   *
   * <p>The name goes with everything it stands for, send rights included, as with {@link
   * MachPortRoutines#mach_port_destroy}, and no dead name stays behind in the caller. Messages in
   * the queue are destroyed, that of an expiry too. Send rights that others hold become dead names.
   *
   * @param name the timer
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_NAME}: the caller has no such name.
   *       <li>{@code KERN_INVALID_RIGHT}: it is not a receive right; or the port has a guard, and
   *           the process is killed first.
   *       <li>{@code KERN_INVALID_ARGUMENT}: it is a receive right, but no timer.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_DESTROY} (always fatal): the port is guarded, and the guard is not
   *           0.
   *     </ul>
   *     <p>Versions: Before macOS 14.4 a dead name gives {@code KERN_INVALID_NAME}; from there on
   *     {@code KERN_INVALID_RIGHT}.
   *     <p>Source: {@code osfmk/kern/mk_timer.c: mk_timer_destroy_trap, mk_timer_port_destroy};
   *     {@code osfmk/ipc/ipc_right.c: ipc_right_destroy}.
   */
  int mk_timer_destroy(@Taken(value = TIMER, count = "all") int name);

  /**
   * Arms a timer.
   *
   * <p>{@code kern_return_t mk_timer_arm(mach_port_name_t name, uint64_t expire_time)}
   *
   * <p>{@ownership}
   *
   * <p>If it is armed already, the new time replaces the old one. A message of an earlier expiry
   * that has not been received yet stays in the queue. The kernel may send the message somewhat
   * later than asked, to expire several timers together; {@link #mk_timer_arm_leeway} has influence
   * on that.
   *
   * @param name the timer
   * @param expire_time when the message is to be sent: a value of {@code mach_absolute_time}, not
   *     an interval; if it is not in the future, the message is sent at once
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_NAME}: the caller has no such name, or it is a dead name.
   *       <li>{@code KERN_INVALID_RIGHT}: it is not a receive right.
   *       <li>{@code KERN_INVALID_ARGUMENT}: it is a receive right, but no timer.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/mk_timer.c: mk_timer_arm_trap, mk_timer_arm_trap_internal,
   *     mk_timer_expire}.
   */
  int mk_timer_arm(@Borrowed(TIMER) int name, long expire_time);

  /**
   * Stops a timer.
   *
   * <p>{@code kern_return_t mk_timer_cancel(mach_port_name_t name, uint64_t *result_time)}
   *
   * <p>{@ownership}
   *
   * <p>The message of an expiry that is in the queue already is not taken back.
   *
   * <p>The time delivered is not quite that given to {@link #mk_timer_arm}: it is the latest time
   * at which the kernel would have sent the message, its tolerance or the leeway included. Do not
   * compare the two.
   *
   * @param name the timer
   * @param result_time receives the time for which the timer was armed, in the units of {@code
   *     mach_absolute_time}, or 0 if it was not armed: 64 bits; or NULL
   * @return {@code KERN_SUCCESS}, also if it was not armed, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_NAME}: the caller has no such name, or it is a dead name.
   *       <li>{@code KERN_INVALID_RIGHT}: it is not a receive right.
   *       <li>{@code KERN_INVALID_ARGUMENT}: it is a receive right, but no timer.
   *       <li>{@code KERN_FAILURE}: {@code result_time} cannot be written; the timer is stopped.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/mk_timer.c: mk_timer_cancel_trap}; {@code
   *     osfmk/kern/thread_call.c: thread_call_get_armed_deadline,
   *     thread_call_enter_delayed_internal}.
   */
  int mk_timer_cancel(@Borrowed(TIMER) int name, Pointer result_time);

  /**
   * Arms a timer, and tells how late it may be.
   *
   * <p>{@code kern_return_t mk_timer_arm_leeway(mach_port_name_t name, uint64_t mk_timer_flags,
   * uint64_t mk_timer_expire_time, uint64_t mk_timer_leeway)}
   *
   * <p>{@ownership}
   *
   * <p>Otherwise like {@link #mk_timer_arm}, which is the same with 0 for flags and leeway.
   *
   * @param name the timer
   * @param mk_timer_flags {@code MK_TIMER_NORMAL}, 0, or {@code MK_TIMER_CRITICAL}, 1, for a timer
   *     that should be delayed as little as possible; other bits are ignored
   * @param mk_timer_expire_time when the message is to be sent: a value of {@code
   *     mach_absolute_time}, not an interval; if it is not in the future, the message is sent at
   *     once
   * @param mk_timer_leeway how much later it may be sent, in the units of {@code
   *     mach_absolute_time}; if the tolerance that the kernel would choose itself is larger, that
   *     holds; 0 leaves it to the kernel
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_NAME}: the caller has no such name, or it is a dead name.
   *       <li>{@code KERN_INVALID_RIGHT}: it is not a receive right.
   *       <li>{@code KERN_INVALID_ARGUMENT}: it is a receive right, but no timer.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/mk_timer.c: mk_timer_arm_leeway_trap,
   *     mk_timer_arm_trap_internal}; {@code osfmk/kern/thread_call.c:
   *     thread_call_enter_delayed_internal}.
   */
  int mk_timer_arm_leeway(
      @Borrowed(TIMER) int name,
      long mk_timer_flags,
      long mk_timer_expire_time,
      long mk_timer_leeway);
}

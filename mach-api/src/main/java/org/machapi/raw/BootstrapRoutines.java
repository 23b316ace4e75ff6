package org.machapi.raw;

import static org.machapi.raw.RightKind.BOOTSTRAP;
import static org.machapi.raw.RightKind.RECEIVE;
import static org.machapi.raw.RightKind.SEND;

import jnr.ffi.Pointer;
import jnr.ffi.Variable;

/**
 * Names for ports: the routines and the variable of {@code <servers/bootstrap.h>}, by which
 * programs find the ports of each other.
 *
 * <p>The bootstrap server is launchd, process 1. It keeps a table of service names and ports. A
 * program that serves takes the receive right of its name by {@link #bootstrap_check_in}; whoever
 * wants to send gets a send right by {@link #bootstrap_look_up}. Most others are deprecated.
 *
 * <p>What this manual rests on: these routines are not in XNU. They are exported by {@code
 * libxpc.dylib} of the system library, whose source, like that of today's launchd, is not
 * published. The last published launchd is 842.92.1 of OS X 10.9; there the same routines are in
 * {@code liblaunch/libbootstrap.c}, and the server's part is in {@code src/core.c}. What is said
 * here of rights, errors and effects was read in that source, and holds for today's systems as far
 * as nobody changed it. A sentence with "Header:" or "Today" says what rests on today's header, or
 * on XNU 11417, instead; "the old header" is that of launchd 842.92.1. The messages are others
 * today: the kernel refuses those of that launchd, whose numbers are below 0x1000000, to every
 * filtered task ({@code osfmk/ipc/ipc_policy.c: ipc_filter_kmsg_header_from_user}). Errors of the
 * kernel that are named here can therefore come as others.
 */
public interface BootstrapRoutines {

  /**
   * Takes the receive right of a service.
   *
   * <p>{@code kern_return_t bootstrap_check_in(mach_port_t bp, const name_t service_name,
   * mach_port_t *sp)}
   *
   * <p>{@ownership}
   *
   * <p>The service is one that the program's job declares in its property list under {@code
   * MachServices}. Messages that came before are in the queue. Whoever holds a send right already
   * has the receive right under the same name.
   *
   * <p>launchd asks to be told when the receive right is destroyed ({@code
   * MACH_NOTIFY_PORT_DESTROYED}). Giving it back therefore does not destroy a declared service: the
   * right goes back to launchd with all messages that are queued, the send rights of others stay
   * good, and the next message starts the job again. It is the same if the program ends. With
   * {@code ResetAtClose} in the property list launchd makes a new port instead, and the send rights
   * become dead names.
   *
   * <p>A name that nobody has declared is made by the call, for as long as the receive right lives:
   * no job is started for it, and with the right the name goes. Today's XNU tests take names so
   * ({@code tests/ipc_mach_port.c: server_checkin}).
   *
   * @param bp the bootstrap port, usually that of {@link #bootstrap_port}
   * @param service_name the name: bytes with a closing zero, at most {@code BOOTSTRAP_MAX_NAME_LEN}
   *     (128) with it
   * @param sp receives the name of the receive right: 32 bits
   * @return {@code BOOTSTRAP_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code BOOTSTRAP_UNKNOWN_SERVICE}: there is no such service and none may be made: the
   *           caller is one of several instances of its job.
   *       <li>{@code BOOTSTRAP_NOT_PRIVILEGED}: the service belongs to another job; or it is not
   *           declared, and the sandbox does not let the caller register it.
   *       <li>{@code BOOTSTRAP_SERVICE_ACTIVE}: the receive right was taken before and has not come
   *           back.
   *       <li>{@code BOOTSTRAP_NO_MEMORY}: launchd has too little memory, or does not know the
   *           caller.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code bp} is null, a dead name or no send right of
   *           the caller.
   *     </ul>
   *     <p>Source: {@code launchd-842.92.1, liblaunch/libbootstrap.c: bootstrap_check_in}; {@code
   *     src/job.defs: check_in2}; {@code src/core.c: job_mig_check_in2,
   *     machservice_request_notifications, job_ack_port_destruction}; {@code man/launchd.plist.5:
   *     MachServices}.
   */
  int bootstrap_check_in(
      @Borrowed(BOOTSTRAP) int bp,
      Pointer service_name,
      @Given(value = RECEIVE, release = "mach_port_destruct") Pointer sp);

  /**
   * Declares a program as a server that launchd starts, and makes a bootstrap port for it.
   *
   * <p>{@code kern_return_t bootstrap_create_server(mach_port_t bp, cmd_t server_cmd, uid_t
   * server_uid, boolean_t on_demand, mach_port_t *server_port)}
   *
   * <p>{@ownership}
   *
   * <p>Header: deprecated since OS X 10.10. Whether today's launchd still does anything is not
   * known. Use a property list of launchd instead.
   *
   * <p>Services that are taken by {@code server_port} belong to the server. launchd does not start
   * the server as long as anybody holds a send right to {@code server_port}: the last one that is
   * given back starts it, or lets the next message do so.
   *
   * @param bp the bootstrap port
   * @param server_cmd the command: bytes with a closing zero, at most 512 with it; it is cut into
   *     words
   * @param server_uid the user that the server runs as; counts only where the caller is the
   *     superuser
   * @param on_demand 1: start it when a message comes; 0: always keep it running
   * @param server_port receives the name of the server's bootstrap port: 32 bits
   * @return {@code BOOTSTRAP_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code BOOTSTRAP_NOT_PRIVILEGED}: the caller's job may make no others, or the sandbox
   *           forbids it.
   *       <li>{@code BOOTSTRAP_NO_MEMORY}: launchd has too little memory, the command is empty, the
   *           system is shutting down, or launchd does not know the caller.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code bp} is null, a dead name or no send right of
   *           the caller.
   *     </ul>
   *     <p>Source: {@code launchd-842.92.1, liblaunch/libbootstrap.c: bootstrap_create_server};
   *     {@code src/job.defs: create_server}; {@code src/core.c: job_mig_create_server,
   *     job_new_via_mach_init, job_ack_no_senders}.
   */
  int bootstrap_create_server(
      @Borrowed(BOOTSTRAP) int bp,
      Pointer server_cmd,
      int server_uid,
      int on_demand,
      @Given(BOOTSTRAP) Pointer server_port);

  /**
   * Makes a service and leaves its receive right with launchd.
   *
   * <p>{@code kern_return_t bootstrap_create_service(mach_port_t bp, name_t service_name,
   * mach_port_t *sp)}
   *
   * <p>{@ownership}
   *
   * <p>Header: deprecated since Mac OS X 10.6; {@link #bootstrap_check_in} is what to use.
   *
   * <p>It is a {@code bootstrap_check_in} whose receive right is given back at once, and a {@link
   * #bootstrap_look_up} after it. Whether the service outlives that depends on what {@code bp} is:
   * with a port of {@link #bootstrap_create_server}, or for a declared service, the right goes back
   * to launchd; else the port is destroyed, and the look-up fails, or gives {@code MACH_PORT_DEAD}
   * if launchd has not yet heard of it. If the receive right could not be given back, which a fresh
   * one always can, it would be in {@code sp} together with the error.
   *
   * @param bp the bootstrap port
   * @param service_name the name: bytes with a closing zero, at most {@code BOOTSTRAP_MAX_NAME_LEN}
   *     (128) with it
   * @param sp receives the name of the send right: 32 bits
   * @return {@code BOOTSTRAP_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code BOOTSTRAP_SERVICE_ACTIVE}: somebody has taken the receive right.
   *       <li>{@code BOOTSTRAP_NOT_PRIVILEGED}: the service belongs to another job, or the sandbox
   *           forbids it.
   *       <li>{@code BOOTSTRAP_UNKNOWN_SERVICE}: the service did not outlive its receive right.
   *       <li>{@code BOOTSTRAP_NO_MEMORY}: launchd has too little memory, or does not know the
   *           caller.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code bp} is null, a dead name or no send right of
   *           the caller.
   *     </ul>
   *     <p>Versions: Up to launchd 258 (Mac OS X 10.5) it was a request of its own, and took no
   *     receive right.
   *     <p>Source: {@code launchd-842.92.1, liblaunch/libbootstrap.c: bootstrap_create_service};
   *     {@code src/core.c: job_mig_check_in2, job_mig_look_up2}.
   */
  int bootstrap_create_service(
      @Borrowed(BOOTSTRAP) int bp, Pointer service_name, @Given(SEND) Pointer sp);

  /**
   * Finds the port of a service by its name.
   *
   * <p>{@code kern_return_t bootstrap_look_up(mach_port_t bp, const name_t service_name,
   * mach_port_t *sp)}
   *
   * <p>{@ownership}
   *
   * <p>Every call gives another reference of the same name. A program that has taken the receive
   * right of the service gets the send right under the name of that.
   *
   * <p>Success does not mean that anybody serves: the port of a declared service is there before
   * its job runs, and the first message to it starts the job. A service declared with {@code
   * HideUntilCheckIn} is not found before somebody takes its receive right. Names are looked up in
   * the subset that {@code bp} stands for, and then in its parents.
   *
   * @param bp the bootstrap port, usually that of {@link #bootstrap_port}
   * @param service_name the name: bytes with a closing zero, at most {@code BOOTSTRAP_MAX_NAME_LEN}
   *     (128) with it
   * @param sp receives the name of the send right: 32 bits
   * @return {@code BOOTSTRAP_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code BOOTSTRAP_UNKNOWN_SERVICE}: there is no such service, or it is hidden.
   *       <li>{@code BOOTSTRAP_NOT_PRIVILEGED}: the sandbox does not let the caller look it up.
   *       <li>{@code BOOTSTRAP_NO_MEMORY}: launchd does not know the caller.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code bp} is null, a dead name or no send right of
   *           the caller.
   *     </ul>
   *     <p>Source: {@code launchd-842.92.1, liblaunch/libbootstrap.c: bootstrap_look_up,
   *     bootstrap_look_up3}; {@code src/job.defs: look_up2}; {@code src/core.c: job_mig_look_up2,
   *     jobmgr_lookup_service}.
   */
  int bootstrap_look_up(@Borrowed(BOOTSTRAP) int bp, Pointer service_name, @Given(SEND) Pointer sp);

  /**
   * Finds the bootstrap port above a bootstrap port.
   *
   * <p>{@code kern_return_t bootstrap_parent(mach_port_t bp, mach_port_t *parent_port)}
   *
   * <p>{@ownership}
   *
   * <p>That of a subset is the one that it was made from. Where there is none above, the port of
   * the same set of services is given, as {@code ..} of the root directory is the root directory.
   * The comment in the old header that all but the superuser are refused is wrong for launchd
   * 842.92.1: nothing is checked.
   *
   * @param bp the bootstrap port
   * @param parent_port receives the name of the bootstrap port above: 32 bits
   * @return {@code BOOTSTRAP_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code BOOTSTRAP_NOT_PRIVILEGED}: the caller is not the superuser; the old header
   *           says so, and no published launchd since 258 does it.
   *       <li>{@code BOOTSTRAP_NO_MEMORY}: launchd does not know the caller.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code bp} is null, a dead name or no send right of
   *           the caller.
   *     </ul>
   *     <p>Source: {@code launchd-842.92.1, liblaunch/libbootstrap.c: bootstrap_parent}; {@code
   *     src/job.defs: parent}; {@code src/core.c: job_mig_parent}; {@code liblaunch/bootstrap.h:
   *     bootstrap_parent}.
   */
  int bootstrap_parent(@Borrowed(BOOTSTRAP) int bp, @Given(BOOTSTRAP) Pointer parent_port);

  /**
   * Gives a port a service name.
   *
   * <p>{@code kern_return_t bootstrap_register(mach_port_t bp, name_t service_name, mach_port_t
   * sp)}
   *
   * <p>{@ownership}
   *
   * <p>Header: deprecated since Mac OS X 10.5; {@link #bootstrap_check_in} is what to use. Today's
   * XNU tests still call it ({@code tests/mo_immovable_receive.c: server_setup}).
   *
   * <p>launchd has a send right of its own afterwards, so the port does not get a no-senders
   * notification while it is registered. The name lives as long as the port: when the receive right
   * is destroyed launchd forgets it. With {@code MACH_PORT_NULL} a service of the caller's job that
   * is not active is taken back, and its port is destroyed if launchd has it.
   *
   * @param bp the bootstrap port
   * @param service_name the name: bytes with a closing zero, at most {@code BOOTSTRAP_MAX_NAME_LEN}
   *     (128) with it
   * @param sp the port; a receive right alone is not enough: make a send right first. {@code
   *     MACH_PORT_NULL}: take the name back
   * @return {@code BOOTSTRAP_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code BOOTSTRAP_NAME_IN_USE}: the name is taken; the old header says so, but launchd
   *           842.92.1 answers with one of the next two.
   *       <li>{@code BOOTSTRAP_SERVICE_ACTIVE}: the caller's job has registered or taken the
   *           service.
   *       <li>{@code BOOTSTRAP_NOT_PRIVILEGED}: the name belongs to another job, the service is one
   *           whose receive right is to be taken, or the sandbox forbids it.
   *       <li>{@code BOOTSTRAP_NO_MEMORY}: launchd has too little memory, does not know the caller,
   *           or {@code sp} is {@code MACH_PORT_DEAD} or a dead name.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: {@code sp} is no send right of the caller.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code bp} is null, a dead name or no send right of
   *           the caller.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_IMMOVABLE} (always fatal): {@code sp} is a right that cannot leave
   *           the task, such as a read or inspect port of a task.
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): {@code sp} has a name, but no send
   *           right.
   *     </ul>
   *     <p>Source: {@code launchd-842.92.1, liblaunch/libbootstrap.c: bootstrap_register2}; {@code
   *     src/job.defs: register2}; {@code src/core.c: job_mig_register2, machservice_new,
   *     jobmgr_delete_anything_with_port}.
   */
  int bootstrap_register(@Borrowed(BOOTSTRAP) int bp, Pointer service_name, @Borrowed(SEND) int sp);

  /**
   * Tells whether a service is there, and whether the caller could take it.
   *
   * <p>{@code kern_return_t bootstrap_status(mach_port_t bp, name_t service_name,
   * bootstrap_status_t *service_active)}
   *
   * <p>{@ownership}
   *
   * <p>Header: deprecated since Mac OS X 10.5; the old header advises to look up or to take the
   * service, and to see whether it fails.
   *
   * <p>It is no mere question: it looks the name up, gives that right back, then tries {@link
   * #bootstrap_check_in}, and gives the receive right back. In between the caller is the one that
   * serves, and for launchd its job has begun to. The answers are not what their names say: 1 means
   * that the service is there and the caller cannot take it, whether anybody serves or not.
   *
   * @param bp the bootstrap port
   * @param service_name the name: bytes with a closing zero, at most {@code BOOTSTRAP_MAX_NAME_LEN}
   *     (128) with it
   * @param service_active receives, 32 bits: 1 ({@code BOOTSTRAP_STATUS_ACTIVE}), or 2 ({@code
   *     BOOTSTRAP_STATUS_ON_DEMAND}): the caller could take it; never 0 ({@code
   *     BOOTSTRAP_STATUS_INACTIVE})
   * @return {@code BOOTSTRAP_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code BOOTSTRAP_UNKNOWN_SERVICE}: there is no such service, or it is hidden.
   *       <li>{@code BOOTSTRAP_NOT_PRIVILEGED}: the sandbox does not let the caller look it up.
   *       <li>{@code BOOTSTRAP_NO_MEMORY}: launchd does not know the caller.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code bp} is null, a dead name or no send right of
   *           the caller.
   *     </ul>
   *     <p>Source: {@code launchd-842.92.1, liblaunch/libbootstrap.c: bootstrap_status}; {@code
   *     src/core.c: job_mig_look_up2, job_mig_check_in2}.
   */
  int bootstrap_status(@Borrowed(BOOTSTRAP) int bp, Pointer service_name, Pointer service_active);

  /**
   * Tells in English what a return code of these routines means.
   *
   * <p>{@code const char *bootstrap_strerror(kern_return_t r)}
   *
   * <p>{@ownership}
   *
   * <p>{@code BOOTSTRAP_NAME_IN_USE} and {@code BOOTSTRAP_SERVICE_ACTIVE} have the same text. Other
   * codes go to {@link MachErrorRoutines#mach_error_string}; so does {@code BOOTSTRAP_NO_CHILDREN},
   * which has none here.
   *
   * @param r the code
   * @return the text, bytes with a closing zero, which belong to the system library: never free
   *     them
   *     <p>Source: {@code launchd-842.92.1, liblaunch/libbootstrap.c: bootstrap_strerror}.
   */
  @Contract(Contract.Nothing.NOTHING_CHANGES_HANDS)
  Pointer bootstrap_strerror(int r);

  /**
   * Makes a bootstrap port whose new names only its users see.
   *
   * <p>{@code kern_return_t bootstrap_subset(mach_port_t bp, mach_port_t requestor_port,
   * mach_port_t *subset_port)}
   *
   * <p>{@ownership}
   *
   * <p>Header: deprecated since OS X 10.10. Whether today's launchd still makes subsets is not
   * known.
   *
   * <p>What is looked up by {@code subset_port} is looked for in the subset first, then in what
   * {@code bp} stands for; what is registered by it is found in the subset only. Give it to child
   * tasks as their bootstrap port ({@link TaskRoutines#task_set_special_port} with {@code
   * TASK_BOOTSTRAP_PORT}). The subset and all its services are gone when {@code requestor_port}
   * dies, not when {@code subset_port} is given back; launchd keeps a send right to {@code
   * requestor_port} until then.
   *
   * @param bp the bootstrap port
   * @param requestor_port the port that the subset lives as long as, often the task port; a receive
   *     right alone is not enough
   * @param subset_port receives the name of the new bootstrap port: 32 bits
   * @return {@code BOOTSTRAP_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code BOOTSTRAP_NOT_PRIVILEGED}: {@code requestor_port} is {@code MACH_PORT_NULL}.
   *       <li>{@code BOOTSTRAP_UNKNOWN_SERVICE}: what {@code bp} stands for is shutting down.
   *       <li>{@code BOOTSTRAP_NO_MEMORY}: subsets are nested deeper than 100, {@code
   *           requestor_port} is dead, launchd has too little memory, or does not know the caller.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: {@code requestor_port} is no send right of the
   *           caller.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code bp} is null, a dead name or no send right of
   *           the caller.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_IMMOVABLE} (always fatal): {@code requestor_port} is a right that
   *           cannot leave the task, such as a read or inspect port of a task, and in hardened
   *           tasks the task port.
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): {@code requestor_port} has a name,
   *           but no send right.
   *     </ul>
   *     <p>Source: {@code launchd-842.92.1, liblaunch/libbootstrap.c: bootstrap_subset}; {@code
   *     src/job.defs: subset}; {@code src/core.c: job_mig_subset, jobmgr_new,
   *     jobmgr_delete_anything_with_port}.
   */
  int bootstrap_subset(
      @Borrowed(BOOTSTRAP) int bp,
      @Borrowed(SEND) int requestor_port,
      @Given(BOOTSTRAP) Pointer subset_port);

  /**
   * Adds a user reference to a bootstrap port and returns its name again.
   *
   * <p>{@code kern_return_t bootstrap_unprivileged(mach_port_t bp, mach_port_t *unpriv_port)}
   *
   * <p>{@ownership}
   *
   * <p>Header: deprecated since Mac OS X 10.5. It was to tell the port that servers give to their
   * children from the one that servers have themselves. From launchd 258 on there is no such
   * difference: {@code bp} itself comes back, launchd is not asked, and what is done is {@link
   * MachPortRoutines#mach_port_mod_refs} by 1. {@code MACH_PORT_NULL} and {@code MACH_PORT_DEAD}
   * are a success that does nothing.
   *
   * @param bp the bootstrap port; any send right will do
   * @param unpriv_port receives the same name: 32 bits; after failure {@code MACH_PORT_NULL}
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_NAME}: no right has this name.
   *       <li>{@code KERN_INVALID_RIGHT}: the name is no send right.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_INVALID_NAME} (optional): no right has this name.
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): the name is no send right.
   *     </ul>
   *     <p>Source: {@code launchd-842.92.1, liblaunch/libbootstrap.c: bootstrap_unprivileged};
   *     {@code osfmk/ipc/mach_port.c: mach_port_mod_refs}.
   */
  int bootstrap_unprivileged(@Borrowed(BOOTSTRAP) int bp, @Given(BOOTSTRAP) Pointer unpriv_port);

  /**
   * The variable that holds the name of the bootstrap port.
   *
   * <p>{@code extern mach_port_t bootstrap_port}
   *
   * <p><b>Ownership.</b> Nobody gains anything by reading it: the reference belongs to the system
   * library for the life of the process, and must never be given back.
   *
   * <p>The library sets it before {@code main}, to what the task has as its special port {@code
   * TASK_BOOTSTRAP_PORT}, which tasks inherit from their parents. Setting the special port later
   * does not change the variable, nor the other way round. {@link
   * TaskRoutines#task_get_special_port} tells the special port too, but gives a reference with each
   * call, which is the caller's. A program whose parent has no bootstrap port has {@code
   * MACH_PORT_NULL} here.
   *
   * @return the variable; its value is a name of 32 bits
   *     <p>Source: {@code libsyscall/mach/mach_init.c: bootstrap_port}; {@code launchd-842.92.1,
   *     liblaunch/libbootstrap.c: bootstrap_init}; {@code osfmk/kern/ipc_tt.c: ipc_task_init,
   *     task_get_special_port_internal}.
   */
  Variable<Integer> bootstrap_port();
}

package org.machapi.raw;

import static org.machapi.raw.OnFailure.DEPENDS;
import static org.machapi.raw.RightKind.ANY;
import static org.machapi.raw.RightKind.DEAD_NAME;
import static org.machapi.raw.RightKind.NAME;
import static org.machapi.raw.RightKind.PORT_SET;
import static org.machapi.raw.RightKind.RECEIVE;
import static org.machapi.raw.RightKind.SEND;
import static org.machapi.raw.RightKind.SEND_ONCE;
import static org.machapi.raw.RightKind.TASK;
import static org.machapi.raw.RightKind.TASK_INSPECT;
import static org.machapi.raw.RightKind.TASK_READ;

import jnr.ffi.Pointer;

/**
 * Port spaces, their names and rights: the routines of {@code <mach/mach_port.h>} that this library
 * binds.
 */
public interface MachPortRoutines {

  /**
   * Lists all names of a port space, and what each stands for.
   *
   * <p>{@code kern_return_t mach_port_names(ipc_space_t task, mach_port_name_array_t *names,
   * mach_msg_type_number_t *namesCnt, mach_port_type_array_t *types, mach_msg_type_number_t
   * *typesCnt)}
   *
   * <p>{@ownership}
   *
   * <p>The two arrays are two pieces of memory, each to be given back on its own.
   *
   * <p>A send right whose port is gone is listed as a dead name even where nothing has turned its
   * name into one yet. A snapshot: names come and go meanwhile.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param names receives the address of an array of names, 32 bits each; 0 if the space is empty
   * @param namesCnt receives the number of names
   * @param types receives the address of an array of {@code MACH_PORT_TYPE_*} bits, 32 bits each,
   *     in the same order; 0 if the space is empty
   * @param typesCnt receives the same number once more
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_RESOURCE_SHORTAGE}: the kernel has too little memory.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_names}.
   */
  int mach_port_names(
      @Borrowed(TASK) int task,
      @GivenMemory(bytes = "namesCnt * 4") @Borrowed(NAME) Pointer names,
      Pointer namesCnt,
      @GivenMemory(bytes = "typesCnt * 4") Pointer types,
      Pointer typesCnt);

  /**
   * Tells what a name stands for.
   *
   * <p>{@code kern_return_t mach_port_type(ipc_space_t task, mach_port_name_t name,
   * mach_port_type_t *ptype)}
   *
   * <p>{@ownership}
   *
   * <p>{@code MACH_PORT_DEAD} is a success and a dead name. A name whose port is gone becomes a
   * dead name now at the latest, with one more user reference if a dead-name notification was
   * requested for it. No guard exception comes of a name that stands for nothing: this is the way
   * to ask.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param name the name to look at
   * @param ptype receives {@code MACH_PORT_TYPE_*} bits: 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, or it is {@code MACH_PORT_NULL}.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_type}; {@code osfmk/ipc/ipc_right.c:
   *     ipc_right_info}.
   */
  int mach_port_type(@Borrowed(TASK) int task, @Borrowed(NAME) int name, Pointer ptype);

  /**
   * Was to give a right another name; no supported release does it.
   *
   * <p>{@code kern_return_t mach_port_rename(ipc_space_t task, mach_port_name_t old_name,
   * mach_port_name_t new_name)}
   *
   * <p>{@ownership}
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param old_name the name of the right
   * @param new_name the name that it was to have
   * @return never {@code KERN_SUCCESS}; an error:
   *     <ul>
   *       <li>{@code KERN_NOT_SUPPORTED}: always, up to macOS 12.
   *       <li>{@code MIG_BAD_ID}: always, from macOS 13 on.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *     </ul>
   *     <p>Versions: The kernel has no such routine any more from XNU 8792 (macOS 13) on. The
   *     system library still exports it.
   *     <p>Source: {@code osfmk/mach/mach_port.defs}; {@code in XNU 8019 osfmk/ipc/mach_port.c:
   *     mach_port_rename}.
   */
  int mach_port_rename(
      @Borrowed(TASK) int task, @Borrowed(NAME) int old_name, @Borrowed(NAME) int new_name);

  /**
   * Makes a new receive right, port set or dead name under a name that the kernel chooses.
   *
   * <p>{@code kern_return_t mach_port_allocate(ipc_space_t task, mach_port_right_t right,
   * mach_port_name_t *name)}
   *
   * <p>{@ownership}
   *
   * <p>A receive right comes without any send right, and never goes back with {@link
   * #mach_port_deallocate}, which refuses it. {@link #mach_port_mod_refs} (right {@code
   * MACH_PORT_RIGHT_RECEIVE}, delta -1) gives it back too if it is not guarded. A port set is given
   * back with {@code mach_port_mod_refs} (right {@code MACH_PORT_RIGHT_PORT_SET}, delta -1). A dead
   * name has one user reference.
   *
   * <p>A new port has queue limit 5, make-send count 0 and no context.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param right what to make: {@code MACH_PORT_RIGHT_RECEIVE}, {@code _PORT_SET} or {@code
   *     _DEAD_NAME}
   * @param name receives the name: 32 bits; left alone on failure
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_VALUE}: {@code right} is none of the three.
   *       <li>{@code KERN_NO_SPACE}: the table of names is as large as it may be.
   *       <li>{@code KERN_RESOURCE_SHORTAGE}: the kernel has too little memory.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_allocate_full}; {@code
   *     osfmk/ipc/ipc_port.c: ipc_port_init}.
   */
  int mach_port_allocate(
      @Borrowed(TASK) int task,
      int right,
      @Made(
              value = RECEIVE,
              release = "mach_port_destruct",
              when = "right = MACH_PORT_RIGHT_RECEIVE")
          @Made(
              value = PORT_SET,
              release = "mach_port_mod_refs",
              when = "right = MACH_PORT_RIGHT_PORT_SET")
          @Made(
              value = DEAD_NAME,
              release = "mach_port_deallocate",
              when = "right = MACH_PORT_RIGHT_DEAD_NAME")
          Pointer name);

  /**
   * Makes a new receive right or port set under a name that the caller chooses.
   *
   * <p>{@code kern_return_t mach_port_allocate_name(ipc_space_t task, mach_port_right_t right,
   * mach_port_name_t name)}
   *
   * <p>{@ownership}
   *
   * <p>What is made is as with {@link #mach_port_allocate}.
   *
   * <p>For {@code MACH_PORT_RIGHT_DEAD_NAME} the kernel makes a dead name under a name of its own
   * choice and does not tell which: success, and one dead name more than anybody gives back. {@link
   * #mach_port_allocate_full} tells the name.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param right what to make: {@code MACH_PORT_RIGHT_RECEIVE} or {@code _PORT_SET}
   * @param name the name to give; its two lowest bits must be set, as in all names that the kernel
   *     makes
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_NAME_EXISTS}: the name is in use.
   *       <li>{@code KERN_INVALID_VALUE}: {@code right} is none of those that can be made, or the
   *           name is {@code MACH_PORT_NULL}, {@code MACH_PORT_DEAD} or has other low bits.
   *       <li>{@code KERN_NO_SPACE}: the name lies beyond the largest table of names.
   *       <li>{@code KERN_FAILURE}: the index part of the name, all but its low 8 bits, is 0, or
   *           the slot with this index is in use under a name with other low bits.
   *       <li>{@code KERN_RESOURCE_SHORTAGE}: the kernel has too little memory.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_allocate_name}; {@code
   *     osfmk/ipc/ipc_entry.c: ipc_entry_alloc_name}; {@code osfmk/ipc/ipc_object.c:
   *     ipc_object_alloc_dead}.
   */
  @GivenUnnamed(value = DEAD_NAME, when = "right = MACH_PORT_RIGHT_DEAD_NAME")
  int mach_port_allocate_name(
      @Borrowed(TASK) int task,
      int right,
      @Made(
              value = RECEIVE,
              release = "mach_port_destruct",
              when = "right = MACH_PORT_RIGHT_RECEIVE")
          @Made(
              value = PORT_SET,
              release = "mach_port_mod_refs",
              when = "right = MACH_PORT_RIGHT_PORT_SET")
          @Borrowed(value = NAME, when = "right = MACH_PORT_RIGHT_DEAD_NAME")
          int name);

  /**
   * Makes a new receive right, port set or dead name, as {@link #mach_port_allocate} does, from a
   * structure of wishes that today's kernels ignore.
   *
   * <p>{@code kern_return_t mach_port_allocate_qos(ipc_space_t task, mach_port_right_t right,
   * mach_port_qos_t *qos, mach_port_name_t *name)}
   *
   * <p>{@ownership}
   *
   * <p>The one wish left, a message that is allocated beforehand, is checked and then dropped. The
   * old manual says that {@code qos} can ask for a chosen name here; the kernel refuses that. Use
   * {@link #mach_port_allocate}, {@link #mach_port_allocate_name} or {@link #mach_port_construct}.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param right what to make: {@code MACH_PORT_RIGHT_RECEIVE}, {@code _PORT_SET} or {@code
   *     _DEAD_NAME}
   * @param qos {@code mach_port_qos_t}, 8 bytes: 32 bits of flags, of which bit 0 ({@code name})
   *     must be 0 and bit 1 ({@code prealloc}) asks for the message, then its size {@code len} in
   *     bytes: 32 bits. Comes back after success with bit 1 cleared
   * @param name receives the name: 32 bits; left alone on failure
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: bit 0 of {@code qos} is set.
   *       <li>{@code KERN_INVALID_VALUE}: {@code right} is none of the three, or bit 1 is set and
   *           it is not {@code MACH_PORT_RIGHT_RECEIVE}.
   *       <li>{@code KERN_NO_SPACE}: the table of names is as large as it may be.
   *       <li>{@code KERN_RESOURCE_SHORTAGE}: the kernel has too little memory; or bit 1 is set and
   *           {@code len} leaves a 32-bit size no room for a trailer.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_allocate_qos, mach_port_allocate_full}.
   */
  int mach_port_allocate_qos(
      @Borrowed(TASK) int task,
      int right,
      Pointer qos,
      @Made(
              value = RECEIVE,
              release = "mach_port_destruct",
              when = "right = MACH_PORT_RIGHT_RECEIVE")
          @Made(
              value = PORT_SET,
              release = "mach_port_mod_refs",
              when = "right = MACH_PORT_RIGHT_PORT_SET")
          @Made(
              value = DEAD_NAME,
              release = "mach_port_deallocate",
              when = "right = MACH_PORT_RIGHT_DEAD_NAME")
          Pointer name);

  /**
   * Makes a new receive right, port set or dead name, under a name that the kernel or the caller
   * chooses.
   *
   * <p>{@code kern_return_t mach_port_allocate_full(ipc_space_t task, mach_port_right_t right,
   * mach_port_t proto, mach_port_qos_t *qos, mach_port_name_t *name)}
   *
   * <p>{@ownership}
   *
   * <p>The routine behind {@link #mach_port_allocate}, {@link #mach_port_allocate_name} and {@link
   * #mach_port_allocate_qos}; those are enough. A dead name gets a name of the kernel's choice even
   * if one is asked for, and {@code name} tells it. The old manual ties the port to a subsystem by
   * the third argument, and knows realtime ports; there is neither today.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param right what to make: {@code MACH_PORT_RIGHT_RECEIVE}, {@code _PORT_SET} or {@code
   *     _DEAD_NAME}
   * @param proto {@code MACH_PORT_NULL}; anything else is refused
   * @param qos {@code mach_port_qos_t}, 8 bytes: 32 bits of flags, of which bit 0 ({@code name})
   *     says that the caller chooses the name and bit 1 ({@code prealloc}) asks for a message that
   *     is allocated beforehand, which is ignored; then the size of that, {@code len}, in bytes: 32
   *     bits. Comes back after success with bit 1 cleared
   * @param name in: the name to give, if bit 0 of {@code qos} is set; its two lowest bits must be
   *     set; out: the name of what was made, left alone on failure; 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: {@code proto} is no send right of the caller.
   *       <li>{@code KERN_INVALID_VALUE}: {@code right} is none of the three; {@code proto} is not
   *           null; bit 1 is set and {@code right} is not {@code MACH_PORT_RIGHT_RECEIVE}; or the
   *           chosen name is {@code MACH_PORT_NULL}, {@code MACH_PORT_DEAD} or has other low bits.
   *       <li>{@code KERN_NAME_EXISTS}: the chosen name is in use.
   *       <li>{@code KERN_FAILURE}: the index part of the chosen name, all but its low 8 bits, is
   *           0, or the slot with this index is in use under a name with other low bits.
   *       <li>{@code KERN_NO_SPACE}: the chosen name lies beyond the largest table of names, or the
   *           table is as large as it may be.
   *       <li>{@code KERN_RESOURCE_SHORTAGE}: the kernel has too little memory; or bit 1 is set and
   *           {@code len} leaves a 32-bit size no room for a trailer.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_allocate_full}; {@code
   *     osfmk/ipc/ipc_entry.c: ipc_entry_alloc_name}; {@code osfmk/ipc/ipc_object.c:
   *     ipc_object_alloc_dead}.
   */
  int mach_port_allocate_full(
      @Borrowed(TASK) int task,
      int right,
      @Borrowed(SEND) int proto,
      Pointer qos,
      @Made(
              value = RECEIVE,
              release = "mach_port_destruct",
              when = "right = MACH_PORT_RIGHT_RECEIVE")
          @Made(
              value = PORT_SET,
              release = "mach_port_mod_refs",
              when = "right = MACH_PORT_RIGHT_PORT_SET")
          @Made(
              value = DEAD_NAME,
              release = "mach_port_deallocate",
              when = "right = MACH_PORT_RIGHT_DEAD_NAME")
          Pointer name);

  /**
   * Takes away everything that a name stands for, however many user references it has.
   *
   * <p>{@code kern_return_t mach_port_destroy(ipc_space_t task, mach_port_name_t name)}
   *
   * <p>{@ownership}
   *
   * <p>No dead name stays behind, unlike with {@link #mach_port_destruct}. A receive right destroys
   * the port: what others hold of it becomes dead names. A port for which a port-destroyed
   * notification is requested lives on and goes to whoever receives that. A send-once right that
   * goes so makes a {@code MACH_NOTIFY_SEND_ONCE} message; a request for a dead-name notification
   * ends with {@code MACH_NOTIFY_PORT_DELETED}.
   *
   * <p>{@code MACH_PORT_NULL} and {@code MACH_PORT_DEAD} are a success that does nothing. Dangerous
   * where others hold user references of the same name: prefer {@link #mach_port_deallocate} and
   * {@link #mach_port_destruct}.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param name the name
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name.
   *       <li>{@code KERN_INVALID_RIGHT}: the name is a guarded receive right; the process is
   *           killed first.
   *       <li>{@code KERN_INVALID_CAPABILITY}: the name is a send right to a pinned port (hardened
   *           tasks only).
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_INVALID_NAME} (optional): no right has this name.
   *       <li>{@code kGUARD_EXC_DESTROY} (always fatal): the name is a guarded receive right whose
   *           guard is not 0.
   *       <li>{@code kGUARD_EXC_MOD_REFS} (fatal in hardened tasks): the name is a send right to a
   *           pinned thread or task port.
   *     </ul>
   *     <p>Versions: The header calls it deprecated from macOS 12 on. It works as before.
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_destroy}; {@code osfmk/ipc/ipc_right.c:
   *     ipc_right_destroy}.
   */
  int mach_port_destroy(@Borrowed(TASK) int task, @Taken(value = ANY, count = "all") int name);

  /**
   * Gives back one user reference of a send right or dead name, or a send-once right.
   *
   * <p>{@code kern_return_t mach_port_deallocate(ipc_space_t task, mach_port_name_t name)}
   *
   * <p>{@ownership}
   *
   * <p>The last reference frees the name; where the name is a receive right too, that stays. If no
   * send right to the port is left anywhere, a requested no-senders notification is sent. A
   * send-once right is gone, and its receiver gets {@code MACH_NOTIFY_SEND_ONCE}. A port set is
   * destroyed as a whole, and its members stay. A request for a dead-name notification on a name
   * that is freed ends with {@code MACH_NOTIFY_PORT_DELETED}.
   *
   * <p>{@code MACH_PORT_NULL} and {@code MACH_PORT_DEAD} are a success that does nothing. Where the
   * count is pegged at 65,535 the call succeeds and takes nothing away. A freed name can come back
   * for another right after as few as 16 reuses of its slot: giving back twice hits somebody else.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param name the name
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name: it was given back before.
   *       <li>{@code KERN_INVALID_RIGHT}: the name is a receive right only, which goes with {@link
   *           #mach_port_destruct}.
   *       <li>{@code KERN_INVALID_CAPABILITY}: it is the last reference of a pinned port (hardened
   *           tasks only).
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_INVALID_NAME} (optional): no right has this name.
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): the name is a receive right only.
   *       <li>{@code kGUARD_EXC_MOD_REFS} (fatal in hardened tasks): it is the last reference of a
   *           pinned thread or task port.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_deallocate_kernel}; {@code
   *     osfmk/ipc/ipc_right.c: ipc_right_dealloc}.
   */
  int mach_port_deallocate(
      @Borrowed(TASK) int task,
      @Taken(value = SEND, when = "name is SEND")
          @Taken(value = SEND_ONCE, when = "name is SEND_ONCE")
          @Taken(value = DEAD_NAME, when = "name is DEAD_NAME")
          @Taken(value = PORT_SET, when = "name is PORT_SET")
          int name);

  /**
   * Tells how many user references a name has.
   *
   * <p>{@code kern_return_t mach_port_get_refs(ipc_space_t task, mach_port_name_t name,
   * mach_port_right_t right, mach_port_urefs_t *refs)}
   *
   * <p>{@ownership}
   *
   * <p>0 if the name lacks that right. Receive rights, port sets and send-once rights count 1. For
   * {@code MACH_PORT_NULL} and {@code MACH_PORT_DEAD} the answer is 1 if asked for a send or
   * send-once right.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param name the name to look at
   * @param right which right of the name: {@code MACH_PORT_RIGHT_*}
   * @param refs receives the number of user references: 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_VALUE}: {@code right} is none of {@code MACH_PORT_RIGHT_*}.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name.
   *     </ul>
   *     <p>Versions: From macOS 10.12.2 on the count is pegged: 65,535 means 65,535 or more.
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_get_refs}.
   */
  int mach_port_get_refs(
      @Borrowed(TASK) int task, @Borrowed(NAME) int name, int right, Pointer refs);

  /**
   * Adds user references to one right of a name, or takes some away.
   *
   * <p>{@code kern_return_t mach_port_mod_refs(ipc_space_t task, mach_port_name_t name,
   * mach_port_right_t right, mach_port_delta_t delta)}
   *
   * <p>{@ownership}
   *
   * <p>Taking away a receive right destroys the port; send references under the same name become as
   * many references of a dead name, and one more if a dead-name or send-possible notification was
   * requested for the name, even if the latter has been sent. If a port-destroyed notification is
   * requested, the port goes to whoever receives that, and the send references stay what they are.
   * Taking away a send-once right makes a {@code MACH_NOTIFY_SEND_ONCE} message. Taking away the
   * last send reference leaves a receive right of the same name alone; without one it frees the
   * name, and a request for a dead-name notification ends with {@code MACH_NOTIFY_PORT_DELETED}.
   *
   * <p>{@code MACH_PORT_NULL} and {@code MACH_PORT_DEAD} with a send or send-once right are a
   * success that does nothing.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param name the name
   * @param right which right of the name: {@code MACH_PORT_RIGHT_*}
   * @param delta how many references to add; negative: to take away. For a receive right, port set
   *     or send-once right 0 or -1
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, or it is {@code MACH_PORT_NULL} or
   *           {@code MACH_PORT_DEAD} and {@code right} is neither send nor send-once.
   *       <li>{@code KERN_INVALID_RIGHT}: the name lacks that right; also a send right whose port
   *           is gone: the name is a dead name then.
   *       <li>{@code KERN_INVALID_VALUE}: {@code right} is none of {@code MACH_PORT_RIGHT_*}; the
   *           delta does not fit the right; more references are to be taken away than there are;
   *           the delta is more than 65,535 either way.
   *       <li>{@code KERN_INVALID_CAPABILITY}: it is the last reference of a pinned port (hardened
   *           tasks only).
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_INVALID_NAME} (optional): no right has this name.
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): the name lacks that right.
   *       <li>{@code kGUARD_EXC_INVALID_VALUE} (optional): the delta is impossible.
   *       <li>{@code kGUARD_EXC_DESTROY} (always fatal): a receive right is to be taken away and is
   *           guarded, whatever the guard: use {@link #mach_port_destruct}.
   *       <li>{@code kGUARD_EXC_MOD_REFS} (fatal in hardened tasks): it is the last reference of a
   *           pinned thread or task port.
   *     </ul>
   *     <p>Versions: From macOS 10.12.2 on {@code KERN_UREFS_OVERFLOW} is never returned: a sum of
   *     65,535 or more pegs the count there, with success, and from then on every delta but -65,535
   *     does nothing, with success.
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_mod_refs}; {@code osfmk/ipc/ipc_right.c:
   *     ipc_right_delta}.
   */
  int mach_port_mod_refs(
      @Borrowed(TASK) int task,
      @Borrowed(value = NAME, when = "delta = 0")
          @Given(value = SEND, count = "delta", when = "right = MACH_PORT_RIGHT_SEND and delta > 0")
          @Given(
              value = DEAD_NAME,
              count = "delta",
              when = "right = MACH_PORT_RIGHT_DEAD_NAME and delta > 0")
          @Taken(
              value = SEND,
              count = "-delta",
              when = "right = MACH_PORT_RIGHT_SEND and delta < 0")
          @Taken(
              value = DEAD_NAME,
              count = "-delta",
              when = "right = MACH_PORT_RIGHT_DEAD_NAME and delta < 0")
          @Taken(value = SEND_ONCE, when = "right = MACH_PORT_RIGHT_SEND_ONCE and delta < 0")
          @Taken(value = RECEIVE, when = "right = MACH_PORT_RIGHT_RECEIVE and delta < 0")
          @Taken(value = PORT_SET, when = "right = MACH_PORT_RIGHT_PORT_SET and delta < 0")
          int name,
      int right,
      int delta);

  /**
   * Looks at a queued message without receiving it.
   *
   * <p>{@code kern_return_t mach_port_peek(ipc_space_t task, mach_port_name_t name,
   * mach_msg_trailer_type_t trailer_type, mach_port_seqno_t *request_seqnop, mach_msg_size_t
   * *msg_sizep, mach_msg_id_t *msg_idp, mach_msg_trailer_info_t trailer_infop,
   * mach_msg_type_number_t *trailer_infopCnt)}
   *
   * <p>{@ownership}
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param name the name of a receive right in that space
   * @param trailer_type which trailer to fill in: bits 24 to 31 of a receive option, up to the
   *     audit token
   * @param request_seqnop in: the sequence number of the message, 0 for the first; out: that of the
   *     message found; 32 bits
   * @param msg_sizep receives the size of the message in bytes: 32 bits
   * @param msg_idp receives the message id: 32 bits
   * @param trailer_infop receives the trailer; room for {@code trailer_infopCnt} bytes
   * @param trailer_infopCnt in: bytes of room; out: bytes of the trailer; 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, or it is a dead name.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code name} is no receive right, or {@code
   *           MACH_PORT_NULL} or {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_INVALID_VALUE}: more than the audit token is asked for, or the room is
   *           too small.
   *       <li>{@code KERN_FAILURE}: the queue holds no such message.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_INVALID_VALUE} (optional): as the error.
   *       <li>{@code kGUARD_EXC_INVALID_NAME} (optional): no right has this name.
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): the name stands for another kind of
   *           right.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_peek}.
   */
  int mach_port_peek(
      @Borrowed(TASK) int task,
      @Borrowed(RECEIVE) int name,
      int trailer_type,
      Pointer request_seqnop,
      Pointer msg_sizep,
      Pointer msg_idp,
      Pointer trailer_infop,
      Pointer trailer_infopCnt);

  /**
   * Sets the make-send count of a port.
   *
   * <p>{@code kern_return_t mach_port_set_mscount(ipc_space_t task, mach_port_name_t name,
   * mach_port_mscount_t mscount)}
   *
   * <p>{@ownership}
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param name the name of a receive right in that space
   * @param mscount the new count
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, or it is a dead name.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code name} is no receive right, or {@code
   *           MACH_PORT_NULL} or {@code MACH_PORT_DEAD}.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_set_mscount}.
   */
  int mach_port_set_mscount(@Borrowed(TASK) int task, @Borrowed(RECEIVE) int name, int mscount);

  /**
   * Lists the members of a port set.
   *
   * <p>{@code kern_return_t mach_port_get_set_status(ipc_space_read_t task, mach_port_name_t name,
   * mach_port_name_array_t *members, mach_msg_type_number_t *membersCnt)}
   *
   * <p>{@ownership}
   *
   * @param task the task port whose port space is meant; read or control
   * @param name the name of a port set in that space
   * @param members receives the address of an array of names of receive rights, 32 bits each, in
   *     ascending order; 0 if the set is empty
   * @param membersCnt receives the number of members
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code task} is not a read or control port of a living
   *           task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code name} is no port set, or {@code MACH_PORT_NULL} or
   *           {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_RESOURCE_SHORTAGE}: the kernel has too little memory.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_get_set_status_from_user}.
   */
  int mach_port_get_set_status(
      @Borrowed(TASK_READ) int task,
      @Borrowed(PORT_SET) int name,
      @GivenMemory(bytes = "membersCnt * 4") @Borrowed(RECEIVE) Pointer members,
      Pointer membersCnt);

  /**
   * Puts a receive right into a port set and takes it out of all others.
   *
   * <p>{@code kern_return_t mach_port_move_member(ipc_space_t task, mach_port_name_t member,
   * mach_port_name_t after)}
   *
   * <p>{@ownership}
   *
   * <p>Membership owns nothing.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param member the name of a receive right
   * @param after the name of the port set, or {@code MACH_PORT_NULL} to take the right out of all
   *     sets
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_NAME}: no right has one of the names.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code member} is no receive right or {@code after} no
   *           port set.
   *       <li>{@code KERN_NOT_IN_SET}: {@code after} is {@code MACH_PORT_NULL} and the right is in
   *           no set.
   *     </ul>
   *     <p>Guard exceptions, unless {@code after} is {@code MACH_PORT_NULL}:
   *     <ul>
   *       <li>{@code kGUARD_EXC_INVALID_NAME} (optional): no right has one of the names.
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): one of the names stands for another kind
   *           of right.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_move_member}; {@code
   *     osfmk/ipc/ipc_object.c: ipc_object_translate_port_pset}.
   */
  int mach_port_move_member(
      @Borrowed(TASK) int task,
      @Borrowed(RECEIVE) int member,
      @Borrowed(value = PORT_SET, when = "after != 0") int after);

  /**
   * Asks for one notification about a name, or cancels an earlier request.
   *
   * <p>{@code kern_return_t mach_port_request_notification(ipc_space_t task, mach_port_name_t name,
   * mach_msg_id_t msgid, mach_port_mscount_t sync, mach_port_t notify, mach_msg_type_name_t
   * notifyPoly, mach_port_t *previous)}
   *
   * <p>{@ownership}
   *
   * <p>After success the kernel holds a send-once right until the notification is sent. What {@code
   * previous} names is the right of an earlier request, under a name of its own, or {@code
   * MACH_PORT_NULL}, which owns nothing. Giving it back sends {@code MACH_NOTIFY_SEND_ONCE} there;
   * it may also be {@code notify} again.
   *
   * <p>After failure the send-once right, made or moved, is destroyed, and the notify port gets
   * {@code MACH_NOTIFY_SEND_ONCE}. The exceptions, which leave it with the caller, are {@code
   * MACH_SEND_INVALID_DEST}, {@code MACH_SEND_INVALID_RIGHT}, and {@code KERN_INVALID_CAPABILITY}
   * for a reply port. A dead name that is moved costs a reference of it in the same cases.
   *
   * <p>Every request fires once. Dead-name and send-possible share one slot for each name: asking
   * for one replaces the other. A send-possible request for a dead name fires as a dead-name
   * notification at once. A dead-name notification, sent at once or later, adds one user reference
   * to the dead name, which is the caller's to give back too. If the name is freed first, {@code
   * MACH_NOTIFY_PORT_DELETED} comes instead.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param name the name to be told about
   * @param msgid which notification: {@code MACH_NOTIFY_DEAD_NAME}, {@code _SEND_POSSIBLE}, {@code
   *     _NO_SENDERS} or {@code _PORT_DESTROYED}
   * @param sync for no-senders: fire at once if there are no send rights and the make-send count is
   *     at least this; for send-possible: nonzero to arm the request at once; for port-destroyed: 0
   * @param notify the right that the notification goes to, or {@code MACH_PORT_NULL} to cancel
   * @param notifyPoly its disposition: {@code MACH_MSG_TYPE_MAKE_SEND_ONCE} or {@code
   *     MACH_MSG_TYPE_MOVE_SEND_ONCE}; any other is refused with {@code MIG_TYPE_ERROR}, and what
   *     it moved is destroyed
   * @param previous receives the name of an earlier send-once right, or {@code MACH_PORT_NULL}: 32
   *     bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_VALUE}: {@code msgid} is none of the four, or port-destroyed with
   *           a {@code sync} other than 0.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, or the name {@code notify}; for
   *           no-senders and port-destroyed also a dead name.
   *       <li>{@code KERN_INVALID_RIGHT}: no-senders or port-destroyed for a name that is no
   *           receive right, or a reply port; dead-name or send-possible for a port set; or the
   *           caller lacks the right that {@code notifyPoly} needs.
   *       <li>{@code KERN_INVALID_CAPABILITY}: {@code notify} is {@code MACH_PORT_DEAD}, a dead
   *           name, or a reply port (hardened tasks only).
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: {@code task} is another task, and the caller lacks
   *           the right that {@code notifyPoly} needs.
   *       <li>{@code MIG_TYPE_ERROR}: {@code notifyPoly} is neither of the two.
   *       <li>{@code KERN_INVALID_ARGUMENT}: dead-name or send-possible for {@code MACH_PORT_NULL}
   *           or {@code MACH_PORT_DEAD}; dead-name for a name that is dead already.
   *       <li>{@code KERN_FAILURE}: port-destroyed is requested already, and can be neither
   *           replaced nor cancelled; or port-destroyed for a service port, which only launchd may
   *           ask for.
   *       <li>{@code KERN_RESOURCE_SHORTAGE}: the table of requests cannot grow.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): port-destroyed or no-senders for a port
   *           that does not allow it, or {@code notify} is a reply port.
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): {@code task} is another task, and
   *           the caller lacks the right that {@code notifyPoly} needs.
   *       <li>{@code kGUARD_EXC_KERN_FAILURE} (optional): port-destroyed is requested already.
   *     </ul>
   *     <p>Versions: Up to XNU 8019 (macOS 12) a dead-name request with a {@code sync} other than 0
   *     for a name that is dead already fires at once, as the header still says; from XNU 8792
   *     (macOS 13) on it is {@code KERN_INVALID_ARGUMENT}.
   *     <p>Source: {@code osfmk/ipc/mach_kernelrpc.c:
   *     _kernelrpc_mach_port_request_notification_trap}; {@code osfmk/ipc/mach_port.c:
   *     mach_port_request_notification}; {@code osfmk/ipc/ipc_right.c: ipc_right_request_alloc};
   *     {@code osfmk/ipc/ipc_port.c: ipc_port_nsrequest}.
   */
  int mach_port_request_notification(
      @Borrowed(TASK) int task,
      @Borrowed(
              value = RECEIVE,
              when = "msgid = MACH_NOTIFY_NO_SENDERS | MACH_NOTIFY_PORT_DESTROYED")
          @Borrowed(
              value = ANY,
              when =
                  "msgid = MACH_NOTIFY_DEAD_NAME | MACH_NOTIFY_SEND_POSSIBLE and name is SEND "
                      + "| RECEIVE | SEND_ONCE")
          @Given(
              value = DEAD_NAME,
              when =
                  "msgid = MACH_NOTIFY_DEAD_NAME | MACH_NOTIFY_SEND_POSSIBLE and "
                      + "name is DEAD_NAME and notify != 0")
          int name,
      int msgid,
      int sync,
      @Borrowed(value = RECEIVE, when = "notifyPoly = MACH_MSG_TYPE_MAKE_SEND_ONCE")
          @Taken(
              value = SEND_ONCE,
              onFailure = DEPENDS,
              when = "notifyPoly = MACH_MSG_TYPE_MOVE_SEND_ONCE and notify is SEND_ONCE")
          @Taken(
              value = DEAD_NAME,
              onFailure = DEPENDS,
              when = "notifyPoly = MACH_MSG_TYPE_MOVE_SEND_ONCE and notify is DEAD_NAME")
          @Taken(
              value = SEND,
              onFailure = DEPENDS,
              when = "notifyPoly = MACH_MSG_TYPE_MOVE_SEND and notify is SEND")
          @Taken(
              value = RECEIVE,
              onFailure = DEPENDS,
              when = "notifyPoly = MACH_MSG_TYPE_MOVE_RECEIVE and notify is RECEIVE")
          int notify,
      int notifyPoly,
      @Given(SEND_ONCE) Pointer previous);

  /**
   * Puts a right of the caller into a port space under a chosen name.
   *
   * <p>{@code kern_return_t mach_port_insert_right(ipc_space_t task, mach_port_name_t name,
   * mach_port_t poly, mach_msg_type_name_t polyPoly)}
   *
   * <p>{@ownership}
   *
   * <p>A right that is moved is taken before anything else is looked at. After failure it is lost,
   * except where the caller was found to lack it or the kernel does not let go of it ({@code
   * KERN_INVALID_RIGHT}, {@code MACH_SEND_INVALID_RIGHT}, {@code MACH_SEND_INVALID_DEST}, and
   * {@code KERN_INVALID_CAPABILITY} for a right that cannot leave the task): a send reference is
   * gone, a send-once right makes a {@code MACH_NOTIFY_SEND_ONCE} message, a receive right is
   * destroyed and send references of the same name are those of a dead name from then on. A right
   * that was made only for the call is destroyed in the same way.
   *
   * <p>A space has one name for all its send rights to a port and its receive right: a send or
   * receive right joins what {@code name} already stands for, if that is a right to the same port.
   * A send-once right needs a name that is not in use.
   *
   * <p>Each {@code MACH_MSG_TYPE_MAKE_SEND} raises the make-send count of the port.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param name the name that the right is to have in that space
   * @param poly the name of the right in the caller's space
   * @param polyPoly its disposition: {@code MACH_MSG_TYPE_MAKE_SEND}, {@code _COPY_SEND}, {@code
   *     _MOVE_SEND}, {@code _MAKE_SEND_ONCE}, {@code _MOVE_SEND_ONCE} or {@code _MOVE_RECEIVE}
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_NAME}: no right of the caller has the name {@code poly}.
   *       <li>{@code KERN_INVALID_VALUE}: {@code name} cannot be a name: it is {@code
   *           MACH_PORT_NULL} or {@code MACH_PORT_DEAD}, or its two lowest bits are not set.
   *       <li>{@code KERN_INVALID_CAPABILITY}: {@code poly} is a dead name; the port is gone or is
   *           one for which the kernel lets nobody choose a name; or the right cannot leave the
   *           task: a receive right that is bound to it, a reply port, the last reference of a
   *           pinned port (hardened tasks only). Where {@code task} is another task also {@code
   *           MACH_PORT_NULL} and {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_INVALID_RIGHT}: the caller lacks the right that the disposition needs, or
   *           {@code polyPoly} is no disposition.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: the caller cannot give the right, for any of these
   *           reasons, where {@code task} is another task.
   *       <li>{@code KERN_NAME_EXISTS}: {@code name} stands for something else; always for a
   *           send-once right and a name in use.
   *       <li>{@code KERN_RIGHT_EXISTS}: the task holds a right to this port under another name.
   *       <li>{@code KERN_NO_SPACE}: the name lies beyond the largest table of names.
   *       <li>{@code KERN_FAILURE}: the index part of the name, all but its low 8 bits, is 0, or
   *           the slot with this index is in use under a name with other low bits.
   *       <li>{@code KERN_RESOURCE_SHORTAGE}: the kernel has too little memory.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_IMMOVABLE} (always fatal): a receive right is to be moved that
   *           cannot leave its task.
   *       <li>{@code kGUARD_EXC_MOD_REFS} (fatal in hardened tasks): the last reference of a pinned
   *           thread or task port is to be moved.
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): a right is to be taken from a reply
   *           port.
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): {@code task} is another task, and
   *           the caller lacks the right that the disposition needs.
   *     </ul>
   *     <p>Versions: From macOS 10.12.2 on {@code KERN_UREFS_OVERFLOW} is never returned: the count
   *     is pegged at 65,535, with success.
   *     <p>Source: {@code osfmk/ipc/mach_kernelrpc.c: _kernelrpc_mach_port_insert_right_trap};
   *     {@code osfmk/ipc/ipc_object.c: ipc_object_copyin, ipc_object_insert_send_right,
   *     ipc_object_copyout_name}.
   *     <p>Example:
   *     <pre>{@code
   * library.mach_port_insert_right(self, port, port, MACH_MSG_TYPE_MAKE_SEND);
   *
   * }</pre>
   */
  int mach_port_insert_right(
      @Borrowed(TASK) int task,
      @Given(
              value = SEND,
              when =
                  "polyPoly = MACH_MSG_TYPE_MAKE_SEND | MACH_MSG_TYPE_COPY_SEND "
                      + "| MACH_MSG_TYPE_MOVE_SEND")
          @Given(
              value = SEND_ONCE,
              when = "polyPoly = MACH_MSG_TYPE_MAKE_SEND_ONCE | MACH_MSG_TYPE_MOVE_SEND_ONCE")
          @Given(
              value = RECEIVE,
              release = "mach_port_destruct",
              when = "polyPoly = MACH_MSG_TYPE_MOVE_RECEIVE")
          int name,
      @Borrowed(
              value = RECEIVE,
              when = "polyPoly = MACH_MSG_TYPE_MAKE_SEND | MACH_MSG_TYPE_MAKE_SEND_ONCE")
          @Borrowed(value = SEND, when = "polyPoly = MACH_MSG_TYPE_COPY_SEND")
          @Taken(
              value = SEND,
              onFailure = DEPENDS,
              when = "polyPoly = MACH_MSG_TYPE_MOVE_SEND and poly is SEND")
          @Taken(
              value = SEND_ONCE,
              onFailure = DEPENDS,
              when = "polyPoly = MACH_MSG_TYPE_MOVE_SEND_ONCE and poly is SEND_ONCE")
          @Taken(
              value = RECEIVE,
              onFailure = DEPENDS,
              when = "polyPoly = MACH_MSG_TYPE_MOVE_RECEIVE")
          @Taken(
              value = DEAD_NAME,
              onFailure = DEPENDS,
              when =
                  "polyPoly = MACH_MSG_TYPE_MOVE_SEND | MACH_MSG_TYPE_MOVE_SEND_ONCE and "
                      + "poly is DEAD_NAME")
          int poly,
      int polyPoly);

  /**
   * Takes a right out of a port space, or makes or copies one there, and gives it to the caller.
   *
   * <p>{@code kern_return_t mach_port_extract_right(ipc_space_t task, mach_port_name_t name,
   * mach_msg_type_name_t msgt_name, mach_port_t *poly, mach_msg_type_name_t *polyPoly)}
   *
   * <p>{@ownership}
   *
   * <p>What {@code name} stands for is the task's; what {@code poly} names is the caller's. From
   * the caller's own space the net effect on a send right that is copied is one reference more, and
   * on one that is moved none. A dead name that is copied or moved comes as {@code MACH_PORT_DEAD},
   * which owns nothing; moving still takes a reference of it.
   *
   * <p>With {@code MACH_MSG_TYPE_MAKE_SEND_ONCE} on the own space this is how one gets a name for a
   * send-once right. A receive right that is moved leaves its port sets, loses guard and context,
   * and may come back under another name, with its make-send count and sequence number at 0. Send
   * references of {@code name} stay; in the own space the receive right then comes back under it.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param name the name of the right in that space
   * @param msgt_name its disposition: {@code MACH_MSG_TYPE_MAKE_SEND}, {@code _COPY_SEND}, {@code
   *     _MOVE_SEND}, {@code _MAKE_SEND_ONCE}, {@code _MOVE_SEND_ONCE} or {@code _MOVE_RECEIVE}
   * @param poly receives the name of the right in the caller's space: 32 bits; {@code
   *     MACH_PORT_DEAD} for a dead name
   * @param polyPoly receives what came: {@code MACH_MSG_TYPE_PORT_SEND}, {@code _PORT_SEND_ONCE} or
   *     {@code _PORT_RECEIVE}: 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_VALUE}: {@code msgt_name} is no disposition.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name.
   *       <li>{@code KERN_INVALID_RIGHT}: the name lacks the right that the disposition needs, or
   *           is {@code MACH_PORT_NULL} or {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_INVALID_CAPABILITY}: the right cannot leave the task: it is bound to it,
   *           it belongs to a reply port, or it is the last reference of a pinned port (the last
   *           two in hardened tasks only).
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_IMMOVABLE} (always fatal): a receive right that cannot leave the
   *           task is to be moved; or a send or send-once right that cannot, from the own space.
   *       <li>{@code kGUARD_EXC_MOD_REFS} (fatal in hardened tasks): from the own space, the last
   *           reference of a pinned thread or task port is to be moved.
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): a right is to be taken from a reply
   *           port.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_extract_right}; {@code
   *     osfmk/ipc/ipc_right.c: ipc_right_copyin}.
   */
  int mach_port_extract_right(
      @Borrowed(TASK) int task,
      @Borrowed(
              value = RECEIVE,
              when = "msgt_name = MACH_MSG_TYPE_MAKE_SEND | MACH_MSG_TYPE_MAKE_SEND_ONCE")
          @Borrowed(value = SEND, when = "msgt_name = MACH_MSG_TYPE_COPY_SEND")
          @Taken(value = SEND, when = "msgt_name = MACH_MSG_TYPE_MOVE_SEND and name is SEND")
          @Taken(
              value = SEND_ONCE,
              when = "msgt_name = MACH_MSG_TYPE_MOVE_SEND_ONCE and name is SEND_ONCE")
          @Taken(value = RECEIVE, when = "msgt_name = MACH_MSG_TYPE_MOVE_RECEIVE")
          @Taken(
              value = DEAD_NAME,
              when =
                  "msgt_name = MACH_MSG_TYPE_MOVE_SEND | MACH_MSG_TYPE_MOVE_SEND_ONCE and "
                      + "name is DEAD_NAME")
          int name,
      int msgt_name,
      @Given(
              value = SEND,
              when =
                  "msgt_name = MACH_MSG_TYPE_MAKE_SEND | MACH_MSG_TYPE_COPY_SEND "
                      + "| MACH_MSG_TYPE_MOVE_SEND")
          @Given(
              value = SEND_ONCE,
              when = "msgt_name = MACH_MSG_TYPE_MAKE_SEND_ONCE | MACH_MSG_TYPE_MOVE_SEND_ONCE")
          @Given(
              value = RECEIVE,
              release = "mach_port_destruct",
              when = "msgt_name = MACH_MSG_TYPE_MOVE_RECEIVE")
          Pointer poly,
      Pointer polyPoly);

  /**
   * Sets the sequence number that the next message of a port gets.
   *
   * <p>{@code kern_return_t mach_port_set_seqno(ipc_space_t task, mach_port_name_t name,
   * mach_port_seqno_t seqno)}
   *
   * <p>{@ownership}
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param name the name of a receive right in that space
   * @param seqno the number
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, or it is a dead name.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code name} is no receive right, or {@code
   *           MACH_PORT_NULL} or {@code MACH_PORT_DEAD}.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_set_seqno}.
   */
  int mach_port_set_seqno(@Borrowed(TASK) int task, @Borrowed(RECEIVE) int name, int seqno);

  /**
   * Reads attributes of a port, such as its queue limit or its status.
   *
   * <p>{@code kern_return_t mach_port_get_attributes(ipc_space_read_t task, mach_port_name_t name,
   * mach_port_flavor_t flavor, mach_port_info_t port_info_out, mach_msg_type_number_t
   * *port_info_outCnt)}
   *
   * <p>{@ownership}
   *
   * <p>For {@code MACH_PORT_NULL} and {@code MACH_PORT_DEAD} {@code MACH_PORT_LIMITS_INFO} is a
   * success with 0 words.
   *
   * @param task the task port whose port space is meant; read or control
   * @param name the name of a receive right in that space
   * @param flavor which attributes: {@code MACH_PORT_LIMITS_INFO}, {@code _RECEIVE_STATUS}, {@code
   *     _DNREQUESTS_SIZE}, {@code _INFO_EXT} or {@code _SERVICE_THROTTLED}
   * @param port_info_out receives the attributes
   * @param port_info_outCnt in: words of 32 bits of room; out: words written; 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code task} is not a read or control port of a living
   *           task, or the flavour is unknown.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_FAILURE}: there is too little room for the flavour.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, or it is a dead name.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code name} is no receive right; for most flavours also
   *           {@code MACH_PORT_NULL} and {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_INVALID_CAPABILITY}: {@code MACH_PORT_SERVICE_THROTTLED} for a port that
   *           is none of a service.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_get_attributes}.
   */
  int mach_port_get_attributes(
      @Borrowed(TASK_READ) int task,
      @Borrowed(RECEIVE) int name,
      int flavor,
      Pointer port_info_out,
      Pointer port_info_outCnt);

  /**
   * Sets attributes of a port, such as its queue limit.
   *
   * <p>{@code kern_return_t mach_port_set_attributes(ipc_space_t task, mach_port_name_t name,
   * mach_port_flavor_t flavor, mach_port_info_t port_info, mach_msg_type_number_t port_infoCnt)}
   *
   * <p>{@ownership}
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param name the name of a receive right in that space
   * @param flavor which attribute: {@code MACH_PORT_LIMITS_INFO}, {@code _TEMPOWNER}, {@code
   *     _IMPORTANCE_RECEIVER}, {@code _DENAP_RECEIVER}, {@code _DNREQUESTS_SIZE} (without effect)
   *     or {@code _SERVICE_THROTTLED}
   * @param port_info the value
   * @param port_infoCnt words of 32 bits of the value
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_VALUE}: a queue limit above {@code MACH_PORT_QLIMIT_MAX}.
   *       <li>{@code KERN_FAILURE}: the value is too short for the flavour.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, or it is a dead name.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code name} is no receive right, or {@code
   *           MACH_PORT_NULL} or {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the flavour is unknown or cannot be set, or the port
   *           is one that the flavour does not go with.
   *       <li>{@code KERN_INVALID_CAPABILITY}: {@code MACH_PORT_SERVICE_THROTTLED} for a port that
   *           is none of a service.
   *       <li>{@code MIG_ARRAY_TOO_LARGE}: {@code port_infoCnt} is more than 17.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_set_attributes}.
   */
  int mach_port_set_attributes(
      @Borrowed(TASK) int task,
      @Borrowed(RECEIVE) int name,
      int flavor,
      Pointer port_info,
      int port_infoCnt);

  /**
   * Checks that a receive right is strictly guarded with a given guard, and ends the process if it
   * is not.
   *
   * <p>{@code kern_return_t mach_port_assert_attributes(ipc_space_t task, mach_port_name_t name,
   * mach_port_flavor_t flavor, mach_port_info_t info, mach_msg_type_number_t infoCnt)}
   *
   * <p>{@ownership}
   *
   * <p>So the owner of a port makes sure that its name has not come to stand for something else.
   * Nothing changes. On a port that is guarded but not strictly the right guard is a mismatch too.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param name the name of a receive right in that space
   * @param flavor what to check: {@code MACH_PORT_GUARD_INFO}
   * @param info {@code mach_port_guard_info_t}: the guard, 64 bits
   * @param infoCnt words of 32 bits of {@code info}: {@code MACH_PORT_GUARD_INFO_COUNT}, which is 2
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_FAILURE}: {@code infoCnt} is too small for the flavour.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, or it is a dead name.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code name} is no receive right, or {@code
   *           MACH_PORT_NULL} or {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the flavour is another; or the port is not guarded,
   *           not strictly, or with another guard, and the process is killed first.
   *       <li>{@code MIG_ARRAY_TOO_LARGE}: {@code infoCnt} is more than 17.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_UNGUARDED} (always fatal): the port is not guarded.
   *       <li>{@code kGUARD_EXC_INCORRECT_GUARD} (always fatal): the port is not strictly guarded,
   *           or has another guard.
   *     </ul>
   *     <p>Versions: From macOS 12 (XNU 8019) on.
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_assert_attributes}.
   */
  int mach_port_assert_attributes(
      @Borrowed(TASK) int task, @Borrowed(RECEIVE) int name, int flavor, Pointer info, int infoCnt);

  /**
   * Lists every slot of the table of names of a port space, with references and kernel objects.
   *
   * <p>{@code kern_return_t mach_port_space_info(ipc_space_read_t space, ipc_info_space_t
   * *space_info, ipc_info_name_array_t *table_info, mach_msg_type_number_t *table_infoCnt,
   * ipc_info_tree_name_array_t *tree_info, mach_msg_type_number_t *tree_infoCnt)}
   *
   * <p>{@ownership}
   *
   * <p>The names in the table come without references.
   *
   * <p>Free slots are listed with type 0. {@code iin_object} is a hash, not an address: equal for
   * equal objects, in the tables of all tasks, and by chance also for others, since it has 32 bits.
   * A send right whose port is gone may still be listed as one. Beyond 4,096 slots the list is no
   * snapshot of one moment.
   *
   * @param space the task port whose port space is meant; read or control
   * @param space_info receives {@code ipc_info_space_t}: 24 bytes
   * @param table_info receives the address of an array of {@code ipc_info_name_t}, 28 bytes each
   * @param table_infoCnt receives the number of slots
   * @param tree_info receives the address of a second array: always 0
   * @param tree_infoCnt receives its length: always 0
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code space} is not a read or control port of a task.
   *       <li>{@code KERN_INVALID_TASK}: the task is gone.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code space} is null, a dead name or no send right
   *           of the caller.
   *       <li>{@code KERN_RESOURCE_SHORTAGE}: the kernel has too little memory.
   *     </ul>
   *     <p>Versions: Up to macOS 12 (XNU 8020) a release kernel gives 0 for {@code iin_object},
   *     unless the caller may have the kernel's own task port.
   *     <p>Source: {@code osfmk/ipc/mach_debug.c: mach_port_space_info}.
   */
  int mach_port_space_info(
      @Borrowed(TASK_READ) int space,
      Pointer space_info,
      @GivenMemory(bytes = "table_infoCnt * 28") Pointer table_info,
      Pointer table_infoCnt,
      @GivenMemory(bytes = "tree_infoCnt * 36") Pointer tree_info,
      Pointer tree_infoCnt);

  /**
   * Tells how large the table of notification requests of a port is.
   *
   * <p>{@code kern_return_t mach_port_dnrequest_info(ipc_space_t task, mach_port_name_t name,
   * unsigned int *dnr_total, unsigned int *dnr_used)}
   *
   * <p>{@ownership}
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param name the name of a receive right in that space
   * @param dnr_total receives the number of slots: 32 bits
   * @param dnr_used receives the number of slots in use: 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, it is a dead name, {@code
   *           MACH_PORT_NULL} or {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code name} is no receive right.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_debug.c: mach_port_dnrequest_info}.
   */
  int mach_port_dnrequest_info(
      @Borrowed(TASK) int task, @Borrowed(RECEIVE) int name, Pointer dnr_total, Pointer dnr_used);

  /**
   * Tells which kind of kernel object a port stands for; the older form of {@link
   * #mach_port_kobject}.
   *
   * <p>{@code kern_return_t mach_port_kernel_object(ipc_space_read_t task, mach_port_name_t name,
   * unsigned int *object_type, unsigned int *object_addr)}
   *
   * <p>{@ownership}
   *
   * @param task the task port whose port space is meant; read or control
   * @param name the name of a send or receive right in that space
   * @param object_type receives {@code IKOT_*}: 32 bits
   * @param object_addr receives 32 bits of a hash of the object's address on development kernels; 0
   *     on others
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code task} is not a read or control port of a living
   *           task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, it is a dead name, {@code
   *           MACH_PORT_NULL} or {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code name} is a send-once right or a port set.
   *     </ul>
   *     <p>Source: {@code libsyscall/mach/mach_port.c: mach_port_kernel_object}.
   */
  int mach_port_kernel_object(
      @Borrowed(TASK_READ) int task,
      @Borrowed(NAME) int name,
      Pointer object_type,
      Pointer object_addr);

  /**
   * Puts a receive right into a port set; it may be in several.
   *
   * <p>{@code kern_return_t mach_port_insert_member(ipc_space_t task, mach_port_name_t name,
   * mach_port_name_t pset)}
   *
   * <p>{@ownership}
   *
   * <p>Membership owns nothing, and destroying the set leaves its members alone.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param name the name of a receive right
   * @param pset the name of a port set
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_NAME}: no right has one of the names.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code name} is no receive right or {@code pset} no port
   *           set, or one is {@code MACH_PORT_NULL} or {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_ALREADY_IN_SET}: the right is a member already.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_INVALID_NAME} (optional): no right has this name.
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): the name stands for another kind of
   *           right.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_insert_member}.
   */
  int mach_port_insert_member(
      @Borrowed(TASK) int task, @Borrowed(RECEIVE) int name, @Borrowed(PORT_SET) int pset);

  /**
   * Takes a receive right out of a port set.
   *
   * <p>{@code kern_return_t mach_port_extract_member(ipc_space_t task, mach_port_name_t name,
   * mach_port_name_t pset)}
   *
   * <p>{@ownership}
   *
   * <p>Membership owns nothing.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param name the name of a receive right
   * @param pset the name of a port set
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_NAME}: no right has one of the names.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code name} is no receive right or {@code pset} no port
   *           set, or one is {@code MACH_PORT_NULL} or {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_NOT_IN_SET}: the right is no member.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_INVALID_NAME} (optional): no right has this name.
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): the name stands for another kind of
   *           right.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_extract_member}; {@code
   *     osfmk/ipc/ipc_object.c: ipc_object_translate_port_pset}.
   */
  int mach_port_extract_member(
      @Borrowed(TASK) int task, @Borrowed(RECEIVE) int name, @Borrowed(PORT_SET) int pset);

  /**
   * Reads the context of a port, which is its guard if it has one.
   *
   * <p>{@code kern_return_t mach_port_get_context(ipc_space_read_t task, mach_port_name_t name,
   * mach_port_context_t *context)}
   *
   * <p>{@ownership}
   *
   * @param task the task port whose port space is meant; read or control
   * @param name the name of a receive right in that space
   * @param context receives the context: 64 bits; 0 for a strictly guarded port
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code task} is not a read or control port of a living
   *           task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, or it is a dead name.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code name} is no receive right, or {@code
   *           MACH_PORT_NULL} or {@code MACH_PORT_DEAD}.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_get_context}.
   */
  int mach_port_get_context(
      @Borrowed(TASK_READ) int task, @Borrowed(RECEIVE) int name, Pointer context);

  /**
   * Sets the context of a port. On a guarded port this replaces the guard.
   *
   * <p>{@code kern_return_t mach_port_set_context(ipc_space_t task, mach_port_name_t name,
   * mach_port_context_t context)}
   *
   * <p>{@ownership}
   *
   * <p>After this on a guarded port, {@link #mach_port_destruct} with the old guard ends the
   * process.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param name the name of a receive right in that space
   * @param context the context: any 64 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, or it is a dead name.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code name} is no receive right, or {@code
   *           MACH_PORT_NULL} or {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the port is strictly guarded; the process is killed
   *           first.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_SET_CONTEXT} (always fatal): the port is strictly guarded.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_set_context}.
   */
  int mach_port_set_context(@Borrowed(TASK) int task, @Borrowed(RECEIVE) int name, long context);

  /**
   * Tells which kind of kernel object a port stands for.
   *
   * <p>{@code kern_return_t mach_port_kobject(ipc_space_read_t task, mach_port_name_t name,
   * natural_t *object_type, mach_vm_address_t *object_addr)}
   *
   * <p>{@ownership}
   *
   * <p>See {@link KobjectConstants}, whose names are private to the kernel.
   *
   * @param task the task port whose port space is meant; read or control
   * @param name the name of a send or receive right in that space
   * @param object_type receives {@code IKOT_*}: 32 bits
   * @param object_addr receives a hash of the object's address on development kernels; 0 on others;
   *     64 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code task} is not a read or control port of a living
   *           task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, it is a dead name, {@code
   *           MACH_PORT_NULL} or {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code name} is a send-once right or a port set.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_debug.c: mach_port_kobject_from_user}.
   */
  int mach_port_kobject(
      @Borrowed(TASK_READ) int task,
      @Borrowed(NAME) int name,
      Pointer object_type,
      Pointer object_addr);

  /**
   * Tells which kind of kernel object a port stands for, as {@link #mach_port_kobject} does, and
   * describes some of them in words.
   *
   * <p>{@code kern_return_t mach_port_kobject_description(ipc_space_read_t task, mach_port_name_t
   * name, natural_t *object_type, mach_vm_address_t *object_addr, kobject_description_t
   * description)}
   *
   * <p>{@ownership}
   *
   * <p>Objects of IOKit are described by the name of their class, entries of its registry also by
   * their number, as in {@code IOService(0x100000123)}. For all others the text is empty.
   *
   * @param task the task port whose port space is meant; read or control
   * @param name the name of a send or receive right in that space
   * @param object_type receives {@code IKOT_*}: 32 bits
   * @param object_addr receives a hash of the object's address on development kernels; 0 on others;
   *     64 bits
   * @param description receives the text and a null byte; room for 512 bytes
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code task} is not a read or control port of a living
   *           task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, it is a dead name, {@code
   *           MACH_PORT_NULL} or {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code name} is a send-once right or a port set.
   *     </ul>
   *     <p>Versions: The identity token of a task is described from XNU 11215.41 (macOS 15.1) on,
   *     by pid, unique id and version, with commas between.
   *     <p>Source: {@code osfmk/ipc/mach_debug.c: mach_port_kobject_description}; {@code
   *     iokit/Kernel/IOUserClient.cpp: iokit_port_object_description}.
   */
  int mach_port_kobject_description(
      @Borrowed(TASK_READ) int task,
      @Borrowed(NAME) int name,
      Pointer object_type,
      Pointer object_addr,
      Pointer description);

  /**
   * Makes a new receive right with its queue limit, guard and send right in one call.
   *
   * <p>{@code kern_return_t mach_port_construct(ipc_space_t task, mach_port_options_ptr_t options,
   * mach_port_context_t context, mach_port_name_t *name)}
   *
   * <p>{@ownership}
   *
   * <p>With {@code MPO_INSERT_SEND_RIGHT} the name is also a send right with one user reference,
   * which the caller owns; {@link #mach_port_destruct} gives back both at once. Its delta is then
   * -1 and else 0, and its guard the context if there is {@code MPO_CONTEXT_AS_GUARD}.
   *
   * <p>A context that is not 0 keeps {@link #mach_port_guard} from working later, guard or not.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param options {@code mach_port_options_t}: 24 bytes, see {@link MachPortOptionsLayout}; read
   *     only
   * @param context the context, and with {@code MPO_CONTEXT_AS_GUARD} the guard: 64 bits
   * @param name receives the name: 32 bits; left alone on failure
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: options that exclude each other, such as two kinds of
   *           reply port; or {@code MPO_SERVICE_PORT} or {@code MPO_CONNECTION_PORT} without the
   *           information or the name that it needs.
   *       <li>{@code KERN_INVALID_NAME}: with {@code MPO_CONNECTION_PORT}, the caller has no right
   *           of the name {@code service_port_name}.
   *       <li>{@code KERN_INVALID_RIGHT}: with {@code MPO_CONNECTION_PORT}, that name is no send
   *           right.
   *       <li>{@code KERN_INVALID_CAPABILITY}: with {@code MPO_CONNECTION_PORT}, that port is none
   *           of a service.
   *       <li>{@code KERN_INVALID_VALUE}: a queue limit above {@code MACH_PORT_QLIMIT_MAX}.
   *       <li>{@code KERN_DENIED}: {@code MPO_SERVICE_PORT} or {@code MPO_TG_BLOCK_TRACKING} where
   *           the caller may not use it.
   *       <li>{@code KERN_MEMORY_ERROR}: {@code options}, or what it points to, cannot be read.
   *       <li>{@code KERN_NO_SPACE}: the table of names is as large as it may be.
   *       <li>{@code KERN_RESOURCE_SHORTAGE}: the kernel has too little memory.
   *     </ul>
   *     <p>Versions: {@code MPO_REPLY_PORT} (macOS 13 and later) makes a strict reply port only in
   *     hardened tasks; elsewhere it makes a provisional one, which behaves like any port.
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_construct}; {@code osfmk/ipc/ipc_port.c:
   *     ipc_port_init}; {@code osfmk/ipc/ipc_service_port.c: ipc_service_port_derive_sblabel}.
   *     <p>Example:
   *     <pre>{@code
   * NativeBuffer options = NativeBuffer.allocate(MachPortOptionsLayout.SIZE);
   * options.putInt(MachPortOptionsLayout.FLAGS, MPO_CONTEXT_AS_GUARD | MPO_INSERT_SEND_RIGHT);
   * int kr = library.mach_port_construct(self, options.pointer(), guard, name.pointer());
   *
   * }</pre>
   */
  int mach_port_construct(
      @Borrowed(TASK) int task,
      Pointer options,
      long context,
      @Made(value = RECEIVE, release = "mach_port_destruct")
          @Given(value = SEND, when = "options has MPO_INSERT_SEND_RIGHT")
          Pointer name);

  /**
   * Destroys a receive right, guarded or not, and gives back send references of the same name.
   *
   * <p>{@code kern_return_t mach_port_destruct(ipc_space_t task, mach_port_name_t name,
   * mach_port_delta_t srdelta, mach_port_context_t guard)}
   *
   * <p>{@ownership}
   *
   * <p>The receive right and {@code -srdelta} send references go together, or neither. Send
   * references beyond those become as many references of a dead name under the same name, to be
   * given back with {@link #mach_port_deallocate}. If a port-destroyed notification is requested,
   * the port goes to whoever receives that instead, and the send references stay what they are.
   *
   * <p>Where the send references are pegged at 65,535 every delta but -65,535 does nothing. A
   * dead-name or send-possible notification that was requested for the name adds one reference to
   * the dead name, even if the latter has been sent.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param name the name of the receive right
   * @param srdelta minus the number of send references to give back: 0 or negative
   * @param guard the guard: 64 bits; without meaning for a port that is not guarded
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, or it is {@code MACH_PORT_NULL} or
   *           {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_INVALID_RIGHT}: the name is no receive right, or the delta is not 0 and
   *           there is no send right.
   *       <li>{@code KERN_INVALID_VALUE}: the delta is positive, or more than the send references
   *           there are.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the port is guarded, and with another guard; the
   *           process is killed first.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_DESTROY} (always fatal): the port is guarded, and with another
   *           guard.
   *       <li>{@code kGUARD_EXC_INVALID_NAME} (optional): no right has this name.
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): the name stands for another kind of
   *           right.
   *       <li>{@code kGUARD_EXC_INVALID_VALUE} (optional): the delta is impossible.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/ipc_right.c: ipc_right_destruct}.
   */
  int mach_port_destruct(
      @Borrowed(TASK) int task,
      @Taken(RECEIVE) @Taken(value = SEND, count = "-srdelta", when = "srdelta < 0") int name,
      int srdelta,
      long guard);

  /**
   * Guards a receive right: from now on it can be destroyed with the guard only.
   *
   * <p>{@code kern_return_t mach_port_guard(ipc_space_t task, mach_port_name_t name,
   * mach_port_context_t guard, boolean_t strict)}
   *
   * <p>{@ownership}
   *
   * <p>After success the receive right goes back with {@link #mach_port_destruct} and the guard;
   * {@link #mach_port_mod_refs} or another guard ends the process, and so does {@link
   * #mach_port_destroy} unless the guard is 0. Moved in a message or by {@link
   * #mach_port_extract_right}, the right loses its guard.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param name the name of a receive right in that space
   * @param guard the guard: any 64 bits, 0 included
   * @param strict not 0: the context cannot be changed or read either
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, it is a dead name, {@code
   *           MACH_PORT_NULL} or {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code name} is no receive right.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the port has a context other than 0 already.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_INVALID_NAME} (optional): no right has this name.
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): the name stands for another kind of
   *           right.
   *       <li>{@code kGUARD_EXC_INVALID_ARGUMENT} (optional): the port has a context other than 0
   *           already.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_guard, mach_port_guard_locked}.
   */
  int mach_port_guard(
      @Borrowed(TASK) int task, @Borrowed(RECEIVE) int name, long guard, int strict);

  /**
   * Takes the guard of a receive right away, and with it context and strictness.
   *
   * <p>{@code kern_return_t mach_port_unguard(ipc_space_t task, mach_port_name_t name,
   * mach_port_context_t guard)}
   *
   * <p>{@ownership}
   *
   * <p>A receive right that {@code MPG_IMMOVABLE_RECEIVE} has bound to its task stays bound.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param name the name of a receive right in that space
   * @param guard the guard that the port has: 64 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, it is a dead name, {@code
   *           MACH_PORT_NULL} or {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code name} is no receive right.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the port is not guarded, or with another guard; the
   *           process is killed first.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_UNGUARDED} (always fatal): the port is not guarded.
   *       <li>{@code kGUARD_EXC_INCORRECT_GUARD} (always fatal): the port has another guard.
   *       <li>{@code kGUARD_EXC_INVALID_NAME} (optional): no right has this name.
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): the name stands for another kind of
   *           right.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_unguard_locked}.
   */
  int mach_port_unguard(@Borrowed(TASK) int task, @Borrowed(RECEIVE) int name, long guard);

  /**
   * Tells how large the table of names of a port space is and how much of it is in use.
   *
   * <p>{@code kern_return_t mach_port_space_basic_info(ipc_space_inspect_t task,
   * ipc_info_space_basic_t *basic_info)}
   *
   * <p>{@ownership}
   *
   * @param task the task port whose port space is meant; inspect, read or control
   * @param basic_info receives {@code ipc_info_space_basic_t}: 24 bytes
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not an inspect, read or control port of a
   *           living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_debug.c: mach_port_space_basic_info}.
   */
  int mach_port_space_basic_info(@Borrowed(TASK_INSPECT) int task, Pointer basic_info);

  /**
   * Guards a receive right, as {@link #mach_port_guard} does, and can bind it to its task.
   *
   * <p>{@code kern_return_t mach_port_guard_with_flags(ipc_space_t task, mach_port_name_t name,
   * mach_port_context_t guard, uint64_t flags)}
   *
   * <p>{@ownership}
   *
   * <p>After success the receive right goes back with {@link #mach_port_destruct} and the guard;
   * {@link #mach_port_mod_refs} or another guard ends the process, and so does {@link
   * #mach_port_destroy} unless the guard is 0. Moved in a message or by {@link
   * #mach_port_extract_right}, the right loses its guard.
   *
   * <p>{@code MPG_IMMOVABLE_RECEIVE} outlives the guard: moving the receive right into a message
   * ends the process from then on.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param name the name of a receive right in that space
   * @param guard the guard: any 64 bits, 0 included
   * @param flags {@code MPG_STRICT} and {@code MPG_IMMOVABLE_RECEIVE}
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, it is a dead name, {@code
   *           MACH_PORT_NULL} or {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code name} is no receive right.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the port has a context other than 0 already.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_INVALID_NAME} (optional): no right has this name.
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): the name stands for another kind of
   *           right.
   *       <li>{@code kGUARD_EXC_INVALID_ARGUMENT} (optional): the port has a context other than 0
   *           already.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_guard_with_flags}.
   */
  int mach_port_guard_with_flags(
      @Borrowed(TASK) int task, @Borrowed(RECEIVE) int name, long guard, long flags);

  /**
   * Replaces the guard of a receive right.
   *
   * <p>{@code kern_return_t mach_port_swap_guard(ipc_space_t task, mach_port_name_t name,
   * mach_port_context_t old_guard, mach_port_context_t new_guard)}
   *
   * <p>{@ownership}
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param name the name of a receive right in that space
   * @param old_guard the guard that the port has: 64 bits
   * @param new_guard the guard that it is to have: 64 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, it is a dead name, {@code
   *           MACH_PORT_NULL} or {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code name} is no receive right.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the port is not guarded, strictly guarded, or with
   *           another guard; the process is killed first.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_UNGUARDED} (always fatal): the port is not guarded.
   *       <li>{@code kGUARD_EXC_SET_CONTEXT} (always fatal): the port is strictly guarded.
   *       <li>{@code kGUARD_EXC_INCORRECT_GUARD} (always fatal): the port has another guard.
   *       <li>{@code kGUARD_EXC_INVALID_NAME} (optional): no right has this name.
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): the name stands for another kind of
   *           right.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_swap_guard}.
   */
  int mach_port_swap_guard(
      @Borrowed(TASK) int task, @Borrowed(RECEIVE) int name, long old_guard, long new_guard);

  /**
   * Tells how many send rights there are to a port.
   *
   * <p>{@code kern_return_t mach_port_get_srights(ipc_space_t task, mach_port_name_t name,
   * mach_port_rights_t *srights)}
   *
   * <p>{@ownership}
   *
   * <p>Counted are holders, not user references: a port space counts once however many references
   * it has, and so does each message on its way.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param name the name of a receive right in that space
   * @param srights receives the number: 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, it is a dead name, {@code
   *           MACH_PORT_NULL} or {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code name} is no receive right.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_debug.c: mach_port_get_srights}.
   */
  int mach_port_get_srights(@Borrowed(TASK) int task, @Borrowed(RECEIVE) int name, Pointer srights);

  /**
   * Tells by which rule messages to a connection of a service are filtered.
   *
   * <p>{@code kern_return_t mach_port_is_connection_for_service(ipc_space_t task, mach_port_name_t
   * connection_port, mach_port_name_t service_port, uint64_t *filter_policy_id)}
   *
   * <p>{@ownership}
   *
   * <p>For servers that launchd starts: a service port is the receive right that launchd made with
   * {@code MPO_SERVICE_PORT}, a connection port one that a client made with {@code
   * MPO_CONNECTION_PORT} and sent. The answer comes from the message filter of the system, which is
   * no part of XNU; a service without a filter has rule 0, whatever the connection is.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param connection_port the name of the receive right of the connection in that space
   * @param service_port the name of the receive right of the service in that space
   * @param filter_policy_id receives the number of the rule: 64 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_NAME}: no right has one of the names, or one is a dead name,
   *           {@code MACH_PORT_NULL} or {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_INVALID_RIGHT}: one of the names is no receive right.
   *       <li>{@code KERN_INVALID_CAPABILITY}: {@code service_port} is none of a service.
   *       <li>{@code KERN_NOT_SUPPORTED}: the system has no such message filter.
   *     </ul>
   *     <p>The message filter can refuse with errors of its own.
   *     <p>Versions: From macOS 12 (XNU 8019) on.
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_is_connection_for_service}.
   */
  int mach_port_is_connection_for_service(
      @Borrowed(TASK) int task,
      @Borrowed(RECEIVE) int connection_port,
      @Borrowed(RECEIVE) int service_port,
      Pointer filter_policy_id);

  /**
   * Tells the name and domain of a service by its port.
   *
   * <p>{@code kern_return_t mach_port_get_service_port_info(ipc_space_read_t task, mach_port_name_t
   * name, mach_service_port_info_data_t *sp_info_out)}
   *
   * <p>{@ownership}
   *
   * <p>A service port is the receive right that launchd made with {@code MPO_SERVICE_PORT}; a send
   * right to it is not enough.
   *
   * @param task the task port whose port space is meant; read or control
   * @param name the name of the receive right of a service in that space
   * @param sp_info_out receives {@code mach_service_port_info_data_t}, 256 bytes: the name, which
   *     ends with a null byte, and in the last byte the kind of domain
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a read or control port of a living
   *           task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, or it is a dead name.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code name} is no receive right, or {@code
   *           MACH_PORT_NULL} or {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_INVALID_CAPABILITY}: the port is none of a service.
   *       <li>{@code KERN_NOT_SUPPORTED}: always, on release kernels of macOS 12.
   *     </ul>
   *     <p>Versions: From macOS 12 (XNU 8019) on. Release kernels have it from XNU 8792 (macOS 13)
   *     on, where {@code config/MASTER.arm64.MacOSX} and {@code config/MASTER.x86_64} turn it on
   *     for all kernels; the comment in the header, which names development kernels only, is out of
   *     date.
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_get_service_port_info}; {@code
   *     osfmk/ipc/ipc_service_port.c: ipc_service_port_label_get_info}.
   */
  int mach_port_get_service_port_info(
      @Borrowed(TASK_READ) int task, @Borrowed(RECEIVE) int name, Pointer sp_info_out);

  /**
   * Was to enlarge the table of names of a port space beforehand; today's kernels do nothing.
   *
   * <p>{@code kern_return_t task_set_port_space(ipc_space_t task, int table_entries)}
   *
   * <p>{@ownership}
   *
   * <p>The table grows by itself. The old manual knows an error for a size that is too large; today
   * every size is a success.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control
   * @param table_entries the number of slots that was wished for
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *     </ul>
   *     <p>Versions: Up to XNU 8019 (macOS 12) the table grows to at least that size, or the call
   *     fails with {@code KERN_NO_SPACE} or {@code KERN_RESOURCE_SHORTAGE}; from XNU 8792 (macOS
   *     13) on nothing happens.
   *     <p>Source: {@code osfmk/ipc/mach_port.c: task_set_port_space}.
   */
  int task_set_port_space(@Borrowed(TASK) int task, int table_entries);
}

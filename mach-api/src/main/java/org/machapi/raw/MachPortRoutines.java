package org.machapi.raw;

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
   * <p><b>Ownership.</b> Before: nothing. After success: two arrays in fresh memory of the caller
   * are the caller's, to be released one by one with {@link MachVmRoutines#mach_vm_deallocate}; no
   * right changes hands, and the names are not the caller's to release. After failure: nothing.
   *
   * <p>A send right whose port is gone is listed as a dead name even where nothing has turned its
   * name into one yet. A snapshot: names come and go meanwhile.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
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
  int mach_port_names(int task, Pointer names, Pointer namesCnt, Pointer types, Pointer typesCnt);

  /**
   * Tells what a name stands for.
   *
   * <p>{@code kern_return_t mach_port_type(ipc_space_t task, mach_port_name_t name,
   * mach_port_type_t *ptype)}
   *
   * <p><b>Ownership.</b> No right and no memory changes hands, whether the call succeeds or fails.
   *
   * <p>{@code MACH_PORT_DEAD} is a success and a dead name. A name whose port is gone becomes a
   * dead name now at the latest, with one more user reference if a dead-name notification was
   * requested for it. No guard exception comes of a name that stands for nothing: this is the way
   * to ask.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
   * @param name the name to look at; not consumed
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
  int mach_port_type(int task, int name, Pointer ptype);

  /**
   * Was to give a right another name; no supported release does it.
   *
   * <p>{@code kern_return_t mach_port_rename(ipc_space_t task, mach_port_name_t old_name,
   * mach_port_name_t new_name)}
   *
   * <p><b>Ownership.</b> No right and no memory changes hands, whether the call succeeds or fails.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
   * @param old_name the name of the right; not consumed
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
  int mach_port_rename(int task, int old_name, int new_name);

  /**
   * Makes a new receive right, port set or dead name under a name that the kernel chooses.
   *
   * <p>{@code kern_return_t mach_port_allocate(ipc_space_t task, mach_port_right_t right,
   * mach_port_name_t *name)}
   *
   * <p><b>Ownership.</b> Before: nothing. After success: the caller owns what was made. A receive
   * right, which comes without any send right, goes back with {@link #mach_port_destruct} or {@link
   * #mach_port_mod_refs} (right {@code MACH_PORT_RIGHT_RECEIVE}, delta -1), and never with {@link
   * #mach_port_deallocate}; a port set with {@code mach_port_mod_refs} (right {@code
   * MACH_PORT_RIGHT_PORT_SET}, delta -1); a dead name, which has one user reference, with {@code
   * mach_port_deallocate}. After failure: nothing.
   *
   * <p>A new port has queue limit 5, make-send count 0 and no context.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
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
  int mach_port_allocate(int task, int right, Pointer name);

  /**
   * Makes a new receive right or port set under a name that the caller chooses.
   *
   * <p>{@code kern_return_t mach_port_allocate_name(ipc_space_t task, mach_port_right_t right,
   * mach_port_name_t name)}
   *
   * <p><b>Ownership.</b> Before: nothing. After success: as with {@link #mach_port_allocate}. After
   * failure: nothing.
   *
   * <p>For {@code MACH_PORT_RIGHT_DEAD_NAME} the kernel makes a dead name under a name of its own
   * choice and does not tell which: the name is lost.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
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
   *       <li>{@code KERN_FAILURE}: the index part of the name, all but its low 8 bits, is 0.
   *       <li>{@code KERN_RESOURCE_SHORTAGE}: the kernel has too little memory.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_allocate_name}; {@code
   *     osfmk/ipc/ipc_entry.c: ipc_entry_alloc_name}; {@code osfmk/ipc/ipc_object.c:
   *     ipc_object_alloc_dead}.
   */
  int mach_port_allocate_name(int task, int right, int name);

  /**
   * Takes away everything that a name stands for, however many user references it has.
   *
   * <p>{@code kern_return_t mach_port_destroy(ipc_space_t task, mach_port_name_t name)}
   *
   * <p><b>Ownership.</b> Before: the task owns the rights of the name. After success: it owns none
   * of them, and no dead name stays behind. A send-once right that goes so makes a {@code
   * MACH_NOTIFY_SEND_ONCE} message; a request for a dead-name notification ends with {@code
   * MACH_NOTIFY_PORT_DELETED}. After failure: everything is as it was.
   *
   * <p>{@code MACH_PORT_NULL} and {@code MACH_PORT_DEAD} are a success that does nothing. Dangerous
   * where others hold user references of the same name: prefer {@link #mach_port_deallocate} and
   * {@link #mach_port_destruct}.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
   * @param name the name; consumed with all its user references
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
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_destroy}; {@code osfmk/ipc/ipc_right.c:
   *     ipc_right_destroy}.
   */
  int mach_port_destroy(int task, int name);

  /**
   * Gives back one user reference of a send right or dead name, or a send-once right.
   *
   * <p>{@code kern_return_t mach_port_deallocate(ipc_space_t task, mach_port_name_t name)}
   *
   * <p><b>Ownership.</b> Before: the caller owns a user reference of the name. After success: it
   * does not own it any more. The last one frees the name; where the name is a receive right too,
   * that stays. A send-once right is gone, and its receiver gets {@code MACH_NOTIFY_SEND_ONCE}. A
   * port set is destroyed as a whole. After failure: everything is as it was.
   *
   * <p>{@code MACH_PORT_NULL} and {@code MACH_PORT_DEAD} are a success that does nothing. Where the
   * count is pegged at 65,535 the call succeeds and takes nothing away. A freed name can come back
   * for another right after as few as 16 reuses of its slot: giving back twice hits somebody else.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
   * @param name the name; one user reference of it is consumed
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
  int mach_port_deallocate(int task, int name);

  /**
   * Tells how many user references a name has.
   *
   * <p>{@code kern_return_t mach_port_get_refs(ipc_space_t task, mach_port_name_t name,
   * mach_port_right_t right, mach_port_urefs_t *refs)}
   *
   * <p><b>Ownership.</b> No right and no memory changes hands, whether the call succeeds or fails.
   *
   * <p>0 if the name lacks that right. Receive rights, port sets and send-once rights count 1. For
   * {@code MACH_PORT_NULL} and {@code MACH_PORT_DEAD} the answer is 1 if asked for a send or
   * send-once right.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
   * @param name the name to look at; not consumed
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
  int mach_port_get_refs(int task, int name, int right, Pointer refs);

  /**
   * Adds user references to one right of a name, or takes some away.
   *
   * <p>{@code kern_return_t mach_port_mod_refs(ipc_space_t task, mach_port_name_t name,
   * mach_port_right_t right, mach_port_delta_t delta)}
   *
   * <p><b>Ownership.</b> Before: the caller owns as many references as it takes away. After
   * success: with a positive delta the caller owns so many more; with a negative one so many less.
   * Taking away a receive right destroys the port; send references under the same name become as
   * many references of a dead name, and one more if a dead-name notification was requested. Taking
   * away a send-once right makes a {@code MACH_NOTIFY_SEND_ONCE} message. After failure: everything
   * is as it was.
   *
   * <p>{@code MACH_PORT_NULL} and {@code MACH_PORT_DEAD} with a send or send-once right are a
   * success that does nothing.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
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
   *           is gone.
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
  int mach_port_mod_refs(int task, int name, int right, int delta);

  /**
   * Looks at a queued message without receiving it.
   *
   * <p>{@code kern_return_t mach_port_peek(ipc_space_t task, mach_port_name_t name,
   * mach_msg_trailer_type_t trailer_type, mach_port_seqno_t *request_seqnop, mach_msg_size_t
   * *msg_sizep, mach_msg_id_t *msg_idp, mach_msg_trailer_info_t trailer_infop,
   * mach_msg_type_number_t *trailer_infopCnt)}
   *
   * <p><b>Ownership.</b> No right and no memory changes hands, whether the call succeeds or fails.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
   * @param name the name of a receive right in that space; not consumed
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
      int task,
      int name,
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
   * <p><b>Ownership.</b> No right and no memory changes hands, whether the call succeeds or fails.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
   * @param name the name of a receive right in that space; not consumed
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
  int mach_port_set_mscount(int task, int name, int mscount);

  /**
   * Lists the members of a port set.
   *
   * <p>{@code kern_return_t mach_port_get_set_status(ipc_space_read_t task, mach_port_name_t name,
   * mach_port_name_array_t *members, mach_msg_type_number_t *membersCnt)}
   *
   * <p><b>Ownership.</b> Before: nothing. After success: the array, in fresh memory of the caller,
   * is the caller's, to be released with {@link MachVmRoutines#mach_vm_deallocate}; no right
   * changes hands, and the names are not the caller's to release. After failure: nothing.
   *
   * @param task the task port whose port space is meant; read or control; not consumed
   * @param name the name of a port set in that space; not consumed
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
  int mach_port_get_set_status(int task, int name, Pointer members, Pointer membersCnt);

  /**
   * Puts a receive right into a port set and takes it out of all others.
   *
   * <p>{@code kern_return_t mach_port_move_member(ipc_space_t task, mach_port_name_t member,
   * mach_port_name_t after)}
   *
   * <p><b>Ownership.</b> No right and no memory changes hands, whether the call succeeds or fails.
   * Membership owns nothing.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
   * @param member the name of a receive right; not consumed
   * @param after the name of the port set, or {@code MACH_PORT_NULL} to take the right out of all
   *     sets; not consumed
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
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_move_member}.
   */
  int mach_port_move_member(int task, int member, int after);

  /**
   * Asks for one notification about a name, or cancels an earlier request.
   *
   * <p>{@code kern_return_t mach_port_request_notification(ipc_space_t task, mach_port_name_t name,
   * mach_msg_id_t msgid, mach_port_mscount_t sync, mach_port_t notify, mach_msg_type_name_t
   * notifyPoly, mach_port_t *previous)}
   *
   * <p><b>Ownership.</b> Before: the caller holds the receive right of the notify port ({@code
   * MACH_MSG_TYPE_MAKE_SEND_ONCE}) or a send-once right ({@code MACH_MSG_TYPE_MOVE_SEND_ONCE}).
   * After success: the kernel owns a send-once right until the notification is sent; a moved one is
   * no longer the caller's. What {@code previous} names, a send-once right of an earlier request or
   * {@code MACH_PORT_NULL}, is the caller's, to be released with {@link #mach_port_deallocate}
   * (which sends {@code MACH_NOTIFY_SEND_ONCE} there) or used as {@code notify} again. After
   * failure: the send-once right, made or moved, is destroyed, and the notify port gets {@code
   * MACH_NOTIFY_SEND_ONCE}.
   *
   * <p>Every request fires once. Dead-name and send-possible share one slot for each name: asking
   * for one replaces the other. A send-possible request for a dead name fires as a dead-name
   * notification at once. A dead-name notification adds one user reference to the dead name, which
   * is the caller's to give back too.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
   * @param name the name to be told about; not consumed
   * @param msgid which notification: {@code MACH_NOTIFY_DEAD_NAME}, {@code _SEND_POSSIBLE}, {@code
   *     _NO_SENDERS} or {@code _PORT_DESTROYED}
   * @param sync for no-senders: fire at once if there are no send rights and the make-send count is
   *     at least this; for send-possible: nonzero to arm the request at once; for port-destroyed: 0
   * @param notify the right that the notification goes to, or {@code MACH_PORT_NULL} to cancel
   * @param notifyPoly its disposition: {@code MACH_MSG_TYPE_MAKE_SEND_ONCE} or {@code
   *     MACH_MSG_TYPE_MOVE_SEND_ONCE}; any other is refused with one of {@code MIG_*}
   * @param previous receives the name of an earlier send-once right, or {@code MACH_PORT_NULL}: 32
   *     bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_VALUE}: {@code msgid} is none of the four, or port-destroyed with
   *           a {@code sync} other than 0.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name; for no-senders and port-destroyed
   *           also a dead name.
   *       <li>{@code KERN_INVALID_RIGHT}: no-senders or port-destroyed for a name that is no
   *           receive right, or a reply port; dead-name or send-possible for a port set.
   *       <li>{@code KERN_INVALID_CAPABILITY}: {@code notify} is {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_INVALID_ARGUMENT}: dead-name or send-possible for {@code MACH_PORT_NULL}
   *           or {@code MACH_PORT_DEAD}; dead-name for a name that is dead already.
   *       <li>{@code KERN_FAILURE}: port-destroyed is requested already; it can be neither replaced
   *           nor cancelled.
   *       <li>{@code KERN_RESOURCE_SHORTAGE}: the table of requests cannot grow.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): port-destroyed or no-senders for a port
   *           that does not allow it.
   *       <li>{@code kGUARD_EXC_KERN_FAILURE} (optional): port-destroyed is requested already.
   *     </ul>
   *     <p>Versions: Up to XNU 7195 (macOS 11) a dead-name request with a {@code sync} other than 0
   *     for a name that is dead already fires at once; in XNU 11417 (macOS 15.4) it is {@code
   *     KERN_INVALID_ARGUMENT}.
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_request_notification}; {@code
   *     osfmk/ipc/ipc_right.c: ipc_right_request_alloc}; {@code osfmk/ipc/ipc_port.c:
   *     ipc_port_nsrequest}.
   */
  int mach_port_request_notification(
      int task, int name, int msgid, int sync, int notify, int notifyPoly, Pointer previous);

  /**
   * Puts a right of the caller into a port space under a chosen name.
   *
   * <p>{@code kern_return_t mach_port_insert_right(ipc_space_t task, mach_port_name_t name,
   * mach_port_t poly, mach_msg_type_name_t polyPoly)}
   *
   * <p><b>Ownership.</b> Before: the caller holds the right that the disposition needs. After
   * success: the task owns one reference more under {@code name}; a moved right ({@code
   * MACH_MSG_TYPE_MOVE_*}) is no longer the caller's, a copied one, or the receive right that one
   * was made from, still is. After failure: a moved right is lost, except where the caller was
   * found to lack it: a send reference is gone, a send-once right makes a {@code
   * MACH_NOTIFY_SEND_ONCE} message, a receive right is destroyed.
   *
   * <p>Each {@code MACH_MSG_TYPE_MAKE_SEND} raises the make-send count of the port.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
   * @param name the name that the right is to have in that space
   * @param poly the name of the right in the caller's space
   * @param polyPoly its disposition: {@code MACH_MSG_TYPE_MAKE_SEND}, {@code _COPY_SEND}, {@code
   *     _MOVE_SEND}, {@code _MAKE_SEND_ONCE}, {@code _MOVE_SEND_ONCE} or {@code _MOVE_RECEIVE}
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_NAME}: {@code poly} is {@code name}, to be made or copied from,
   *           and no right has it.
   *       <li>{@code KERN_INVALID_VALUE}: {@code polyPoly} is no disposition, or {@code name}
   *           cannot be a name.
   *       <li>{@code KERN_INVALID_CAPABILITY}: the right is null or dead.
   *       <li>{@code KERN_INVALID_RIGHT}: the caller lacks the right that the disposition needs.
   *       <li>{@code KERN_NAME_EXISTS}: {@code name} stands for something else; always for a
   *           send-once right and a name in use.
   *       <li>{@code KERN_RIGHT_EXISTS}: the task holds a right to this port under another name.
   *       <li>{@code KERN_NO_SPACE}: the name lies beyond the largest table of names.
   *       <li>{@code KERN_FAILURE}: the index part of the name, all but its low 8 bits, is 0.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_IMMOVABLE} (always fatal): a receive right is to be moved that
   *           cannot leave its task.
   *     </ul>
   *     <p>Versions: From macOS 10.12.2 on {@code KERN_UREFS_OVERFLOW} is never returned: the count
   *     is pegged at 65,535, with success.
   *     <p>Source: {@code osfmk/ipc/mach_kernelrpc.c: _kernelrpc_mach_port_insert_right_trap};
   *     {@code osfmk/ipc/ipc_object.c: ipc_object_insert_send_right, ipc_object_copyout_name}.
   *     <p>Example:
   *     <pre>{@code
   * library.mach_port_insert_right(self, port, port, MACH_MSG_TYPE_MAKE_SEND);
   *
   * }</pre>
   */
  int mach_port_insert_right(int task, int name, int poly, int polyPoly);

  /**
   * Takes a right out of a port space, or makes or copies one there, and gives it to the caller.
   *
   * <p>{@code kern_return_t mach_port_extract_right(ipc_space_t task, mach_port_name_t name,
   * mach_msg_type_name_t msgt_name, mach_port_t *poly, mach_msg_type_name_t *polyPoly)}
   *
   * <p><b>Ownership.</b> Before: the task holds the right that the disposition needs. After
   * success: the caller owns what {@code poly} names: a send or send-once right to be released with
   * {@link #mach_port_deallocate}, or a receive right to be released with {@link
   * #mach_port_destruct}. A moved right is no longer the task's; from the caller's own space the
   * net effect on a send right is none. After failure: everything is as it was.
   *
   * <p>With {@code MACH_MSG_TYPE_MAKE_SEND_ONCE} on the own space this is how one gets a name for a
   * send-once right. A receive right that is moved leaves its port sets, loses guard and context,
   * and may come back under another name, with its make-send count and sequence number at 0.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
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
   *       <li>{@code KERN_INVALID_CAPABILITY}: the right cannot leave the task.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_IMMOVABLE} (always fatal): from the own space, a right that cannot
   *           leave the task is to be moved.
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): a send right is to be taken from a reply
   *           port.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_extract_right}; {@code
   *     osfmk/ipc/ipc_right.c: ipc_right_copyin}.
   */
  int mach_port_extract_right(int task, int name, int msgt_name, Pointer poly, Pointer polyPoly);

  /**
   * Sets the sequence number that the next message of a port gets.
   *
   * <p>{@code kern_return_t mach_port_set_seqno(ipc_space_t task, mach_port_name_t name,
   * mach_port_seqno_t seqno)}
   *
   * <p><b>Ownership.</b> No right and no memory changes hands, whether the call succeeds or fails.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
   * @param name the name of a receive right in that space; not consumed
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
  int mach_port_set_seqno(int task, int name, int seqno);

  /**
   * Reads attributes of a port, such as its queue limit or its status.
   *
   * <p>{@code kern_return_t mach_port_get_attributes(ipc_space_read_t task, mach_port_name_t name,
   * mach_port_flavor_t flavor, mach_port_info_t port_info_out, mach_msg_type_number_t
   * *port_info_outCnt)}
   *
   * <p><b>Ownership.</b> No right and no memory changes hands, whether the call succeeds or fails.
   *
   * <p>For {@code MACH_PORT_NULL} and {@code MACH_PORT_DEAD} {@code MACH_PORT_LIMITS_INFO} is a
   * success with 0 words.
   *
   * @param task the task port whose port space is meant; read or control; not consumed
   * @param name the name of a receive right in that space; not consumed
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
      int task, int name, int flavor, Pointer port_info_out, Pointer port_info_outCnt);

  /**
   * Sets attributes of a port, such as its queue limit.
   *
   * <p>{@code kern_return_t mach_port_set_attributes(ipc_space_t task, mach_port_name_t name,
   * mach_port_flavor_t flavor, mach_port_info_t port_info, mach_msg_type_number_t port_infoCnt)}
   *
   * <p><b>Ownership.</b> No right and no memory changes hands, whether the call succeeds or fails.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
   * @param name the name of a receive right in that space; not consumed
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
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_set_attributes}.
   */
  int mach_port_set_attributes(int task, int name, int flavor, Pointer port_info, int port_infoCnt);

  /**
   * Lists every slot of the table of names of a port space, with references and kernel objects.
   *
   * <p>{@code kern_return_t mach_port_space_info(ipc_space_read_t space, ipc_info_space_t
   * *space_info, ipc_info_name_array_t *table_info, mach_msg_type_number_t *table_infoCnt,
   * ipc_info_tree_name_array_t *tree_info, mach_msg_type_number_t *tree_infoCnt)}
   *
   * <p><b>Ownership.</b> Before: nothing. After success: the table, in fresh memory of the caller,
   * is the caller's, to be released with {@link MachVmRoutines#mach_vm_deallocate} (28 bytes for
   * each slot); no right changes hands. After failure: nothing.
   *
   * <p>Free slots are listed with type 0. {@code iin_object} is a hash, not an address: equal for
   * equal objects. A send right whose port is gone may still be listed as one. Beyond 4,096 slots
   * the list is no snapshot of one moment.
   *
   * @param space the task port whose port space is meant; read or control; not consumed
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
   *     <p>Source: {@code osfmk/ipc/mach_debug.c: mach_port_space_info}.
   */
  int mach_port_space_info(
      int space,
      Pointer space_info,
      Pointer table_info,
      Pointer table_infoCnt,
      Pointer tree_info,
      Pointer tree_infoCnt);

  /**
   * Tells how large the table of notification requests of a port is.
   *
   * <p>{@code kern_return_t mach_port_dnrequest_info(ipc_space_t task, mach_port_name_t name,
   * unsigned int *dnr_total, unsigned int *dnr_used)}
   *
   * <p><b>Ownership.</b> No right and no memory changes hands, whether the call succeeds or fails.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
   * @param name the name of a receive right in that space; not consumed
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
  int mach_port_dnrequest_info(int task, int name, Pointer dnr_total, Pointer dnr_used);

  /**
   * Tells which kind of kernel object a port stands for; the older form of {@link
   * #mach_port_kobject}.
   *
   * <p>{@code kern_return_t mach_port_kernel_object(ipc_space_read_t task, mach_port_name_t name,
   * unsigned int *object_type, unsigned int *object_addr)}
   *
   * <p><b>Ownership.</b> No right and no memory changes hands, whether the call succeeds or fails.
   *
   * @param task the task port whose port space is meant; read or control; not consumed
   * @param name the name of a send or receive right in that space; not consumed
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
  int mach_port_kernel_object(int task, int name, Pointer object_type, Pointer object_addr);

  /**
   * Puts a receive right into a port set; it may be in several.
   *
   * <p>{@code kern_return_t mach_port_insert_member(ipc_space_t task, mach_port_name_t name,
   * mach_port_name_t pset)}
   *
   * <p><b>Ownership.</b> No right and no memory changes hands, whether the call succeeds or fails.
   * Membership owns nothing, and destroying the set leaves its members alone.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
   * @param name the name of a receive right; not consumed
   * @param pset the name of a port set; not consumed
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
  int mach_port_insert_member(int task, int name, int pset);

  /**
   * Takes a receive right out of a port set.
   *
   * <p>{@code kern_return_t mach_port_extract_member(ipc_space_t task, mach_port_name_t name,
   * mach_port_name_t pset)}
   *
   * <p><b>Ownership.</b> No right and no memory changes hands, whether the call succeeds or fails.
   * Membership owns nothing.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
   * @param name the name of a receive right; not consumed
   * @param pset the name of a port set; not consumed
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
  int mach_port_extract_member(int task, int name, int pset);

  /**
   * Reads the context of a port, which is its guard if it has one.
   *
   * <p>{@code kern_return_t mach_port_get_context(ipc_space_read_t task, mach_port_name_t name,
   * mach_port_context_t *context)}
   *
   * <p><b>Ownership.</b> No right and no memory changes hands, whether the call succeeds or fails.
   *
   * @param task the task port whose port space is meant; read or control; not consumed
   * @param name the name of a receive right in that space; not consumed
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
  int mach_port_get_context(int task, int name, Pointer context);

  /**
   * Sets the context of a port. On a guarded port this replaces the guard.
   *
   * <p>{@code kern_return_t mach_port_set_context(ipc_space_t task, mach_port_name_t name,
   * mach_port_context_t context)}
   *
   * <p><b>Ownership.</b> No right and no memory changes hands, whether the call succeeds or fails.
   *
   * <p>After this on a guarded port, {@link #mach_port_destruct} with the old guard ends the
   * process.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
   * @param name the name of a receive right in that space; not consumed
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
  int mach_port_set_context(int task, int name, long context);

  /**
   * Tells which kind of kernel object a port stands for.
   *
   * <p>{@code kern_return_t mach_port_kobject(ipc_space_read_t task, mach_port_name_t name,
   * natural_t *object_type, mach_vm_address_t *object_addr)}
   *
   * <p><b>Ownership.</b> No right and no memory changes hands, whether the call succeeds or fails.
   *
   * <p>See {@link KobjectConstants}, whose names are private to the kernel.
   *
   * @param task the task port whose port space is meant; read or control; not consumed
   * @param name the name of a send or receive right in that space; not consumed
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
  int mach_port_kobject(int task, int name, Pointer object_type, Pointer object_addr);

  /**
   * Makes a new receive right with its queue limit, guard and send right in one call.
   *
   * <p>{@code kern_return_t mach_port_construct(ipc_space_t task, mach_port_options_ptr_t options,
   * mach_port_context_t context, mach_port_name_t *name)}
   *
   * <p><b>Ownership.</b> Before: nothing. After success: the caller owns the receive right and,
   * with {@code MPO_INSERT_SEND_RIGHT}, one user reference of a send right under the same name.
   * Both go back with {@link #mach_port_destruct}: delta -1 if there is a send right and else 0,
   * and the context as guard if there is {@code MPO_CONTEXT_AS_GUARD}. After failure: nothing.
   *
   * <p>A context that is not 0 keeps {@link #mach_port_guard} from working later, guard or not.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
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
   *           reply port.
   *       <li>{@code KERN_INVALID_VALUE}: a queue limit above {@code MACH_PORT_QLIMIT_MAX}.
   *       <li>{@code KERN_DENIED}: {@code MPO_SERVICE_PORT} or {@code MPO_TG_BLOCK_TRACKING} where
   *           the caller may not use it.
   *       <li>{@code KERN_MEMORY_ERROR}: {@code options} cannot be read.
   *       <li>{@code KERN_NO_SPACE}: the table of names is as large as it may be.
   *       <li>{@code KERN_RESOURCE_SHORTAGE}: the kernel has too little memory.
   *     </ul>
   *     <p>Versions: {@code MPO_REPLY_PORT} (macOS 13 and later) makes a strict reply port only in
   *     hardened tasks; elsewhere it makes a provisional one, which behaves like any port.
   *     <p>Source: {@code osfmk/ipc/mach_port.c: mach_port_construct}; {@code osfmk/ipc/ipc_port.c:
   *     ipc_port_init}.
   *     <p>Example:
   *     <pre>{@code
   * NativeBuffer options = NativeBuffer.allocate(MachPortOptionsLayout.SIZE);
   * options.putInt(MachPortOptionsLayout.FLAGS, MPO_CONTEXT_AS_GUARD | MPO_INSERT_SEND_RIGHT);
   * int kr = library.mach_port_construct(self, options.pointer(), guard, name.pointer());
   *
   * }</pre>
   */
  int mach_port_construct(int task, Pointer options, long context, Pointer name);

  /**
   * Destroys a receive right, guarded or not, and gives back send references of the same name.
   *
   * <p>{@code kern_return_t mach_port_destruct(ipc_space_t task, mach_port_name_t name,
   * mach_port_delta_t srdelta, mach_port_context_t guard)}
   *
   * <p><b>Ownership.</b> Before: the caller owns the receive right and as many send references as
   * it gives back. After success: it owns neither. Send references beyond those become as many
   * references of a dead name under the same name, to be released with {@link
   * #mach_port_deallocate}. After failure: everything is as it was.
   *
   * <p>Where the send references are pegged at 65,535 every delta but -65,535 does nothing. A
   * requested dead-name notification adds one reference to the dead name.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
   * @param name the name of the receive right; consumed
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
  int mach_port_destruct(int task, int name, int srdelta, long guard);

  /**
   * Guards a receive right: from now on it can be destroyed with the guard only.
   *
   * <p>{@code kern_return_t mach_port_guard(ipc_space_t task, mach_port_name_t name,
   * mach_port_context_t guard, boolean_t strict)}
   *
   * <p><b>Ownership.</b> No right changes hands, whether the call succeeds or fails. After success
   * the receive right goes back with {@link #mach_port_destruct} and the guard; any other way ends
   * the process.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
   * @param name the name of a receive right in that space; not consumed
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
  int mach_port_guard(int task, int name, long guard, int strict);

  /**
   * Takes the guard of a receive right away, and with it context and strictness.
   *
   * <p>{@code kern_return_t mach_port_unguard(ipc_space_t task, mach_port_name_t name,
   * mach_port_context_t guard)}
   *
   * <p><b>Ownership.</b> No right changes hands, whether the call succeeds or fails.
   *
   * <p>A receive right that {@code MPG_IMMOVABLE_RECEIVE} has bound to its task stays bound.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
   * @param name the name of a receive right in that space; not consumed
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
  int mach_port_unguard(int task, int name, long guard);

  /**
   * Tells how large the table of names of a port space is and how much of it is in use.
   *
   * <p>{@code kern_return_t mach_port_space_basic_info(ipc_space_inspect_t task,
   * ipc_info_space_basic_t *basic_info)}
   *
   * <p><b>Ownership.</b> No right and no memory changes hands, whether the call succeeds or fails.
   *
   * @param task the task port whose port space is meant; inspect, read or control; not consumed
   * @param basic_info receives {@code ipc_info_space_basic_t}: 24 bytes
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is not a control port of a living task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_debug.c: mach_port_space_basic_info}.
   */
  int mach_port_space_basic_info(int task, Pointer basic_info);

  /**
   * Guards a receive right, as {@link #mach_port_guard} does, and can bind it to its task.
   *
   * <p>{@code kern_return_t mach_port_guard_with_flags(ipc_space_t task, mach_port_name_t name,
   * mach_port_context_t guard, uint64_t flags)}
   *
   * <p><b>Ownership.</b> No right changes hands, whether the call succeeds or fails. After success
   * the receive right goes back with {@link #mach_port_destruct} and the guard; any other way ends
   * the process.
   *
   * <p>{@code MPG_IMMOVABLE_RECEIVE} outlives the guard: moving the receive right into a message
   * ends the process from then on.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
   * @param name the name of a receive right in that space; not consumed
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
  int mach_port_guard_with_flags(int task, int name, long guard, long flags);

  /**
   * Replaces the guard of a receive right.
   *
   * <p>{@code kern_return_t mach_port_swap_guard(ipc_space_t task, mach_port_name_t name,
   * mach_port_context_t old_guard, mach_port_context_t new_guard)}
   *
   * <p><b>Ownership.</b> No right changes hands, whether the call succeeds or fails.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
   * @param name the name of a receive right in that space; not consumed
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
  int mach_port_swap_guard(int task, int name, long old_guard, long new_guard);

  /**
   * Tells how many send rights there are to a port.
   *
   * <p>{@code kern_return_t mach_port_get_srights(ipc_space_t task, mach_port_name_t name,
   * mach_port_rights_t *srights)}
   *
   * <p><b>Ownership.</b> No right and no memory changes hands, whether the call succeeds or fails.
   *
   * <p>Counted are holders, not user references: a port space counts once however many references
   * it has, and so does each message on its way.
   *
   * @param task the task port whose port space is meant, usually that of {@code mach_task_self_};
   *     control; not consumed
   * @param name the name of a receive right in that space; not consumed
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
  int mach_port_get_srights(int task, int name, Pointer srights);
}
